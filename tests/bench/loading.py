"""The import bars: taking in bills and votes, beside COPY and what else one might write with."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.bodies import Amount, bill_bodies, moved_rows, vote_bodies
from tests.bench.databases import database, next_transaction, rows_since, settle
from tests.bench.measuring import Cost
from tests.bench.table import Line
from tests.billtracker.intake.processes import Worker

PREFIX = "billtracker_bench"
_WARM = Amount(bills=20, votes=10, first=90001)
SAMPLED = 100  # as the slowest yardstick's step has it
# A run's own row, and when its source was last tried.
_OF_THE_RUN = ("intake_run", "provenance_source")
# The tables of facts that what comes later may change.
_FACTS = ("bills_bill", "bills_stage", "bills_referral", "bills_vote")


@dataclass(slots=True)
class Costs:
    """What each step cost in every round, and how many rows it wrote in the last."""

    of: dict[str, list[Cost]] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)

    def median(self, step: str, what: str) -> float:
        """Return the median over the rounds; NaN where it could not be measured."""
        values = [getattr(cost, what) for cost in self.of[step]]
        return float("nan") if None in values else median(values)


def lines(server: str, folder: Path, rounds: int, amount: Amount) -> Iterator[Line]:
    """Measure the imports, and yield their lines of the table."""
    write_bodies(folder, amount)
    with database(server, f"{PREFIX}_house") as house:
        run_step(house, "house", folder)
        costs = measure(server, folder, rounds)
    yield from _against("first import", costs, "copy", "first", most=1.5)
    memory = costs.median("first", "peak_mb")
    yield Line("  memory", "", f"{memory:.0f} MB", memory, 150, "MB")
    yield from _against("  beside bulk_create", costs, "bulk_create", "first")
    yield from _against("  beside update_or_create*", costs, "update_or_create", "first", SAMPLED)
    beside, own = costs.median("first", "seconds"), costs.median("celery", "seconds")
    yield Line("through Celery, clock", f"{beside:.2f} s", f"{own:.2f} s", own / beside, 1.1)
    yield from _against("the same again", costs, "first", "again", most=1 / 50)
    yield from _written("again", costs, rows=0, moved=0)
    yield from _against("1 % changed", costs, "first", "later", most=1 / 15)
    yield from _written("later", costs, rows=None, moved=moved_rows(amount))


def _against(
    what: str, costs: Costs, yardstick: str, ours: str, times: int = 1, most: float | None = None
) -> Iterator[Line]:
    """Yield the times on the clock and of the processors; a NaN holds no bar."""
    for kind, of in (("clock", "seconds"), ("processors", "processor_seconds")):
        beside, own = times * costs.median(yardstick, of), costs.median(ours, of)
        yield Line(f"{what}, {kind}", f"{beside:.2f} s", f"{own:.2f} s", own / beside, most)


def _written(step: str, costs: Costs, *, rows: int | None, moved: int) -> Iterator[Line]:
    written = {t: n for t, n in costs.rows[step].items() if t not in _OF_THE_RUN}
    total = sum(written.values())
    yield Line("  rows written", "", f"{total}", total, rows, "rows")
    told = sum(written.get(table, 0) for table in _FACTS)
    yield Line("  facts moved", f"{moved}", f"{told}", told - moved, 0, "more")
    log = costs.median(step, "log_bytes") / 1024
    yield Line("  write-ahead log", "", f"{log:.1f} kB", log, 64 if rows == 0 else None, "kB")


def write_bodies(folder: Path, amount: Amount) -> None:
    """Write the bodies of the first import, of a later one, and a few to warm up with."""
    for name, how_many, changed in (
        ("first", amount, False),
        ("later", amount, True),
        ("warm", _WARM, False),
    ):
        (folder / name).mkdir()
        for source, make in (("bills", bill_bodies), ("tables", vote_bodies)):
            with (folder / name / source).open("wb") as file:
                for body in make(how_many, changed=changed):
                    pickle.dump((body.name, body.content), file)


def run_step(address: str, *words: str | Path) -> str:
    """Do one step in a process of its own, on this database; return what it printed."""
    return subprocess.run(  # noqa: S603 - every word is ours
        [sys.executable, "-m", "tests.bench.steps", *map(str, words)],
        env=environment_of(address),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


def environment_of(address: str) -> dict[str, str]:
    """Return what a process is told so that it works on this database."""
    return {**os.environ, "DATABASE_URL": address}


@contextmanager
def a_worker(address: str, log: Path) -> Iterator[None]:
    """Have a worker for the block, ready from its beginning."""
    worker = Worker(environment_of(address), log, "--concurrency", "1")
    try:
        worker.wait_for("ready.")
        yield
    finally:
        worker.kill()


def measure(server: str, folder: Path, rounds: int) -> Costs:
    """Do every step, the import and its yardstick turn by turn."""
    costs, rows, warm_rows = Costs(), folder / "rows", folder / "warm-rows"

    def do(address: str, step: str, name: str, *folders: Path) -> None:
        say(f"{name} ...")
        before = next_transaction(address)
        cost = Cost(**json.loads(run_step(address, step, *folders)))
        costs.of.setdefault(name, []).append(cost)
        costs.rows[name] = rows_since(address, before)
        say(f" {cost.seconds:.2f} s\n")

    def on_a_fresh_one(step: str, given: Path, warm: Path) -> None:
        with database(server, f"{PREFIX}_{step}", f"{PREFIX}_house") as address:
            do(address, step, step, given, warm)

    warm = folder / "warm"
    for kept, bodies in ((warm_rows, "warm"), (rows, "first")):
        with database(server, f"{PREFIX}_kept", f"{PREFIX}_house") as address:
            kept.mkdir()
            (kept / "since").write_text(str(next_transaction(address)))
            run_step(address, "take_in_all", folder / bodies, warm)
            run_step(address, "dump", kept)
    for _ in range(rounds):
        on_a_fresh_one("copy", rows, warm_rows)
        with database(server, f"{PREFIX}_import", f"{PREFIX}_house") as address:
            do(address, "take_in_all", "first", folder / "first", warm)
            settle(address)
            do(address, "take_in_all", "again", folder / "first", warm)
            do(address, "take_in_all", "later", folder / "later", warm)
        with (
            database(server, f"{PREFIX}_celery", f"{PREFIX}_house") as address,
            a_worker(address, folder / "worker.log"),
        ):
            do(address, "through_celery", "celery", folder / "first")
    on_a_fresh_one("bulk_create", rows, warm_rows)
    on_a_fresh_one("update_or_create", rows, warm_rows)
    return costs


def say(words: str) -> None:
    """Tell whoever waits what is being done."""
    sys.stderr.write(words)
    sys.stderr.flush()
