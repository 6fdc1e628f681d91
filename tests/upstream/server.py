"""The server: routes, faults to order, and a log of what it was asked."""

import contextlib
import hashlib
import json
import re
import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tests.upstream.faults import FAULTS, Reply
from tests.upstream.world import Misasked, World

_CALL = re.compile(r"/api/data/(?:v1/)?(\w+)")
_DETAIL = re.compile(r"/api/data/(?:v1/)?(?:Bill|ProposedMembersBill)/([^/]+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    body: Any
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Order:
    """A fault for requests whose path begins so; of these, only those numbered `on`, if given."""

    fault: str
    at: str
    on: Collection[int]
    more: dict[str, Any]


@dataclass(slots=True)
class Upstream:
    """A running server of a world, and what tests may order of it and ask it."""

    world: World = field(default_factory=World)
    port: int = 0
    robots: str = "User-agent: *\nDisallow:\n"
    asked: list[Asked] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    _server: "Server | None" = None
    _lock: Any = field(default_factory=threading.Lock)

    def fault(self, name: str, at: str = "/", on: Collection[int] = (), **more: Any) -> None:
        """Order a fault at addresses that begin so; `on` are the numbers of the requests."""
        if name not in FAULTS:
            raise ValueError(f"{name!r} is none of {', '.join(FAULTS)}.")
        self.orders.append(Order(name, at, on, more))

    def heal(self) -> None:
        """Cancel all faults."""
        self.orders.clear()

    @property
    def url(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    def asked_at(self, at: str) -> list[Asked]:
        """Return the requests whose path begins so."""
        return [one for one in self.asked if one.path.startswith(at)]

    def note(self, asked: Asked) -> Order | None:
        """Log a request; return what was ordered for it."""
        with self._lock:
            self.asked.append(asked)
            for order in self.orders:
                number = len(self.asked_at(order.at))
                if asked.path.startswith(order.at) and (not order.on or number in order.on):
                    return order
        return None

    def __enter__(self) -> Self:
        self._server = Server(("127.0.0.1", self.port), Handler)
        self._server.upstream = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server:
            self._server.stopping.set()
            self._server.shutdown()
            self._server.server_close()


class Server(ThreadingHTTPServer):
    """A server whose threads know the upstream, and end with it."""

    daemon_threads = True
    block_on_close = False
    upstream: Upstream

    def __init__(self, *words: Any) -> None:
        self.stopping = threading.Event()
        super().__init__(*words)

    def handle_error(self, *_: Any) -> None:
        """Say nothing: a client that leaves in the middle is what many faults are for."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer."""
        self._answer()

    def do_POST(self) -> None:
        """Answer."""
        self._answer()

    def give(self, reply: Reply, length: int | None = None) -> None:
        """Send a reply, saying it is `length` bytes long."""
        size = len(reply.content) if length is None else length
        self.start(reply, ("Content-Length", str(size)))
        self.wfile.write(reply.content)

    def start(self, reply: Reply, *headers: tuple[str, str]) -> None:
        """Send the beginning of a reply."""
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        for name, value in (*reply.headers, *headers):
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Log nothing; `asked` holds it all."""

    def _answer(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = None
        with contextlib.suppress(ValueError):
            body = json.loads(raw) if raw else None
        upstream = self.server.upstream
        headers = {name.lower(): value for name, value in self.headers.items()}
        order = upstream.note(Asked(self.command, self.path, body, headers))
        reply = self._unless_known(self._reply(body))
        if order:
            FAULTS[order.fault](self, reply, **order.more)
        else:
            self.give(reply)

    def _unless_known(self, reply: Reply) -> Reply:
        if reply.status != 200:
            return reply
        tag = f'"{hashlib.sha256(reply.content).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            return Reply(b"", reply.content_type, 304, (("ETag", tag),))
        return Reply(reply.content, reply.content_type, 200, (("ETag", tag),))

    def _reply(self, body: Any) -> Reply:
        try:
            return self._found(urlsplit(self.path).path, body)
        except Misasked as error:
            problem = {"title": "One or more validation errors occurred.", "detail": str(error)}
            return Reply(json.dumps(problem).encode(), "application/problem+json", error.status)

    def _found(self, path: str, body: Any) -> Reply:
        world = self.server.upstream.world
        of_the_api = {
            "search": lambda: world.search(body or {}),
            "facet": lambda: world.facets,
            "currentParliament": lambda: world.parliament,
        }
        if (match := _CALL.fullmatch(path)) and match[1] in of_the_api:
            return _json(of_the_api[match[1]]())
        if (match := _DETAIL.fullmatch(path)) and match[1] in world.details:
            return _json(world.details[match[1]])
        if path == "/rss":
            which = parse_qs(urlsplit(self.path).query).get("set", ["Bills"])[0]
            return Reply(world.rss(which), "application/rss+xml")
        if path == "/robots.txt" and self.server.upstream.robots:
            return Reply(self.server.upstream.robots.encode(), "text/plain")
        if path in world.pages:
            content_type, content = world.pages[path]
            return Reply(content, content_type)
        raise Misasked(404, f"There is no {path}.")


def _json(answer: Any) -> Reply:
    return Reply(json.dumps(answer, ensure_ascii=False).encode())
