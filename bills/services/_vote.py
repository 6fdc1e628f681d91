"""Votes: one question decided, with its tallies, casts and corrections, saved whole."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from bills.domain import votes as domain
from bills.domain.facts import NO_GROUNDS, CorrectionFact, VoteFacts
from bills.domain.votes import OPTION_LABELS, Flag
from bills.models import Bill, Cast, Tally, Vote, VoteBill, VoteCorrection
from bills.selectors import vote_facts, votes_whole
from bills.services._state import rebuild_states
from bills.services._vote_checks import FLAG_SENTENCES, against_stages, check_vote
from bills.services._voters import Voters
from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused, Severity
from billtracker.provenance.merging import plain
from billtracker.provenance.services import Witness
from members.models import SittingDay
from members.selectors import strengths_on
from members.services import ensure_sitting_day


@transaction.atomic
def save_vote(*, facts: VoteFacts, witness: Witness) -> tuple[Change, list[Problem]]:
    """Bring a vote to the record, whole; return what changed and the flags on its numbers.

    Raise Refused, with nothing written, where it names a bill, party or member that is not on
    record, a member who did not sit that day, or numbers that cannot be.
    """
    where = f"vote {facts.slug}"
    check_vote(facts, where)
    voters = Voters.of(facts, where)
    bills = _bills(facts, where)
    facts = replace(facts, ballots=voters.with_parties(facts.ballots))
    flags = domain.flags(
        facts.tallies, facts.ballots, facts.result, strengths=strengths_on(facts.sitting_date)
    )
    problems = [
        Problem(where, "tallies", FLAG_SENTENCES[flag], Severity.FLAGGED) for flag in flags
    ] + against_stages(facts, bills, where)
    known = votes_whole().filter(slug=facts.slug).first()
    before = vote_facts(known) if known else None
    if before:
        # What is on record of its corrections stays as it was told; only later ones are added.
        later = facts.corrections[len(before.corrections) :]
        facts = replace(facts, corrections=(*before.corrections, *later))
    is_same = known and before == content(facts) and known.flags == flags
    if known and is_same and not witness.differs(known.origin, facts.grounds):
        return Change.UNCHANGED, problems
    vote = _write(known, facts, flags, witness)
    change = Change.CHANGED if known else Change.INSERTED
    is_corrected = before and len(facts.corrections) > len(before.corrections)
    _write_bills(vote, bills)
    _write_casts(vote, facts, voters)
    _write_corrections(vote, facts.corrections, witness)
    left = Bill.objects.filter(slug__in=before.bills if before else ()).exclude(
        slug__in=facts.bills
    )
    Bill.objects.filter(pk__in=[bill.pk for bill in [*bills, *left]]).mark_changed()
    for bill in [*bills, *left]:
        rebuild_states(bill=bill, origin=vote.origin)
    record(
        kind="vote.corrected" if is_corrected else f"vote.{change}",
        subjects=[
            f"vote:{vote.slug}",
            *(f"bill:{bill.slug}" for bill in bills),
            *(f"party:{party}" for party in voters.parties),
            *(f"member:{member}" for member in voters.members),
        ],
        before=_summary(before) if before else None,
        after=_summary(facts),
        occurred_on=facts.sitting_date,
        origin=vote.origin,
    )
    return change, problems


def content(facts: VoteFacts) -> VoteFacts:
    """Return what a vote says, without what it rests on and in the form rows give it back."""
    return replace(
        facts,
        grounds=NO_GROUNDS,
        tallies=tuple(_with_options(facts)),
        corrections=tuple(replace(c, grounds=NO_GROUNDS) for c in facts.corrections),
    )


def _bills(facts: VoteFacts, where: str) -> list[Bill]:
    rows = {
        bill.slug: bill
        for bill in Bill.objects.select_related("origin").filter(slug__in=facts.bills)
    }
    missing = [slug for slug in facts.bills if slug not in rows]
    if missing:
        raise Refused(
            *(Problem(where, "bills", f"bill {slug!r} is not on record.") for slug in missing)
        )
    return [rows[slug] for slug in facts.bills]


def _sitting_day(facts: VoteFacts, witness: Witness) -> SittingDay:
    day = ensure_sitting_day(on=facts.sitting_date, witness=witness, grounds=facts.grounds)
    if day is None:
        sentence = f"no Parliament on record holds {facts.sitting_date}."
        raise Refused(Problem(f"vote {facts.slug}", "sitting_date", sentence))
    return day


def _write(known: Vote | None, facts: VoteFacts, flags: list[Flag], witness: Witness) -> Vote:
    vote = known or Vote(slug=facts.slug)
    vote.question = facts.question
    vote.kind = facts.kind
    vote.method = facts.method
    vote.stage = facts.stage or ""
    vote.sitting_day = _sitting_day(facts, witness)
    vote.held_at = facts.held_at
    vote.result = facts.result or ""
    vote.presiding = facts.presiding
    vote.hansard_status = facts.hansard_status
    vote.flags = list(flags)
    vote.note = facts.note
    vote.origin = witness.origin(facts.grounds)
    vote.updated_at = timezone.now()
    vote.save()
    return vote


def _write_bills(vote: Vote, bills: list[Bill]) -> None:
    vote.covered.all().delete()
    VoteBill.objects.bulk_create(
        VoteBill(vote=vote, bill=bill, place=place) for place, bill in enumerate(bills)
    )


def _write_casts(vote: Vote, facts: VoteFacts, voters: Voters) -> None:
    vote.tallies.all().delete()
    tallies = {
        tally.option: Tally(
            vote=vote,
            option=tally.option,
            label=tally.label,
            declared=tally.declared,
            place=place,
        )
        for place, tally in enumerate(_with_options(facts))
    }
    Tally.objects.bulk_create(tallies.values())
    casts = [
        Cast(
            vote=vote,
            tally=tallies[ballot.option],
            party=voters.parties.get(ballot.party or ""),
            member=voters.members.get(ballot.member or ""),
            weight=ballot.weight,
            proxy=ballot.proxy,
            proxy_holder=voters.members.get(ballot.proxy_holder or ""),
            teller=ballot.teller,
            label=ballot.label,
            place=place,
        )
        for place, ballot in enumerate(facts.ballots)
    ]
    Cast.objects.bulk_create(casts)
    Cast.objects.bulk_create(
        Cast(
            vote=vote,
            tally=cast.tally,
            party=cast.party,
            member=voters.members.get(name),
            label="" if name in voters.members else name,
            under=cast,
            weight=1,
            place=place,
        )
        for cast, ballot in zip(casts, facts.ballots, strict=True)
        for place, name in enumerate((*ballot.names, *ballot.printed))
    )


def _with_options(facts: VoteFacts) -> list[domain.Tally]:
    """Return labelled tallies, with one of no total for each option that only ballots mention."""
    known = {tally.option for tally in facts.tallies}
    silent = dict.fromkeys(b.option for b in facts.ballots if b.option not in known)
    tallies = [*facts.tallies, *(domain.Tally(option, None) for option in silent)]
    return [replace(t, label=t.label or OPTION_LABELS.get(t.option, t.option)) for t in tallies]


def _write_corrections(
    vote: Vote, corrections: Sequence[CorrectionFact], witness: Witness
) -> None:
    known = vote.corrections.count()
    VoteCorrection.objects.bulk_create(
        VoteCorrection(
            vote=vote,
            corrected_on=correction.corrected_on,
            announced=correction.announced,
            corrected=correction.corrected,
            announced_result=correction.announced_result or "",
            corrected_result=correction.corrected_result or "",
            reason=correction.reason,
            by=correction.by,
            place=place,
            origin=witness.origin(correction.grounds),
        )
        for place, correction in enumerate(corrections)
        if place >= known
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
