"""Very many figures, none of which is kept; `python -m tests.publish.many xlsx 1000000 FILE` writes them in a process
of their own and prints the most memory that it took, in kilobytes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from durna.indicators.figures import Figure
from durna.periods import year
from durna.publish import downloads
from durna.publish.language import Language
from durna.publish.xlsx import tidy

STATUS = Path("/proc/self/status")
YEARS = tuple(year(number) for number in range(2000, 2020))
PLACES = tuple(
    (("citizenship", code), ("place", f"p{number}")) for number in range(20) for code in ("GEO", "TUR", "RUS")
)


class Many(Sequence[Figure]):
    """So many figures, made when they are met."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: Any) -> Any:
        raise NotImplementedError("figures are met in order only")

    def __iter__(self) -> Iterator[Figure]:
        for number in range(self.count):
            yield Figure(
                "entries", YEARS[number % 20], "AZE", "entries", "event", float(number), "ssc", PLACES[number % 60],
                reference="yearbook", period_kind="calendar_year", source="example",
            )  # fmt: skip


def main(form: str, count: int, path: Path) -> None:
    figures: Any = Many(count)
    if form == "csv":
        downloads.write_csv(figures, path)
    else:
        tidy.write(path, Language("en"), figures)
    peak = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text(encoding="ascii"))
    assert peak
    sys.stdout.write(peak[1])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
