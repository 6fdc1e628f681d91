"""One step of the benchmark, in a process of its own: it prints what it cost, as JSON."""

import json
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import batched
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "billtracker.settings")
django.setup()

from django.apps import apps  # noqa: E402 - none of it can be imported before Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402

from bills.ingest.sources import BILLS_API, TABLES  # noqa: E402
from billtracker.intake import runs  # noqa: E402
from billtracker.intake.models import Run  # noqa: E402
from billtracker.intake.pipeline import fetched_by_the_chunk, keep  # noqa: E402
from billtracker.provenance.fetched import Fetched  # noqa: E402
from tests.bench.house import make_the_house  # noqa: E402
from tests.bench.measuring import Cost, measured  # noqa: E402
from tests.taking_in import say_nothing  # noqa: E402

PLANS = (BILLS_API, TABLES)
type Work = Callable[[], None]
SAMPLED = 100  # of so many rows the slowest yardstick writes one
_AT_ONCE = 1000
_PAUSE_SECONDS = 0.05


def house(_folder: Path) -> None:
    """Make the tables, and put on record what comes before every import."""
    call_command("migrate", verbosity=0)
    make_the_house(PLANS)


def take_in_all(folder: Path) -> Work:
    """Take in all bodies of a folder, by the path that any source takes."""

    def work() -> None:
        for plan in PLANS:
            runs.take_in(plan, bodies_in(folder / plan.key), say_nothing)

    return work


def through_celery(folder: Path) -> Work:
    """Keep the same bodies, and wait until a worker has read them and closed their run."""

    def work() -> None:
        for plan in PLANS:
            run = runs.opened(plan)
            account = runs.Account(run)
            for chunk in fetched_by_the_chunk(bodies_in(folder / plan.key)):
                keep(run.source, chunk, account.tell, account.note)
            runs.send(runs.LOAD, run)
            while Run.objects.filter(pk=run.pk, ended_at=None).exists():
                time.sleep(_PAUSE_SECONDS)

    return work


def copy(folder: Path) -> Work:
    """Copy the rows of one import straight into their tables."""
    files = sorted(folder.glob("*.copy"))

    @transaction.atomic
    def work() -> None:
        for file in files:
            with (
                file.open("rb") as rows,
                connection.cursor() as cursor,
                cursor.copy(f"COPY {file.stem} FROM STDIN") as into,
            ):
                while part := rows.read(1 << 20):
                    into.write(part)

    return work


def bulk_create(folder: Path) -> Work:
    """Write the same rows through the ORM, a thousand at once."""
    tables = rows_in(folder)

    @transaction.atomic
    def work() -> None:
        for model, rows in tables:
            for some in batched(rows, _AT_ONCE):
                models.QuerySet(model).bulk_create(some)

    return work


def update_or_create(folder: Path) -> Work:
    """Write one row in so many as the plainest importer would, and undo it.

    Undone, since what such a row refers to was mostly not written.
    """
    tables = [(model, rows[::SAMPLED]) for model, rows in rows_in(folder)]

    @transaction.atomic
    def work() -> None:
        for model, rows in tables:
            for row in rows:
                held = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}
                key = held.pop(model._meta.pk.attname)
                models.QuerySet(model).update_or_create(pk=key, defaults=held)
        transaction.set_rollback(True)

    return work


def bodies_in(file: Path) -> Iterator[Fetched]:
    """Yield the bodies of a file one by one, as they would come from elsewhere."""
    with file.open("rb") as opened:
        while opened.peek(1):
            yield Fetched(*pickle.load(opened))  # noqa: S301 - our own file


def rows_in(folder: Path) -> list[tuple[type[models.Model], list[models.Model]]]:
    """Return the rows of one import, table by table."""
    by_table = {model._meta.db_table: model for model in apps.get_models()}
    return [
        (by_table[file.stem], pickle.loads(file.read_bytes()))  # noqa: S301 - our own file
        for file in sorted(folder.glob("*.rows"))
    ]


def dump(folder: Path) -> None:
    """Keep the rows of this database's import, for the yardsticks to write."""
    since = int((folder / "since").read_text())
    for model in apps.get_models():
        table = model._meta.db_table
        if not table.startswith(("bills_", "members_", "provenance_", "events_", "intake_")):
            continue
        if table == "provenance_source":
            continue  # there before the import, which only notes when it was tried
        query = f"SELECT * FROM {table} WHERE xmin::text::bigint >= {since}"  # noqa: S608
        with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as rows:
            (folder / f"{table}.copy").write_bytes(b"".join(map(bytes, rows)))
        found = list(models.QuerySet(model).raw(query))
        (folder / f"{table}.rows").write_bytes(pickle.dumps(found))


STEPS: dict[str, Callable[[Path], Work]] = {
    step.__name__: step
    for step in (take_in_all, through_celery, copy, bulk_create, update_or_create)
}


def cost_of(step: Callable[[Path], Work], folder: Path, warm: Path | None = None) -> Cost:
    """Do a step, after a little of the same that is undone; return what it cost."""
    with transaction.atomic():
        if warm:
            step(warm)()
        transaction.set_rollback(True)
    work = step(folder)
    with measured(connection.connection) as cost:
        work()
    return cost


def main(name: str, *folders: str) -> Any:
    """Do what is asked for; what is measured gives its cost."""
    paths = [Path(folder) for folder in folders]
    if name in STEPS:
        sys.stdout.write(json.dumps(asdict(cost_of(STEPS[name], *paths))))
    else:
        {"house": house, "dump": dump}[name](*paths)


if __name__ == "__main__":
    main(*sys.argv[1:])
