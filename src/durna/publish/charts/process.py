"""The process that draws: `python -m` runs it. Each line of its input asks for one drawing, until there are no more."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import IO

from durna.publish.charts import library


def main() -> None:
    # The library may print: nothing but answers goes where they go.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Whoever asked is told of an interruption too, and ends this process or has ended.
    with suppress(KeyboardInterrupt, BrokenPipeError):
        for line in sys.stdin.buffer:
            _answer(answers, *json.loads(line))


def _answer(answers: IO[bytes], what: str, *asked: object) -> None:
    """A line that says how long the answer is and whether it is an error, then the answer."""
    try:
        drawn, is_error = getattr(library, what)(*asked), False
    except library.UNDRAWABLE as error:
        drawn, is_error = str(error), True
    content = drawn if isinstance(drawn, bytes) else drawn.encode("utf-8")
    answers.write(json.dumps({"bytes": len(content), "error": is_error}).encode() + b"\n" + content)
    answers.flush()


if __name__ == "__main__":
    main()
