"""The one path by which bodies become rows: keep, stop if unchanged, read, say what came of it."""

import logging
from collections.abc import Callable, Iterable

from django.db import DataError, IntegrityError
from django.utils import timezone

from billtracker.outcome import Change, Outcome, Report
from billtracker.problems import Problem, Refused
from billtracker.provenance.models import Source
from billtracker.provenance.services import (
    Witness,
    close,
    digest,
    keep,
    last_retrieval,
    note_try,
)

logger = logging.getLogger(__name__)


class Taken:
    """What one body has come to so far; each part is saved, or refused, on its own."""

    def __init__(self, witness: Witness) -> None:
        self.witness = witness
        self.report = Report()
        self._names: set[str] = set()

    def save(
        self, record: str, change: Callable[[], Change | tuple[Change, list[Problem]]]
    ) -> None:
        """Make one change; a refusal, by us or by the database, is noted and stops no other.

        Of two records of one name in one body only the first is taken: which one is meant, only
        a person can say.
        """
        if record in self._names:
            sentence = "is given twice in this body; the first was taken."
            self.note([Problem(f"{record}, given again", "id", sentence)])
            return
        self._names.add(record)
        try:
            result = change()
        except Refused as refusal:
            self.witness.forget()
            self.report.problems += refusal.problems
            return
        except (IntegrityError, DataError) as error:
            self.witness.forget()
            reason = str(error).partition("\n")[0]
            self.report.problems.append(Problem(record, "database", f"refused it: {reason}."))
            return
        made, flags = result if isinstance(result, tuple) else (result, [])
        self.report.counts[made] += 1
        self.report.problems += flags

    def note(self, problems: Iterable[Problem]) -> None:
        """Note problems found in reading."""
        self.report.problems += problems


def take_in(
    *, source: Source, name: str, content: bytes, read: Callable[[Taken, bytes, str], None]
) -> Report:
    """Take in one body and say what came of it.

    The bytes are kept before they are read. A body that was taken in whole before, with this
    very hash, costs one look-up.
    """
    last = last_retrieval(source=source, url=name)
    is_known = last is not None and last.body_id == digest(content)
    if last and is_known and last.outcome in {Outcome.CHANGED, Outcome.UNCHANGED}:
        report = Report()
        report.counts[Change.UNCHANGED] = sum(last.counts.values())
        return report
    retrieval = last if last and is_known else keep(source=source, url=name, content=content)
    taken = Taken(Witness(retrieval=retrieval))
    try:
        read(taken, content, name)
    except Refused as refusal:
        taken.note(refusal.problems)
    if not is_known or taken.report.outcome is not Outcome(retrieval.outcome):
        close(retrieval=retrieval, report=taken.report)
    return taken.report


def take_all(
    *,
    source: Source,
    bodies: Iterable[tuple[str, bytes]],
    read: Callable[[Taken, bytes, str], None],
    tell: Callable[[str, Report], None],
) -> Report:
    """Take in every body of a source; one that is refused does not stop the others."""
    total = Report()
    for name, content in bodies:
        report = take_in(source=source, name=name, content=content, read=read)
        tell(name, report)
        total.add(report)
    note_try(source=source, outcome=total.outcome, at=timezone.now())
    return total
