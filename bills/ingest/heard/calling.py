"""The roll filled from the database: a handful of queries for any number of votes."""

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, Q

from bills.domain.facts import BillType, RelationKind
from bills.domain.stages import Stage as StageName
from bills.domain.stages import StageOutcome, Status
from bills.ingest.heard.roll import House, KnownBill, Roll, Sitter
from bills.models import Bill, BillAlias, BillRelation, BillState, Stage
from billtracker.text import folded
from members.models import Alias, Membership, Parliament

_ALIVE = frozenset({Status.ACTIVE, ""})


def call(days: Collection[date]) -> Roll:
    """Return the roll for votes of these days."""
    if not days:
        return Roll()
    first, last = min(days), max(days)
    houses = [
        House(*row)
        for row in Parliament.objects.filter(Q(ended_on=None) | Q(ended_on__gt=first))
        .filter(elected_on__lte=last)
        .values_list("number", "elected_on", "ended_on")
    ]
    return roll_of_houses([house.number for house in houses], houses, _sitters(first, last))


def roll_of_houses(
    numbers: Collection[int], houses: Collection[House] = (), sitters: Collection[Sitter] = ()
) -> Roll:
    """Return the roll with the bills of these Parliaments, and every party."""
    given = BillAlias.objects.filter(parliament__number__in=numbers)
    parties = Alias.objects.filter(scheme="", member=None)
    return Roll(
        houses=tuple(houses),
        bills=tuple(map(_known, _bills(numbers))),
        given={
            (number, key): slug
            for number, key, slug in given.values_list(
                "parliament__number", "folded", "bill__slug"
            )
        },
        parties={key: slug or "" for key, slug in parties.values_list("folded", "party__slug")},
        sitters=tuple(sitters),
    )


def _bills(numbers: Collection[int]) -> list[Bill]:
    reinstated = BillRelation.objects.filter(kind=RelationKind.REINSTATED)
    rows = Bill.objects.filter(
        Q(parliament__number__in=numbers)
        | Q(aliases__parliament__number__in=numbers)
        | Q(relations__in=reinstated.filter(parliament__number__in=numbers))
    ).distinct()
    return list(
        rows.select_related("parliament")
        .prefetch_related(
            Prefetch("stages", Stage.objects.order_by("on", "id")),
            Prefetch("states", BillState.objects.order_by("since")),
            Prefetch("relations", reinstated.select_related("parliament")),
            "referrals",
        )
        .order_by("id")
    )


def _known(bill: Bill) -> KnownBill:
    titles = {folded(title) for title in (bill.title, bill.title_mi, bill.act_title)}
    stages = list(bill.stages.all())
    introduced = [s.on for s in stages if s.stage == StageName.INTRODUCED and not s.known_by]
    states = list(bill.states.all())
    ended = states[-1].since if states and states[-1].status not in _ALIVE else None
    houses = {tie.parliament.number for tie in bill.relations.all() if tie.parliament}
    return KnownBill(
        slug=bill.slug,
        parliament=bill.parliament.number,
        number=bill.number,
        title=bill.title,
        type=BillType(bill.type),
        keys=frozenset(titles - {""}),
        houses=frozenset({bill.parliament.number, *houses}),
        introduced_on=min(introduced, default=None),
        ended_on=ended,
        sittings=frozenset((StageName(s.stage), StageOutcome(s.outcome), s.on) for s in stages),
        referred_on=frozenset(referral.referred_on for referral in bill.referrals.all()),
    )


def _sitters(first: date, last: date) -> list[Sitter]:
    rows = (
        Membership.objects.filter(Q(end=None) | Q(end__gt=first), start__lte=last)
        .select_related("member", "party")
        .prefetch_related(Prefetch("member__aliases", Alias.objects.filter(scheme="")))
    )
    return [_sitter(row) for row in rows.order_by("id")]


def _sitter(row: Membership) -> Sitter:
    surname, _, given = row.member.sort_name.partition(",")
    return Sitter(
        slug=row.member.slug,
        written=surname.strip(),
        initial=folded(given)[:1],
        keys=frozenset({folded(row.member.name), *(a.folded for a in row.member.aliases.all())}),
        party=row.party.slug if row.party else None,
        start=row.start,
        end=row.end,
    )
