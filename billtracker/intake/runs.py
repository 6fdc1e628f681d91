"""Runs of sources: asked for, gone on with by whoever is there, accounted for, and closed.

A run is rows: its errands, the bodies it kept, and its account, which grows in the transactions
of its work. So a worker that dies leaves nothing to mend: the next one goes on.
"""

import itertools
import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from celery import current_app
from django.db import transaction
from django.utils import timezone

from billtracker.events.services import newest as newest_event
from billtracker.intake import asking, pipeline
from billtracker.intake.locks import take_turn
from billtracker.intake.models import Run
from billtracker.intake.pipeline import Enough, Tell, fetched_by_the_chunk, never, source_of
from billtracker.intake.sources import SourcePlan, do_afterwards, plan_of, plans
from billtracker.outcome import Report
from billtracker.problems import Refused
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.models import Retrieval
from billtracker.provenance.services import note_try

logger = logging.getLogger(__name__)

FETCH, LOAD = "billtracker.intake.tasks.fetch", "billtracker.intake.tasks.load"
# Longer than any source takes, so that one address cannot hold a source up for ever.
GIVEN_UP_AFTER = timedelta(hours=12)
_MOST_PROBLEMS = 100
_BEFORE_READING = 200


class AlreadyRunning(Exception):
    """A source has an open run; it is `run`."""

    def __init__(self, run: Run) -> None:
        super().__init__(f"{run.source.key} has been running since {_said(run.started_at)}.")
        self.run = run


class OnlyFromFiles(Exception):
    """A source has no address to ask: its bodies are only ever given."""


def hear(name: str, report: Report) -> None:
    """Log what came of a body."""
    logger.info("%s: %s", name, report)


@dataclass(slots=True)
class Account:
    """Who hears of a run's bodies: the run's row, a listener, and the total since it began."""

    run: Run
    listener: Tell = hear
    total: Report = field(default_factory=Report)

    def tell(self, name: str, report: Report) -> None:
        """Hear what came of a body."""
        self.total.add(report)
        self.listener(name, report)

    def note(self, report: Report) -> None:
        """Add to the account of the run, in the transaction of what is reported."""
        run = Run.objects.select_for_update().get(pk=self.run.pk)
        account = Report.of_counts(run.counts)
        account.add(report)
        run.counts = account.as_counts()
        run.problems = [*run.problems, *map(str, report.problems)][:_MOST_PROBLEMS]
        run.save(update_fields=["counts", "problems"])


def ask_for(key: str, *, since: date | None = None, asked_by: int | None = None) -> Run:
    """Have the workers run a source; raise AlreadyRunning where they do, or OnlyFromFiles."""
    plan = plan_of(key)
    with transaction.atomic():
        run = begun(plan, since=since, asked_by=asked_by)
        if not plan.first:
            _keep_at_home(run, plan)
        send(FETCH, run)
    return run


@transaction.atomic
def begun(plan: SourcePlan, *, since: date | None = None, asked_by: int | None = None) -> Run:
    """Open a run with the addresses it asks first; raise AlreadyRunning where one is open."""
    run = opened(plan, since=since, asked_by=asked_by)
    asking.begin(run, plan)
    return run


def send(task: str, run: Run) -> None:
    """Have a worker go on with a run, once this transaction stands.

    Where the queue is down, that is logged: the rows are there, and the next sweep sees them.
    """
    transaction.on_commit(lambda: current_app.send_task(task, [run.pk]), robust=True)


def opened(plan: SourcePlan, *, since: date | None = None, asked_by: int | None = None) -> Run:
    """Open a run of a source; raise AlreadyRunning where one is open."""
    run, is_new = Run.objects.select_related("source").get_or_create(
        source=source_of(plan),
        ended_at=None,
        defaults={"since": since, "asked_by_id": asked_by, "after_event": newest_event()},
    )
    if not is_new:
        raise AlreadyRunning(run)
    return run


def take_in(plan: SourcePlan, bodies: Iterable[Fetched | Refused], tell: Tell) -> Report:
    """Take in bodies here and now, as a run of their source; say what came of them all.

    Where a run is open already they come in with it, and it stays open while it has addresses
    to ask.
    """
    try:
        run = opened(plan)
    except AlreadyRunning as error:
        run = error.run
    account = Account(run, tell)
    for chunk in fetched_by_the_chunk(_had(bodies, account)):
        pipeline.keep(run.source, chunk, account.tell, account.note)
    # All is kept before any is read: of many bodies the few that are new are read together.
    pipeline.read_kept(plan, run.source, account.tell, account.note)
    finish(account)
    return account.total


