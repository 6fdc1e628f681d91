"""Real processes over real servers: workers that can be killed, and the servers under them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
WORLD = "tests.billtracker.intake.world"
PATIENCE_SECONDS = 120
# What processes of their own are told, so that a made-up upstream is asked at once.
HASTE = {"HTTP_SECONDS_BETWEEN": "0", "HTTP_BACKOFF_SECONDS": "0"}


class Worker:
    """A Celery worker with all that it starts, in a process group of its own."""

    def __init__(self, environment, log: Path, *options):
        self.log = log
        words = [sys.executable, "-m", "celery", "-A", WORLD, "worker", "--loglevel", "INFO"]
        quiet = ["--without-gossip", "--without-mingle", "--concurrency", "2"]
        with log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - every word is ours
                [*words, *quiet, *options],
                cwd=PROJECT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._from = log.stat().st_size

    def said(self):
        return self.log.read_text(errors="replace")

    def wait_for(self, words):
        """Wait until this worker's log says something."""
        wait_until(lambda: words in self.said()[self._from :] or self._is_dead())

    def kill(self):
        """End it and its children as a loss of power does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ask it to stop, as a supervisor does; return how long that took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_SECONDS)
        finally:
            if self.process.poll() is None:
                self.kill()
        return time.monotonic() - began

    def _is_dead(self):
        assert self.process.poll() is None, self.said()
        return False


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.2)


def run(environment, *words):
    """Run Python to its end; return what it printed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, *words],
        cwd=PROJECT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_the_world(environment, word):
    """Have something done in a process of its own; see `world.main`."""
    said = run(environment, "-m", WORLD, word)
    return json.loads(said) if said else None
