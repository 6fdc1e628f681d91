"""The review queue, to be worked through: what a body left for a person, and what they can do."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from billtracker.intake import deciding
from billtracker.intake.admin._shown import shown
from billtracker.intake.admin._words import KINDS, ago, counted
from billtracker.intake.models import Matter
from billtracker.outcome import Report
from billtracker.problems import Refused
from billtracker.provenance.admin import ReadOnlyAdmin

_MAY_DECIDE = "intake.change_matter"
_BUSY = "Something else is being written just now; nothing was changed. Try again."

# What a person decides of one matter; returns what came of it, in words.
type Decide = Callable[[HttpRequest, Matter], str]


class StateFilter(admin.SimpleListFilter):
    """Which matters are listed; those that are open unless somebody asks for others."""

    title = "state"
    parameter_name = "state"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the others."""
        return [
            ("settled", "Settled"),
            ("dismissed", "Dismissed"),
            ("all", "All, open ones first"),
        ]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Matter]) -> QuerySet[Matter]:
        """Leave the matters of the state that is asked for."""
        if self.value() == "all":
            return queryset
        known = self.value() in Matter.State.values
        return queryset.filter(state=self.value() if known else Matter.State.OPEN)

    @override
    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Call the default by its name."""
        default, *others = super().choices(changelist)
        yield {**default, "display": "Open"}
        yield from others


class KindFilter(admin.SimpleListFilter):
    """What a person is asked for."""

    title = "what is asked"
    parameter_name = "kind"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the kinds in the order in which they are best worked through."""
        return [(kind.value, words) for kind, words in KINDS.items()]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Matter]) -> QuerySet[Matter]:
        """Leave the matters of that kind."""
        return queryset.filter(kind=self.value()) if self.value() in KINDS else queryset


class WithReason(ActionForm):
    """What is done to the chosen matters, and why."""

    reason = forms.CharField(
        required=False, label="Reason", widget=forms.TextInput({"placeholder": "for dismissing"})
    )


@admin.register(Matter)
class MatterAdmin(ReadOnlyAdmin[Matter]):
    """Matters, the open ones first; each with what can be done about it."""

    action_form = WithReason
    actions = ("dismiss_chosen", "read_chosen_again")
    list_display = ("matter", "what_is_asked", "sent_by", "raised", "state")
    list_filter = (StateFilter, KindFilter, "source")
    list_select_related = ("source",)
    search_fields = ("record", "sentence", "url", "waits_for")
    ordering = (
        Case(When(state=Matter.State.OPEN, then=Value(0)), default=Value(1)),
        "kind",
        "-id",
    )

    @admin.display(description="matter", ordering="record")
    def matter(self, matter: Matter) -> str:
        """Say what it is about, and what is wrong."""
        return f"{matter.record}: {matter.sentence}"

    @admin.display(description="source", ordering="source__title")
    def sent_by(self, matter: Matter) -> str:
        """Name the source, in as many lines as it takes."""
        return matter.source.title

    @admin.display(description="raised", ordering="raised_at")
    def raised(self, matter: Matter) -> str:
        """Say how long it has been waiting."""
        return ago(matter.raised_at)

    @admin.display(description="what is asked", ordering="kind")
    def what_is_asked(self, matter: Matter) -> str:
        """Say what a person is asked for."""
        return KINDS.get(matter.kind, matter.kind)  # type: ignore[call-overload,no-any-return]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Say whether whoever asks may decide matters."""
        return request.user.has_perm(_MAY_DECIDE)

    @override
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a matter with all that helps to decide it, or take what was decided."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        matter = self.get_object(request, unquote(object_id))
        if matter is None:
            raise Http404
        if request.method == "POST":
            return self._decided(request, matter)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": KINDS.get(matter.kind, matter.kind),  # type: ignore[call-overload]
            "original": matter,
            "may_decide": self.has_decide_permission(request),
            "following": _following(matter),
            **shown(matter, request.GET),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/intake/matter/change_form.html", context)

    def _decided(self, request: HttpRequest, matter: Matter) -> HttpResponse:
        if not self.has_decide_permission(request):
            raise PermissionDenied
        decide = _DECISIONS.get(request.POST.get("decision", ""))
        if decide is None:
            raise BadRequest("That is nothing one can decide.")
        here = reverse("admin:intake_matter_change", args=[matter.pk])
        try:
            came = decide(request, matter)
        except Refused as refusal:
            for problem in refusal.problems:
                messages.error(request, problem.sentence)
        except OperationalError:
            messages.error(request, _BUSY)
        else:
            messages.success(request, came)
            matter.refresh_from_db(fields=["state"])
            if matter.state != Matter.State.OPEN:
                return HttpResponseRedirect(_address(_following(matter)))
        return HttpResponseRedirect(here)

    @admin.action(description="Dismiss the chosen, for the reason given", permissions=["decide"])
    def dismiss_chosen(self, request: HttpRequest, queryset: QuerySet[Matter]) -> None:
        """Dismiss matters for one reason; each that cannot be is named."""
        if not request.POST.get("reason", "").strip():
            messages.error(request, "Say why: a dismissal needs a reason. Nothing was dismissed.")
            return
        self._each(request, list(queryset), _dismiss, "dismissed")

    @admin.action(description="Read the bodies of the chosen again", permissions=["decide"])
    def read_chosen_again(self, request: HttpRequest, queryset: QuerySet[Matter]) -> None:
        """Read the body of each matter again, once however many matters it left."""
        bodies = {(matter.source_id, matter.url): matter for matter in queryset}
        self._each(request, list(bodies.values()), _read_again, "read again")

    def _each(
        self, request: HttpRequest, matters: list[Matter], decide: Decide, done: str
    ) -> None:
        count = 0
        for matter in matters:
            try:
                decide(request, matter)
            except Refused as refusal:
                messages.warning(request, f"{matter.record}: {refusal.problems[0].sentence}")
            except OperationalError:
                messages.error(request, _BUSY)
                break
            else:
                count += 1
        messages.success(request, f"{count} of {len(matters)} {done}.")


