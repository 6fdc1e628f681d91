"""Bills, their stages, referrals, versions and relations."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from bills.domain.facts import BillFacts, ReferralFact, RelationFact, RelationKind, StageFact
from bills.domain.numbers import BillNumber, bill_slug, parse_number
from bills.domain.stages import (
    HOUSE_STAGES,
    ONCE,
    Sitting,
    StageOutcome,
    after_the_end,
    missing_readings,
    out_of_order,
)
from bills.domain.stages import Stage as StageName
from bills.models import Bill, BillRelation, BillVersion, Referral, Stage
from bills.services._state import rebuild_states
from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused, Severity
from billtracker.provenance.merging import Merged, merge, strongest
from billtracker.provenance.services import Witness
from members.models import Member, Parliament
from members.services import ensure_sitting_day


def slug_of_bill(facts: BillFacts) -> str:
    """Return the public id that a bill's own facts give it."""
    return bill_slug(facts.parliament, parse_number(facts.number), facts.title)


@transaction.atomic
def save_bill(*, facts: BillFacts, witness: Witness) -> tuple[Change, list[Problem]]:
    """Bring a bill with its stages and referrals to the record; relations come afterwards.

    Return what changed and the flags a person should see. Raise Refused, with nothing written,
    where the facts cannot all be true.
    """
    number = parse_number(facts.number)
    slug = slug_of_bill(facts)
    where = f"bill {slug}"
    if not facts.title:
        raise Refused(Problem(where, "title", "a bill needs a title."))
    flags: list[Problem] = []
    if not number.is_usable:
        sentence = f"{facts.number!r} is not a bill number; known by its title."
        flags.append(Problem(where, "number", sentence, Severity.FLAGGED))
    known = _known(slug, facts.upstream_id)
    if known and facts.upstream_id and known.upstream_id not in ("", facts.upstream_id):
        sentence = f"{facts.upstream_id!r} claims its number, which is {known.upstream_id!r}'s."
        raise Refused(Problem(where, "upstream_id", sentence))
    merged = merge(
        known,
        new=Bill,
        # A public id is never changed, even when a bill known by its title gets a number.
        values=_values(facts, number, known.slug if known else slug, flags),
        witness=witness,
        grounds=facts.grounds,
    )
    bill = merged.row
    parts: list[Merged[Any]] = [
        *_save_stages(bill, facts.stages, witness),
        *(_save_referral(bill, referral, witness) for referral in facts.referrals),
    ]
    flags += _check_stages(bill, where)
    change = strongest(
        [merged.change, *(part.change for part in parts), _save_version(bill, number)]
    )
    if change is not Change.UNCHANGED:
        Bill.objects.filter(pk=bill.pk).mark_changed()
    _log(merged, bill, parts)
    rebuild_states(bill=bill, origin=bill.origin)
    return change, flags


def _check_stages(bill: Bill, where: str) -> list[Problem]:
    """Return a flag for each reading that is missing; raise Refused for an impossible order.

    All of the bill's stages are judged, whichever source stated them.
    """
    sittings = [
        Sitting(row.on, StageName(row.stage), StageOutcome(row.outcome))
        for row in Stage.objects.filter(bill=bill)
    ]
    wrong = [
        f"{after.stage.label} on {after.on} comes after {before.stage.label} on {before.on}."
        for before, after in out_of_order(sittings)
    ] + [
        f"{later.stage.label} on {later.on} comes after the bill had ended "
        f"({ending.outcome}) on {ending.on}."
        for ending, later in after_the_end(sittings)
    ]
    if wrong:
        raise Refused(*(Problem(where, "stages", sentence) for sentence in wrong))
    return [
        Problem(where, "stages", f"{reading.label} is not on record.", Severity.FLAGGED)
        for reading in missing_readings(sittings)
    ]


def _known(slug: str, upstream_id: str) -> Bill | None:
    rows = Bill.objects.select_related("origin", "parliament", "member_in_charge")
    if upstream_id and (bill := rows.filter(upstream_id=upstream_id).first()):
        return bill
    return rows.filter(slug=slug).first()


def _values(
    facts: BillFacts, number: BillNumber, slug: str, flags: list[Problem]
) -> dict[str, Any]:
    parliament = Parliament.objects.filter(number=facts.parliament).first()
    if parliament is None:
        sentence = f"Parliament {facts.parliament} is not on record."
        raise Refused(Problem(f"bill {slug}", "parliament", sentence))
    member = None
    if facts.member_in_charge:
        member = Member.objects.filter(slug=facts.member_in_charge).first()
        if member is None:
            sentence = f"member {facts.member_in_charge!r} is not on record; left out."
            flags.append(Problem(f"bill {slug}", "member_in_charge", sentence, Severity.FLAGGED))
    return {
        "slug": slug,
        "parliament": parliament,
        "number": number.raw,
        "stem": number.stem,
        "letter": number.letter,
        "title": facts.title,
        "title_mi": facts.title_mi,
        "type": facts.type,
        "member_in_charge": member,
        "description": facts.description,
        "act_title": facts.act.title if facts.act else "",
        "act_number": facts.act.number if facts.act else "",
        "upstream_id": facts.upstream_id,
        "official_url": facts.official_url,
        "legislation_url": facts.legislation_url,
        "listed_stage": facts.listed.stage if facts.listed else "",
        "listed_on": facts.listed.on if facts.listed else None,
        "listed_committee": facts.listed.committee if facts.listed else "",
    }


