"""What every row that states a fact has: where it came from, and when it last changed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Fact(models.Model):
    """A row that states a fact. `updated_at` moves only when a service changes its content.

    `pinned` names the columns that a person entered: no source overwrites them.
    """

    origin = models.ForeignKey("provenance.Origin", models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(db_default=Now())
    pinned = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        abstract = True
