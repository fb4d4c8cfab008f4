"""Drawings made in a process of their own: the drawing library lets no other thread of its process do anything.

The process is asked through its standard input and answers through its standard output. So it needs no network, can be
begun from any thread of any program, and ends when whoever asked has ended, however that came. Where it cannot be begun
or has ended too early, drawings are made here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping

from durna.publish.charts import library

_PROGRAM = "durna.publish.charts.process"


class Apart:
    """Draws here as long as few drawings are wanting, which `are_many` says, then in its process."""

    def __init__(self, are_many: Callable[[], bool]) -> None:
        self._are_many = are_many
        self._process: subprocess.Popen[bytes] | None = None
        self._is_gone = False

    def lines(self, spec: str, locale: Mapping[str, object]) -> str:
        made = self._made("lines", spec, locale)
        return library.lines(spec, locale) if made is None else made.decode("utf-8")

    def dots(self, drawing: str, scale: float, ppi: float) -> bytes:
        made = self._made("dots", drawing, scale, ppi)
        return library.dots(drawing, scale, ppi) if made is None else made

    def close(self) -> None:
        """The process ends with its input."""
        if self._process is not None:
            self._process.communicate()

    def _made(self, *asked: object) -> bytes | None:
        """None where it has to be drawn here. Raises ValueError where it cannot be drawn."""
        if self._is_gone or not (self._process or self._are_many()):
            return None
        try:
            self._process = self._process or _begun()
            return _answer(self._process, asked)
        except OSError:
            self._is_gone = True
            return None


def _begun() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _answer(process: subprocess.Popen[bytes], asked: object) -> bytes:
    """Raises BrokenPipeError where the process has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(asked).encode() + b"\n")
    process.stdin.flush()
    head = process.stdout.readline()
    said = json.loads(head) if head.endswith(b"\n") else None
    content = process.stdout.read(said["bytes"]) if said else b""
    if not said or len(content) < said["bytes"]:
        raise BrokenPipeError
    if said["error"]:
        raise ValueError(content.decode("utf-8"))
    return content
