"""More processes that answer beside the one that was started, at the same address.

Python lets one thread of a process compute at a time. With a process for each processor nobody waits for another's page
while a processor rests. They share nothing but the socket, the database and the site's folder. The process that began
them starts another where one dies, and they end with it.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from durna.errors import UserError
from durna.web.processes import end_with_the_server, kept
from durna.workspace import open_workspace


def refuse_where_sockets_cannot_be_shared() -> None:
    """Raises UserError on Windows, where a process does not inherit the sockets of another."""
    if os.name != "posix":
        raise UserError(
            found="Several processes cannot serve the site on this system.",
            expected="One process on Windows; more than one on Linux or macOS.",
            do="Leave --processes out.",
        )


@contextmanager
def beside(workspace: Path, server: Any, more: int) -> Iterator[None]:
    """So many `more` answer what comes to `server`, which listens already."""
    numbers = [each.fileno() for each in _listening(server)] if more else []
    with ExitStack() as several:
        for _ in range(more):
            several.enter_context(kept(__name__, str(workspace), *map(str, numbers), sockets=numbers))
        yield


def _listening(server: Any) -> list[Any]:
    """A name such as `localhost` may stand for several addresses, each with a socket."""
    if hasattr(server, "socket"):
        return [server.socket]
    return [each.socket for each in server.map.values() if each.accepting]


def main(folder: str, *numbers: str) -> None:
    end_with_the_server()
    from durna.web import running

    running.set_up(open_workspace(Path(folder)))
    running.answering(sockets=[socket.socket(fileno=int(number)) for number in numbers]).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
