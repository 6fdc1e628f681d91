"""Bodies made from a seed: bills as the bills API tells them, votes as tables by hand."""

import csv
import io
import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from billtracker.days import WELLINGTON
from billtracker.provenance.fetched import Fetched

HOUSE = 123
PARTIES = 6
_EVERY = 100
_OPENED = date(2023, 12, 5)
_STAGES = (
    (1, "Introduced", "Unknown"),
    (2, "First Reading", "Agreed"),
    (3, "Select Committee", "Unknown"),
    (4, "Second Reading", "Agreed"),
    (5, "Committee of whole House", "Concluded"),
    (6, "Third Reading", "Agreed"),
    (7, "Royal Assent", "Unknown"),
)
_READINGS = {2: "first_reading", 4: "second_reading", 6: "third_reading"}
_COLUMNS = (
    "vote",
    "sitting_date",
    "question",
    "kind",
    "method",
    "bills",
    "stage",
    "result",
    "option",
    "declared",
    "voter",
)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much to make."""

    bills: int = 5000
    votes: int = 1600
    first: int = 1

    @property
    def numbers(self) -> range:
        """The bills' numbers."""
        return range(self.first, self.first + self.bills)


def bill_bodies(amount: Amount, *, changed: bool = False) -> Iterator[Fetched]:
    """Yield one body a bill; with `changed`, one in a hundred as it is later."""
    for number in amount.numbers:
        bill = _bill(number)
        if changed and number % _EVERY == 0:
            bill["Description"] += " It was amended in committee."
            bill["LastUpdatedDate"] = "2026-06-01T09:00:00+12:00"
        content = json.dumps(bill, separators=(",", ":")).encode()
        yield Fetched(f"detail/{bill['Id']}.json", content)


def vote_bodies(amount: Amount, *, changed: bool = False) -> Iterator[Fetched]:
    """Yield one table a sitting day; with `changed`, one vote in a hundred is corrected."""
    days: dict[date, list[tuple[int, int]]] = {}
    for number, stage in islice(_voted_on(amount), amount.votes):
        days.setdefault(_days_of(number)[stage - 1], []).append((number, stage))
    corrected = corrected_votes(amount) if changed else set()
    for day in sorted(days):
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow(_COLUMNS)
        for vote in days[day]:
            table.writerows(_vote(*vote, day, corrected=vote in corrected))
        yield Fetched(f"votes-{day}.csv", text.getvalue().encode())


def corrected_votes(amount: Amount) -> set[tuple[int, int]]:
    """Return the bill and the stage of each vote that is later corrected."""
    return set(islice(_voted_on(amount), _EVERY - 1, amount.votes, _EVERY))


def moved_rows(amount: Amount) -> int:
    """Return how many rows are to move when what changes later comes in.

    They are the changed bills, the corrected votes, and these votes' bills.
    """
    corrected = corrected_votes(amount)
    bills = {number for number in amount.numbers if number % _EVERY == 0}
    return len(bills | {number for number, _ in corrected}) + len(corrected)


