"""Parliaments, parties, members and their stints."""

from dataclasses import asdict
from typing import Any

from django.db import transaction

from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused
from billtracker.provenance.facts import Derivation, Grounds
from billtracker.provenance.merging import Merged, merge, strongest
from billtracker.provenance.services import Witness
from billtracker.text import folded, slug_of
from members.domain.facts import (
    MemberFacts,
    ParliamentFact,
    PartyFacts,
    StintFact,
    UpstreamId,
)
from members.domain.strength import Stint, overlaps
from members.models import (
    Alias,
    Electorate,
    Member,
    Membership,
    Parliament,
    Party,
    PartyName,
)


def _log(merged: Merged[Any], kind: str, *subjects: str, **more: Any) -> Change:
    if merged.change is not Change.UNCHANGED:
        record(
            kind=f"{kind}.{merged.change}",
            subjects=subjects,
            before=merged.before or None,
            after=merged.after,
            origin=merged.row.origin,
            **more,
        )
    return merged.change


@transaction.atomic
def save_parliament(*, facts: ParliamentFact, witness: Witness) -> Change:
    """Bring a Parliament to the record."""
    known = Parliament.objects.select_related("origin").filter(number=facts.number).first()
    merged = merge(
        known,
        new=Parliament,
        values={
            "number": facts.number,
            "elected_on": facts.elected_on,
            "opened_on": facts.opened_on,
            "dissolved_on": facts.dissolved_on,
            "ended_on": facts.ended_on,
            # A source that lacks stints does not unsay one that has them all.
            "roster_is_complete": facts.roster_is_complete
            or bool(known and known.roster_is_complete),
        },
        witness=witness,
        grounds=facts.grounds,
    )
    return _log(merged, "parliament", f"parliament:{facts.number}", occurred_on=facts.elected_on)


@transaction.atomic
def save_party(*, facts: PartyFacts, witness: Witness) -> Change:
    """Bring a party, its dated names and its labels to the record."""
    merged = merge(
        Party.objects.select_related("origin").filter(slug=facts.slug).first(),
        new=Party,
        values={"slug": facts.slug},
        witness=witness,
        grounds=facts.grounds,
    )
    party = merged.row
    wanted = [asdict(name) for name in facts.names]
    shown = list(PartyName.objects.filter(party=party).order_by("id"))
    changes = [merged.change]
    if [_of_name(name) for name in shown] != wanted:
        PartyName.objects.filter(party=party).delete()
        PartyName.objects.bulk_create(PartyName(party=party, **name) for name in wanted)
        changes.append(Change.CHANGED)
    labels = {*facts.labels, *(name.name for name in facts.names)}
    changes.append(_add_aliases(labels, party=party))
    change = strongest(changes)
    if change is not Change.UNCHANGED:
        after = {"names": [name.name for name in facts.names], "labels": sorted(labels)}
        record(
            kind=f"party.{change}",
            subjects=[f"party:{party.slug}"],
            after=after,
            origin=party.origin,
        )
    return change


def _of_name(row: PartyName) -> dict[str, Any]:
    fields = ("name", "short_name", "colour", "start", "end", "name_mi")
    return {field: getattr(row, field) for field in fields}


def _add_aliases(texts: set[str], **owner: Any) -> Change:
    known = set(Alias.objects.filter(scheme="", **owner).values_list("folded", flat=True))
    new = {folded(text): text for text in sorted(texts) if folded(text)}
    rows = [Alias(text=t, folded=key, **owner) for key, t in new.items() if key not in known]
    Alias.objects.bulk_create(rows)
    return Change.CHANGED if rows else Change.UNCHANGED


@transaction.atomic
def save_member(*, facts: MemberFacts, witness: Witness) -> Change:
    """Bring a member, their names, their ids and their stints to the record.

    A stint is the one on record that begins on its day; or, where one of the two was worked out
    and the other is stated, the one of the same party whose days it shares: then the stated days
    hold. Raise Refused, with nothing written, where a stint overlaps another of the same member,
    lies outside its Parliament, or names a party or Parliament that is not on record, or where
    an id is another member's.
    """
    merged = merge(
        Member.objects.select_related("origin").filter(slug=facts.slug).first(),
        new=Member,
        values={"slug": facts.slug, "name": facts.name, "sort_name": facts.sort_name},
        witness=witness,
        grounds=facts.grounds,
    )
    member = merged.row
    ids = _add_ids(facts.ids, member)
    changes = [
        merged.change,
        _add_aliases({facts.name, facts.sort_name, *facts.aliases}, member=member),
        Change.CHANGED if ids else Change.UNCHANGED,
    ]
    paired = _paired(facts, member) if facts.stints else []
    _check_overlaps(facts, member, paired)
    stints = [_save_stint(member, stint, row, witness) for stint, row in paired]
    changes += [stint.change for stint in stints]
    for stint in stints:
        party = stint.row.party
        _log(
            stint,
            "membership",
            f"member:{member.slug}",
            *([f"party:{party.slug}"] if party else []),
            occurred_on=stint.row.start,
        )
    _log(merged, "member", f"member:{member.slug}")
    if ids and merged.change is not Change.INSERTED:
        _log_ids(ids, member, witness, facts.grounds)
    return strongest(changes)