def _had(bodies: Iterable[Fetched | Refused], account: Account) -> Iterator[Fetched]:
    """Yield the bodies; those that were not had, or that there are none, go to the account."""
    try:
        for body in bodies:
            if isinstance(body, Fetched):
                yield body
            else:
                account.tell(body.problems[0].record, _not_had(body, account))
    except Refused as refusal:
        _not_had(refusal, account)
        finish(account)
        raise


@transaction.atomic
def _not_had(refusal: Refused, account: Account) -> Report:
    report = Report(problems=[*refusal.problems])
    account.note(report)
    return report


def go_on(run: Run, tell: Tell) -> Report:
    """Do all that is left of a run here and now; say what came of it."""
    plan, account = plan_of(run.source.key), Account(run, tell)
    is_left = True
    while is_left:
        is_left = asking.do_open(run, account.tell, account.note, after(_BEFORE_READING))
        pipeline.read_kept(plan, run.source, account.tell, account.note)
    finish(account)
    return account.total


def after(times: int) -> Enough:
    """Return what says that it is enough when it was asked so many times."""
    asked = itertools.count(1)
    return lambda: next(asked) > times


def load(run: Run, enough: Enough = never) -> bool:
    """Read what a run's source has kept, and close the run if it is over.

    Return whether something is left to read.
    """
    plan, account = plan_of(run.source.key), Account(run)
    pipeline.read_kept(plan, run.source, account.tell, account.note, enough)
    finish(account)
    return _is_unread(run)


def finish(account: Account) -> None:
    """Close a run if nothing of it is left: no address to ask, no body to read."""
    if _is_over(account.run):
        pipeline.read_what_waited(account.tell, account.note)
        _close(account.run)


def to_take_up(now: datetime) -> Iterator[tuple[Run, str]]:
    """Yield the runs that somebody should go on with, each with the task that does.

    That is every open run, for a task that is not needed finds nothing to do. A run that has
    been open for too long is given up; what was kept outside any run gets one.
    """
    unread = Retrieval.objects.filter(outcome=None).values("source__key")
    running = Run.objects.filter(ended_at=None)
    for plan in plans():
        if unread.filter(source__key=plan.key) and not running.filter(source__key=plan.key):
            with suppress(AlreadyRunning):
                opened(plan)
    for run in running.select_related("source").filter(source__key__in=[p.key for p in plans()]):
        if now - run.started_at > GIVEN_UP_AFTER:
            _give_up(run)
        yield run, FETCH if asking.is_open(run) else LOAD


def _keep_at_home(run: Run, plan: SourcePlan) -> None:
    if not plan.home:
        raise OnlyFromFiles(f"{plan.title} has no address to ask: give its bodies as files.")
    account = Account(run)
    for chunk in fetched_by_the_chunk(_had(plan.recorded(plan.home), account)):
        pipeline.keep(run.source, chunk, account.tell, account.note)


def _is_over(run: Run) -> bool:
    return not (asking.is_open(run) or _is_unread(run))


def _is_unread(run: Run) -> bool:
    return run.source.retrievals.filter(outcome=None).exists()


@transaction.atomic
def _close(run: Run) -> None:
    take_turn()
    run = Run.objects.select_for_update(of=("self",)).select_related("source").get(pk=run.pk)
    if run.ended_at or not _is_over(run):
        return
    _hear_the_end(run)
    if newest_event() > run.after_event:
        do_afterwards(run.after_event)
    report, now = Report.of_counts(run.counts), timezone.now()
    run.problems = [*run.problems, *asking.failures(run)][:_MOST_PROBLEMS]
    run.outcome, run.ended_at = report.outcome, now
    run.save(update_fields=["outcome", "ended_at", "problems"])
    note_try(source=run.source, report=report, at=now)


def _hear_the_end(run: Run) -> None:
    """Tell a source that all of it was asked and answered, if it was."""
    names = list(run.errands.values_list("name", flat=True))
    if not names or run.since or asking.failures(run):
        return
    if ended := plan_of(run.source.key).ended:
        ended(run.source, names)


@transaction.atomic
def _give_up(run: Run) -> None:
    logger.error("the run of %s was given up", run.source.key)
    sentence = f"was not asked: its run had been open since {_said(run.started_at)}."
    Account(run).note(Report(unanswered=asking.give_up(run, sentence)))


def _said(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B, %H:%M}"
