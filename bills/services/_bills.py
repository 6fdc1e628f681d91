"""Bills with their stages, referrals and versions, set by set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from bills.domain.facts import BillFacts, ReferralFact
from bills.domain.numbers import BillNumber, bill_slug, parse_number
from bills.domain.stages import (
    HOUSE_STAGES,
    Sitting,
    StageOutcome,
    after_the_end,
    missing_readings,
    out_of_order,
)
from bills.domain.stages import Stage as StageName
from bills.models import Bill, BillVersion, Referral, Stage
from bills.services._known_bills import KnownBills
from bills.services._stages import compare_stages
from bills.services._states import rebuild_states
from billtracker.db import insert_all, new_ids
from billtracker.events.services import Entry, record_all
from billtracker.outcome import Change
from billtracker.problems import Kind, Problem, Refused, Severity
from billtracker.provenance.merging import Merged, compare, strongest, write
from billtracker.provenance.services import Witness
from billtracker.provenance.stated import Saved, Stated
from members.services import ensure_sitting_days


def slug_of_bill(facts: BillFacts) -> str:
    """Return the public id that a bill's own facts give it."""
    return bill_slug(facts.parliament, parse_number(facts.number), facts.title)


def save_bill(*, facts: BillFacts, witness: Witness) -> tuple[Change, list[Problem]]:
    """Bring one bill to the record; raise Refused where the facts cannot all be true."""
    return save_bills([Stated(facts, witness)])[0].or_refused()


@transaction.atomic
def save_bills(stated: Sequence[Stated[BillFacts]]) -> list[Saved]:
    """Bring bills with their stages and referrals to the record; relations come afterwards.

    No bill may be in the set twice. Return, in their order, what changed and the flags a person
    should see; of a bill whose facts cannot all be true nothing is written. The number of
    queries does not grow with the set.
    """
    known = KnownBills.of([one.facts for one in stated])
    numbers = iter(new_ids(Bill, sum(known.bill(one.facts) is None for one in stated)))
    drafts: list[_Draft | Saved] = []
    for one in stated:
        try:
            drafts.append(_draft(one, known, numbers))
        except Refused as refusal:
            drafts.append(Saved(None, refusal.problems))
    _write([draft for draft in drafts if isinstance(draft, _Draft)])
    return [
        Saved(draft.change, draft.problems) if isinstance(draft, _Draft) else draft
        for draft in drafts
    ]


@dataclass(slots=True)
class _Draft:
    """A bill as it is to be, with its parts; nothing of it is written yet."""

    facts: BillFacts
    bill: Merged[Bill]
    witness: Witness
    problems: list[Problem]
    stages: list[Merged[Stage]] = field(default_factory=list)
    referrals: list[Merged[Referral]] = field(default_factory=list)
    version: BillVersion | None = None

    @property
    def parts(self) -> Iterator[Merged[Any]]:
        yield self.bill
        yield from self.stages
        yield from self.referrals

    @property
    def change(self) -> Change:
        of_version = Change.CHANGED if self.version else Change.UNCHANGED
        return strongest([*(part.change for part in self.parts), of_version])


def _draft(stated: Stated[BillFacts], known: KnownBills, numbers: Iterator[int]) -> _Draft:
    facts, number = stated.facts, parse_number(stated.facts.number)
    slug = slug_of_bill(facts)
    where = f"bill {slug}"
    row = known.bill(facts)
    problems = _check(facts, number, row, where)
    values = _values(facts, number, row.slug if row else slug, known, problems)
    bill = compare(row, new=Bill, values=values, witness=stated.witness, grounds=facts.grounds)
    if row is None:
        bill.row.pk = next(numbers)
    draft = _Draft(facts, bill, stated.witness, problems)
    rows = known.stages.get(bill.row.pk, [])
    draft.stages = compare_stages(bill.row, rows, facts.stages, stated.witness)
    draft.referrals = [
        _compare_referral(bill.row, referral, known, stated.witness)
        for referral in facts.referrals
    ]
    if number.version and (bill.row.pk, number.version) not in known.versions:
        draft.version = BillVersion(bill=bill.row, version=number.version, number=number.raw)
    new = [stage.row for stage in draft.stages if stage.change is Change.INSERTED]
    problems += _check_course([*rows, *new], where)
    problems += [conflict for part in draft.parts for conflict in part.conflicts(where)]
    return draft


