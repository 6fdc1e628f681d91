"""`make bench`: measures what the bars are about, side by side, and prints a table.

It tells and does not judge: the exit code is 0 whether a bar holds or not. Databases are made on
DATABASE_URL's server, or on one of its own, and dropped again.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from billtracker import embedded
from tests.bench import loading
from tests.bench.bodies import Amount
from tests.bench.table import Line, printed

# Each part yields its lines, given a server, a folder, how many rounds, and how much to make.
PARTS: dict[str, Callable[[str, Path, int, Amount], Iterator[Line]]] = {"loading": loading.lines}
NOTES = """
Times are medians of rounds in which each took its turn with its yardstick. Processors: the
process and its connection's server process, user and system; nan where that is elsewhere.
Between the first import and the others the tables are vacuumed, as the server does by itself.
The write-ahead log is the whole server's, so others who write to it are counted too.
* extrapolated from one row in a hundred."""


def main() -> None:
    """Measure the parts that are asked for."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all, if none is named")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--bills", type=int, default=Amount().bills)
    asked.add_argument("--votes", type=int, default=Amount().votes)
    given = asked.parse_args()
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="billtracker-bench-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        servers = embedded.start(folder, throwaway=True)
        stack.callback(servers.stop)
        # A queue of its own in any case: no other worker may take what is asked of this one's.
        os.environ["REDIS_URL"] = servers.redis_url
        server = os.environ.get("DATABASE_URL") or servers.database_url
        amount = Amount(given.bills, given.votes)
        lines = [
            line
            for name in given.parts or PARTS
            for line in PARTS[name](server, folder, given.rounds, amount)
        ]
    sys.stdout.write(f"{printed(lines)}\n{NOTES}\n")


main()
