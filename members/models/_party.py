"""Parties and what they were called when."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from billtracker.provenance.fact import Fact
from members.models._parliament import DateRange


class Party(Fact):
    """A party with seats in the House. Its names and colours are dated."""

    slug = models.SlugField(unique=True)

    class Meta:
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.slug


class PartyName(models.Model):
    """What a party was called, and drawn in, from one day to another, `[start, end)`."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    name_mi = models.CharField(max_length=120, blank=True)
    short_name = models.CharField(max_length=40)
    colour = models.CharField(max_length=7)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gt=F("start")),
                name="party_name_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="party_colour_is_a_colour"
            ),
            ExclusionConstraint(
                name="party_has_one_name_a_day",
                expressions=[
                    ("party", RangeOperators.EQUAL),
                    (DateRange("start", "end"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def held_on(self, day: Any) -> bool:
        """Whether this was the party's name on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)
