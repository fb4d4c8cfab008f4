"""The text of a PDF file. A file from anywhere is read by a process of its own, which gets so much time and memory and
knows nothing of the site; what it has read until then counts.

    python -I pdf.py FILE

writes the text of page after page to its output, as far as one can be read.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SECONDS = 60
_MEMORY = 1 << 30
_MOST_TEXT = 5 << 20


def text(file: Path) -> str:
    """Empty for scanned pages, and for what cannot be read."""
    command = [sys.executable, "-I", __file__, str(file)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False)
        said = done.stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    return said.decode("utf-8", errors="ignore")


def _write(file: str) -> None:
    _bounded()
    import pypdf

    left = _MOST_TEXT
    for page in pypdf.PdfReader(file).pages:
        try:
            said = page.extract_text()[:left]
        except Exception:  # one page that is wrong hides no other
            continue
        sys.stdout.buffer.write(said.encode("utf-8", errors="ignore") + b"\n")
        sys.stdout.buffer.flush()
        left -= len(said)
        if left <= 0:
            return


def _bounded() -> None:
    """Windows has no such limits; there the time alone is bounded."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


if __name__ == "__main__":
    _write(sys.argv[1])
