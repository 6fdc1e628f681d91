"""Sources: how current each is, what waits, and the button that starts a run."""

from datetime import date
from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from billtracker.intake.admin._words import ago, counted, moment
from billtracker.intake.models import Matter, Run
from billtracker.intake.pipeline import source_of
from billtracker.intake.runs import AlreadyRunning, ask_for
from billtracker.intake.sources import SourcePlan, plans
from billtracker.intake.watch import late_sources
from billtracker.provenance.admin import ReadOnlyAdmin
from billtracker.provenance.models import Source

_MAY_START = "intake.add_run"
_RUNS_SHOWN = 5


class Asked(forms.Form):
    """What a person says who starts a run."""

    since = forms.DateField(
        required=False,
        label="Only what changed since",
        help_text="Empty: everything.",
        widget=forms.DateInput({"type": "date"}),
    )


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin[Source]):
    """Where facts are fetched from, how current that is, and what waits for a person."""

    change_form_template = "admin/provenance/source/change_form.html"
    fields = ()
    list_display = ("title", "state", "last_run", "tried", "succeeded", "changed", "waiting")
    search_fields = ("key", "title", "publisher")
    ordering = ("title", "id")

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Load the latest run of each, and count what waits."""
        latest = Run.objects.order_by("source", "-id").distinct("source")
        is_open = Q(matters__state=Matter.State.OPEN)
        late = [source.pk for source in late_sources(timezone.now())]
        return (
            super()
            .get_queryset(request)
            .annotate(open_matters=Count("matters", is_open), is_late=Q(pk__in=late))
            .prefetch_related(
                Prefetch("runs", latest.select_related("asked_by"), to_attr="last_runs")
            )
        )

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every source that the code knows, those too that never ran."""
        known = set(Source.objects.values_list("key", flat=True))
        for plan in plans():
            if plan.key not in known:
                source_of(plan)
        return super().changelist_view(request, extra_context)

    @override
    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the last runs too, and the button."""
        source: Source = context["original"]
        rows = Run.objects.filter(source=source).select_related("asked_by").order_by("-id")
        runs = list(rows[:_RUNS_SHOWN])
        context |= {
            "title": source.title,
            "subtitle": None,
            "state": self.state(source),
            "waiting": self.waiting(source),
            "runs": [(run, counted(run.counts)) for run in runs],
            "going_on": next((_going_on(run) for run in runs if not run.ended_at), ""),
            "can_run": _can_run(_plan_of(source)),
            "may_start": request.user.has_perm(_MAY_START),
            "asked": Asked(),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @override
    def get_urls(self) -> list[URLPattern]:
        """Add the address that starts a run."""
        start = path(
            "<int:source_id>/run/",
            self.admin_site.admin_view(self.start_view),
            name="provenance_source_run",
        )
        return [start, *super().get_urls()]

    def start_view(self, request: HttpRequest, source_id: int) -> HttpResponse:
        """Start a run, or say that one is going on."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(_MAY_START):
            raise PermissionDenied
        source = get_object_or_404(Source, pk=source_id)
        here = reverse("admin:provenance_source_change", args=[source.pk])
        asked = Asked(request.POST)
        if not asked.is_valid():
            messages.error(request, "Give a day, or leave it empty for everything.")
        elif not _can_run(_plan_of(source)):
            messages.error(request, f"{source} is only ever taken from files.")
        else:
            _start(request, source, asked.cleaned_data["since"])
        return HttpResponseRedirect(here)

    @admin.display(description="state")
    def state(self, source: Source) -> str:
        """Say whether it is late, or running, or neither."""
        for run in source.last_runs:  # type: ignore[attr-defined]
            if not run.ended_at:
                return _going_on(run)
        if _plan_of(source) is None:
            return "no longer read"
        if source.is_late:  # type: ignore[attr-defined]
            return format_html(
                "<strong>late</strong>: succeeded {}", ago(source.last_succeeded_at)
            )
        return "in order" if source.last_succeeded_at else "not taken in yet"

    @admin.display(description="last run")
    def last_run(self, source: Source) -> str:
        """Say what came of the last run, and lead to it."""
        runs: list[Run] = source.last_runs  # type: ignore[attr-defined]
        if not runs:
            return "none"
        address = reverse("admin:intake_run_change", args=[runs[0].pk])
        outcome = runs[0].outcome or "going on"
        return format_html('<a href="{}">{}</a>: {}', address, outcome, counted(runs[0].counts))

    @admin.display(description="tried", ordering="last_tried_at")
    def tried(self, source: Source) -> str:
        """Say when it was last tried."""
        return ago(source.last_tried_at)

    @admin.display(description="succeeded", ordering="last_succeeded_at")
    def succeeded(self, source: Source) -> str:
        """Say when it last answered usefully."""
        return ago(source.last_succeeded_at)

    @admin.display(description="changed", ordering="last_changed_at")
    def changed(self, source: Source) -> str:
        """Say when it last changed the record."""
        return ago(source.last_changed_at)

    @admin.display(description="to review", ordering="open_matters")
    def waiting(self, source: Source) -> str:
        """Count the open matters, and lead to them."""
        count: int = source.open_matters  # type: ignore[attr-defined]
        query = {"source__id__exact": source.pk}
        address = reverse("admin:intake_matter_changelist", query=query)
        return format_html('<a href="{}">{}</a>', address, count) if count else "0"


def _start(request: HttpRequest, source: Source, since: date | None) -> None:
    try:
        ask_for(source.key, since=since, asked_by=request.user.pk)
    except AlreadyRunning as error:
        messages.warning(request, f"{source}: {_going_on(error.run)}. No second run was started.")
    else:
        messages.success(request, f"{source}: a run was asked for.")


def _plan_of(source: Source) -> SourcePlan | None:
    return next((plan for plan in plans() if plan.key == source.key), None)


def _can_run(plan: SourcePlan | None) -> bool:
    return plan is not None and bool(plan.first or plan.home)


def _going_on(run: Run) -> str:
    by = f", asked for by {run.asked_by.get_username()}" if run.asked_by else ""
    return f"a run is going on since {moment(run.started_at)}{by}"