def _dismiss(request: HttpRequest, matter: Matter) -> str:
    deciding.dismiss(matter=matter, by=_person(request), reason=_reason(request))
    return f"Dismissed: {matter.record}."


def _keep_ours(request: HttpRequest, matter: Matter) -> str:
    deciding.keep_ours(matter=matter, by=_person(request), reason=_reason(request))
    return f"Ours stays: {matter.record}."


def _take_theirs(request: HttpRequest, matter: Matter) -> str:
    deciding.take_theirs(matter=matter, by=_person(request))
    return f"Theirs was taken: {matter.record}."


def _read_again(_request: HttpRequest, matter: Matter) -> str:
    return f"Read again; {_came(deciding.read_again(matter=matter))}"


def _give_name(request: HttpRequest, matter: Matter) -> str:
    name, slug = request.POST.get("name", ""), request.POST.get("slug", "")
    report = deciding.give_name(matter=matter, name=name, slug=slug, by=_person(request))
    words = name.partition(":")[2]
    if deciding.still_means_several(name):
        messages.warning(request, f"{words} means several now, so what it means stays open.")
    return f"{words} is {slug} from now on; {_came(report)}"


def _came(report: Report) -> str:
    return f"of its records: {counted(report.as_counts())}."


_DECISIONS: Mapping[str, Decide] = {
    "dismiss": _dismiss,
    "keep_ours": _keep_ours,
    "take_theirs": _take_theirs,
    "read_again": _read_again,
    "give_name": _give_name,
}


def _person(request: HttpRequest) -> Any:
    return request.user


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()


def _following(matter: Matter) -> Matter | None:
    """Return the open matter to look at after this one: of its kind, as the list has them."""
    others = Matter.objects.filter(state=Matter.State.OPEN, kind=matter.kind).order_by("-id")
    return others.filter(pk__lt=matter.pk).first() or others.exclude(pk=matter.pk).first()


def _address(matter: Matter | None) -> str:
    if matter is None:
        return reverse("admin:intake_matter_changelist")
    return reverse("admin:intake_matter_change", args=[matter.pk])
