"""Tables about where facts came from."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from billtracker.outcome import Outcome
from billtracker.provenance.facts import Confidence, Derivation


class Source(models.Model):
    """A place that facts are fetched from, and when it was last tried and last gave something."""

    key = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    last_tried_at = models.DateTimeField(null=True, blank=True)
    last_succeeded_at = models.DateTimeField(null=True, blank=True)
    last_changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Body(models.Model):
    """Bytes as they were fetched, kept once however often they come."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField()

    class Meta:
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.sha256[:12]


class Retrieval(models.Model):
    """One body taken from one address of a source at one moment, and what came of it.

    `outcome` is null until the body was read. `version` is what the source's own list said of
    the address when it was asked, `headers` those of the answer that a later request repeats.
    `problems` are the sentences about what was left behind.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="retrievals")
    url = models.CharField(max_length=500)
    body = models.ForeignKey(Body, models.PROTECT, related_name="retrievals")
    fetched_at = models.DateTimeField(db_default=Now())
    version = models.CharField(max_length=64, blank=True)
    headers = models.JSONField(default=dict)
    outcome = models.CharField(  # noqa: DJ001 - null is not yet read, which no outcome says
        max_length=12,
        null=True,
        choices={outcome.value: outcome.value for outcome in Outcome},
    )
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome=None) | models.Q(outcome__in=list(Outcome)),
                name="retrieval_outcome_known",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "url", "-id"], name="retrieval_latest_idx"),
            models.Index(
                fields=["source", "id"],
                condition=models.Q(outcome=None),
                name="retrieval_unread_idx",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.outcome} {self.url}"


class Origin(models.Model):
    """What a fact rests on: a retrieval or a person's entry, how sure, and who says so.

    Facts of one retrieval (or person) that rest on the same things share one row; `digest` is
    of those things alone.
    """

    digest = models.CharField(max_length=64)
    retrieval = models.ForeignKey(
        Retrieval, models.PROTECT, null=True, blank=True, related_name="origins"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confidence = models.CharField(
        max_length=12, choices={c.value: c.value for c in Confidence}, default=Confidence.HIGH
    )
    derivation = models.CharField(
        max_length=12,
        choices={d.value: d.value for d in Derivation},
        default=Derivation.STATED,
    )
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confidence__in=list(Confidence)),
                name="origin_confidence_known",
            ),
            models.CheckConstraint(
                condition=models.Q(derivation__in=list(Derivation)),
                name="origin_derivation_known",
            ),
            models.CheckConstraint(
                condition=models.Q(retrieval__isnull=False) | models.Q(entered_by__isnull=False),
                name="origin_has_a_retrieval_or_a_person",
            ),
            models.UniqueConstraint(
                fields=["retrieval", "entered_by", "digest"],
                nulls_distinct=False,
                name="origin_said_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.confidence}, {self.derivation}"


class Citation(models.Model):
    """One publication that a fact rests on."""

    origin = models.ForeignKey(Origin, models.CASCADE, related_name="citations")
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "place"], name="citation_place_unique"),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.publisher, self.title]))
