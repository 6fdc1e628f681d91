"""Stints: who sat for whom, in which seat, from when to when."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from billtracker.provenance.fact import Fact
from members.domain.facts import Began, Ended
from members.models._parliament import DateRange, Parliament


class Electorate(models.Model):
    """An electorate."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """What may be asked of stints."""

    def open_on(self, day: date) -> Self:
        """Stints that hold on `day`."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day)


class Membership(Fact):
    """A stint, `[start, end)`: a member of one Parliament, for one party, in one seat.

    No party is independent, no electorate a list seat. A party affiliation changes on the day
    from which the Speaker recognises it (SO 35(5)), whatever the party or a court says. A
    trigger keeps a stint within its Parliament.
    """

    member = models.ForeignKey("members.Member", models.PROTECT, related_name="memberships")
    parliament = models.ForeignKey(Parliament, models.PROTECT, related_name="memberships")
    party = models.ForeignKey(
        "members.Party", models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    electorate = models.ForeignKey(
        Electorate, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    began = models.CharField(max_length=16, choices={b.value: b.value for b in Began})
    ended = models.CharField(max_length=16, blank=True, choices={e.value: e.value for e in Ended})
    note = models.TextField(blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True, ended="") | (Q(end__isnull=False) & ~Q(ended="")),
                name="membership_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(began__in=list(Began)), name="membership_began_known"
            ),
            models.CheckConstraint(
                condition=Q(ended__in=["", *Ended]), name="membership_ended_known"
            ),
            ExclusionConstraint(
                name="memberships_of_a_member_do_not_overlap",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    (DateRange("start", "end"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["parliament", "start", "end"], name="membership_period_idx")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} from {self.start}"
