"""Papers beside the bills: what members propose for the ballot, and amendments in print."""

from django.db import models
from django.db.models import Q

from billtracker.provenance.fact import Fact


class Paper(Fact):
    """A document by upstream's id. `member_name` is as printed; `member` is whom it means."""

    upstream_id = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    parliament = models.ForeignKey(
        "members.Parliament", models.PROTECT, null=True, blank=True, related_name="+"
    )
    member_name = models.CharField(max_length=200, blank=True)
    member = models.ForeignKey(
        "members.Member", models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["upstream_id"], name="%(class)s_upstream_id_unique"),
            models.CheckConstraint(condition=~Q(upstream_id=""), name="%(class)s_has_an_id"),
            models.CheckConstraint(condition=~Q(title=""), name="%(class)s_has_a_title"),
            models.CheckConstraint(
                condition=Q(member=None) | ~Q(member_name=""),
                name="%(class)s_member_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposedBill(Paper):
    """A bill that a member proposes for the ballot; `bill` is what it became once introduced."""

    bill = models.ForeignKey(
        "bills.Bill", models.PROTECT, null=True, blank=True, related_name="proposed_as"
    )


class AmendmentPaper(Paper):
    """An Amendment Paper, formerly a Supplementary Order Paper, to one bill or to several.

    `number` counts within `parliament`, the one it was lodged in: for a reinstated bill not the
    one that introduced the bill.
    """

    number = models.CharField(max_length=20, blank=True)
    bills = models.ManyToManyField("bills.Bill", related_name="amendment_papers")

    class Meta(Paper.Meta):
        constraints = [
            *Paper.Meta.constraints,
            models.UniqueConstraint(
                fields=["parliament", "number"],
                condition=~Q(number=""),
                name="amendmentpaper_number_unique_in_its_parliament",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
