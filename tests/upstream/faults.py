"""What can go wrong between a question and its answer, by name."""

import json
import socket
import struct
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.upstream.server import Handler

CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Radware Captcha Page</title></head>"
    b"<body><p>Please solve this captcha to go on.</p></body></html>"
)
SHELL = (
    b"<!DOCTYPE html><html><head><title>Hansard</title></head><body><div id='app'></div>"
    b"<script src='_framework/blazor.web.js'></script></body></html>"
)
_PIECE = bytes(1_000_000)


@dataclass(frozen=True, slots=True)
class Reply:
    """What would be answered if nothing went wrong."""

    content: bytes
    content_type: str = "application/json; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def slow(handler: "Handler", reply: Reply, seconds: float = 2) -> None:
    """Answer late."""
    time.sleep(seconds)
    handler.give(reply)


def hang(handler: "Handler", _reply: Reply) -> None:
    """Never answer."""
    handler.server.stopping.wait(120)


def dribble(handler: "Handler", _reply: Reply) -> None:
    """Answer a byte at a time, and never come to the end of the headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.stopping.wait(0.05):
        handler.wfile.write(b"a")


def error(handler: "Handler", _reply: Reply, status: int = 500) -> None:
    """Answer with an error."""
    handler.give(Reply(b"an error", "text/plain", status))


def busy(handler: "Handler", _reply: Reply, seconds: Any = 1, status: int = 429) -> None:
    """Ask to be asked later."""
    handler.give(Reply(b"later", "text/plain", status, (("Retry-After", str(seconds)),)))


def cut(handler: "Handler", reply: Reply) -> None:
    """Announce a longer body than is sent."""
    half = reply.content[: len(reply.content) // 2]
    handler.give(replace(reply, content=half), length=len(reply.content))
    handler.close_connection = True


def cut_json(handler: "Handler", reply: Reply) -> None:
    """Send half of the body as if it were the whole."""
    handler.give(replace(reply, content=reply.content[: len(reply.content) // 2]))


def challenge(handler: "Handler", _reply: Reply) -> None:
    """Send the page of a guard."""
    handler.give(Reply(CHALLENGE, "text/html"))


def shell(handler: "Handler", _reply: Reply) -> None:
    """Send a page without its content."""
    handler.give(Reply(SHELL, "text/html"))


def wrong_type(handler: "Handler", reply: Reply) -> None:
    """Call the body something else."""
    handler.give(replace(reply, content_type="application/octet-stream"))


def html(handler: "Handler", _reply: Reply) -> None:
    """Send a page and call it JSON."""
    page = b"<!DOCTYPE html><html><body><p>The service is being improved.</p></body></html>"
    handler.give(Reply(page))


def bomb(handler: "Handler", reply: Reply) -> None:
    """Send a few kB that unpack to 60 MB."""
    packed = _packed_nothing()
    handler.give(replace(reply, content=packed, headers=(("Content-Encoding", "gzip"),)))


@cache
def _packed_nothing() -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    return b"".join([*(packer.compress(_PIECE) for _ in range(60)), packer.flush()])


def endless(handler: "Handler", reply: Reply) -> None:
    """Send 3 GB without saying so."""
    handler.start(replace(reply, headers=(("Connection", "close"),)))
    for _ in range(3000):
        handler.wfile.write(_PIECE)


def huge(handler: "Handler", reply: Reply) -> None:
    """Announce 3 GB."""
    handler.give(reply, length=3_000_000_000)


def elsewhere(handler: "Handler", reply: Reply) -> None:
    """Redirect to another host."""
    handler.give(replace(reply, status=302, headers=(("Location", "http://localhost:9/"),)))


def moved(handler: "Handler", reply: Reply, to: str) -> None:
    """Redirect to another address here."""
    handler.give(replace(reply, status=301, headers=(("Location", to),)))


def coded(handler: "Handler", reply: Reply, coding: str) -> None:
    """Say that the body is packed, which it is not."""
    handler.give(replace(reply, headers=(("Content-Encoding", coding),)))


def loop(handler: "Handler", reply: Reply) -> None:
    """Redirect to the same address, for ever."""
    handler.give(replace(reply, status=302, headers=(("Location", handler.path),)))


def reset(handler: "Handler", _reply: Reply) -> None:
    """Break the connection off."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True


def newer(handler: "Handler", reply: Reply) -> None:
    """Send a bill in whole that moved on since the list was made: its next printing."""
    bill = json.loads(reply.content)
    stem, _, version = bill["BillNumber"].partition("-")
    bill["BillNumber"] = f"{stem}-{int(version.rstrip('ABCDEFGH')) + 1}"
    handler.give(replace(reply, content=json.dumps(bill).encode()))


FAULTS: dict[str, Callable[..., None]] = {
    fault.__name__: fault
    for fault in (
        *(slow, hang, dribble, error, busy, cut, cut_json, challenge, shell, wrong_type, html),
        *(bomb, endless, huge, coded, elsewhere, moved, loop, reset, newer),
    )
}
