"""Runs of sources, the addresses they still have to ask, and what waits for a person."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5, Now

from billtracker.outcome import Outcome
from billtracker.problems import Kind


class Run(models.Model):
    """One run of a source, from being asked for to its end, and what came of it.

    `asked_by` is null where the timetable or a command asked. `since` is the day from which
    changes were wanted, null for all. `counts` and `problems` (sentences, the first hundred of
    them) grow with the work. `after_event` is the number of the newest event before the run.
    """

    source = models.ForeignKey("provenance.Source", models.PROTECT, related_name="runs")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    since = models.DateField(null=True, blank=True)
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=12, blank=True, choices={outcome.value: outcome.value for outcome in Outcome}
    )
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    after_event = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome]), name="run_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="run_ends_with_an_outcome",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(ended_at=None), name="run_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["source", "-id"], name="run_latest_idx")]

    def __str__(self) -> str:
        return f"Run {self.pk}"


class Errand(models.Model):
    """One address that a run still has to ask, or has asked.

    `name` is what the body is kept under; `post` is the JSON to send, null for a plain GET.
    `version` is what the source's list said of it.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="errands")
    name = models.CharField(max_length=500)
    url = models.CharField(max_length=500)
    post = models.JSONField(null=True, blank=True)
    version = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "name"], name="errand_once_a_run"),
        ]
        indexes = [models.Index(fields=["run"], condition=Q(done_at=None), name="errand_open_idx")]

    def __str__(self) -> str:
        return self.name


class Matter(models.Model):
    """Something that one body left for a person: the review queue.

    It is open until a later reading of the same body no longer raises it (settled, by whoever's
    act it was read again for), or a person dismisses it with a reason; a dismissed matter stays
    so however often it is raised again.
    """

    class State(models.TextChoices):
        OPEN = "open"
        SETTLED = "settled"
        DISMISSED = "dismissed"

    source = models.ForeignKey("provenance.Source", models.PROTECT, related_name="matters")
    retrieval = models.ForeignKey("provenance.Retrieval", models.PROTECT, related_name="matters")
    url = models.CharField(max_length=500)
    kind = models.CharField(max_length=16, choices={kind.value: kind.value for kind in Kind})
    # Text of any length: what a source sends must not keep a matter from being raised.
    record = models.TextField()
    field = models.TextField()
    sentence = models.TextField()
    waits_for = ArrayField(models.TextField(), default=list, blank=True)
    candidates = ArrayField(models.TextField(), default=list, blank=True)
    target = models.TextField(blank=True)
    stated = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    raised_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="matter_kind_known"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | Q(state="settled", closed_at__isnull=False)
                | (Q(state="dismissed", closed_at__isnull=False) & ~Q(reason="")),
                name="matter_closed_with_its_reason",
            ),
            models.UniqueConstraint(
                *("source", "url", MD5("record"), MD5("field"), MD5("sentence")),
                name="matter_raised_once",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "url"], name="matter_of_a_body_idx"),
            models.Index(
                fields=["kind", "-id"], condition=Q(state="open"), name="matter_open_idx"
            ),
            GinIndex(fields=["waits_for"], name="matter_waits_for_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.record}, {self.field}: {self.sentence}"
