"""One step of the benchmark, in a process of its own: it prints what it cost as JSON."""

import json
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "billtracker.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from bills.ingest.sources import BILLS_API  # noqa: E402
from billtracker.intake.pipeline import take_in  # noqa: E402
from billtracker.intake.sources import SourcePlan  # noqa: E402
from billtracker.provenance.fetched import Fetched  # noqa: E402
from tests.bench.measuring import measured  # noqa: E402
from tests.bench.standin import TABLES  # noqa: E402
from tests.taking_in import say_nothing  # noqa: E402


def bodies_in(file: Path) -> Iterator[Fetched]:
    with file.open("rb") as opened:
        while True:
            try:
                name, content = pickle.load(opened)  # noqa: S301 - our own file
            except EOFError:
                return
            yield Fetched(name, content)


PLANS: tuple[SourcePlan, ...] = (BILLS_API, TABLES)


def import_all(folder: Path, most: int | None = None) -> None:
    for plan in PLANS:
        report = take_in(plan, islice(bodies_in(folder / plan.key), most), say_nothing)
        if most is None:
            print(plan.key, report, file=sys.stderr)


def warm_up(folder: Path) -> None:
    with transaction.atomic():
        import_all(folder.parent / "warm", 20)
        transaction.set_rollback(True)


def main(folder: Path) -> None:
    warm_up(folder)
    with transaction.atomic():
        pass
    with measured(connection.connection) as cost:
        import_all(folder)
    print(json.dumps(asdict(cost)))


if os.environ.get("PROFILE"):
    import cProfile
    import pstats

    warm_up(Path(sys.argv[1]))
    pr = cProfile.Profile()
    pr.enable()
    import_all(Path(sys.argv[1]))
    pr.disable()
    pstats.Stats(pr).sort_stats(os.environ["PROFILE"]).print_stats(70)
elif __name__ == "__main__":
    main(Path(sys.argv[1]))
