"""Runs and their errands, to look at."""

from typing import override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince

from billtracker.intake.admin._words import counted
from billtracker.intake.models import Errand, Run
from billtracker.provenance.admin import ReadOnlyAdmin

_ERRANDS_SHOWN = 50


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin[Run]):
    """Who asked for a run, how long it took, and what came of it."""

    fields = (
        *("source", "asked_for_by", "since", "started_at", "ended_at", "lasted"),
        *("state", "came_to", "what_was_left", "still_to_ask"),
    )
    readonly_fields = (
        *("asked_for_by", "lasted", "state", "came_to", "what_was_left", "still_to_ask"),
    )
    list_display = ("started_at", "source", "asked_for_by", "lasted", "state", "came_to")
    list_filter = ("outcome", "source", "started_at")
    list_select_related = ("source", "asked_by")
    search_fields = ("source__key", "source__title", "asked_by__username")
    ordering = ("-id",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Run]:
        """Load who asked for it, and of what."""
        return super().get_queryset(request).select_related("source", "asked_by")

    @admin.display(description="asked for by")
    def asked_for_by(self, run: Run) -> str:
        """Name the person, if it was one."""
        return run.asked_by.get_username() if run.asked_by else "the timetable, or a command"

    @admin.display(description="took")
    def lasted(self, run: Run) -> str:
        """Say how long it took, or has been going on."""
        seconds = ((run.ended_at or timezone.now()) - run.started_at).total_seconds()
        if seconds < 60:  # noqa: PLR2004 - a minute
            return f"{seconds:.1f} seconds"
        return timesince(run.started_at, run.ended_at)

    @admin.display(description="outcome", ordering="outcome")
    def state(self, run: Run) -> str:
        """Say how it ended, if it has."""
        return run.outcome or "going on"

    @admin.display(description="records")
    def came_to(self, run: Run) -> str:
        """Count what became of records."""
        return counted(run.counts)

    @admin.display(description="left behind")
    def what_was_left(self, run: Run) -> str:
        """List the problems, one to a line."""
        lines = format_html_join("", "<li>{}</li>", ((problem,) for problem in run.problems))
        return format_html("<ul>{}</ul>", lines) if run.problems else "Nothing."

    @admin.display(description="still to ask")
    def still_to_ask(self, run: Run) -> str:
        """Count the open errands, name the first of them, and lead to all."""
        rows = run.errands.filter(done_at=None).order_by("id")
        if not (count := rows.count()):
            return "Nothing."
        names = [(errand.name,) for errand in rows[:_ERRANDS_SHOWN]]
        address = reverse("admin:intake_errand_changelist", query={"run__id__exact": run.pk})
        lines = format_html_join("", "<li>{}</li>", names)
        return format_html('<a href="{}">{} addresses</a><ul>{}</ul>', address, count, lines)


@admin.register(Errand)
class ErrandAdmin(ReadOnlyAdmin[Errand]):
    """The addresses that runs ask."""

    list_display = ("name", "run", "url", "done_at", "failure")
    list_filter = (("done_at", admin.EmptyFieldListFilter), "run__source")
    list_select_related = ("run__source",)
    search_fields = ("name", "url", "failure")
    ordering = ("-id",)
