"""Processes beside the one that was started: each ends with it, and where one dies another takes its place.

They read from the one that began them, also when that is killed, and the end of that is theirs. One that dies at once,
whatever the reason, is started again after a pause that grows, so that it does not take the machine from the others.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

_log = logging.getLogger(__name__)
SHORTEST, LONGEST = 1.0, 60.0  # seconds from an end to the next start; one that lived for the longest had come up


def end_with_the_server() -> None:
    """To be called where a process begins that was begun by the server: it ends when the server does."""
    # Ctrl+C goes to every process of the terminal; the server is the one that ends by it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


@contextmanager
def kept(module: str, *words: str, sockets: Sequence[int] = ()) -> Iterator[None]:
    """A module runs as a process of its own, which `end_with_the_server`; `sockets` are handed on to it."""
    keeper = _Keeper([sys.executable, "-m", module, *words], {"pass_fds": sockets} if sockets else {})
    try:
        yield
    finally:
        keeper.end()


class _Keeper:
    def __init__(self, command: Sequence[str], options: dict[str, Any]) -> None:
        self._command, self._options = command, options
        self._ending = threading.Event()
        self._changing = threading.Lock()  # which process is the one that runs
        self._process = self._begun()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def end(self) -> None:
        with self._changing:
            self._ending.set()
            self._close()
        self._thread.join()

    def _begun(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, **self._options)

    def _close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()

    def _keep(self) -> None:
        pause = 0.0
        while True:
            began = time.monotonic()
            status = self._process.wait()
            pause = pause_after(pause, time.monotonic() - began)
            if self._ending.is_set():
                return
            _log.warning(
                "A process of the site (%s) ended with status %s. Another takes its place in %.0f s.",
                self._command[2], status, pause,
            )  # fmt: skip
            if self._ending.wait(pause):
                return
            self._begin_again()

    def _begin_again(self) -> None:
        with self._changing:
            if self._ending.is_set():
                return
            self._close()
            try:
                self._process = self._begun()
            except OSError:
                # As one that died at once: the machine may have no room just now.
                _log.exception("A process of the site could not be started.")


def pause_after(last: float, lived: float) -> float:
    """Seconds to wait after the end of a process that lived so long; `last`: how long was waited before it."""
    if lived >= LONGEST or not last:
        return SHORTEST
    return min(2 * last, LONGEST)
