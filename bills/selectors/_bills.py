"""Bills, as they stood on a day."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, Q

from bills.domain.course import State
from bills.domain.stages import Stage, StageOutcome, Status
from bills.domain.votes import OUTCOME_OF
from bills.domain.words import status_text
from bills.models import (
    Bill,
    BillQuerySet,
    BillRelation,
    BillState,
    Referral,
)
from bills.models import Stage as StageRow
from bills.selectors._votes import VoteOnDay
from billtracker.db import planned


@dataclass(frozen=True, slots=True)
class BillOnDay:
    """A bill as it stood at the end of a day: only what had happened by then."""

    row: Bill
    day: date
    state: State
    stages: list[StageRow]
    referral: Referral | None
    relations: list[BillRelation]

    @property
    def is_latest(self) -> bool:
        """Whether nothing on record moved it after the day."""
        return all(state.since <= self.day for state in self.row.states.all())

    @property
    def introduced_on(self) -> date | None:
        """The day it was introduced, where that is on record."""
        days = [row.on for row in self.stages if row.stage == Stage.INTRODUCED]
        return min(days, default=None)

    @property
    def committee(self) -> str:
        """The select committee it went to last, without the word Committee."""
        named = self.referral.committee if self.referral else self.row.listed_committee
        return named.removesuffix(" Committee")

    @property
    def reported_on(self) -> date | None:
        """The day its committee reported, if it had."""
        reported = self.referral and self.referral.reported_on
        return reported if reported and reported <= self.day else None

    @property
    def assented_on(self) -> date | None:
        """The day of Royal assent, if it had come."""
        days = [row.on for row in self.stages if row.stage == Stage.ROYAL_ASSENT]
        return min(days, default=None)

    @property
    def submissions_open(self) -> bool | None:
        """Whether the committee took submissions on the day; None where that is not known."""
        if self.referral is None:
            return False
        if self.referral.submissions_called is None:
            return None
        closes = self.referral.submissions_close_on
        is_before_it = self.state.status is Status.ACTIVE and not self.reported_on
        return bool(
            self.referral.submissions_called and closes and self.day <= closes and is_before_it
        )

    @property
    def status_text(self) -> str:
        """One plain sentence of where it stood."""
        return status_text(
            self.state,
            committee=self.committee,
            reported_on=self.reported_on,
            act_title=self.row.act_title,
            known_by=any(r.known_by for r in self.stages if r.on == self.state.moved_on),
        )


def bills_for_list() -> BillQuerySet:
    """Bills with all that a list shows of any day; a handful of queries for any number."""
    relations = BillRelation.objects.select_related("other", "parliament")
    stages = StageRow.objects.select_related("origin").prefetch_related(
        "origin__citations", "origin__retrieval__source"
    )
    return planned(
        Bill.objects.select_related("parliament", "member_in_charge", "origin").prefetch_related(
            "origin__citations",
            "origin__retrieval__source",
            "versions",
            Prefetch("states", BillState.objects.order_by("since")),
            Prefetch("stages", stages.order_by("on", "started_at", "id")),
            Prefetch("referrals", Referral.objects.order_by("referred_on")),
            Prefetch("relations", relations.order_by("id")),
        )
    )


def as_on(row: Bill, day: date) -> BillOnDay | None:
    """Return a loaded bill as it stood at the end of `day`, or None before it existed."""
    states = [state for state in row.states.all() if state.since <= day]
    if not states:
        return None
    state = states[-1]
    referrals = [r for r in row.referrals.all() if r.referred_on <= day]
    return BillOnDay(
        row=row,
        day=day,
        state=State(
            since=state.since,
            status=Status(state.status) if state.status else None,
            stage=Stage(state.stage) if state.stage else None,
            outcome=StageOutcome(state.outcome),
            moved_on=state.moved_on,
        ),
        stages=[stage for stage in row.stages.all() if stage.on <= day],
        referral=referrals[-1] if referrals else None,
        relations=[r for r in row.relations.all() if r.on is None or r.on <= day],
    )


def as_announced(bill: BillOnDay, votes: Iterable[VoteOnDay]) -> BillOnDay:
    """Return a bill whose stages tell what had been announced by its day.

    Stage rows hold the last word; where the vote at one was corrected later, they are given the
    earlier one.
    """
    announced = {
        (vote.facts.stage, vote.facts.sitting_date): OUTCOME_OF[vote.result]
        for vote in votes
        if vote.result in OUTCOME_OF and vote.result != vote.row.result
    }

    def told(row: StageRow) -> StageRow:
        outcome = announced.get((Stage(row.stage), row.on))
        if outcome is None or row.outcome == StageOutcome.INTERRUPTED:
            return row
        stood = copy(row)
        stood.outcome = outcome
        return stood

    return replace(bill, stages=[told(row) for row in bill.stages])


def bills_on(day: date, rows: Iterable[Bill]) -> list[BillOnDay]:
    """Return loaded bills as they stood at the end of `day`, less those that did not exist."""
    return [bill for row in rows if (bill := as_on(row, day))]


def state_on_day(day: date) -> Q:
    """Return the condition that joins bills to the one state that held on `day`."""
    return Q(states__since__lte=day) & (Q(states__until__gt=day) | Q(states__until=None))
