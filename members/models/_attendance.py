"""Where members were on sitting days, as far as anything shows it."""

from typing import Self

from django.db import models
from django.db.models import Q

from billtracker.provenance.fact import Fact
from members.domain.attendance import AWAY_AT_A_VOTE, Evidence, Status


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """What may be asked of attendance."""

    def away(self) -> Self:
        """Rows that say the member was away, or sent away before the day's end."""
        return self.filter(status__in=AWAY_AT_A_VOTE)


class Attendance(Fact):
    """One member's status on one sitting day, with a reason and the evidence for it.

    No row means unknown. Nothing here is ever concluded from a party's vote.
    """

    member = models.ForeignKey("members.Member", models.PROTECT, related_name="attendance")
    sitting_day = models.ForeignKey(
        "members.SittingDay", models.PROTECT, related_name="attendance"
    )
    status = models.CharField(max_length=32, choices={s.value: s.label for s in Status})
    evidence = models.CharField(max_length=32, choices={e.value: e.value for e in Evidence})
    reason = models.TextField(blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "sitting_day"], name="attendance_one_status_a_day"
            ),
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="attendance_status_known"
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=list(Evidence)), name="attendance_evidence_allowed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.sitting_day_id}: {self.status}"
