"""Serve recordings by hand: `python -m tests.upstream --from ../shared/data/nz --fault slow`."""

import argparse
import contextlib
import sys
import threading
from pathlib import Path

from tests.upstream.faults import FAULTS
from tests.upstream.server import Upstream
from tests.upstream.world import World


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.upstream", description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--fault", action="append", default=[], choices=FAULTS)
    parser.add_argument("--at", default="/api/", help="where: addresses that begin so")
    parser.add_argument(
        "--on", type=int, nargs="*", default=(), help="which requests; default all"
    )
    words = parser.parse_args()
    with Upstream(World.recorded(words.folder), port=words.port) as upstream:
        for fault in words.fault:
            upstream.fault(fault, at=words.at, on=words.on)
        sys.stdout.write(f"Serving {words.folder} at {upstream.url}; interrupt to end.\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
