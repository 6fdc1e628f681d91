"""The headers: every kind of table with its columns, in the words a person reads of them."""

from dataclasses import dataclass

from bills.domain.facts import BillType, HansardStatus
from bills.domain.positions import Stance
from bills.domain.stages import SittingType, Stage, StageOutcome
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from bills.ingest.hand_tables import cells
from bills.ingest.hand_tables.cells import Reader, many, one_of, up_to
from billtracker.provenance.facts import Confidence, Derivation
from members.domain.attendance import Evidence, Status


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its cells say, and how they are read. A required one is never blank."""

    name: str
    meaning: str
    read: Reader = cells.text
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table: `row` says in words what one row is."""

    name: str
    row: str
    columns: tuple[Column, ...]


def _must(name: str, meaning: str, read: Reader = cells.text) -> Column:
    return Column(name, meaning, read, required=True)


_BILL = _must("bill", "the bill: 54-94, or 94-1 of the 54th", cells.bill)
_NOTE = Column("note", "anything a reader should know")
GROUNDS = (
    Column("source_title", "the publication that says so", up_to(300)),
    Column("source_publisher", "who published it", up_to(200)),
    Column("source_url", "its address", cells.address),
    Column("source_date", "the day it was published", cells.day),
    Column("confidence", f"how sure: {', '.join(Confidence)}; high if blank", one_of(Confidence)),
    Column("derivation", f"{', '.join(Derivation)}; stated if blank", one_of(Derivation)),
)
BILLS = Kind(
    "bills",
    "one bill",
    (
        _must("parliament", "the Parliament that introduced it: 54", cells.whole),
        Column("number", "as printed: 94-1; blank for a bill without one", cells.bill_number),
        _must("title", "its title", up_to(500)),
        _must("type", ", ".join(BillType), one_of(BillType)),
        Column("title_mi", "its title in Māori", up_to(500)),
        Column("member_in_charge", "a member's name or id", up_to(160)),
        Column("introduced_on", "the day it was introduced", cells.day),
        Column("act_title", "the Act it became", up_to(500)),
        Column("act_number", "that Act's year and number: 2026/24", up_to(12)),
        Column("description", "what it would do"),
        Column("official_url", "its page at Parliament", cells.address),
        Column("legislation_url", "its text", cells.address),
    ),
)
STAGES = Kind(
    "stages",
    "one sitting of one stage of a bill that is on record",
    (
        _BILL,
        _must("stage", ", ".join(Stage), one_of(Stage)),
        _must("on", "the sitting day", cells.day),
        Column("outcome", f"{', '.join(StageOutcome)}", one_of(StageOutcome)),
        Column("known_by", "yes if the day is only the latest it can have been", cells.yes_no),
        Column("sitting_type", ", ".join(SittingType), one_of(SittingType)),
        Column("started_at", "the moment it began: 2024-11-14 15:02", cells.moment),
        Column("ended_at", "the moment it ended", cells.moment),
        _NOTE,
    ),
)
REFERRALS = Kind(
    "referrals",
    "one referral of a bill that is on record to a select committee",
    (
        _BILL,
        _must("committee", "the committee", up_to(200)),
        _must("referred_on", "the day of the referral", cells.day),
        Column("report_due_on", "the day its report was due", cells.day),
        Column("reported_on", "the day it reported", cells.day),
        Column("submissions_called", "yes or no", cells.yes_no),
        Column("submissions_close_on", "the last day for submissions", cells.day),
        Column("recommendation", "what it recommended"),
    ),
)
# What belongs to the vote, on any of its rows; what belongs to the row is in VOTERS.
VOTES_OWN = (
    _must("sitting_date", "the sitting day it belongs to", cells.day),
    _must("question", "the question that was put"),
    _must("kind", ", ".join(VoteKind), one_of(VoteKind)),
    _must("method", ", ".join(VoteMethod), one_of(VoteMethod)),
    Column("bills", "the bills it covered, with | between: 54-94 | 54-95", many(cells.bill)),
    Column("stage", ", ".join(Stage), one_of(Stage)),
    Column("result", f"{', '.join(VoteResult)}; blank if neither", one_of(VoteResult)),
    Column("held_at", "the moment it was held", cells.moment),
    Column("presiding", "who was in the chair", up_to(120)),
    Column("hansard_status", ", ".join(HansardStatus), one_of(HansardStatus)),
    _NOTE,
)
VOTERS = (
    Column("option", "aye, no, abstain, or as it was put; blank on the voices", cells.option),
    Column("option_label", "the option as printed", up_to(120)),
    Column("declared", "the option's total as it was declared", cells.whole),
    Column("voter", "a party's label or id, a member's name or id", up_to(160)),
    Column("weight", "how many votes; a member has 1", cells.whole),
    Column("names", "members of a split party on this side, with | between", many(up_to(160))),
    Column("printed", "such names that mean no member on record", many(up_to(160))),
    Column("label", "the voter as printed; alone, for one who is not on record", up_to(160)),
    Column("proxy", "yes if it was cast by proxy", cells.yes_no),
    Column("proxy_holder", "the member who cast it", up_to(160)),
    Column("teller", "yes for a teller", cells.yes_no),
)
VOTE = _must("vote", "the vote's id, on every row: 54-94-first-reading", cells.slug)
VOTES = Kind(
    "votes",
    "one voter on one option; what is the vote's own may be left blank after its first row",
    (VOTE, *VOTES_OWN, *VOTERS),
)
ATTENDANCE = Kind(
    "attendance",
    "one member on one sitting day (on), or on every one of a time (from, to)",
    (
        _must("member", "a member's name or id", up_to(160)),
        Column("on", "the sitting day", cells.day),
        Column("from", "the first day of a time", cells.day),
        Column("to", "its last day", cells.day),
        _must("status", ", ".join(Status), one_of(Status)),
        _must("evidence", f"what shows it: {', '.join(Evidence)}", one_of(Evidence)),
        Column("reason", "why"),
    ),
)
POSITIONS = Kind(
    "positions",
    "what one party or member said it would do",
    (
        _BILL,
        Column("party", "a party's label or id", up_to(160)),
        Column("member", "or a member's name or id", up_to(160)),
        _must("stance", ", ".join(Stance), one_of(Stance)),
        _must("stages", "on which stages, with | between", many(one_of(Stage))),
        _must("stated_on", "the day it was said", cells.day),
        Column("stated_by", "who said it", up_to(120)),
        Column("quote", "in which words"),
        _NOTE,
    ),
)
KINDS = (BILLS, STAGES, REFERRALS, VOTES, ATTENDANCE, POSITIONS)


def columns_of(kind: Kind) -> dict[str, Column]:
    """Return a kind's columns by name, those about the source included."""
    return {column.name: column for column in (*kind.columns, *GROUNDS)}


def explained() -> str:
    """Return every header, and one line a column; a star marks what may not be left out."""
    parts = [
        f"{kind.name}: a row is {kind.row}.\n  {_header(kind)}\n{_lines(kind.columns)}"
        for kind in KINDS
    ]
    return "\n\n".join([*parts, f"In every table, the source:\n{_lines(GROUNDS)}"])


def _header(kind: Kind) -> str:
    return ",".join(columns_of(kind))


def _lines(columns: tuple[Column, ...]) -> str:
    return "\n".join(f"  {c.name + '*' * c.required:22}{c.meaning}" for c in columns)
