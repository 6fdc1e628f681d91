"""The words of a page."""

from enum import StrEnum

import pytest

from bills.domain.facts import BillType, HansardStatus, RelationKind
from bills.domain.outlook import Verdict
from bills.domain.positions import Kept, Stance
from bills.domain.stages import SittingType, Stage, StageOutcome, Status
from bills.domain.votes import Flag, VoteKind, VoteMethod, VoteResult
from bills.web import words
from members.domain.facts import Began, Ended


@pytest.mark.parametrize(
    ("codes", "known"),
    [
        (BillType, words.BILL_TYPES),
        (Status, words.STATUSES),
        (StageOutcome, words.OUTCOMES),
        (SittingType, words.SITTINGS),
        (VoteResult, words.RESULTS),
        (VoteMethod, words.METHODS),
        (VoteKind, words.KINDS),
        (Flag, words.FLAGS),
        (HansardStatus, words.HANSARD),
        (Stance, words.STANCES),
        (Kept, words.KEPT),
        (Verdict, words.VERDICTS),
        (RelationKind, words.RELATIONS),
        (Began, words.BEGAN),
        (Ended, words.ENDED),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_code_has_words(codes: type[StrEnum], known):
    assert set(known) == set(codes)


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ({"aye": 68, "no": 54}, "68 to 54"),
        ({"aye": 66, "no": 21, "abstain": 2}, "66 to 21, 2 abstaining"),
        ({"aye": 68, "no": None}, ""),
        ({"age-18": 50, "age-20": 38}, ""),
        ({}, ""),
    ],
    ids=["plain", "abstaining", "unknown", "choice", "voices"],
)
def test_a_score(totals, said):
    assert words.score(totals) == said


def test_one_vote_is_not_many():
    assert words.counted_words({"aye": 1, "no": 2, "abstain": 1}) == (
        "1 aye, 2 noes and 1 abstention"
    )


def test_readings_are_named_together():
    stages = [Stage.FIRST_READING, Stage.SECOND_READING, Stage.THIRD_READING]

    assert words.stages_words(stages) == "first, second and third readings"
    assert words.stages_words(stages[1:2]) == "second reading"
    assert words.stages_words([Stage.SECOND_READING, Stage.COMMITTEE_OF_WHOLE_HOUSE]) == (
        "second reading and committee of the whole house"
    )
