"""Votes, whole, as they stand and as they stood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from bills.domain import votes as domain
from bills.domain.facts import CorrectionFact, HansardStatus, VoteFacts
from bills.domain.stages import Stage
from bills.domain.votes import Ballot, VoteKind, VoteMethod, VoteResult
from bills.models import Bill, Cast, Tally, Vote, VoteBill, VoteCorrection
from billtracker.db import planned
from members.models import Attendance
from members.selectors import strengths_on, strengths_on_days


def votes_whole() -> QuerySet[Vote]:
    """Votes with everything that was ever said of them; a handful of queries for any number."""
    casts = Cast.objects.select_related("tally", "party", "member", "proxy_holder")
    return _votes().prefetch_related(Prefetch("casts", casts.order_by("place", "id")))


def _votes() -> QuerySet[Vote]:
    corrections = VoteCorrection.objects.select_related("origin").prefetch_related(
        "origin__citations", "origin__retrieval__source"
    )
    return planned(
        Vote.objects.select_related(
            "sitting_day", "origin", "sitting_day__parliament"
        ).prefetch_related(
            "origin__citations",
            "origin__retrieval__source",
            Prefetch("covered", VoteBill.objects.select_related("bill").order_by("place")),
            Prefetch("tallies", Tally.objects.order_by("place")),
            Prefetch("corrections", corrections.order_by("place")),
        )
    )


def votes_stored(some: Q) -> list[tuple[Vote, VoteFacts]]:
    """Return some of the votes on record with their facts, oldest first, for comparing.

    Their casts, of which there are very many, are read as words and not as rows.
    """
    votes = list(_votes().filter(some).order_by("pk"))
    words: dict[int, list[_CastWords]] = {vote.pk: [] for vote in votes}
    casts = Cast.objects.filter(vote__any=words).order_by("place", "pk")
    for vote, *cast in casts.values_list("vote", *_CAST_WORDS):
        words[vote].append(tuple(cast))
    return [(vote, _facts(vote, _ballots(words[vote.pk]))) for vote in votes]


def vote_facts(vote: Vote) -> VoteFacts:
    """Return a stored vote as the facts it was made of, less what they rest on."""
    return _facts(vote, _ballots([_words(cast) for cast in vote.casts.all()]))


def _facts(vote: Vote, ballots: Iterable[Ballot]) -> VoteFacts:
    return VoteFacts(
        slug=vote.slug,
        question=vote.question,
        kind=VoteKind(vote.kind),
        method=VoteMethod(vote.method),
        sitting_date=vote.sitting_day.on,
        bills=tuple(row.bill.slug for row in vote.covered.all()),
        result=VoteResult(vote.result) if vote.result else None,
        stage=Stage(vote.stage) if vote.stage else None,
        held_at=vote.held_at,
        tallies=tuple(
            domain.Tally(row.option, row.declared, row.label) for row in vote.tallies.all()
        ),
        ballots=tuple(ballots),
        corrections=tuple(_correction(row) for row in vote.corrections.all()),
        presiding=vote.presiding,
        hansard_status=HansardStatus(vote.hansard_status),
        note=vote.note,
    )


# A cast's number, that of the cast it stands under, and its words.
_CAST_WORDS = (
    "pk",
    "under",
    "tally__option",
    "weight",
    "party__slug",
    "member__slug",
    "proxy",
    "proxy_holder__slug",
    "teller",
    "label",
)
type _CastWords = tuple[Any, ...]


def _words(cast: Cast) -> _CastWords:
    return (
        cast.pk,
        cast.under_id,
        cast.tally.option,
        cast.weight,
        cast.party.slug if cast.party else None,
        cast.member.slug if cast.member else None,
        cast.proxy,
        cast.proxy_holder.slug if cast.proxy_holder else None,
        cast.teller,
        cast.label,
    )


def _ballots(casts: Sequence[_CastWords]) -> Iterator[Ballot]:
    """Yield what was cast, in the order of the record, names under their party's ballot."""
    named: dict[int, list[str]] = {}
    printed: dict[int, list[str]] = {}
    for _, under, _, _, _, member, *_, label in casts:
        if under:
            (named if member else printed).setdefault(under, []).append(member or label)
    for number, under, option, weight, party, member, proxy, holder, teller, label in casts:
        if not under:
            names, others = tuple(named.get(number, ())), tuple(printed.get(number, ()))
            yield Ballot(
                option, weight, party, member, names, others, proxy, holder, teller, label
            )