def _save_stages(bill: Bill, stages: Iterable[StageFact], witness: Witness) -> list[Merged[Stage]]:
    known = list(Stage.objects.select_related("origin").filter(bill=bill).order_by("id"))
    merged = []
    # Those of no known outcome come last: each may be any row that is then left.
    for facts in sorted(stages, key=lambda stage: stage.outcome is StageOutcome.UNKNOWN):
        if facts.stage in HOUSE_STAGES and not facts.known_by:
            ensure_sitting_day(on=facts.on, witness=witness, grounds=facts.grounds)
        row = _counterpart(known, facts)
        if row:
            known.remove(row)
            if facts.known_by and row.known_by:
                # That it had happened by a later day is nothing new.
                facts = replace(facts, on=min(row.on, facts.on))  # noqa: PLW2901
        merged.append(
            merge(
                row,
                new=Stage,
                values={
                    "bill": bill,
                    "stage": facts.stage,
                    "on": facts.on,
                    "known_by": facts.known_by,
                    "outcome": facts.outcome,
                    "sitting_type": facts.sitting_type,
                    "started_at": facts.started_at,
                    "ended_at": facts.ended_at,
                    "note": facts.note,
                    "key": facts.key,
                },
                witness=witness,
                grounds=facts.grounds,
            )
        )
    return merged


def _counterpart(known: list[Stage], facts: StageFact) -> Stage | None:
    """Return the row that states the same sitting, by upstream's key or by stage and day."""
    for row in known:
        is_the_one = facts.stage in ONCE and row.stage == facts.stage
        if is_the_one or (facts.key and row.key == facts.key):
            return row
    for row in sorted(known, key=lambda row: row.outcome != facts.outcome):
        is_same_day = (row.stage, row.on) == (facts.stage, facts.on)
        outcomes = {row.outcome, facts.outcome} - {StageOutcome.UNKNOWN}
        if is_same_day and not (facts.key and row.key) and len(outcomes) < 2:  # noqa: PLR2004
            return row
    return None


def _save_referral(bill: Bill, facts: ReferralFact, witness: Witness) -> Merged[Referral]:
    known = Referral.objects.select_related("origin").filter(
        bill=bill, referred_on=facts.referred_on
    )
    return merge(
        known.first(),
        new=Referral,
        values={
            "bill": bill,
            "committee": facts.committee,
            "referred_on": facts.referred_on,
            "report_due_on": facts.report_due_on,
            "reported_on": facts.reported_on,
            "submissions_called": facts.submissions_called,
            "submissions_close_on": facts.submissions_close_on,
            "recommendation": facts.recommendation,
        },
        witness=witness,
        grounds=facts.grounds,
    )


def _save_version(bill: Bill, number: BillNumber) -> Change:
    if number.version is None:
        return Change.UNCHANGED
    version, is_new = BillVersion.objects.get_or_create(
        bill=bill, version=number.version, defaults={"number": number.raw}
    )
    if not is_new:
        return Change.UNCHANGED
    record(
        kind="version.inserted",
        subjects=[f"bill:{bill.slug}"],
        after={"number": version.number},
        origin=bill.origin,
    )
    return Change.CHANGED


def _log(merged: Merged[Bill], bill: Bill, parts: list[Merged[Any]]) -> None:
    kinds: dict[type[Any], str] = {Bill: "bill", Stage: "stage", Referral: "referral"}
    for part in [merged, *parts]:
        if part.change is Change.UNCHANGED:
            continue
        day = getattr(part.row, "on", None) or getattr(part.row, "referred_on", None)
        record(
            kind=f"{kinds[type(part.row)]}.{part.change}",
            subjects=[f"bill:{bill.slug}"],
            before=part.before or None,
            after=part.after,
            occurred_on=day,
            origin=part.row.origin,
        )


@transaction.atomic
def save_relations(*, slug: str, relations: Iterable[RelationFact], witness: Witness) -> Change:
    """Bring a bill's ties to the record, once every bill they name is there."""
    bill = Bill.objects.select_related("origin").filter(slug=slug).first()
    if bill is None:
        sentence = f"bill {slug!r} is not on record."
        raise Refused(Problem(f"relations of bill {slug}", "bill", sentence))
    merged = [_save_relation(bill, relation, witness) for relation in relations]
    for part in merged:
        if part.change is Change.UNCHANGED:
            continue
        other = part.row.other
        record(
            kind=f"relation.{part.change}",
            subjects=[f"bill:{slug}", *([f"bill:{other.slug}"] if other else [])],
            before=part.before or None,
            after=part.after,
            occurred_on=part.row.on,
            origin=part.row.origin,
        )
    changed = any(part.change is not Change.UNCHANGED for part in merged)
    if changed:
        Bill.objects.filter(pk=bill.pk).mark_changed()
        rebuild_states(bill=bill, origin=bill.origin)
    return Change.CHANGED if changed else Change.UNCHANGED


def _save_relation(bill: Bill, facts: RelationFact, witness: Witness) -> Merged[BillRelation]:
    where = f"bill {bill.slug}, relation {facts.kind}"
    other = Bill.objects.filter(slug=facts.bill).first() if facts.bill else None
    parliament = Parliament.objects.filter(number=facts.parliament or 0).first()
    if facts.kind is RelationKind.REINSTATED:
        if parliament is None or facts.bill:
            sentence = f"a reinstatement names a Parliament on record, not {facts.parliament}."
            raise Refused(Problem(where, "parliament", sentence))
    elif other is None or other == bill:
        raise Refused(Problem(where, "bill", f"bill {facts.bill!r} is not another on record."))
    known = BillRelation.objects.select_related("origin", "other", "parliament")
    return merge(
        known.filter(bill=bill, kind=facts.kind, other=other, parliament=parliament).first(),
        new=BillRelation,
        values={
            "bill": bill,
            "kind": facts.kind,
            "other": other,
            "parliament": parliament,
            "on": facts.on,
        },
        witness=witness,
        grounds=facts.grounds,
    )
