"""How names of bills, votes, voters and sitting days come to mean something.

A bill is named by its slug (`54-94`), by its title in a Parliament (`54/land transport bill`),
or so on a day on which several go by it (`54/2024-06-25/land transport bill`); a voter by the day
and the name (`2010-07-20/carter c`); what a name means is what the roll says it means.
"""

from datetime import date

from bills.ingest.heard.calling import call, roll_of_houses
from bills.ingest.heard.late import known_votes
from bills.ingest.heard.roll import Roll
from bills.ingest.votes.names import split
from bills.models import Bill
from bills.services import give_title
from billtracker.intake.sources import Naming
from members.selectors import parliament_on


def _titled(name: str) -> tuple[int, date | None, str] | None:
    """Return the Parliament, day and title of a bill's name; None for a slug."""
    house, _, rest = name.partition("/")
    day, _, title = rest.rpartition("/")
    if not rest or not house.isdecimal():
        return None
    return int(house), date.fromisoformat(day) if day else None, title


def _known_bills(names: set[str]) -> set[str]:
    titled = {name: parts for name in names if (parts := _titled(name))}
    roll = roll_of_houses({house for house, _, _ in titled.values()})
    slugs = Bill.objects.filter(slug__in=names - titled.keys()).values_list("slug", flat=True)
    return {*slugs} | {
        name
        for name, (house, day, title) in titled.items()
        if len(roll.bills_called(house, title, day)) == 1
    }


def _give_bill(name: str, slug: str, _person: int | None) -> None:
    if parts := _titled(name):
        house, _, title = parts
        give_title(slug=slug, parliament=house, title=title)


def _voter(name: str) -> tuple[date, str]:
    day, _, printed = name.partition("/")
    return date.fromisoformat(day), printed


def _known_voters(names: set[str]) -> set[str]:
    told = {name: _voter(name) for name in names}
    roll = call({day for day, _ in told.values()})
    return {name for name, (day, printed) in told.items() if _is_told(roll, day, printed)}


def _is_told(roll: Roll, day: date, printed: str) -> bool:
    """Whether a name means one member, or names that ran together come apart."""
    meant = roll.members_called(printed, day)
    return len(meant) == 1 or bool(split(printed, roll.surnames(day)))


def _known_days(days: set[str]) -> set[str]:
    return {day for day in days if parliament_on(date.fromisoformat(day))}


NAMINGS = (
    Naming("bill", _known_bills, _give_bill),
    Naming("vote", known_votes),
    Naming("voter", _known_voters),
    Naming("house", _known_days),
)
