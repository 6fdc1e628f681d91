"""What the API has: its addresses, and the problems it can answer with."""

from typing import TypedDict

from billtracker.api.errors import PROBLEMS
from billtracker.api.links import Links
from billtracker.api.pagination import Envelope
from billtracker.api.parameters import Parameters
from billtracker.api.views import Asked, Read, ReadList

# A word that no address holds, to put `{id}` in its place.
_ANY = "any-id-whatever"


class IndexShape(TypedDict):
    """The addresses, by name; `{id}` stands for an id, of the object before it."""

    bills: str
    bill: str
    outlook: str
    vote: str
    attendance: str
    events: str
    problems: str


class Index(Read[Parameters]):
    """The addresses of the API."""

    parameters = Parameters
    shape = IndexShape

    def answer(self, asked: Asked[Parameters], **_path: str) -> IndexShape:
        """Return every address but this one."""
        return {
            "bills": asked.links.api("bills"),
            "bill": _of_any(asked.links, "bill"),
            "outlook": _of_any(asked.links, "outlook"),
            "vote": _of_any(asked.links, "vote"),
            "attendance": _of_any(asked.links, "attendance"),
            "events": asked.links.api("events"),
            "problems": asked.links.api("problems"),
        }


def _of_any(links: Links, name: str) -> str:
    return links.api(name, _ANY).replace(_ANY, "{id}")


class ProblemShape(TypedDict):
    """A code that errors carry, and what it means."""

    code: str
    status: int
    title: str
    meaning: str


class ProblemList(ReadList[Parameters]):
    """Every code that an error can carry."""

    parameters = Parameters
    shape = ProblemShape

    def answer(
        self,
        asked: Asked[Parameters],  # noqa: ARG002 - each read answers to the same call
        **_path: str,
    ) -> Envelope[ProblemShape]:
        """Return the codes; there are few, so always all of them."""
        return {
            "count": len(PROBLEMS),
            "next": None,
            "previous": None,
            "results": [
                {
                    "code": code.value,
                    "status": int(kind.status),
                    "title": kind.title,
                    "meaning": kind.meaning,
                }
                for code, kind in PROBLEMS.items()
            ],
        }
