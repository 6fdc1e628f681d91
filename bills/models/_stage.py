"""A bill's stages, its time before committees, and the states derived from them."""

from django.db import models
from django.db.models import F, Q

from bills.domain import stages as domain
from billtracker.provenance.fact import Fact


class Stage(Fact):
    """One sitting of one stage of a bill; a stage interrupted and resumed has several.

    `on` is the sitting day in Wellington. With `known_by` it is only the latest day on which
    this can have happened. `key` is upstream's id of the row; rows typed by hand have none.
    """

    bill = models.ForeignKey("bills.Bill", models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=32, choices={s.value: s.label for s in domain.Stage})
    on = models.DateField()
    known_by = models.BooleanField(default=False)
    outcome = models.CharField(
        max_length=16,
        choices={o.value: o.value for o in domain.StageOutcome},
        default=domain.StageOutcome.UNKNOWN,
    )
    sitting_type = models.CharField(
        max_length=12,
        choices={t.value: t.value for t in domain.SittingType},
        default=domain.SittingType.UNKNOWN,
    )
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=list(domain.Stage)), name="stage_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=list(domain.StageOutcome)), name="stage_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(sitting_type__in=list(domain.SittingType)),
                name="stage_sitting_type_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(started_at__isnull=False, ended_at__gte=F("started_at")),
                name="stage_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["bill", "key"], condition=~Q(key=""), name="stage_key_unique_in_a_bill"
            ),
        ]
        indexes = [models.Index(fields=["bill", "on"], name="stage_bill_on_idx")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.stage} {self.on}"


class Referral(Fact):
    """A bill's time before a select committee."""

    bill = models.ForeignKey("bills.Bill", models.CASCADE, related_name="referrals")
    committee = models.CharField(max_length=200)
    referred_on = models.DateField()
    report_due_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    submissions_called = models.BooleanField(null=True, blank=True)
    submissions_close_on = models.DateField(null=True, blank=True)
    recommendation = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(committee=""), name="referral_to_a_committee"),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=F("referred_on")),
                name="referral_reported_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["bill", "committee", "referred_on"], name="referral_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} to {self.committee}"


class BillState(models.Model):
    """Where a bill was from one day to another, `[since, until)`: derived, never entered.

    `bills.services` rebuilds a bill's states whenever a fact they depend on changes, by the one
    function `bills.domain.course.course`, so a question about any day is a plain look-up.
    `status` and `stage` are empty where the record does not say.
    """

    bill = models.ForeignKey("bills.Bill", models.CASCADE, related_name="states")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, blank=True)
    stage = models.CharField(max_length=32, blank=True)
    outcome = models.CharField(max_length=16)
    next_stage = models.CharField(max_length=32, blank=True)
    moved_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "since"], name="state_one_a_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="state_until_after_since",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", *domain.Status]), name="state_status_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["", *domain.Stage]), name="state_stage_known"
            ),
        ]
        indexes = [models.Index(fields=["status", "since", "until"], name="state_status_idx")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.status} from {self.since}"
