"""A made-up source with a real upstream on loopback: bills with stages and votes, from code.

`celery -A tests.billtracker.intake.world worker` is a real worker that knows this source too,
and `python -m tests.billtracker.intake.world WORD` does one thing as a process of its own.
"""

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import django

from billtracker.celery import app as app  # noqa: PLC0414 - the worker finds it here

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "billtracker.settings")
KEY = "world"
FAILED = "answered 500 Internal Server Error. It was asked 1 time."
ADDRESS = "WORLD_ADDRESS"
_PAGE = 100
_BILL = """
[[bills]]
parliament = 54
number = "{number}-1"
title = "World Number {number} Bill"
type = "government"
  [[bills.stages]]
  stage = "introduced"
  on = 2024-02-0{day}
  [[bills.stages]]
  stage = "first_reading"
  on = 2024-03-0{day}
  outcome = "agreed"
{more}
[[votes]]
slug = "world-{number}-first-reading"
bills = ["54-{number}"]
question = "That the World Number {number} Bill be now read a first time"
kind = "reading"
stage = "first_reading"
method = "party"
sitting_date = 2024-03-0{day}
result = "agreed"
[votes.parties]
aye = {{ national = 48, act = 11, nz-first = 8 }}
no = {{ labour = 34, green = 15, te-pati-maori = 6 }}
"""
_LATER = """
  [[bills.stages]]
  stage = "second_reading"
  on = 2024-0{month}-1{day}
  outcome = "agreed"
"""


class Upstream:
    """Serves a list by the page, with each bill's version, and every bill by itself.

    Of each later edition every third bill has changed.
    """

    def __init__(self, bills: int, edition: int = 1) -> None:
        self.bills, self.edition = bills, edition
        self.answers, self.pause_seconds = self.body, 0.0
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def version(self, bill: int) -> int:
        """Return in which edition a bill changed last."""
        return self.edition if bill % 3 == self.edition % 3 else max(1, self.edition - 1)

    def body(self, path: str) -> bytes | int:
        """Return what an address answers, or the status of an answer without a body."""
        kind, _, number = path.strip("/").partition("/")
        if kind == "list":
            first = (int(number) - 1) * _PAGE
            bills = range(first, min(first + _PAGE, self.bills))
            rows = [[f"bill {bill}", f"v{self.version(bill)}"] for bill in bills]
            return json.dumps({"rows": rows, "pages": -(-self.bills // _PAGE)}).encode()
        if kind == "bill":
            bill = int(number)
            more = _LATER.format(month=4, day=bill % 9) if self.version(bill) > 1 else ""
            return _BILL.format(number=900 + bill, day=1 + bill % 9, more=more).encode()
        return 404

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        upstream = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/robots.txt":
                    self.send_error(404)
                    return
                upstream.asked.append(self.path)
                time.sleep(upstream.pause_seconds)
                answer = upstream.answers(self.path)
                status, body = (answer, b"") if isinstance(answer, int) else (200, answer)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words) -> None:
                """Say nothing."""

        return Handler


def plan(address):
    """Return the source, asking at that address."""
    from bills.ingest import saving  # noqa: PLC0415 - needs Django
    from bills.ingest.record_files import parse_record  # noqa: PLC0415
    from bills.ingest.records import Records  # noqa: PLC0415
    from billtracker.intake.sources import SourcePlan, Wanted  # noqa: PLC0415

    def page(number):
        return Wanted(f"list {number}", f"{address}/list/{number}")

    def then(body, _since):
        if not body.name.startswith("list"):
            return
        said = json.loads(body.content)
        if body.name == "list 1":
            yield from (page(number) for number in range(2, said["pages"] + 1))
        for name, version in said["rows"]:
            yield Wanted(name, f"{address}/bill/{name.split()[1]}", version=version)

    def read(content, name):
        return Records() if name.startswith("list") else parse_record(content, name)

    return SourcePlan(
        key=KEY,
        title="A made-up world",
        publisher="Us",
        url="",
        read=read,
        save=saving.save,
        recorded=lambda _path: (),
        first=lambda _since: [page(1)],
        then=then,
    )


def main(word):
    """Do one thing, and print what came of it as JSON."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    from billtracker.intake.runs import ask_for, begun, go_on, hear  # noqa: PLC0415
    from billtracker.intake.sources import plan_of  # noqa: PLC0415
    from billtracker.intake.tasks import sweep  # noqa: PLC0415
    from tests.billtracker.intake.record import digests  # noqa: PLC0415

    if word == "ask":
        ask_for(KEY)
    if word == "go":
        go_on(begun(plan_of(KEY)), hear)
    if word == "ingest":
        execute_from_command_line(["manage.py", "ingest", KEY])
    if word == "sweep":
        sweep.delay()
    if word == "digest":
        sys.stdout.write(json.dumps(digests()))


if os.environ.get(ADDRESS):  # a process of its own, not the tests
    django.setup()
    from billtracker.intake import pipeline, sources

    sources.register(plan(os.environ[ADDRESS]))
    pipeline._BODIES_AT_ONCE = 10  # noqa: SLF001 - so that there is more to be interrupted
    if __name__ == "__main__":
        main(sys.argv[1])
