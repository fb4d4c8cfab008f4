"""The example of Azerbaijan: its deliveries, its figures, its site in two languages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import REPOSITORY, Line, command


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "azerbaijan"
        shutil.copytree(REPOSITORY / "examples" / "azerbaijan", workspace)
        taken = command("load", "--workspace", workspace)
        yield Line("Azerbaijan: all deliveries taken in", f"{taken:.1f} s")
        figures = command("figures", "--workspace", workspace, "--format", "json")
        yield Line("Azerbaijan: all figures", f"{figures:.1f} s")
        built = command("build", "--workspace", workspace)
        yield Line("Azerbaijan: figures and site, both languages", f"{built:.1f} s", "bar 20 s", built < 20)
