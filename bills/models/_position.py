"""What parties and members said they would do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bills.domain.positions import Stance
from bills.domain.stages import Stage
from billtracker.provenance.fact import Fact


class Position(Fact):
    """A stance on some stages of a bill, stated on a day by a party or a member, never both.

    A later one supersedes it for the stages that both cover; which one is in force on a day is
    worked out in `bills.domain.positions`.
    """

    bill = models.ForeignKey("bills.Bill", models.PROTECT, related_name="positions")
    party = models.ForeignKey(
        "members.Party", models.PROTECT, null=True, blank=True, related_name="positions"
    )
    member = models.ForeignKey(
        "members.Member", models.PROTECT, null=True, blank=True, related_name="positions"
    )
    stance = models.CharField(max_length=12, choices={s.value: s.value for s in Stance})
    stages = ArrayField(models.CharField(max_length=32))
    stated_on = models.DateField()
    stated_by = models.CharField(max_length=120, blank=True)
    quote = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False, member__isnull=True)
                | Q(party__isnull=True, member__isnull=False),
                name="position_of_a_party_or_a_member",
            ),
            models.CheckConstraint(
                condition=Q(stance__in=list(Stance)), name="position_stance_known"
            ),
            models.CheckConstraint(
                condition=Q(stages__len__gt=0) & Q(stages__contained_by=list(Stage)),
                name="position_covers_known_stages",
            ),
            models.UniqueConstraint(
                fields=["bill", "party", "member", "stated_on", "stages"],
                nulls_distinct=False,
                name="position_stated_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id or self.member_id} {self.stance} {self.bill_id}"
