"""The one path by which bodies become rows: keep, stop if known, read, save, say what came of it.

Bodies are kept, in a transaction of their own, before anything is read from them; what is kept
and not yet read is read by whoever comes next, so a worker may die at any instant. They are read
and saved by the chunk, in one transaction a chunk: its facts, their events, the outcome of each
body and the account of the run appear together or not at all.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, connection, transaction

from billtracker.intake import review
from billtracker.intake.locks import take_turn
from billtracker.intake.sources import Read, SourcePlan, now_known, plan_of, plans
from billtracker.intake.taken import Taken
from billtracker.outcome import Report
from billtracker.problems import Problem, Refused
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.models import Retrieval, Source
from billtracker.provenance.services import Witness, close_all, keep_all, latest, register

logger = logging.getLogger(__name__)

# `tell` hears what came of each body once it stands; `note` takes it to account, in the very
# transaction of what it reports; `enough` says when to leave the rest to whoever comes next.
type Tell = Callable[[str, Report], None]
type Note = Callable[[Report], None]
type Enough = Callable[[], bool]

_BODIES_AT_ONCE = 500
_BYTES_AT_ONCE = 4_000_000
# What stops a worker or the database says nothing about the body that was being read.
_NOT_THE_BODYS = (InterfaceError, OperationalError, SoftTimeLimitExceeded, MemoryError)


def note_nothing(_report: Report) -> None:
    """Keep no account."""


def never() -> bool:
    """Go on to the end."""
    return False


def source_of(plan: SourcePlan) -> Source:
    """Return the row of a source, made on first use."""
    return register(key=plan.key, title=plan.title, publisher=plan.publisher, url=plan.url)


def keep(source: Source, bodies: Sequence[Fetched], tell: Tell, note: Note = note_nothing) -> None:
    """Keep bodies to be read; those that were taken in before are told at once."""
    with transaction.atomic():
        known = [
            (r.url, Report.of_known(r.counts)) for r in keep_all(source=source, bodies=bodies)
        ]
        if known:
            note(sum_of(report for _, report in known))
    for name, report in known:
        tell(name, report)


def read_kept(
    plan: SourcePlan,
    source: Source,
    tell: Tell,
    note: Note = note_nothing,
    enough: Enough = never,
) -> None:
    """Read and save what is kept of a source and was not read yet, oldest first."""
    while not enough():
        with transaction.atomic():
            take_turn()
            unread = _unread(source)
            came = _read_and_save(plan, unread, note)
        _tell_all(came, tell)
        if not unread:
            return


def read_again(
    plan: SourcePlan, retrievals: Sequence[Retrieval], tell: Tell, note: Note = note_nothing
) -> Report:
    """Read and save these bodies in one transaction, whatever came of them before."""
    with transaction.atomic():
        take_turn()
        came = _read_and_save(plan, retrievals, note)
    _tell_all(came, tell)
    return sum_of(report for _, report in came)


def read_what_waited(tell: Tell, note: Note = note_nothing) -> Report:
    """Read once more the bodies whose matters wait for names that by now mean something.

    Not those that a run of their own source has still to read, nor those of a source that is no
    more.
    """
    total, done, sources = Report(), set[int](), {plan.key for plan in plans()}
    while waited := [
        r
        for r in latest(_settled_by_now())
        if r.pk not in done and r.outcome and r.source.key in sources
    ]:
        done |= {retrieval.pk for retrieval in waited}
        for retrieval in waited:
            total.add(read_again(plan_of(retrieval.source.key), [retrieval], tell, note))
    return total


def sum_of(reports: Iterable[Report]) -> Report:
    """Return one report on all."""
    total = Report()
    for report in reports:
        total.add(report)
    return total


def by_the_chunk[Thing](
    things: Iterable[Thing], *, name: Callable[[Thing], str], size: Callable[[Thing], int]
) -> Iterator[list[Thing]]:
    """Yield bodies, or what stands for them, by the chunk; no name is twice in one."""
    chunk: dict[str, Thing] = {}
    total = 0
    for thing in things:
        is_full = len(chunk) >= _BODIES_AT_ONCE or total > _BYTES_AT_ONCE
        if is_full or name(thing) in chunk:
            yield list(chunk.values())
            chunk, total = {}, 0
        chunk[name(thing)] = thing
        total += size(thing)
    if chunk:
        yield list(chunk.values())


def fetched_by_the_chunk(bodies: Iterable[Fetched]) -> Iterator[list[Fetched]]:
    """Yield bodies by the chunk, in their order."""
    return by_the_chunk(bodies, name=lambda b: b.name, size=lambda b: len(b.content))


def _read_and_save(
    plan: SourcePlan, retrievals: Sequence[Retrieval], note: Note
) -> list[tuple[str, Report]]:
    came = _came_of(plan, retrievals) if retrievals else []
    if came:
        note(sum_of(report for _, report in came))
    return [(r.url, report) for r, report in came]


def _came_of(plan: SourcePlan, retrievals: Sequence[Retrieval]) -> list[tuple[Retrieval, Report]]:
    """Read, save and close bodies; one that breaks in a way nobody foresaw is found by halves.

    It is closed as refused, so that it does not stop its source for ever.
    """
    taken = [Taken(r.url, Witness(retrieval=r)) for r in retrievals]
    came = [(r, one.report) for r, one in zip(retrievals, taken, strict=True)]
    try:
        with transaction.atomic():
            plan.save(list(_read(plan, taken, retrievals)))
            connection.check_constraints()  # those that else are checked on commit
            _close(came)
    except _NOT_THE_BODYS:
        raise
    except Exception:  # the one boundary in saving, as `_read` has the one in reading
        for retrieval in retrievals:
            retrieval.outcome = None  # what was written of it is undone
        if len(retrievals) > 1:
            half = len(retrievals) // 2
            return _came_of(plan, retrievals[:half]) + _came_of(plan, retrievals[half:])
        logger.exception("a body could not be saved", extra={"body": retrievals[0].url})
        came = [(retrievals[0], Report(problems=[_our_fault(retrievals[0].url, "saved")]))]
        _close(came)
    return came


def _close(came: Sequence[tuple[Retrieval, Report]]) -> None:
    close_all(came)
    review.raise_matters([(retrieval, report.problems) for retrieval, report in came])


def _tell_all(came: Iterable[tuple[str, Report]], tell: Tell) -> None:
    for name, report in came:
        tell(name, report)


def _settled_by_now() -> set[tuple[int, str]]:
    waiting = review.waiting()
    known = now_known({name for names in waiting.values() for name in names})
    return {body for body, names in waiting.items() if known & names}


def _unread(source: Source) -> list[Retrieval]:
    """Return the next chunk of bodies to be read; of two under one name, one at a time."""
    waiting = source.retrievals.filter(outcome=None).order_by("pk")
    rows = waiting.values_list("pk", "url", "body__size")[: _BODIES_AT_ONCE + 1]
    chunk = next(by_the_chunk(rows, name=lambda row: row[1], size=lambda row: row[2]), [])
    found = source.retrievals.filter(pk__any=[number for number, *_ in chunk])
    return list(found.order_by("pk").select_related("body", "source"))


def _read(
    plan: SourcePlan, taken: Iterable[Taken], retrievals: Iterable[Retrieval]
) -> Iterator[tuple[Taken, Read]]:
    for one, retrieval in zip(taken, retrievals, strict=True):
        try:
            yield one, plan.read(bytes(retrieval.body.content), one.name)
        except Refused as refusal:
            one.note(refusal.problems)
        except _NOT_THE_BODYS:
            raise
        except Exception:  # what no reader foresaw costs its body only
            logger.exception("a body could not be read", extra={"body": one.name})
            one.note([_our_fault(one.name, "read")])


def _our_fault(name: str, done: str) -> Problem:
    return Problem(name, "body", f"could not be {done}; this is a fault of ours, and is logged.")
