"""Rows, and the facts that services take, with defaults: a test states what matters to it.

Parliaments, parties, sitting days and whatever else has a natural key are found before they are
made, so these also work where the sample record is loaded. Rows made here go past the services:
they leave no events.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import factory
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from factory.django import DjangoModelFactory

from bills.domain.facts import (
    BillFacts,
    BillType,
    PositionFact,
    RelationKind,
    StageFact,
    VoteFacts,
)
from bills.domain.positions import Stance
from bills.domain.stages import Stage, StageOutcome, Status
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
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
    Tally,
    Vote,
    VoteBill,
    VoteCorrection,
)
from bills.models import Stage as StageRow
from billtracker.events.models import Event
from billtracker.intake.models import Errand, Matter, Run
from billtracker.outcome import Outcome
from billtracker.problems import Kind
from billtracker.provenance.models import Body, Citation, Origin, Retrieval, Source
from members.domain.attendance import Evidence
from members.domain.attendance import Status as AttendanceStatus
from members.domain.facts import AttendanceFact, Began, MemberFacts, StintFact
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

ELECTION = date(2023, 10, 14)
INTRODUCTION = date(2024, 11, 7)
SITTING = date(2024, 11, 14)


# Where facts come from


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source
        django_get_or_create = ("key",)

    key = "test"
    title = "A source of the tests"
    publisher = "Billtracker"
    url = "https://example.org/"


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body
        django_get_or_create = ("sha256",)

    content = b"{}"
    sha256 = factory.LazyAttribute(lambda body: hashlib.sha256(body.content).hexdigest())
    size = factory.LazyAttribute(lambda body: len(body.content))


class RetrievalFactory(DjangoModelFactory):
    class Meta:
        model = Retrieval

    source = factory.SubFactory(SourceFactory)
    url = factory.Sequence("body-{}.json".format)
    body = factory.SubFactory(BodyFactory)
    outcome = Outcome.CHANGED


class OriginFactory(DjangoModelFactory):
    class Meta:
        model = Origin

    retrieval = factory.SubFactory(RetrievalFactory)
    digest = factory.Sequence(lambda n: f"{n:064x}")


class CitationFactory(DjangoModelFactory):
    class Meta:
        model = Citation

    origin = factory.SubFactory(OriginFactory)
    title = "Report of the first reading"
    publisher = "RNZ"
    place = 0


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    kind = "bill.changed"
    subjects = ["bill:54-94"]


class RunFactory(DjangoModelFactory):
    class Meta:
        model = Run

    source = factory.SubFactory(SourceFactory)


class ErrandFactory(DjangoModelFactory):
    class Meta:
        model = Errand

    run = factory.SubFactory(RunFactory)
    name = factory.Sequence("detail/{}.json".format)
    url = "https://example.org/"


class MatterFactory(DjangoModelFactory):
    class Meta:
        model = Matter

    retrieval = factory.SubFactory(RetrievalFactory)
    source = factory.SelfAttribute("retrieval.source")
    url = factory.SelfAttribute("retrieval.url")
    kind = Kind.UNKNOWN_NAME
    record = factory.Sequence("bill 54-{}".format)
    field = "member_in_charge"
    sentence = "'C Luxon' means no member on record; left out."


# Who


class FactFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    origin = factory.SubFactory(OriginFactory)


class ParliamentFactory(FactFactory):
    class Meta:
        model = Parliament
        django_get_or_create = ("number",)

    number = 54
    elected_on = ELECTION
    roster_is_complete = True


class PartyFactory(FactFactory):
    class Meta:
        model = Party
        django_get_or_create = ("slug",)

    slug = "national"


class PartyNameFactory(DjangoModelFactory):
    class Meta:
        model = PartyName

    party = factory.SubFactory(PartyFactory)
    name = "New Zealand National"
    short_name = "National"
    colour = "#00529f"


class MemberFactory(FactFactory):
    class Meta:
        model = Member
        django_get_or_create = ("slug",)

    slug = factory.Sequence("member-{}".format)
    name = factory.LazyAttribute(lambda member: member.slug.replace("-", " ").title())
    sort_name = factory.LazyAttribute(lambda member: ", ".join(reversed(member.name.split())))


class AliasFactory(DjangoModelFactory):
    class Meta:
        model = Alias

    member = factory.SubFactory(MemberFactory)
    text = "Rawiri Waititi"
    folded = factory.LazyAttribute(lambda alias: alias.text.lower())


class ElectorateFactory(DjangoModelFactory):
    class Meta:
        model = Electorate
        django_get_or_create = ("slug",)

    slug = "waiariki"
    name = "Waiariki"


class MembershipFactory(FactFactory):
    class Meta:
        model = Membership

    member = factory.SubFactory(MemberFactory)
    parliament = factory.SubFactory(ParliamentFactory)
    party = factory.SubFactory(PartyFactory)
    start = ELECTION
    began = Began.ELECTION


class SittingDayFactory(FactFactory):
    class Meta:
        model = SittingDay
        django_get_or_create = ("on",)

    on = SITTING
    parliament = factory.SubFactory(ParliamentFactory)


class AttendanceFactory(FactFactory):
    class Meta:
        model = Attendance

    member = factory.SubFactory(MemberFactory)
    sitting_day = factory.SubFactory(SittingDayFactory)
    status = AttendanceStatus.AWAY
    evidence = Evidence.NEWS


# What


class StageFactory(FactFactory):
    class Meta:
        model = StageRow

    bill = factory.SubFactory("tests.factories.BillFactory", stage=None, state=None)
    stage = Stage.INTRODUCED
    on = INTRODUCTION


class BillStateFactory(DjangoModelFactory):
    class Meta:
        model = BillState

    bill = factory.SubFactory("tests.factories.BillFactory", stage=None, state=None)
    since = INTRODUCTION
    status = Status.ACTIVE
    stage = Stage.INTRODUCED
    outcome = StageOutcome.UNKNOWN
    next_stage = Stage.FIRST_READING
    moved_on = factory.SelfAttribute("since")


class BillFactory(FactFactory):
    """A bill that was introduced on 7 November 2024; without stages: `stage=None, state=None`."""

    class Meta:
        model = Bill
        skip_postgeneration_save = True

    parliament = factory.SubFactory(ParliamentFactory)
    stem = factory.Sequence(lambda n: 5000 + n)
    letter = ""
    number = factory.LazyAttribute(lambda bill: f"{bill.stem}-1{bill.letter}")
    slug = factory.LazyAttribute(
        lambda bill: f"{bill.parliament.number}-{bill.stem}{bill.letter}",
    )
    title = factory.LazyAttribute(lambda bill: f"Bill Number {bill.stem} Bill")
    type = BillType.GOVERNMENT

    stage = factory.RelatedFactory(StageFactory, factory_related_name="bill")
    state = factory.RelatedFactory(BillStateFactory, factory_related_name="bill")


class BillAliasFactory(DjangoModelFactory):
    class Meta:
        model = BillAlias

    bill = factory.SubFactory(BillFactory)
    parliament = factory.SelfAttribute("bill.parliament")
    folded = "treaty principles bill"


class BillVersionFactory(DjangoModelFactory):
    class Meta:
        model = BillVersion

    bill = factory.SubFactory(BillFactory)
    version = 1
    number = factory.SelfAttribute("bill.number")


class BillRelationFactory(FactFactory):
    class Meta:
        model = BillRelation

    bill = factory.SubFactory(BillFactory)
    kind = RelationKind.DIVIDED_INTO
    other = factory.SubFactory(BillFactory)


class ReferralFactory(FactFactory):
    class Meta:
        model = Referral

    bill = factory.SubFactory(BillFactory)
    committee = "Justice"
    referred_on = SITTING


class VoteFactory(FactFactory):
    class Meta:
        model = Vote

    slug = factory.Sequence("54-5000-vote-{}".format)
    question = "That the bill be now read a first time"
    kind = VoteKind.READING
    method = VoteMethod.PARTY
    stage = Stage.FIRST_READING
    sitting_day = factory.SubFactory(SittingDayFactory)
    result = VoteResult.AGREED


class VoteBillFactory(DjangoModelFactory):
    class Meta:
        model = VoteBill

    vote = factory.SubFactory(VoteFactory)
    bill = factory.SubFactory(BillFactory)
    place = 0


class TallyFactory(DjangoModelFactory):
    class Meta:
        model = Tally

    vote = factory.SubFactory(VoteFactory)
    option = "aye"
    label = "Ayes"
    declared = 68
    place = 0


class CastFactory(DjangoModelFactory):
    """A party's 49 ayes; of a member: `party=None, member=..., weight=1`."""

    class Meta:
        model = Cast

    tally = factory.SubFactory(TallyFactory)
    vote = factory.SelfAttribute("tally.vote")
    party = factory.SubFactory(PartyFactory)
    weight = 49
    place = 0


