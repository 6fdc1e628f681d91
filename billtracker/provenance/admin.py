"""What facts rest on, to look at; and the screens that only show, which all of admin builds on."""

from typing import TYPE_CHECKING, Any, override

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import BinaryField, Model, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from billtracker.provenance.models import Body, Citation, Origin, Retrieval

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
else:

    class ModelAdmin[Row](admin.ModelAdmin):
        """Django's own, which at run time takes no parameter."""


# A page that a browser can still show at once.
BYTES_SHOWN = 100_000


class ReadOnlyAdmin[Row: Model](ModelAdmin[Row]):
    """Screens that show rows and change none: services are the only writers."""

    show_full_result_count = False
    list_per_page = 50

    class Media:
        css = {"all": ("provenance/admin.css",)}

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Call a list by what is in it: nobody selects anything to change."""
        title = {"title": str(self.opts.verbose_name_plural).capitalize()}
        return super().changelist_view(request, title | (extra_context or {}))

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

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        """Everyone who may look finds the way from the front page."""
        return self.has_view_permission(request)


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

    fields = (
        *("source", "url", "sha256", "as_it_was_sent", "fetched_at", "version"),
        *("outcome", "counts", "problems"),
    )
    readonly_fields = ("sha256", "as_it_was_sent")
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

    @admin.display(description="Body")
    def as_it_was_sent(self, retrieval: Retrieval) -> str:
        """Lead to the bytes, as text."""
        address = reverse("admin:provenance_retrieval_body", args=[retrieval.pk])
        return format_html('<a href="{}">As it was sent</a>', address)

    @override
    def get_urls(self) -> list[URLPattern]:
        """Add the page that shows a body."""
        body = path(
            "<int:retrieval_id>/body/",
            self.admin_site.admin_view(self.body_view),
            name="provenance_retrieval_body",
        )
        return [body, *super().get_urls()]

    def body_view(self, request: HttpRequest, retrieval_id: int) -> HttpResponse:
        """Show the beginning of a body as text; nothing in it is taken as markup."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        retrieval = get_object_or_404(self.get_queryset(request), pk=retrieval_id)
        start = Substr("content", 1, BYTES_SHOWN, output_field=BinaryField())
        content, size = (
            Body.objects.annotate(start=start)
            .values_list("start", "size")
            .get(pk=retrieval.body_id)
        )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "A body as it was sent",
            "retrieval": retrieval,
            "text": bytes(content).decode(errors="replace"),
            "size": size,
            "shown": min(size, BYTES_SHOWN),
        }
        return TemplateResponse(request, "admin/provenance/retrieval/body.html", context)


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
