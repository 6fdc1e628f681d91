"""The record's codes in the words of a page."""

from collections.abc import Mapping, Sequence

from bills.domain.facts import BillType, HansardStatus, RelationKind
from bills.domain.outlook import Verdict
from bills.domain.positions import Kept, Stance
from bills.domain.stages import READINGS, SittingType, Stage, StageOutcome, Status
from bills.domain.votes import (
    ABSTAIN,
    AYE,
    NO,
    OPTION_LABELS,
    Flag,
    Tally,
    VoteKind,
    VoteMethod,
    VoteResult,
)
from members.domain.facts import Began, Ended

BILL_TYPES = {
    BillType.GOVERNMENT: "Government bill",
    BillType.MEMBERS: "Member\u2019s bill",
    BillType.LOCAL: "Local bill",
    BillType.PRIVATE: "Private bill",
}
STATUSES = {status: status.value.capitalize() for status in Status}
OUTCOMES = {
    StageOutcome.UNKNOWN: "",
    StageOutcome.INTERRUPTED: "interrupted",
    StageOutcome.CONCLUDED: "concluded",
    StageOutcome.AGREED: "agreed to",
    StageOutcome.NEGATIVED: "negatived",
    StageOutcome.DIVIDED: "divided",
    StageOutcome.DISCHARGED: "discharged",
    StageOutcome.WITHDRAWN: "withdrawn",
    StageOutcome.DROPPED: "dropped",
}
SITTINGS = {
    SittingType.UNKNOWN: "",
    SittingType.NORMAL: "",
    SittingType.EXTENDED: "extended sitting",
    SittingType.URGENCY: "urgency",
}
RESULTS = {
    VoteResult.AGREED: "Agreed to",
    VoteResult.NOT_AGREED: "Not agreed to",
    VoteResult.LAPSED: "Lapsed",
    VoteResult.OUT_OF_ORDER: "Ruled out of order",
}
METHODS = {
    VoteMethod.VOICE: "Decided on the voices",
    VoteMethod.PARTY: "Party vote",
    VoteMethod.PERSONAL: "Personal vote",
}
KINDS = {
    VoteKind.READING: "Reading",
    VoteKind.REFERRAL: "Referral to a committee",
    VoteKind.COMMITTEE_PART: "Part of the bill in committee",
    VoteKind.AMENDMENT: "Amendment",
    VoteKind.CLOSURE: "Closure of the debate",
    VoteKind.URGENCY: "Urgency",
    VoteKind.INSTRUCTION: "Instruction to a committee",
    VoteKind.OTHER: "Motion",
}
FLAGS = {
    Flag.PARTS_DIFFER: "The totals announced are not the sums of what each voter is recorded as "
    "casting. Both are shown as printed.",
    Flag.PARTS_MISSING: "Only the totals are on record, not who cast them.",
    Flag.OVER_HOUSE_SIZE: "More votes were recorded than the House had members that day.",
    Flag.PARTY_OVER_STRENGTH: "A party is recorded with more votes than it had members that day.",
    Flag.MEMBER_ON_TWO_SIDES: "A member is recorded on more than one side.",
    Flag.RESULT_AGAINST_TALLY: "The result recorded does not follow from the totals recorded.",
}
HANSARD = {
    HansardStatus.UNKNOWN: "",
    HansardStatus.UNCORRECTED: "From the uncorrected transcript.",
    HansardStatus.CORRECTED: "From the corrected transcript.",
    HansardStatus.FINAL: "From the final Hansard.",
}
STANCES = {
    Stance.SUPPORT: "said {they} would vote for it",
    Stance.OPPOSE: "said {they} would vote against it",
    Stance.ABSTAIN: "said {they} would abstain",
    Stance.CONSCIENCE: "said {their} members would vote as each saw fit",
    Stance.UNDECIDED: "had not decided how to vote",
}
KEPT = {Kept.KEPT: "Kept", Kept.BROKEN: "Not kept", Kept.PARTLY: "Partly kept"}
VERDICTS = {
    Verdict.PASSES: "would pass",
    Verdict.FAILS: "would fail",
    Verdict.UNKNOWN: "cannot be called",
}
RELATIONS = {
    RelationKind.DIVIDED_INTO: "Divided into",
    RelationKind.COGNATE: "Debated together with",
    RelationKind.REPLACED_BY: "Replaced by",
    RelationKind.REINSTATED: "Reinstated by the next House",
}
# Reinstatement names no other bill, so it has no other end to be read from.
RELATIONS_FROM = RELATIONS | {
    RelationKind.DIVIDED_INTO: "Divided from",
    RelationKind.REPLACED_BY: "Replaces",
}
BEGAN = {
    Began.ELECTION: "elected",
    Began.BY_ELECTION: "elected in a by-election",
    Began.LIST_VACANCY: "filled a list vacancy",
    Began.CHANGED_PARTY: "changed party",
}
ENDED = {
    Ended.ELECTION: "next election",
    Ended.RESIGNATION: "resigned",
    Ended.DEATH: "died",
    Ended.CHANGED_PARTY: "changed party",
    Ended.SEAT_VACATED: "seat declared vacant",
    Ended.NOT_STATED: "reason not on record",
}
_ONE = {AYE: "aye", NO: "no", ABSTAIN: "abstention"}
_MANY = {AYE: "ayes", NO: "noes", ABSTAIN: "abstentions"}


def option_label(tally: Tally) -> str:
    """Return an option as a table heads it."""
    return OPTION_LABELS.get(tally.option) or tally.label or tally.option


def counted_words(totals: Mapping[str, int]) -> str:
    """Return `49 ayes and 1 no`."""
    parts = [
        f"{votes} {(_ONE if votes == 1 else _MANY).get(option, f'for {option}')}"
        for option, votes in totals.items()
    ]
    return joined(parts)


def score(totals: Mapping[str, int | None]) -> str:
    """Return `68 to 54`, with abstentions after it; "" where the record gives no such numbers."""
    ayes, noes, abstentions = (totals.get(option) for option in (AYE, NO, ABSTAIN))
    if ayes is None or noes is None:
        return ""
    aside = f", {abstentions} abstaining" if abstentions else ""
    return f"{ayes} to {noes}{aside}"


def stages_words(stages: Sequence[Stage]) -> str:
    """Return `second and third readings`."""
    labels = [stage.label.lower() for stage in stages]
    if len(stages) > 1 and all(stage in READINGS for stage in stages):
        return f"{joined([label.removesuffix(' reading') for label in labels])} readings"
    return joined(labels)


def joined(parts: list[str]) -> str:
    """Return `a, b and c`."""
    if len(parts) < 2:  # noqa: PLR2004 - one needs no "and"
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
