"""Bills, votes and positions, to look at; services are the only writers."""

from django.contrib import admin

from bills.models import (
    AmendmentPaper,
    Bill,
    BillAlias,
    BillRelation,
    BillState,
    BillVersion,
    Cast,
    Position,
    ProposedBill,
    Referral,
    Stage,
    Tally,
    Vote,
    VoteBill,
    VoteCorrection,
)
from billtracker.provenance.admin import ReadOnlyAdmin


@admin.register(Bill)
class BillAdmin(ReadOnlyAdmin[Bill]):
    """Bills."""

    list_display = ("slug", "title", "number", "type", "parliament", "member_in_charge")
    list_display_links = ("slug", "title")
    list_filter = ("parliament", "type")
    list_select_related = ("parliament", "member_in_charge")
    search_fields = ("slug", "number", "title", "title_mi", "act_title", "upstream_id")
    ordering = ("-parliament__number", "-stem", "letter", "slug")


@admin.register(BillAlias)
class BillAliasAdmin(ReadOnlyAdmin[BillAlias]):
    """Titles that the record also prints for bills."""

    list_display = ("folded", "bill", "parliament")
    list_select_related = ("bill", "parliament")
    search_fields = ("folded", "bill__slug", "bill__title")
    ordering = ("folded",)


@admin.register(BillVersion)
class BillVersionAdmin(ReadOnlyAdmin[BillVersion]):
    """Printings of bills."""

    list_display = ("number", "bill", "version")
    list_select_related = ("bill",)
    search_fields = ("number", "bill__slug", "bill__title")
    ordering = ("bill__slug", "version")


@admin.register(BillRelation)
class BillRelationAdmin(ReadOnlyAdmin[BillRelation]):
    """What binds bills to one another."""

    list_display = ("bill", "kind", "other", "parliament", "on")
    list_filter = ("kind",)
    list_select_related = ("bill", "other", "parliament")
    search_fields = ("bill__slug", "bill__title", "other__slug", "other__title")
    ordering = ("-on", "id")


@admin.register(Stage)
class StageAdmin(ReadOnlyAdmin[Stage]):
    """Sittings of stages."""

    list_display = ("bill", "stage", "on", "known_by", "outcome", "sitting_type", "started_at")
    list_filter = ("stage", "outcome", "sitting_type", "known_by")
    list_select_related = ("bill",)
    search_fields = ("bill__slug", "bill__title", "note")
    ordering = ("-on", "-id")


@admin.register(Referral)
class ReferralAdmin(ReadOnlyAdmin[Referral]):
    """Bills before committees."""

    list_display = (
        *("bill", "committee", "referred_on", "report_due_on", "reported_on"),
        "submissions_close_on",
    )
    list_filter = ("committee",)
    list_select_related = ("bill",)
    search_fields = ("bill__slug", "bill__title", "committee")
    ordering = ("-referred_on", "-id")


@admin.register(BillState)
class BillStateAdmin(ReadOnlyAdmin[BillState]):
    """Where bills were from day to day, as derived from their facts."""

    list_display = ("bill", "since", "until", "status", "stage", "outcome", "next_stage")
    list_filter = ("status", "stage")
    list_select_related = ("bill",)
    search_fields = ("bill__slug", "bill__title")
    ordering = ("-since", "-id")


@admin.register(Vote)
class VoteAdmin(ReadOnlyAdmin[Vote]):
    """Votes."""

    list_display = ("slug", "question", "sitting_day", "kind", "method", "result", "flags")
    list_filter = ("method", "kind", "result", "stage", "sitting_day__parliament")
    list_select_related = ("sitting_day",)
    search_fields = ("slug", "question", "note", "bills__title")
    ordering = ("-sitting_day__on", "-id")


@admin.register(VoteBill)
class VoteBillAdmin(ReadOnlyAdmin[VoteBill]):
    """Which bills a question covered."""

    list_display = ("vote", "bill", "place")
    list_select_related = ("vote", "bill")
    search_fields = ("vote__slug", "bill__slug", "bill__title")
    ordering = ("-vote_id", "place")


@admin.register(Tally)
class TallyAdmin(ReadOnlyAdmin[Tally]):
    """Totals as declared."""

    list_display = ("vote", "option", "label", "declared")
    list_select_related = ("vote",)
    search_fields = ("vote__slug", "label")
    ordering = ("-vote_id", "place")


@admin.register(Cast)
class CastAdmin(ReadOnlyAdmin[Cast]):
    """Who cast what."""

    list_display = ("vote", "tally", "party", "member", "label", "weight", "proxy", "teller")
    list_filter = ("party", "proxy", "teller")
    list_select_related = ("vote", "tally", "party", "member")
    search_fields = ("vote__slug", "member__name", "label")
    ordering = ("-vote_id", "place", "id")


@admin.register(VoteCorrection)
class VoteCorrectionAdmin(ReadOnlyAdmin[VoteCorrection]):
    """Results that were announced and later replaced."""

    list_display = (
        *("vote", "corrected_on", "announced_result", "corrected_result", "by", "reason"),
    )
    list_select_related = ("vote",)
    search_fields = ("vote__slug", "reason", "by")
    ordering = ("-corrected_on", "-id")


@admin.register(Position)
class PositionAdmin(ReadOnlyAdmin[Position]):
    """What parties and members said they would do."""

    list_display = ("bill", "party", "member", "stance", "stages", "stated_on", "stated_by")
    list_filter = ("stance", "party")
    list_select_related = ("bill", "party", "member")
    search_fields = ("bill__slug", "bill__title", "member__name", "stated_by", "quote")
    ordering = ("-stated_on", "-id")


@admin.register(ProposedBill)
class ProposedBillAdmin(ReadOnlyAdmin[ProposedBill]):
    """Bills proposed for the ballot."""

    list_display = ("title", "member_name", "member", "parliament", "published_on", "bill")
    list_display_links = ("title",)
    list_filter = ("parliament",)
    list_select_related = ("member", "parliament", "bill")
    search_fields = ("title", "member_name", "member__name", "bill__slug", "upstream_id")
    ordering = ("-published_on", "-id")


@admin.register(AmendmentPaper)
class AmendmentPaperAdmin(ReadOnlyAdmin[AmendmentPaper]):
    """Amendments in print."""

    list_display = (*("number", "title", "member_name", "member", "parliament", "published_on"),)
    list_display_links = ("number", "title")
    list_filter = ("parliament",)
    list_select_related = ("member", "parliament")
    search_fields = ("number", "title", "member_name", "member__name", "bills__slug")
    ordering = ("-published_on", "-id")