def _add_ids(ids: tuple[UpstreamId, ...], member: Member) -> list[UpstreamId]:
    """Add what is not on record yet, and return it."""
    wanted = set(ids)
    rows = Alias.objects.filter(text__in=[one.text for one in wanted]).exclude(scheme="")
    for row in rows.select_related("member"):
        one = UpstreamId(row.scheme, row.text)
        if one in wanted and row.member != member:
            sentence = f"{one.text!r} of {one.scheme} means {row.member} already."
            raise Refused(Problem(f"member {member.slug}", "ids", sentence))
        wanted.discard(one)
    new = sorted(wanted, key=lambda one: (one.scheme, one.text))
    Alias.objects.bulk_create(
        Alias(member=member, scheme=one.scheme, text=one.text, folded=folded(one.text))
        for one in new
    )
    return new


def _log_ids(ids: list[UpstreamId], member: Member, witness: Witness, grounds: Grounds) -> None:
    record(
        kind="member.changed",
        subjects=[f"member:{member.slug}"],
        after={"ids": [f"{one.scheme}: {one.text}" for one in ids]},
        origin=witness.origin(grounds),
    )


@transaction.atomic
def give_id(*, one: UpstreamId, slug: str, person_id: int) -> Change:
    """Note that a source's id means a member, as a person found it to."""
    member = Member.objects.filter(slug=slug).first()
    if member is None:
        raise Refused(Problem(f"member {slug}", "ids", f"member {slug!r} is not on record."))
    ids = _add_ids((one,), member)
    if ids:
        _log_ids(ids, member, Witness(person_id=person_id), Grounds())
    return Change.CHANGED if ids else Change.UNCHANGED


type _Paired = list[tuple[StintFact, Membership | None]]


def _paired(facts: MemberFacts, member: Member) -> _Paired:
    """Return the stints in their order, so that an open one is closed before the next begins.

    Each is with the row that it tells of, if there is one; what was worked out is left out where
    the days are on record as stated.
    """
    known = Membership.objects.select_related("origin", "party", "electorate", "parliament")
    rows = list(known.filter(member=member))
    paired: _Paired = []
    for stint in sorted(facts.stints, key=lambda stint: stint.start):
        row = next((row for row in rows if row.start == stint.start), None)
        other = row or next((row for row in rows if _is_the_same_time(stint, row)), None)
        if other is None or other is row or stint.grounds.derivation is Derivation.STATED:
            paired.append((stint, other))
    return paired


def _is_the_same_time(stint: StintFact, row: Membership) -> bool:
    """Whether both are of one Parliament and party and share a day, and one was worked out."""
    is_worked_out = stint.grounds.derivation is not Derivation.STATED
    return (
        is_worked_out != (row.origin.derivation != Derivation.STATED)
        and (row.parliament.number, row.party and row.party.slug)
        == (stint.parliament, stint.party)
        and (row.end is None or stint.start < row.end)
        and (stint.end is None or row.start < stint.end)
    )


def _check_overlaps(facts: MemberFacts, member: Member, paired: _Paired) -> None:
    if not paired:
        return
    told = [Stint(facts.slug, stint.party, stint.start, stint.end) for stint, _ in paired]
    retold = {row.pk for _, row in paired if row}
    known = [
        Stint(facts.slug, None, row.start, row.end)
        for row in Membership.objects.filter(member=member)
        if row.pk not in retold
    ]
    for first, second in overlaps([*known, *told]):
        sentence = f"the stint from {second.start} begins before the one from {first.start} ends."
        raise Refused(Problem(f"member {facts.slug}", "stints", sentence))


def _save_stint(
    member: Member, facts: StintFact, row: Membership | None, witness: Witness
) -> Merged[Membership]:
    parliament = Parliament.objects.filter(number=facts.parliament).first()
    party = Party.objects.filter(slug=facts.party).first() if facts.party else None
    where = f"member {member.slug}, stint from {facts.start}"
    if parliament is None:
        sentence = f"Parliament {facts.parliament} is not on record."
        raise Refused(Problem(where, "parliament", sentence))
    if facts.party and party is None:
        raise Refused(Problem(where, "party", f"party {facts.party!r} is not on record."))
    _check_period(facts, parliament, where)
    electorate = None
    if facts.electorate:
        electorate, _ = Electorate.objects.get_or_create(
            slug=slug_of(facts.electorate), defaults={"name": facts.electorate}
        )
    return merge(
        row,
        new=Membership,
        values={
            "member": member,
            "parliament": parliament,
            "party": party,
            "electorate": electorate,
            "start": facts.start,
            "end": facts.end,
            "began": facts.began,
            "ended": facts.ended or "",
            "note": facts.note,
        },
        witness=witness,
        grounds=facts.grounds,
    )


def _check_period(facts: StintFact, parliament: Parliament, where: str) -> None:
    end = facts.end
    if end is not None and end <= facts.start:
        raise Refused(Problem(where, "end", f"{end} is not after its start, {facts.start}."))
    if (end is None) != (facts.ended is None):
        raise Refused(Problem(where, "ended", "an end needs a reason, and a reason an end."))
    closes = parliament.ended_on
    if facts.start < parliament.elected_on or (closes and (end is None or end > closes)):
        sentence = f"the stint lies outside {parliament}."
        raise Refused(Problem(where, "start", sentence))
