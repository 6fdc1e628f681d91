"""Parliaments, parties, members and their stints."""

from dataclasses import asdict
from typing import Any

from django.db import transaction

from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused
from billtracker.provenance.merging import Merged, merge, strongest
from billtracker.provenance.services import Witness
from billtracker.text import folded, slug_of
from members.domain.facts import MemberFacts, ParliamentFact, PartyFacts, StintFact
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
    """Bring a member, their aliases and their stints to the record.

    Raise Refused, with nothing written, where a stint overlaps another of the same member, lies
    outside its Parliament, or names a party or Parliament that is not on record.
    """
    merged = merge(
        Member.objects.select_related("origin").filter(slug=facts.slug).first(),
        new=Member,
        values={"slug": facts.slug, "name": facts.name, "sort_name": facts.sort_name},
        witness=witness,
        grounds=facts.grounds,
    )
    member = merged.row
    changes = [
        merged.change,
        _add_aliases({facts.name, facts.sort_name, *facts.aliases}, member=member),
    ]
    _check_overlaps(facts, member)
    # In their order, so that one that was open is closed before the next begins.
    told = sorted(facts.stints, key=lambda stint: stint.start)
    stints = [_save_stint(member, stint, witness) for stint in told]
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
    return strongest(changes)


def _check_overlaps(facts: MemberFacts, member: Member) -> None:
    told = [Stint(facts.slug, stint.party, stint.start, stint.end) for stint in facts.stints]
    retold = {stint.start for stint in told}
    known = [
        Stint(facts.slug, None, row.start, row.end)
        for row in Membership.objects.filter(member=member)
        if row.start not in retold
    ]
    for first, second in overlaps([*known, *told]):
        sentence = f"the stint from {second.start} begins before the one from {first.start} ends."
        raise Refused(Problem(f"member {facts.slug}", "stints", sentence))


def _save_stint(member: Member, facts: StintFact, witness: Witness) -> Merged[Membership]:
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
    known = Membership.objects.select_related("origin", "party", "electorate", "parliament")
    return merge(
        known.filter(member=member, start=facts.start).first(),
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
