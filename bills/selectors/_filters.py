"""Which bills: the filters of a list, all in SQL, on the bills as they stood on a day."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import CharField, Exists, F, FilteredRelation, Func, OuterRef, Q, Subquery
from django.db.models.expressions import BaseExpression, Value
from django.db.models.functions import Cast, Coalesce, Collate, Concat, LPad, StrIndex
from django.db.models.lookups import GreaterThan, In

from bills.domain.facts import BillType
from bills.domain.stages import SittingType, Stage, Status
from bills.models import BillQuerySet, BillState, Referral
from bills.models import Stage as StageRow
from bills.selectors._bills import bills_for_list, state_on_day
from billtracker.text import folded, squeezed
from members.models import Membership


class Folded(Func):
    """A text as `billtracker.text.folded` makes it: without macrons, case and punctuation."""

    template = (
        r"btrim(regexp_replace(lower(regexp_replace(normalize(%(expressions)s, NFKD), "
        r"'[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g'))"
    )
    output_field = CharField()


@dataclass(frozen=True, slots=True)
class BillFilters:
    """What bills are asked for; None asks nothing. All must hold.

    Status, stages and moves are those of the day asked about. `party` is the one that the
    member in charge sat for on that day. `committee` is the one a bill went to last. Of
    `search` every word must be in a title, or the whole begin the number; macrons and case do
    not matter.
    """

    parliament: int | None = None
    type: BillType | None = None
    status: Status | None = None
    stage: Stage | None = None
    next_stage: Stage | None = None
    member: str | None = None
    party: str | None = None
    committee: str | None = None
    search: str | None = None
    introduced_from: date | None = None
    introduced_to: date | None = None
    moved_from: date | None = None
    moved_to: date | None = None
    updated_since: datetime | None = None
    submissions_open: bool | None = None
    urgency: bool | None = None


def bills_matching(filters: BillFilters, day: date) -> BillQuerySet:
    """Return the bills that existed at the end of `day` and match, with all a list shows.

    The state of that day is joined as `state`, for ordering by it.
    """
    rows = bills_for_list().annotate(state=FilteredRelation("states", condition=state_on_day(day)))
    rows = rows.filter(state__isnull=False)
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value is not None:
            rows = rows.filter(CONDITIONS[field.name](value, day))
    return rows


# What a list may be ordered by; no bill lacks any of them. A bill whose introduction is not on
# record stands at the first day known of it.
BILL_ORDERS: dict[str, BaseExpression | F] = {
    "moved_on": F("state__moved_on"),
    "introduced_on": Subquery(
        BillState.objects.filter(bill=OuterRef("pk")).order_by("since").values("since")[:1]
    ),
    "title": Collate(Folded("title"), "C"),
    # By Parliament, then number (those without one first), then letter: 54-94 before 54-107.
    "id": Collate(
        Concat(
            LPad(Cast("parliament__number", CharField()), 4, Value("0")),
            LPad(Cast(Coalesce("stem", 0), CharField()), 6, Value("0")),
            Coalesce("letter", Value("")),
            Value(" "),
            "slug",
            output_field=CharField(),
        ),
        "C",
    ),
}

type Condition = Callable[[Any, date], Q]


def _by(lookup: str) -> Condition:
    return lambda value, _day: Q(**{lookup: value})


def _of_party(slug: str, day: date) -> Q:
    stints = Membership.objects.open_on(day).filter(
        member=OuterRef("member_in_charge"), party__slug=slug
    )
    return Q(Exists(stints))


def _last_referral(bill: OuterRef, day: date) -> models.QuerySet[Referral]:
    rows = Referral.objects.filter(bill=bill, referred_on__lte=day)
    return rows.order_by("-referred_on", "-pk")


def _before_committee(name: str, day: date) -> Q:
    wanted = folded(name).removesuffix(" committee")
    referred = Subquery(_last_referral(OuterRef("pk"), day).values("committee")[:1])
    committee = Folded(Coalesce(referred, "listed_committee", output_field=CharField()))
    return Q(In(committee, [wanted, f"{wanted} committee"]))


def _found_by(text: str, _day: date) -> Q:
    titles = Folded(Concat("title", Value(" "), "title_mi", output_field=CharField()))
    by_title = Q()
    for word in folded(text).split():
        by_title &= Q(GreaterThan(StrIndex(titles, Value(word)), 0))  # LIKE has wildcards
    return by_title | Q(number__istartswith=squeezed(text))


def _introduced(lookup: str) -> Condition:
    def condition(value: date, day: date) -> Q:
        rows = StageRow.objects.filter(bill=OuterRef("pk"), stage=Stage.INTRODUCED)
        return Q(Exists(rows.filter(on__lte=day).filter(**{lookup: value})))

    return condition


def _takes_submissions(wanted: bool, day: date) -> Q:  # noqa: FBT001 - a filter's value
    """Follow `BillOnDay.submissions_open`: where it is not known, neither answer holds."""
    referrals = _last_referral(OuterRef(OuterRef("pk")), day)
    last = Referral.objects.filter(pk=Subquery(referrals.values("pk")[:1]))
    is_open = Q(state__status=Status.ACTIVE) & Q(
        Exists(
            last.filter(
                Q(reported_on=None) | Q(reported_on__gt=day),
                submissions_called=True,
                submissions_close_on__gte=day,
            )
        )
    )
    is_not_known = Q(Exists(last.filter(submissions_called=None)))
    return is_open if wanted else ~is_open & ~is_not_known


def _under_urgency(wanted: bool, day: date) -> Q:  # noqa: FBT001 - a filter's value
    rows = StageRow.objects.filter(bill=OuterRef("pk"), on__lte=day)
    taken = Q(Exists(rows.filter(sitting_type=SittingType.URGENCY)))
    return taken if wanted else ~taken


CONDITIONS: dict[str, Condition] = {
    "parliament": _by("parliament__number"),
    "type": _by("type"),
    "status": _by("state__status"),
    "stage": _by("state__stage"),
    "next_stage": _by("state__next_stage"),
    "member": _by("member_in_charge__slug"),
    "party": _of_party,
    "committee": _before_committee,
    "search": _found_by,
    "introduced_from": _introduced("on__gte"),
    "introduced_to": _introduced("on__lte"),
    "moved_from": _by("state__moved_on__gte"),
    "moved_to": _by("state__moved_on__lte"),
    "updated_since": _by("updated_at__gte"),
    "submissions_open": _takes_submissions,
    "urgency": _under_urgency,
}