def _correction(row: VoteCorrection) -> CorrectionFact:
    return CorrectionFact(
        corrected_on=row.corrected_on,
        reason=row.reason,
        announced=row.announced,
        corrected=row.corrected,
        announced_result=VoteResult(row.announced_result) if row.announced_result else None,
        corrected_result=VoteResult(row.corrected_result) if row.corrected_result else None,
        by=row.by,
    )


@dataclass(frozen=True, slots=True)
class VoteOnDay:
    """A vote as it stood at the end of a day: before a correction, what had been announced."""

    row: Vote
    facts: VoteFacts
    corrections: tuple[VoteCorrection, ...]
    strengths: dict[str, int]

    @property
    def result(self) -> VoteResult | None:
        """What had been decided, as far as was known that day."""
        return self.facts.result

    @property
    def tallies(self) -> tuple[domain.Tally, ...]:
        """The totals as declared by then."""
        return self.facts.tallies

    @property
    def counted(self) -> dict[str, int]:
        """What the parts add up to, option by option."""
        return dict(domain.counted(self.facts.ballots))

    @property
    def is_reconciled(self) -> bool:
        """Whether the totals declared are the sums of the parts; trivially so on the voices."""
        if self.facts.method is VoteMethod.VOICE:
            return True
        return bool(self.counted) and not domain.differences(self.tallies, self.facts.ballots)

    @property
    def majority(self) -> int | None:
        """Ayes less noes as declared (else as counted), None without numbers or such sides."""
        totals = {t.option: t.declared for t in self.tallies if t.declared is not None}
        known = totals or self.counted
        if domain.AYE not in known and domain.NO not in known:
            return None
        return known.get(domain.AYE, 0) - known.get(domain.NO, 0)


def stood_on(row: Vote, day: date, strengths: dict[str, int]) -> VoteOnDay:
    """Return a vote as it stood at the end of `day`, from rows that are loaded whole."""
    facts = vote_facts(row)
    corrections = list(row.corrections.all())
    later = [correction for correction in corrections if correction.corrected_on > day]
    if later:
        facts = _as_announced(facts, later[0])
    return VoteOnDay(
        row=row,
        facts=facts,
        corrections=tuple(c for c in corrections if c.corrected_on <= day),
        strengths=strengths,
    )


def _as_announced(facts: VoteFacts, correction: VoteCorrection) -> VoteFacts:
    """Return a vote as it had been announced before a correction.

    Who cast what is on record only as corrected, so where totals changed it is left out.
    """
    result = correction.announced_result
    announced = tuple(
        replace(tally, declared=correction.announced.get(tally.option, tally.declared))
        for tally in facts.tallies
    )
    return replace(
        facts,
        result=VoteResult(result) if result else facts.result,
        tallies=announced,
        ballots=facts.ballots if announced == facts.tallies else (),
    )


def vote_on(slug: str, day: date) -> VoteOnDay:
    """Return one vote as it stood at the end of `day`; Vote.DoesNotExist before it was held."""
    row = votes_whole().get(slug=slug, sitting_day__on__lte=day)
    return stood_on(row, day, dict(strengths_on(row.sitting_day.on)))


def votes_of_bill(bill: Bill, day: date) -> list[VoteOnDay]:
    """Return a bill's votes held by `day`, oldest first, as they stood then."""
    rows = votes_whole().filter(bills=bill, sitting_day__on__lte=day)
    found = list(rows.order_by("sitting_day__on", "held_at", "id"))
    strengths = strengths_on_days(row.sitting_day.on for row in found)
    return [stood_on(row, day, dict(strengths[row.sitting_day.on])) for row in found]


def absences_at(days: Iterable[date]) -> dict[date, list[Attendance]]:
    """Return who was away on each sitting day, as far as anything shows it."""
    rows = Attendance.objects.away().filter(sitting_day__on__in=set(days))
    rows = rows.select_related("member", "sitting_day", "origin")
    found: dict[date, list[Attendance]] = {}
    for row in planned(
        rows.prefetch_related("origin__citations", "origin__retrieval__source").order_by(
            "member__sort_name"
        )
    ):
        found.setdefault(row.sitting_day.on, []).append(row)
    return found
