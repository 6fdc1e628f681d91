"""What cannot be in a vote, and what is merely odd."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from bills.domain.facts import VoteFacts
from bills.domain.votes import OUTCOME_OF, Ballot, Flag, VoteKind, VoteMethod
from bills.services._known_votes import Outcomes
from billtracker.problems import Kind, Problem, Refused, Severity

FLAG_SENTENCES = {
    Flag.PARTS_DIFFER: "the parts do not add up to the totals as declared; both are kept.",
    Flag.PARTS_MISSING: "only the totals are on record, not who cast them.",
    Flag.OVER_HOUSE_SIZE: "more votes than the House had members that day.",
    Flag.PARTY_OVER_STRENGTH: "a party cast more votes than it had members that day.",
    Flag.MEMBER_ON_TWO_SIDES: "a member is recorded on two sides.",
    Flag.RESULT_AGAINST_TALLY: "the result is not what a majority of the votes cast gives.",
}

# That only totals are known is how older records are, and nothing to look at.
_KINDS = dict.fromkeys(Flag, Kind.TOTALS_DIFFER) | {Flag.PARTS_MISSING: Kind.ODD}
_FLAGGED = Severity.FLAGGED


def check_vote(facts: VoteFacts, where: str) -> None:
    """Raise Refused where a vote's facts cannot be, whatever else is on record."""
    wrong = [
        Problem(where, f"tallies.{tally.option}", f"{tally.declared} votes cannot be.")
        for tally in facts.tallies
        if tally.declared is not None and tally.declared < 0
    ]
    declared = [tally.declared for tally in facts.tallies]
    if facts.method is VoteMethod.VOICE and (
        facts.ballots or any(n is not None for n in declared)
    ):
        wrong.append(Problem(where, "tallies", "a vote on the voices has no numbers."))
    if None in declared and any(n is not None for n in declared):
        wrong.append(Problem(where, "tallies", "give the total of every option, or of none."))
    if not facts.question:
        wrong.append(Problem(where, "question", "a vote decides a question."))
    wrong += [
        Problem(where, f"ballots.{ballot.option}", sentence)
        for ballot in facts.ballots
        for sentence in _wrong_with(ballot)
    ]
    wrong += [Problem(where, field, f"{name} is given twice.") for field, name in _twice(facts)]
    if wrong:
        raise Refused(*wrong)


def _wrong_with(ballot: Ballot) -> Iterable[str]:
    # Nearly all are a member's one vote, and there are very many of them.
    if ballot.weight == 1 and ballot.member and not (ballot.names or ballot.printed):
        return ()
    wrong = []
    if ballot.weight < 1 or (ballot.member and ballot.weight != 1):
        wrong.append(f"{ballot.voter} cast {ballot.weight}.")
    if len(ballot.names) + len(ballot.printed) > ballot.weight:
        wrong.append(f"{ballot.voter} names more than it cast.")
    if not ballot.voter:
        wrong.append("a vote is somebody's.")
    return wrong


def _twice(facts: VoteFacts) -> list[tuple[str, str]]:
    """Return, by field, what may be given once only and is not: bills, options, voters a side."""
    sides = [
        (ballot.option, voter)
        for ballot in facts.ballots
        for voter in (ballot.member or ballot.party, *ballot.names)
        if voter
    ]
    options = [tally.option for tally in facts.tallies]
    return [
        *((f"ballots.{option}", voter) for option, voter in _repeated(sides)),
        *(("tallies", option) for option in _repeated(options)),
        *(("bills", bill) for bill in _repeated(facts.bills)),
    ]


def _repeated[Given: Hashable](given: Sequence[Given]) -> list[Given]:
    if len(set(given)) == len(given):
        return []
    return [one for one, times in Counter(given).items() if times > 1]


def flagged(flags: list[Flag], where: str) -> list[Problem]:
    """Return what is odd about a vote's numbers, for a person to look at."""
    return [
        Problem(where, "tallies", FLAG_SENTENCES[flag], Severity.FLAGGED, _KINDS[flag])
        for flag in flags
    ]


def against_stages(facts: VoteFacts, outcomes: Outcomes, where: str) -> list[Problem]:
    """Return a flag for each bill whose stage that day is not what the vote at it decided."""
    decided = OUTCOME_OF.get(facts.result) if facts.result else None
    if facts.kind is not VoteKind.READING or facts.stage is None or decided is None:
        return []
    told = {
        slug: outcomes.get((slug, facts.stage, facts.sitting_date), "not on record")
        for slug in facts.bills
    }
    return [
        Problem(where, "result", f"the stage of bill {slug} that day is {outcome}.", _FLAGGED)
        for slug, outcome in told.items()
        if outcome != decided
    ]
