"""The log's one table."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now


class EventQuerySet(models.QuerySet["Event"]):
    """What may be asked of the log."""

    def about(self, kind: str, slug: str) -> Self:
        """Events that touch this bill, vote, member or party."""
        return self.filter(subjects__contains=[f"{kind}:{slug}"])

    def following(self, event_id: int) -> Self:
        """Events recorded after this one, oldest first."""
        return self.filter(pk__gt=event_id).order_by("pk")


class Event(models.Model):
    """One change: what it was about, what was before and after, by whom or what.

    Rows are added, never altered or removed (a trigger sees to it). `occurred_on` is the day of
    the fact, `recorded_at` the moment we learned it; the two can be years apart.
    """

    kind = models.CharField(max_length=40)
    subjects = ArrayField(models.CharField(max_length=160))
    occurred_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    origin = models.ForeignKey("provenance.Origin", models.PROTECT, null=True, related_name="+")

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["subjects"], name="event_subjects_idx"),
            models.Index(fields=["kind", "id"], name="event_kind_idx"),
            models.Index(fields=["occurred_on"], name="event_occurred_on_idx"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subjects__len__gt=0), name="event_has_a_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {', '.join(self.subjects)}"
