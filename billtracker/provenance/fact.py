"""What every row that states a fact has: where it came from, and when it last changed."""

from django.db import models
from django.db.models.functions import Now


class Fact(models.Model):
    """A row that states a fact. `updated_at` moves only when a service changes its content."""

    origin = models.ForeignKey("provenance.Origin", models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
