"""The example of Azerbaijan: its deliveries, its figures, its documents in five formats and three languages."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import REPOSITORY, Line, command
from durna.publish.beside import WRITERS

_PICTURE = re.compile(rb"<svg.*?</svg>", re.DOTALL)


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "azerbaijan"
        shutil.copytree(REPOSITORY / "examples" / "azerbaijan", workspace)
        taken = command("load", "--workspace", workspace)
        yield Line("Azerbaijan: all deliveries taken in", f"{taken:.1f} s")
        figures = command("figures", "--workspace", workspace, "--format", "json")
        yield Line("Azerbaijan: all figures", f"{figures:.1f} s")
        built = command("build", "--workspace", workspace, "--languages", "az,en")
        yield Line("Azerbaijan: figures and site, two languages", f"{built:.1f} s", "bar 20 s", built < 20)
        asked = ("--languages", "az,en,ru", "--formats", ",".join(WRITERS))
        whole = command("build", "--workspace", workspace, *asked)
        yield Line("Azerbaijan: five formats, three languages", f"{whole:.1f} s", "bar 45 s", whole < 45)
        kept = command("build", "--workspace", workspace, *asked)
        yield Line("Azerbaijan: the same with drawings that were kept", f"{kept:.1f} s", "bar 10 s", kept < 10)
        yield from _weights(workspace / "site")


def _weights(folder: Path) -> Iterator[Line]:
    """How heavy the pages are without their pictures; the one for printing holds everything."""
    pages = [page for page in folder.rglob("*.html") if page.name != "print.html"]
    heaviest = max(len(_PICTURE.sub(b"", page.read_bytes())) for page in pages) / 1000
    yield Line("Azerbaijan: the heaviest page, without pictures", f"{heaviest:.0f} kB", "bar 100 kB", heaviest < 100)
