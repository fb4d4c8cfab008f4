"""The look-up of known weaknesses: what it asks, what it says, and that it calls nothing safe that it could not ask."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "advisories.py"


@pytest.fixture
def service() -> Iterator[Callable[[dict[str, str]], str]]:
    """Makes a service that knows a weakness of some packages; gives its address."""
    made: list[tuple[HTTPServer, threading.Thread]] = []

    def make(known: dict[str, str]) -> str:
        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
                names = [one["package"]["name"] for one in asked]
                body = json.dumps(
                    {"results": [{"vulns": [{"id": known[name]}]} if name in known else {} for name in names]}
                ).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Answer)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        made.append((server, thread))
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield make
    for server, thread in made:
        server.shutdown()
        thread.join()
        server.server_close()


def run(address: str) -> subprocess.CompletedProcess[str]:
    environment = {"DURNA_ADVISORIES": address, "PATH": "/usr/bin:/bin"}
    return subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, env=environment)


def test_a_known_weakness_stops_the_check_and_is_named(service: Callable[[dict[str, str]], str]) -> None:
    told = run(service({"django": "OSV-2026-1"}))
    assert told.returncode == 1
    assert "django" in told.stderr
    assert "OSV-2026-1" in told.stderr


def test_where_nothing_is_known_it_says_of_how_many_packages(service: Callable[[dict[str, str]], str]) -> None:
    told = run(service({}))
    assert told.returncode == 0
    assert "Nothing is known against the" in told.stdout


def test_where_nobody_can_be_asked_it_says_so_and_stops_nothing() -> None:
    told = run("http://127.0.0.1:9")
    assert told.returncode == 0
    assert "were not looked up" in told.stdout
