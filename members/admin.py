"""Members, parties and sitting days, to look at; services are the only writers."""

from django.contrib import admin

from billtracker.provenance.admin import ReadOnlyAdmin
from members.models import (
    Alias,
    Attendance,
    Electorate,
    Member,
    Membership,
    Parliament,
    Party,
    PartyName,
    SittingDay,
)


@admin.register(Parliament)
class ParliamentAdmin(ReadOnlyAdmin[Parliament]):
    """Parliaments and their days."""

    list_display = (
        *("number", "elected_on", "opened_on", "dissolved_on", "ended_on", "roster_is_complete"),
    )
    list_filter = ("roster_is_complete",)
    search_fields = ("number",)
    ordering = ("-number",)


@admin.register(SittingDay)
class SittingDayAdmin(ReadOnlyAdmin[SittingDay]):
    """Sitting days."""

    list_display = ("on", "parliament", "ended_on", "note")
    list_filter = ("parliament",)
    list_select_related = ("parliament",)
    search_fields = ("on", "note")
    ordering = ("-on",)


@admin.register(Party)
class PartyAdmin(ReadOnlyAdmin[Party]):
    """Parties."""

    list_display = ("slug", "updated_at")
    search_fields = ("slug", "names__name", "aliases__text")
    ordering = ("slug",)


@admin.register(PartyName)
class PartyNameAdmin(ReadOnlyAdmin[PartyName]):
    """What parties were called when."""

    list_display = ("name", "short_name", "name_mi", "party", "colour", "start", "end")
    list_filter = ("party",)
    list_select_related = ("party",)
    search_fields = ("name", "short_name", "name_mi")
    ordering = ("party__slug", "start", "id")


@admin.register(Electorate)
class ElectorateAdmin(ReadOnlyAdmin[Electorate]):
    """Electorates."""

    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    ordering = ("name", "id")


@admin.register(Member)
class MemberAdmin(ReadOnlyAdmin[Member]):
    """Members."""

    list_display = ("name", "slug", "updated_at")
    search_fields = ("name", "slug", "aliases__text", "aliases__folded")
    ordering = ("sort_name", "id")


@admin.register(Alias)
class AliasAdmin(ReadOnlyAdmin[Alias]):
    """The other ways in which records name members and parties."""

    list_display = ("text", "member", "party", "scheme")
    list_filter = ("scheme", "party")
    list_select_related = ("member", "party")
    search_fields = ("text", "folded", "member__name")
    ordering = ("folded", "id")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin[Membership]):
    """Stints."""

    list_display = (
        *("member", "parliament", "party", "electorate", "start", "end", "began", "ended"),
    )
    list_filter = ("parliament", "party", "began", "ended")
    list_select_related = ("member", "parliament", "party", "electorate")
    search_fields = ("member__name", "member__slug", "electorate__name", "note")
    ordering = ("member__sort_name", "start", "id")


@admin.register(Attendance)
class AttendanceAdmin(ReadOnlyAdmin[Attendance]):
    """Where members were, as far as anything shows it."""

    list_display = ("sitting_day", "member", "status", "reason", "evidence")
    list_filter = ("status", "evidence", "sitting_day__parliament")
    list_select_related = ("sitting_day", "member")
    search_fields = ("member__name", "member__slug", "reason")
    ordering = ("-sitting_day__on", "member__sort_name", "id")
