"""The members, parties and Parliaments on record, as what is listed is matched with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from billtracker.provenance.facts import Derivation
from billtracker.text import folded, slug_of
from members.domain.facts import Began, Ended, UpstreamId
from members.domain.stints import LIST, Known, Term
from members.ingest.identity import OnRecord, Seats
from members.ingest.listings import Listed, Sat
from members.models import Alias, Member, Membership, Parliament

_COMMON_WORDS = frozenset({"party", "new", "zealand", "nz", "of", "the"})


@dataclass(frozen=True, slots=True)
class House:
    """All that is on record of who sat, in five queries however many they are."""

    members: dict[str, OnRecord]
    names: dict[str, str]
    stints: dict[str, list[Known]]
    parties: dict[str, str]
    terms: list[Term]
    complete: frozenset[int]

    @classmethod
    def load(cls) -> Self:
        """Return the record as it is now."""
        rows = list(Member.objects.values_list("slug", "name", "sort_name").order_by("slug"))
        names: dict[str, set[str]] = {}
        ids: dict[str, set[UpstreamId]] = {}
        aliases = Alias.objects.filter(party=None)
        for slug, scheme, text, key in aliases.values_list(
            "member__slug", "scheme", "text", "folded"
        ):
            if scheme:
                ids.setdefault(slug or "", set()).add(UpstreamId(scheme, text))
            else:
                names.setdefault(slug or "", set()).add(key)
        stints = _stints()
        parliaments = list(Parliament.objects.order_by("number"))
        return cls(
            members={
                slug: OnRecord(
                    slug,
                    sort_name,
                    frozenset({folded(name), folded(sort_name), *names.get(slug, ())}),
                    frozenset(ids.get(slug, ())),
                    _seats(stints.get(slug, ())),
                )
                for slug, name, sort_name in rows
            },
            names={slug: name for slug, name, _ in rows},
            stints=stints,
            parties=dict(
                Alias.objects.filter(scheme="", member=None).values_list("folded", "party__slug")
            ),
            terms=[Term(p.number, p.elected_on, p.opened_on, p.ended_on) for p in parliaments],
            complete=frozenset(p.number for p in parliaments if p.roster_is_complete),
        )

    def term_on(self, day: date) -> Term | None:
        """Return the Parliament of a day."""
        return next(
            (
                term
                for term in self.terms
                if term.elected_on <= day and (term.ended_on is None or day < term.ended_on)
            ),
            None,
        )

    def sitting_on(self, slug: str, day: date) -> Known | None:
        """Return a member's stint on a day."""
        stints = self.stints.get(slug, ())
        return next((s for s in stints if s.start <= day and (not s.end or day < s.end)), None)

    def seats_of(self, listed: Listed, on: date | None) -> Seats:
        """Return an entry's seats as slugs, as far as its labels are known."""
        parties = {self.parties.get(folded(sat.party)) for sat in listed.sat}
        electorates = {electorate_slug(sat) for sat in listed.sat}
        days = {day for sat in listed.sat for day in (sat.start, sat.end, on) if day}
        terms = {term.number for day in days if (term := self.term_on(day))}
        return Seats(
            frozenset(slug for slug in parties if slug),
            frozenset(slug for slug in electorates if slug),
            frozenset(terms | {sat.parliament for sat in listed.sat if sat.parliament}),
        )

    def parties_like(self, label: str) -> tuple[str, ...]:
        """Return the parties one of whose names shares a telling word with the label."""
        words = set(folded(label).split()) - _COMMON_WORDS
        return tuple(
            sorted({slug for name, slug in self.parties.items() if words & {*name.split()}})
        )


def is_independent(label: str) -> bool:
    """Whether a label says that a member sits for no party."""
    return folded(label).startswith("independent")


def electorate_slug(sat: Sat) -> str | None:
    """Return the slug of a seat, `LIST` for the list, None where it is not stated."""
    if sat.electorate is None:
        return None
    slug = slug_of(sat.electorate)
    return LIST if slug == "list" else slug


def _stints() -> dict[str, list[Known]]:
    rows = Membership.objects.select_related("member", "parliament", "party", "electorate")
    stints: dict[str, list[Known]] = {}
    for row in rows.select_related("origin").order_by("start"):
        stints.setdefault(row.member.slug, []).append(
            Known(
                parliament=row.parliament.number,
                party=row.party.slug if row.party else None,
                electorate=row.electorate.slug if row.electorate else LIST,
                start=row.start,
                end=row.end,
                row=f"members.Membership:{row.pk}",
                began=Began(row.began),
                ended=Ended(row.ended) if row.ended else None,
                is_worked_out=row.origin.derivation != Derivation.STATED,
                pinned=frozenset(row.pinned),
            )
        )
    return stints


def _seats(stints: Iterable[Known]) -> Seats:
    stints = list(stints)
    return Seats(
        frozenset(stint.party for stint in stints if stint.party),
        frozenset(stint.electorate for stint in stints if stint.electorate),
        frozenset(stint.parliament for stint in stints),
    )
