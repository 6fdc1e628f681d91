"""What a piece of work cost: time on the clock, time of processors, memory, log and rows."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Cost:
    """`server_seconds` is None where the server's processes are not on this machine."""

    seconds: float = 0
    own_seconds: float = 0
    server_seconds: float | None = 0
    log_bytes: int = 0
    peak_mb: float = 0

    @property
    def processor_seconds(self) -> float | None:
        """What all processes together took of the processors."""
        return None if self.server_seconds is None else self.own_seconds + self.server_seconds


@contextmanager
def measured(connection: psycopg.Connection) -> Iterator[Cost]:
    """Measure the block, whose server work is this connection's."""
    cost = Cost()
    backend = connection.info.backend_pid
    log, server = _log(connection), _seconds_of(backend)
    own, start = time.process_time(), time.perf_counter()
    yield cost
    cost.seconds = time.perf_counter() - start
    cost.own_seconds = time.process_time() - own
    after = _seconds_of(backend)
    cost.server_seconds = None if server is None or after is None else after - server
    cost.log_bytes = _log(connection) - log
    cost.peak_mb = peak_mb()


def peak_mb() -> float:
    """Return the most memory that this process ever held."""
    status = Path("/proc/self/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def _log(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT pg_current_wal_lsn() - '0/0'").fetchone()
    return int(row[0]) if row else 0


def _seconds_of(process: int) -> float | None:
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return None
    user, system = text.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICKS
