"""Bills: what they are called, what they are, and how they are bound to others."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from bills.domain.facts import BillType, RelationKind
from billtracker.provenance.fact import Fact


class BillQuerySet(models.QuerySet["Bill"]):
    """What may be asked of bills."""

    def mark_changed(self) -> None:
        """Move the bills' `updated_at`: something that is told of them changed."""
        self.update(updated_at=Now())


class Bill(Fact):
    """A bill. Its key is the Parliament that introduced it, the number's stem and its letter.

    A number repeats from one Parliament to the next, and a reinstated bill keeps its own. What
    is no usable number stays in `number` as printed, and the bill is named by its title.
    `listed_*` is the official list's own word, used only while no stage is on record;
    `unlisted_on` is the day on which we saw that the list no longer has the bill.
    """

    slug = models.SlugField(max_length=200, unique=True)
    parliament = models.ForeignKey("members.Parliament", models.PROTECT, related_name="bills")
    number = models.CharField(max_length=40, blank=True)
    stem = models.PositiveIntegerField(null=True, blank=True)
    letter = models.CharField(max_length=1, blank=True)
    title = models.CharField(max_length=500)
    title_mi = models.CharField(max_length=500, blank=True)
    type = models.CharField(max_length=12, choices={t.value: t.value for t in BillType})
    member_in_charge = models.ForeignKey(
        "members.Member", models.PROTECT, null=True, blank=True, related_name="bills"
    )
    description = models.TextField(blank=True)
    act_title = models.CharField(max_length=500, blank=True)
    act_number = models.CharField(max_length=12, blank=True)
    upstream_id = models.CharField(max_length=40, blank=True)
    official_url = models.URLField(max_length=500, blank=True)
    legislation_url = models.URLField(max_length=500, blank=True)
    listed_stage = models.CharField(max_length=40, blank=True)
    listed_on = models.DateField(null=True, blank=True)
    listed_committee = models.CharField(max_length=200, blank=True)
    unlisted_on = models.DateField(null=True, blank=True)

    objects = BillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parliament", "stem", "letter"],
                condition=Q(stem__isnull=False),
                name="bill_number_unique_in_its_parliament",
            ),
            models.UniqueConstraint(
                fields=["upstream_id"],
                condition=~Q(upstream_id=""),
                name="bill_upstream_id_unique",
            ),
            models.CheckConstraint(condition=Q(type__in=list(BillType)), name="bill_type_known"),
            models.CheckConstraint(condition=~Q(title=""), name="bill_has_a_title"),
            models.CheckConstraint(
                condition=Q(letter="") | Q(letter__regex=r"^[A-Z]$"), name="bill_letter_is_one"
            ),
            models.CheckConstraint(
                condition=Q(listed_stage="", listed_on__isnull=True)
                | (~Q(listed_stage="") & Q(listed_on__isnull=False)),
                name="bill_listed_with_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of the bill's page."""
        return reverse("bill", args=[self.slug])


class BillAlias(models.Model):
    """A title that the record also prints for a bill, in one Parliament; a person said so.

    `folded` is the title without macrons and case, to look it up by.
    """

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="aliases")
    parliament = models.ForeignKey("members.Parliament", models.PROTECT, related_name="+")
    folded = models.CharField(max_length=500)

    class Meta:
        verbose_name_plural = "bill aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["parliament", "folded"], name="bill_alias_means_one_in_a_parliament"
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="bill_alias_says_something"),
        ]

    def __str__(self) -> str:
        return self.folded


class BillVersion(models.Model):
    """A printing of a bill; 94-1 is version 1. A version is not a stage."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "version"], name="bill_version_once"),
            models.CheckConstraint(condition=Q(version__gt=0), name="bill_version_from_one"),
        ]

    def __str__(self) -> str:
        return self.number


class BillRelation(Fact):
    """What binds a bill to another bill or, for a reinstatement, to a later Parliament."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=16, choices={k.value: k.value for k in RelationKind})
    other = models.ForeignKey(
        Bill, models.PROTECT, null=True, blank=True, related_name="relations_to"
    )
    parliament = models.ForeignKey(
        "members.Parliament", models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(RelationKind)), name="relation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=RelationKind.REINSTATED, parliament__isnull=False, other=None)
                | (~Q(kind=RelationKind.REINSTATED) & Q(other__isnull=False, parliament=None)),
                name="relation_to_a_bill_or_for_reinstatement_a_parliament",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("bill")), name="relation_to_another_bill"
            ),
            models.UniqueConstraint(
                fields=["bill", "kind", "other", "parliament"],
                nulls_distinct=False,
                name="relation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.kind}"