class VoteCorrectionFactory(FactFactory):
    class Meta:
        model = VoteCorrection

    vote = factory.SubFactory(VoteFactory)
    corrected_on = SITTING
    announced = {"aye": 78, "no": 40}
    corrected = {"aye": 80, "no": 40}
    reason = "By leave."
    place = 0


class PositionFactory(FactFactory):
    """A party's position; of a member: `party=None, member=...`."""

    class Meta:
        model = Position

    bill = factory.SubFactory(BillFactory)
    party = factory.SubFactory(PartyFactory)
    stance = Stance.OPPOSE
    stages = [Stage.SECOND_READING]
    stated_on = date(2024, 8, 20)


class ProposedBillFactory(FactFactory):
    class Meta:
        model = ProposedBill

    upstream_id = factory.Sequence("proposed-{}".format)
    title = "Better Regional Boundaries Bill"
    member_name = "Costley, Tim"


class AmendmentPaperFactory(ProposedBillFactory):
    class Meta:
        model = AmendmentPaper

    title = "Gas (Market Transparency) Amendment Bill"
    number = factory.Sequence(str)


# Facts, as parsers give them to services


class StageFactFactory(factory.Factory):
    class Meta:
        model = StageFact

    stage = Stage.FIRST_READING
    on = SITTING
    outcome = StageOutcome.AGREED


