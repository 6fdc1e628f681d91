"""The log, to look through."""

from django.contrib import admin

from billtracker.events.models import Event
from billtracker.provenance.admin import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin[Event]):
    """Every change: what about, when it happened and when it was learned, by whom."""

    list_display = ("id", "kind", "subjects", "occurred_on", "recorded_at", "actor", "origin")
    list_filter = ("kind", "recorded_at")
    list_select_related = ("actor", "origin")
    search_fields = ("kind", "subjects")
    search_help_text = "A kind of event, or a subject such as bill:54-94."
    ordering = ("-id",)
