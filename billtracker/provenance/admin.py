"""What facts rest on, to look at; and the screens that only show, which all of admin builds on."""

from typing import TYPE_CHECKING, override

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from billtracker.provenance.models import Body, Citation, Origin, Retrieval, Source

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
else:

    class ModelAdmin[Row](admin.ModelAdmin):
        """Django's own, which at run time takes no parameter."""


class ReadOnlyAdmin[Row: Model](ModelAdmin[Row]):
    """Screens that show rows and change none: services are the only writers."""

    show_full_result_count = False
    list_per_page = 50

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a row here."""
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Nobody changes a row here."""
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Nobody removes a row here."""
        return False

    @override
    def has_view_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Everyone who may enter may look."""
        return request.user.is_active and request.user.is_staff


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin[Source]):
    """Where facts are fetched from, and when they last were."""

    list_display = ("title", "publisher", "last_tried_at", "last_succeeded_at", "last_changed_at")
    search_fields = ("key", "title", "publisher")
    ordering = ("title", "id")


@admin.register(Body)
class BodyAdmin(ReadOnlyAdmin[Body]):
    """Bodies by their hash and size; the bytes are neither shown nor loaded."""

    fields = ("sha256", "size")
    list_display = ("sha256", "size")
    search_fields = ("sha256",)
    ordering = ("sha256",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Body]:
        """Leave the bytes where they are."""
        return super().get_queryset(request).defer("content")


@admin.register(Retrieval)
class RetrievalAdmin(ReadOnlyAdmin[Retrieval]):
    """What was fetched, when, and what came of it."""

    fields = ("source", "url", "sha256", "fetched_at", "outcome", "counts", "problems")
    readonly_fields = ("sha256",)
    list_display = ("id", "source", "url", "fetched_at", "outcome")
    list_filter = ("outcome", "source")
    list_select_related = ("source",)
    search_fields = ("url", "body__sha256")
    ordering = ("-id",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Retrieval]:
        """Load the source and not the bytes."""
        return super().get_queryset(request).select_related("source")

    @admin.display(description="SHA-256 of the body")
    def sha256(self, retrieval: Retrieval) -> str:
        """Name the body without loading it."""
        return retrieval.body_id


@admin.register(Origin)
class OriginAdmin(ReadOnlyAdmin[Origin]):
    """What facts rest on, and how sure they are."""

    list_display = ("id", "confidence", "derivation", "retrieval", "entered_by", "note")
    list_filter = ("confidence", "derivation", "retrieval__source")
    list_select_related = ("retrieval", "entered_by")
    search_fields = ("note", "citations__title", "citations__publisher")
    readonly_fields = ("publications",)
    ordering = ("-id",)

    @admin.display(description="Publications")
    def publications(self, origin: Origin) -> str:
        """Name what it rests on, one to a line."""
        return "\n".join(str(citation) for citation in origin.citations.order_by("place"))


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin[Citation]):
    """Publications that facts rest on."""

    list_display = ("title", "publisher", "published_on", "url", "origin")
    list_filter = ("publisher",)
    list_select_related = ("origin",)
    search_fields = ("title", "publisher", "url")
    ordering = ("-id",)