def _check(facts: BillFacts, number: BillNumber, row: Bill | None, where: str) -> list[Problem]:
    """Return the flags on a bill's own members; raise Refused for what cannot be."""
    if not facts.title:
        raise Refused(Problem(where, "title", "a bill needs a title."))
    if row and facts.upstream_id and row.upstream_id not in ("", facts.upstream_id):
        sentence = f"{facts.upstream_id!r} claims its number, which is {row.upstream_id!r}'s."
        raise Refused(Problem(where, "upstream_id", sentence))
    if number.is_usable:
        return []
    sentence = f"{facts.number!r} is not a bill number; known by its title."
    return [Problem(where, "number", sentence, Severity.FLAGGED)]


def _check_course(stages: Sequence[Stage], where: str) -> list[Problem]:
    """Return a flag for each reading that is missing; raise Refused for an impossible order.

    All of the bill's stages are judged, whichever source stated them.
    """
    sittings = [Sitting(row.on, StageName(row.stage), StageOutcome(row.outcome)) for row in stages]
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


def _values(
    facts: BillFacts, number: BillNumber, slug: str, known: KnownBills, flags: list[Problem]
) -> dict[str, Any]:
    parliament = known.parliaments.get(facts.parliament)
    if parliament is None:
        raise Refused(
            Problem(
                f"bill {slug}",
                "parliament",
                f"Parliament {facts.parliament} is not on record.",
                kind=Kind.WAITS,
                waits_for=(f"parliament:{facts.parliament}",),
            )
        )
    member = known.members.get(facts.member_in_charge or "")
    if facts.member_in_charge and member is None:
        sentence = f"member {facts.member_in_charge!r} is not on record; left out."
        flags.append(Problem(f"bill {slug}", "member_in_charge", sentence, Severity.FLAGGED))
    return {
        # A public id is never changed, even when a bill known by its title gets a number.
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


def _compare_referral(
    bill: Bill, facts: ReferralFact, known: KnownBills, witness: Witness
) -> Merged[Referral]:
    return compare(
        known.referrals.get((bill.pk, facts.referred_on)),
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


def _write(drafts: Sequence[_Draft]) -> None:
    ensure_sitting_days(
        (stage.on, draft.witness, stage.grounds)
        for draft in drafts
        for stage in draft.facts.stages
        if stage.stage in HOUSE_STAGES and not stage.known_by
    )
    write([draft.bill for draft in drafts])
    write([stage for draft in drafts for stage in draft.stages])
    write([referral for draft in drafts for referral in draft.referrals])
    insert_all([draft.version for draft in drafts if draft.version])
    moved = [draft for draft in drafts if draft.change is not Change.UNCHANGED]
    around = [draft.bill.row.pk for draft in moved if draft.bill.change is Change.UNCHANGED]
    if around:
        Bill.objects.filter(pk__any=around).mark_changed()
    record_all([told for draft in moved for told in _events(draft)])
    rebuild_states({draft.bill.row.pk: draft.bill.row.origin for draft in moved})


_KINDS: dict[type[Any], str] = {Bill: "bill", Stage: "stage", Referral: "referral"}


def _events(draft: _Draft) -> Iterator[Entry]:
    subjects = [f"bill:{draft.bill.row.slug}"]
    for part in draft.parts:
        if part.change is not Change.UNCHANGED:
            yield Entry(
                kind=f"{_KINDS[type(part.row)]}.{part.change}",
                subjects=subjects,
                before=part.before or None,
                after=part.after,
                occurred_on=getattr(part.row, "on", None)
                or getattr(part.row, "referred_on", None),
                origin=part.row.origin,
            )
    if draft.version:
        yield Entry(
            kind="version.inserted",
            subjects=subjects,
            after={"number": draft.version.number},
            origin=draft.bill.row.origin,
        )