class BillFactsFactory(factory.Factory):
    class Meta:
        model = BillFacts

    parliament = 54
    number = "94-1"
    title = "Principles of the Treaty of Waitangi Bill"
    type = BillType.GOVERNMENT
    stages = (StageFact(Stage.INTRODUCED, INTRODUCTION),)


class VoteFactsFactory(factory.Factory):
    """The first reading of 54-94 without numbers; give `tallies` and `ballots`."""

    class Meta:
        model = VoteFacts

    slug = "54-94-first-reading"
    question = "That the Principles of the Treaty of Waitangi Bill be now read a first time"
    kind = VoteKind.READING
    method = VoteMethod.PARTY
    sitting_date = SITTING
    bills = ("54-94",)
    result = VoteResult.AGREED
    stage = Stage.FIRST_READING


class PositionFactFactory(factory.Factory):
    class Meta:
        model = PositionFact

    bill = "54-94"
    party = "national"
    stance = Stance.OPPOSE
    stages = (Stage.SECOND_READING,)
    stated_on = date(2024, 8, 20)


class StintFactFactory(factory.Factory):
    class Meta:
        model = StintFact

    parliament = 54
    start = ELECTION
    began = Began.ELECTION
    party = "national"


class MemberFactsFactory(factory.Factory):
    class Meta:
        model = MemberFacts

    slug = "christopher-luxon"
    name = "Christopher Luxon"
    sort_name = "Luxon, Christopher"
    stints = (StintFact(54, ELECTION, Began.ELECTION, "national"),)


class AttendanceFactFactory(factory.Factory):
    class Meta:
        model = AttendanceFact

    member = "christopher-luxon"
    on = SITTING
    status = AttendanceStatus.AWAY
    evidence = Evidence.NEWS
    reason = "Left that day for the APEC meeting in Peru."


# Wholes that many tests stand on

HOUSE = {
    "national": 49,
    "labour": 34,
    "green": 15,
    "act": 11,
    "nz-first": 8,
    "te-pati-maori": 6,
}


def seat(**sizes: int) -> Parliament:
    """Seat so many members for each party (`nz_first=8`) in the 54th Parliament."""
    parliament = ParliamentFactory()
    origin = parliament.origin
    for word, size in sizes.items():
        slug = word.replace("_", "-")
        party = PartyFactory(slug=slug, origin=origin)
        members = Member.objects.bulk_create(
            Member(slug=f"{slug}-{n}", name=f"{slug} {n}", sort_name=f"{n} {slug}", origin=origin)
            for n in range(size)
        )
        Membership.objects.bulk_create(
            Membership(
                member=member,
                parliament=parliament,
                party=party,
                start=ELECTION,
                began=Began.ELECTION,
                origin=origin,
            )
            for member in members
        )
    return parliament


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is written inside: one made-up case of a property leaves nothing to the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rules_of(app: str) -> tuple[set[str], set[str]]:
    """Return what an app's migrations made: constraints by name, and unique fields."""
    models = MigrationLoader(connection).project_state().models
    tables = {name: model for (label, name), model in models.items() if label == app}
    constraints = {
        rule.name for model in tables.values() for rule in model.options.get("constraints", ())
    }
    unique = {
        f"{app}_{name}_{field}"
        for name, model in tables.items()
        for field, column in model.fields.items()
        if column.unique and not column.primary_key
    }
    return constraints, unique


def triggers_of(app: str) -> set[str]:
    """Return the names of the triggers on an app's tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE %s",
            [f"{app}\\_%"],
        )
        return {name for (name,) in cursor.fetchall()}


def at(text: str) -> datetime:
    """Return an instant in UTC, written like `2025-08-12 03:47`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
