"""Votes: the question, the totals as declared, who cast what, and every correction."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from bills.domain.facts import HansardStatus
from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from billtracker.provenance.fact import Fact


class Vote(Fact):
    """The decision of one question, as it stands after every correction.

    `sitting_day` is the sitting it belongs to, which under urgency can begin days before
    `held_at`. `result` is empty where the House chose between options that are not aye and no.
    `flags` name what does not hold together in the numbers, which are kept as printed.
    """

    slug = models.SlugField(max_length=200, unique=True)
    question = models.TextField()
    kind = models.CharField(max_length=16, choices={k.value: k.value for k in VoteKind})
    method = models.CharField(max_length=10, choices={m.value: m.value for m in VoteMethod})
    stage = models.CharField(max_length=32, blank=True, choices={s.value: s.label for s in Stage})
    sitting_day = models.ForeignKey("members.SittingDay", models.PROTECT, related_name="votes")
    held_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(
        max_length=12, blank=True, choices={r.value: r.value for r in VoteResult}
    )
    presiding = models.CharField(max_length=120, blank=True)
    hansard_status = models.CharField(
        max_length=12,
        choices={h.value: h.value for h in HansardStatus},
        default=HansardStatus.UNKNOWN,
    )
    flags = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    bills = models.ManyToManyField("bills.Bill", through="bills.VoteBill", related_name="votes")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="vote_has_a_question"),
            models.CheckConstraint(condition=Q(kind__in=list(VoteKind)), name="vote_kind_known"),
            models.CheckConstraint(
                condition=Q(method__in=list(VoteMethod)), name="vote_method_known"
            ),
            models.CheckConstraint(
                condition=Q(result__in=["", *VoteResult]), name="vote_result_known"
            ),
            models.CheckConstraint(condition=Q(stage__in=["", *Stage]), name="vote_stage_known"),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the address of the vote's page."""
        return reverse("vote", args=[self.slug])


class VoteBill(models.Model):
    """A bill that a vote's question covered, in the order of the question."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="covered")
    bill = models.ForeignKey("bills.Bill", models.PROTECT, related_name="covered_by")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "bill"], name="vote_covers_a_bill_once"),
            models.UniqueConstraint(fields=["vote", "place"], name="vote_bill_place_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} on {self.bill_id}"


class Tally(models.Model):
    """One option of a vote with its total as declared; none exist for a vote on the voices."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="tallies")
    option = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    declared = models.IntegerField(null=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["vote", "option"], name="tally_option_once"),
            models.CheckConstraint(
                condition=Q(declared__isnull=True) | Q(declared__gte=0),
                name="tally_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.declared}"


class Cast(models.Model):
    """What one voter cast: a party (or a member whose name we do not know), or a member.

    `party` is the voter of a party vote, and for a member the party they sat with at the vote;
    `under` ties a member that a split party named to the party's own cast, whose weight counts
    them already. `label` is the voter as printed.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="casts")
    tally = models.ForeignKey(Tally, models.CASCADE, related_name="casts")
    party = models.ForeignKey(
        "members.Party", models.PROTECT, null=True, blank=True, related_name="casts"
    )
    member = models.ForeignKey(
        "members.Member", models.PROTECT, null=True, blank=True, related_name="casts"
    )
    under = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="named")
    weight = models.PositiveSmallIntegerField()
    proxy = models.BooleanField(default=False)
    proxy_holder = models.ForeignKey(
        "members.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    teller = models.BooleanField(default=False)
    label = models.CharField(max_length=160, blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0), name="cast_weighs_something"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(party__isnull=False) | ~Q(label=""),
                name="cast_has_a_voter",
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=True) | Q(weight=1), name="cast_of_a_member_is_one"
            ),
            models.CheckConstraint(
                condition=Q(under__isnull=True) | Q(weight=1), name="cast_of_a_name_is_one"
            ),
            models.CheckConstraint(
                condition=Q(proxy_holder__isnull=True) | Q(proxy=True),
                name="cast_holder_only_of_a_proxy",
            ),
            models.UniqueConstraint(
                fields=["tally", "party"],
                condition=Q(member__isnull=True, under__isnull=True, party__isnull=False),
                name="cast_of_a_party_once_an_option",
            ),
            models.UniqueConstraint(
                fields=["tally", "member"],
                condition=Q(member__isnull=False),
                name="cast_of_a_member_once_an_option",
            ),
        ]
        indexes = [models.Index(fields=["vote", "place"], name="cast_vote_place_idx")]

    def __str__(self) -> str:
        return f"{self.label or self.party_id or self.member_id} {self.weight}"


class VoteCorrection(Fact):
    """A result that was announced and later replaced; rows are added, never altered.

    Totals are by option, {} where only the result is known to have changed.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="corrections")
    corrected_on = models.DateField()
    announced = models.JSONField(default=dict)
    corrected = models.JSONField(default=dict)
    announced_result = models.CharField(max_length=12, blank=True)
    corrected_result = models.CharField(max_length=12, blank=True)
    reason = models.TextField()
    by = models.CharField(max_length=80, blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "place"], name="correction_place_unique"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(announced_result__in=["", *VoteResult])
                & Q(corrected_result__in=["", *VoteResult]),
                name="correction_results_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} corrected on {self.corrected_on}"
