"""Votes: one question decided, with its tallies, casts and corrections, each saved whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from bills.domain import votes as domain
from bills.domain.facts import NO_GROUNDS, VoteFacts
from bills.domain.votes import Flag
from bills.models import Bill, Vote
from bills.services._known_votes import KnownVotes
from bills.services._states import rebuild_states
from bills.services._vote_checks import against_stages, check_vote, flagged
from bills.services._vote_rows import Written, with_options, write_votes
from bills.services._voters import Voters
from billtracker.events.services import Entry, record_all
from billtracker.outcome import Change
from billtracker.problems import Kind, Problem, Refused, Severity
from billtracker.provenance.merging import plain
from billtracker.provenance.services import Witness
from billtracker.provenance.stated import Saved, Stated


def save_vote(*, facts: VoteFacts, witness: Witness) -> tuple[Change, list[Problem]]:
    """Bring one vote to the record; raise Refused where it cannot be or names who is unknown."""
    return save_votes([Stated(facts, witness)])[0].or_refused()


@transaction.atomic
def save_votes(stated: Sequence[Stated[VoteFacts]]) -> list[Saved]:
    """Bring votes to the record, each whole; none may be in the set twice.

    Return, in their order, what changed and the flags on their numbers. Nothing is written of a
    vote that names a bill, party or member not on record, a member who did not sit that day, or
    numbers that cannot be. The number of queries does not grow with the set.
    """
    known = KnownVotes.of([one.facts for one in stated])
    drafts: list[_Draft | Saved] = []
    for one in stated:
        try:
            drafts.append(_draft(one, known))
        except Refused as refusal:
            drafts.append(Saved(None, refusal.problems))
    _write(
        [d for d in drafts if isinstance(d, _Draft) and d.change is not Change.UNCHANGED], known
    )
    return [
        Saved(draft.change, draft.problems) if isinstance(draft, _Draft) else draft
        for draft in drafts
    ]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A vote as it is to be; nothing of it is written yet."""

    facts: VoteFacts
    witness: Witness
    flags: list[Flag]
    problems: list[Problem]
    change: Change
    row: Vote | None = None
    before: VoteFacts | None = None

    @property
    def is_corrected(self) -> bool:
        return bool(self.before and len(self.facts.corrections) > len(self.before.corrections))

    @property
    def bills(self) -> list[str]:
        """The bills it covers, and those that it no longer does."""
        before = self.before.bills if self.before else ()
        return list(dict.fromkeys([*self.facts.bills, *before]))


def _draft(stated: Stated[VoteFacts], known: KnownVotes) -> _Draft:
    where = f"vote {stated.facts.slug}"
    check_vote(stated.facts, where)
    _check_known(stated.facts, known, where)
    facts = stated.facts
    known.voters.check(facts, where)
    strengths = known.strengths[facts.sitting_date]
    flags = domain.flags(facts.tallies, facts.ballots, facts.result, strengths=strengths)
    problems = flagged(flags, where) + against_stages(facts, known.outcomes, where)
    row = known.votes.get(facts.slug)
    if row is None:
        return _Draft(facts, stated.witness, flags, problems, Change.INSERTED)
    before = known.facts[facts.slug]
    # What is on record of its corrections stays as it was told; only later ones are added.
    later = facts.corrections[len(before.corrections) :]
    facts = replace(facts, corrections=(*before.corrections, *later))
    is_same = before == content(known.voters.with_parties(facts)) and row.flags == flags
    is_person = stated.witness.person_id is not None
    change = Change.CHANGED
    if not is_same and row.pinned and not is_person:
        problems.append(_conflict(row, facts, where))
        change = Change.UNCHANGED
    elif is_same and (row.pinned or not stated.witness.differs(row.origin, facts.grounds)):
        change = Change.UNCHANGED
    return _Draft(facts, stated.witness, flags, problems, change, row, before)


def _check_known(facts: VoteFacts, known: KnownVotes, where: str) -> None:
    """Raise Refused where a vote names bills, or falls on a day, that are not on record."""
    wrong = [
        Problem(
            where,
            "bills",
            f"bill {slug!r} is not on record.",
            kind=Kind.WAITS,
            waits_for=(f"bill:{slug}",),
        )
        for slug in facts.bills
        if slug not in known.bills
    ]
    if facts.sitting_date not in known.parliaments:
        sentence = f"no Parliament on record holds {facts.sitting_date}."
        wrong.append(Problem(where, "sitting_date", sentence))
    if wrong:
        raise Refused(*wrong)


def _conflict(row: Vote, facts: VoteFacts, where: str) -> Problem:
    totals = {tally.option: tally.declared for tally in facts.tallies}
    sentence = (
        f"the source says {facts.result or 'no result'} with {totals or 'no numbers'}; "
        "what a person entered differs and stays."
    )
    target = f"{row._meta.label}:{row.pk}"
    return Problem(where, "whole", sentence, Severity.FLAGGED, Kind.PINNED, target=target)


def _write(drafts: Sequence[_Draft], known: KnownVotes) -> None:
    rows = write_votes(
        [Written(d.facts, d.witness, d.flags, d.row, d.before) for d in drafts], known
    )
    touched = {slug for draft in drafts for slug in draft.bills}
    Bill.objects.filter(slug__any=touched).mark_changed()
    record_all(_event(draft, row, known.voters) for draft, row in zip(drafts, rows, strict=True))
    # Only an announced result that was corrected tells a bill's course what its stages do not.
    flips = {
        slug: row.origin
        for draft, row in zip(drafts, rows, strict=True)
        if draft.facts.corrections or (draft.before and draft.before.corrections)
        for slug in draft.bills
    }
    numbers = dict(Bill.objects.filter(slug__any=flips).values_list("slug", "pk"))
    rebuild_states({numbers[slug]: origin for slug, origin in flips.items()})


def _event(draft: _Draft, row: Vote, voters: Voters) -> Entry:
    facts = draft.facts
    return Entry(
        kind="vote.corrected" if draft.is_corrected else f"vote.{draft.change}",
        subjects=[
            f"vote:{facts.slug}",
            *(f"bill:{slug}" for slug in facts.bills),
            *(f"party:{slug}" for slug in set(voters.parties_of(facts)) if slug),
            *(f"member:{slug}" for slug in voters.named[facts.slug]),
        ],
        before=_summary(draft.before) if draft.before else None,
        after=_summary(facts),
        occurred_on=facts.sitting_date,
        origin=row.origin,
    )


def content(facts: VoteFacts) -> VoteFacts:
    """Return what a vote says, without what it rests on and in the form rows give it back."""
    return replace(
        facts,
        grounds=NO_GROUNDS,
        tallies=tuple(with_options(facts)),
        corrections=tuple(replace(c, grounds=NO_GROUNDS) for c in facts.corrections),
    )


def _summary(facts: VoteFacts) -> dict[str, Any]:
    return plain(
        {
            "question": facts.question,
            "sitting_date": facts.sitting_date,
            "result": facts.result,
            "tallies": {tally.option: tally.declared for tally in facts.tallies},
            "counted": dict(domain.counted(facts.ballots)),
            "corrections": len(facts.corrections),
        }
    )
