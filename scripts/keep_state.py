"""Keep the state of a release for the tests of upgrades: python scripts/keep_state.py

Makes a small country with the demonstration in its site, and puts its backup, without keys, under the number of the
version into tests/web/states. To be run once for each release; what stands there is never made again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from durna import __version__

ROOT = Path(__file__).resolve().parent.parent
STATES = ROOT / "tests" / "web" / "states"


def main() -> None:
    STATES.mkdir(exist_ok=True)
    file = STATES / f"{__version__}.zip"
    if file.exists():
        sys.exit(f"{file.relative_to(ROOT)} is there already.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "land"
        for words in (
            ("durna.cli.main", "new", str(place), "--country", "AZE"),
            ("tests.web.filled", "fill", str(place)),
            ("durna.cli.main", "backup", str(file), "--workspace", str(place), "--without-keys"),
        ):
            subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True, env={**os.environ, "DATABASE_URL": ""})
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:,.0f} kB")


if __name__ == "__main__":
    main()