def _voted_on(amount: Amount) -> Iterator[tuple[int, int]]:
    """Yield readings of bills, spread over all of them, each once."""
    step = max(1, amount.bills // amount.votes)
    for stage in _READINGS:
        for number in amount.numbers[::step]:
            if stage <= len(_days_of(number)):
                yield number, stage


def _vote(number: int, stage: int, day: date, *, corrected: bool) -> Iterator[tuple[object, ...]]:
    sides = ["aye" if (member + number) % 3 else "no" for member in range(HOUSE)]
    if corrected:
        sides[0] = "aye" if sides[0] == "no" else "no"
    slug = f"54-{number}-{_READINGS[stage].replace('_', '-')}"
    question = f"That the Example {number} Amendment Bill be now read."
    reading = ("reading", "personal", f"54-{number}", _READINGS[stage], "agreed")
    own: tuple[object, ...] = (slug, day, question, *reading)
    for member, side in enumerate(sides):
        yield (*own, side, sides.count(side), name_of(member))
        own = (slug, *[""] * (len(own) - 1))


def name_of(member: int) -> str:
    """Return a member's name as it is printed."""
    return f"Member Number {member}"


def _bill(number: int) -> dict[str, object]:
    chance = random.Random(number)  # noqa: S311 - the same bodies each time
    identity = str(uuid.UUID(int=chance.getrandbits(128)))
    days = _days_of(number)
    return {
        "Id": identity,
        "DocumentType": "Bill",
        "Title": f"Example {number} (Measured Speed) Amendment Bill",
        "ParliamentNumber": 54,
        "Members": [
            {
                "Id": str(uuid.UUID(int=chance.getrandbits(128))),
                "MemberId": str(uuid.UUID(int=chance.getrandbits(128))),
                "PreferredFormOfAddress": name_of(number % HOUSE),
                "SortedName": name_of(number % HOUSE),
                "DisplayName": name_of(number % HOUSE),
                "Order": 1,
                "VersionNumber": 2,
                "BillId": identity,
            }
        ],
        "BillTypeId": 1,
        "BillTypeCode": "Government",
        "BillTypeName": "Government",
        "BillStatusCode": "Active",
        "BillLegislationUrl": f"https://www.legislation.govt.nz/bill/government/2025/{number:04}",
        "BillNumber": f"{number}-1",
        "Act": "",
        "AssentNumber": "",
        "SelectCommitteeInfo": _committee(days, identity) if len(days) > 2 else None,
        "ChildBills": [],
        "Description": f"This bill is intended to improve measure {number}. " * 6,
        "SupportingMembers": [],
        "Stages": [_stage(identity, place, days[place], chance) for place in range(len(days))],
        "BillBallots": [],
        "PublicSubmissionCalled": False,
        "Items": [],
        "Attachments": [],
        "Associations": [],
        "LastUpdatedDate": "2026-05-06T14:50:15.9307234+12:00",
        "CreatedDate": "2025-09-05T10:47:54.7993103+12:00",
    }


def _days_of(number: int) -> list[date]:
    """Return the days of a bill's stages, on Tuesdays to Thursdays."""
    chance = random.Random(-number)  # noqa: S311 - the same bodies each time
    week = chance.randrange(80)
    return [
        _OPENED + timedelta(weeks=week + 2 * place, days=chance.randrange(3))
        for place in range(chance.randrange(1, len(_STAGES) + 1))
    ]


def _stage(bill: str, place: int, day: date, chance: random.Random) -> dict[str, object]:
    stage, name, outcome = _STAGES[place]
    began = datetime.combine(day, time(15), WELLINGTON)
    return {
        "Id": str(uuid.UUID(int=chance.getrandbits(128))),
        "StageId": stage,
        "StageCode": name,
        "StageName": name,
        "StageDate": _instant(began),
        "OutcomeCode": outcome,
        "OutcomeName": outcome,
        "TypeId": 1,
        "TypeCode": "Normal",
        "TypeName": "Normal",
        "StartDate": _instant(began),
        "EndDate": _instant(began + timedelta(hours=1)),
        "CreatedDate": "2026-05-06T02:50:15.9551573+00:00",
        "LastUpdatedDate": "2026-05-06T02:50:15.9551573+00:00",
        "BillId": bill,
    }


def _committee(days: list[date], bill: str) -> dict[str, object]:
    start = datetime.combine(days[1], time(), WELLINGTON)
    return {
        "Id": bill,
        "SubmissionCalled": True,
        "ReportDueDate": _instant(start + timedelta(weeks=26)),
        "SubmissionDueDate": _instant(start + timedelta(weeks=6)),
        "BillId": bill,
        "Committees": [
            {"Id": bill, "CommitteeId": bill, "Name": "Justice", "StartDate": _instant(start)}
        ],
    }


def _instant(moment: datetime) -> str:
    return moment.isoformat()
