"""Starts and stops Valkey."""

import contextlib

from ._place import Place
from ._processes import connected, failed, is_running, launch, pid_in, wait_until
from ._programs import Programs


def start(place: Place, programs: Programs, *, throwaway: bool) -> None:
    """Bring Valkey up; what a crash cut short at the end of its log it drops by itself."""
    launched = 0

    def is_ready() -> bool:
        nonlocal launched
        answer = _answer(place, "PING")
        if not answer and not (_pid(place) or is_running(launched, place.valkey_socket)):
            if launched:
                raise failed(place, "valkey")
            launched = _launch(place, programs, throwaway=throwaway)
        return answer == "+PONG"

    wait_until(is_ready, place, "valkey")


def stop(place: Place) -> None:
    """Stop Valkey; that it is down already is no error."""
    if not _answer(place, "SHUTDOWN"):
        wait_until(lambda: _pid(place) is None, place, "valkey")


def is_up(place: Place) -> bool:
    """Return whether Valkey takes commands; while it reads its log it does not."""
    return _answer(place, "PING") == "+PONG"


def _launch(place: Place, programs: Programs, *, throwaway: bool) -> int:
    return launch(
        place,
        "valkey",
        programs.valkey,
        *("--port", "0", "--unixsocket", place.valkey_socket, "--unixsocketperm", "700"),
        *("--dir", place.home, "--pidfile", place.home / "valkey.pid", "--save", ""),
        *("--appendonly", "no" if throwaway else "yes", "--set-proc-title", "no"),
        # Cached pages expire and may go early; queued work does not expire and stays.
        *("--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru"),
    )


def _pid(place: Place) -> int | None:
    return pid_in(place.home / "valkey.pid", place.valkey_socket)


def _answer(place: Place, command: str) -> str:
    """Send one command and return the first line of the answer, "" if there is none."""
    with contextlib.suppress(OSError), connected(place.valkey_socket) as link:
        link.sendall(f"{command}\r\n".encode())
        return link.recv(64).decode().partition("\r\n")[0]
    return ""
