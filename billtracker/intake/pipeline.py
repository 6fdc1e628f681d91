"""The one path by which bodies become rows: keep, stop if known, read, save, say what came of it.

Bodies are kept, in a transaction of their own, before anything is read from them; what is kept
and not yet read is read by whoever comes next, so a worker may die at any instant. They are read
and saved by the chunk, in one transaction a chunk: its facts, their events and the outcome of
each body appear together or not at all.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from billtracker.events.services import newest as newest_event
from billtracker.intake import review
from billtracker.intake.sources import Read, SourcePlan, do_afterwards, now_known, plan_of
from billtracker.intake.taken import Taken
from billtracker.outcome import Report
from billtracker.problems import Problem, Refused
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.models import Retrieval, Source
from billtracker.provenance.services import (
    Witness,
    close_all,
    keep_all,
    latest,
    note_try,
    register,
)

logger = logging.getLogger(__name__)

type Tell = Callable[[str, Report], None]

_BODIES_AT_ONCE = 500
_BYTES_AT_ONCE = 4_000_000


def source_of(plan: SourcePlan) -> Source:
    """Return the row of a source, made on first use."""
    return register(key=plan.key, title=plan.title, publisher=plan.publisher, url=plan.url)


def take_in(plan: SourcePlan, bodies: Iterable[Fetched], tell: Tell) -> Report:
    """Take in bodies here and now, and say what came of them all."""
    source, total, before = source_of(plan), Report(), newest_event()
    for chunk in _chunks(bodies):
        total.add(keep(source, chunk, tell))
    # All is kept before any is read: of many bodies the few that are new are read together.
    total.add(read_kept(plan, source, tell))
    total.add(read_what_waited(tell))
    if newest_event() > before:
        do_afterwards(before)
    note_try(source=source, outcome=total.outcome, at=timezone.now())
    return total


def keep(source: Source, bodies: Sequence[Fetched], tell: Tell) -> Report:
    """Keep bodies to be read; return the report on those that were taken in before."""
    known = Report()
    for name, counts in keep_all(source=source, bodies=bodies).items():
        report = Report.of_known(counts)
        tell(name, report)
        known.add(report)
    return known


def read_kept(plan: SourcePlan, source: Source, tell: Tell) -> Report:
    """Read and save all that is kept of a source and was not read yet, oldest first."""
    total = Report()
    while unread := _unread(source):
        total.add(read_again(plan, unread, tell))
    return total


def read_again(plan: SourcePlan, retrievals: Sequence[Retrieval], tell: Tell) -> Report:
    """Read and save these bodies in one transaction, whatever came of them before."""
    taken = [Taken(r.url, Witness(retrieval=r)) for r in retrievals]
    with transaction.atomic():
        plan.save(list(_read(plan, taken, retrievals)))
        close_all([(r, one.report) for r, one in zip(retrievals, taken, strict=True)])
        review.raise_matters(
            [(r, one.report.problems) for r, one in zip(retrievals, taken, strict=True)]
        )
    total = Report()
    for one in taken:
        tell(one.name, one.report)
        total.add(one.report)
    return total


def read_what_waited(tell: Tell) -> Report:
    """Read once more the bodies whose matters wait for names that by now mean something."""
    total, done = Report(), set[int]()
    while waited := [r for r in latest(_settled_by_now()) if r.pk not in done]:
        done |= {retrieval.pk for retrieval in waited}
        for retrieval in waited:
            total.add(read_again(plan_of(retrieval.source.key), [retrieval], tell))
    return total


def _settled_by_now() -> set[tuple[int, str]]:
    waiting = review.waiting()
    known = now_known({name for names in waiting.values() for name in names})
    return {body for body, names in waiting.items() if known & names}


def _unread(source: Source) -> list[Retrieval]:
    """Return the next chunk of bodies to be read; of two under one name, one at a time."""
    waiting = source.retrievals.filter(outcome=None).order_by("pk")
    chunk: dict[str, int] = {}
    size = 0
    for number, name, more in waiting.values_list("pk", "url", "body__size")[:_BODIES_AT_ONCE]:
        if name in chunk or (chunk and size > _BYTES_AT_ONCE):
            break
        chunk[name] = number
        size += more
    rows = source.retrievals.filter(pk__any=chunk.values())
    return list(rows.order_by("pk").select_related("body"))


def _read(
    plan: SourcePlan, taken: Iterable[Taken], retrievals: Iterable[Retrieval]
) -> Iterator[tuple[Taken, Read]]:
    for one, retrieval in zip(taken, retrievals, strict=True):
        try:
            yield one, plan.read(bytes(retrieval.body.content), one.name)
        except Refused as refusal:
            one.note(refusal.problems)
        except Exception:  # the one boundary: what no reader foresaw costs its body only
            logger.exception("a body could not be read", extra={"body": one.name})
            sentence = "could not be read; this is a fault of ours, and is logged."
            one.note([Problem(one.name, "body", sentence)])


def _chunks(bodies: Iterable[Fetched]) -> Iterator[list[Fetched]]:
    """Yield bodies by the chunk, in their order; no name is twice in one."""
    chunk: dict[str, Fetched] = {}
    size = 0
    for body in bodies:
        if body.name in chunk or len(chunk) >= _BODIES_AT_ONCE or size > _BYTES_AT_ONCE:
            yield list(chunk.values())
            chunk, size = {}, 0
        chunk[body.name] = body
        size += len(body.content)
    if chunk:
        yield list(chunk.values())
