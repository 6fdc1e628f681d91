"""Parliaments and the days on which their Houses sat."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from billtracker.provenance.fact import Fact


class DateRange(Func):
    """A half-open period, `[start, end)`, as PostgreSQL keeps it."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[)')"


class Parliament(Fact):
    """A Parliament, from its election to the day of the next, that day not counted.

    `roster_is_complete` says that every stint is on record: only then may strength be counted.
    `dissolved_on` stays empty until a source states the day.
    """

    number = models.PositiveSmallIntegerField(unique=True)
    elected_on = models.DateField()
    opened_on = models.DateField(null=True, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    roster_is_complete = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("elected_on")),
                name="parliament_ends_after_its_election",
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(opened_on__gte=F("elected_on")),
                name="parliament_opens_after_its_election",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=F("elected_on")),
                name="parliament_dissolved_after_its_election",
            ),
            ExclusionConstraint(
                name="parliaments_do_not_overlap",
                expressions=[(DateRange("elected_on", "ended_on"), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"Parliament {self.number}"


class SittingDay(Fact):
    """A sitting day, which is not a calendar day: under urgency Tuesday's can end on Friday."""

    on = models.DateField(unique=True)
    parliament = models.ForeignKey(Parliament, models.PROTECT, related_name="sitting_days")
    ended_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("on")),
                name="sitting_day_ends_on_a_later_day_or_its_own",
            ),
        ]

    def __str__(self) -> str:
        return self.on.isoformat()
