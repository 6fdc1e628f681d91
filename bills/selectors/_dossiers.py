"""Everything on record of one bill, or of one vote, as it stood on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bills.domain.stages import Stage
from bills.selectors._bills import BillOnDay, as_announced, bill_on
from bills.selectors._outlook import OutlookOnDay, asked_stage, outlook_on
from bills.selectors._positions import PositionOnDay, positions_on
from bills.selectors._votes import VoteOnDay, absences_at, vote_on, votes_of_bill
from members.models import Attendance, Member, Party
from members.selectors import members_by_slug, parties_by_slug


@dataclass(frozen=True, slots=True)
class BillDossier:
    """A bill, its votes, what was said of it, and the outlook for its next question.

    `outlook` is None where no reading is ahead and none was decided. `members` are those who
    sit for no party and so stand in the outlook by themselves.
    """

    bill: BillOnDay
    votes: list[VoteOnDay]
    positions: list[PositionOnDay]
    outlook: OutlookOnDay | None
    parties: Mapping[str, Party]
    members: Mapping[str, Member]


def bill_dossier(slug: str, day: date, stage: Stage | None = None) -> BillDossier:
    """Return all of a bill as it stood at the end of `day`; Bill.DoesNotExist before it existed.

    The outlook is for `stage`, a reading, or the one that comes next.
    """
    bill = bill_on(slug, day)
    votes = votes_of_bill(bill.row, day)
    bill = as_announced(bill, votes)
    positions = positions_on(bill.row, day, votes)
    asked = stage or asked_stage(bill.state, votes)
    outlook = outlook_on(stage=asked, day=day, votes=votes, positions=positions) if asked else None
    sides = outlook.numbers.sides if outlook and outlook.numbers else ()
    alone = [voter for kind, voter in (s.voter.split(":", 1) for s in sides) if kind == "member"]
    return BillDossier(
        bill=bill,
        votes=votes,
        positions=positions,
        outlook=outlook,
        parties=parties_by_slug(),
        members=members_by_slug(alone) if alone else {},
    )


@dataclass(frozen=True, slots=True)
class VoteDossier:
    """A vote, and who was away on its sitting day as far as anything shows it."""

    vote: VoteOnDay
    absences: list[Attendance]
    parties: Mapping[str, Party]


def vote_dossier(slug: str, day: date) -> VoteDossier:
    """Return all of a vote as it stood at the end of `day`; Vote.DoesNotExist before that."""
    vote = vote_on(slug, day)
    held_on = vote.row.sitting_day.on
    return VoteDossier(
        vote=vote,
        absences=absences_at([held_on]).get(held_on, []),
        parties=parties_by_slug(),
    )
