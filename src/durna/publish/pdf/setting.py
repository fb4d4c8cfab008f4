"""Sets a file of the layout program as a PDF: in this process, or in one of its own, which gives back what it held.

The program keeps what it has worked out, gigabytes of a document of a thousand pages, for as long as its process lives.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from durna.publish.pdf.glyphs import FONTS

# PDF/UA-1 for readers who do not see, PDF/A-2a for archives; both ask for the same tags.
STANDARDS: Sequence[Any] = ("ua-1", "a-2a")
_REFUSED = 3  # the status of a process that was told why the file cannot be set


class NotSet(Exception):
    """Why the file cannot be set, in the words of the layout program."""


def here(file: Path, moment: int) -> bytes:
    """`moment`: when the document was made, in seconds since 1970."""
    import typst

    compiler = typst.Compiler(str(file), root=str(file.parent), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        made: Any = compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=moment)
    except typst.TypstError as error:
        raise NotSet(str(error.message)) from None
    return bytes(made)


def apart(file: Path, moment: int) -> bytes:
    """The same bytes, from a process that ends with them."""
    made = file.with_suffix(".pdf")
    command = [sys.executable, "-m", __name__, str(file), str(moment), str(made)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode == _REFUSED:
        raise NotSet(done.stdout.decode("utf-8"))
    if done.returncode:
        raise NotSet(f"the process that sets it ended ({done.returncode}); there may be too little memory for it.")
    return made.read_bytes()


def _main(file: str, moment: str, made: str) -> int:
    try:
        Path(made).write_bytes(here(Path(file), int(moment)))
    except NotSet as error:
        sys.stdout.buffer.write(str(error).encode("utf-8"))
        return _REFUSED
    return 0


@cache
def _fonts() -> Any:
    """The fonts of print and no others: no machine's own may change a page."""
    import typst

    with as_file(files("durna.publish") / FONTS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
