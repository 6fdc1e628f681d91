"""Members, and the other ways in which records name members and parties."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from billtracker.provenance.fact import Fact


class Member(Fact):
    """Someone who holds, or held, a seat."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the member's page."""
        return reverse("member", args=[self.slug])


class Alias(models.Model):
    """A name or an upstream id by which a record means a member or a party, never both.

    `folded` is the name without macrons and case, to look it up by. Two members may share a
    printed name; an upstream id (`scheme` not empty) means one of them only.
    """

    member = models.ForeignKey(
        Member, models.CASCADE, null=True, blank=True, related_name="aliases"
    )
    party = models.ForeignKey(
        "members.Party", models.CASCADE, null=True, blank=True, related_name="aliases"
    )
    scheme = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=160)
    folded = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, party__isnull=True)
                | Q(member__isnull=True, party__isnull=False),
                name="alias_means_a_member_or_a_party",
            ),
            models.UniqueConstraint(
                fields=["scheme", "text"], condition=~Q(scheme=""), name="alias_id_means_one"
            ),
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(scheme="", party__isnull=False),
                name="alias_of_a_party_means_one",
            ),
            models.UniqueConstraint(
                fields=["member", "folded"], condition=Q(scheme=""), name="alias_once_a_member"
            ),
        ]
        indexes = [models.Index(fields=["folded"], name="alias_folded_idx")]

    def __str__(self) -> str:
        return self.text
