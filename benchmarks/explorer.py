"""How long pages of the explorer and answers of the API take, by how many figures the editions hold.

    python benchmarks/explorer.py [FOLDER] [FIGURES ...]

Figures are invented: 100 indicators, each with totals by year and by month and breakdowns by citizenship, by age and
sex, and by all three. Each size is an edition of its own, indexed once; then every page is asked for in one process.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

ROUNDS = 15
AGES = [f"{first}-{first + 4}" for first in range(0, 85, 5)] + ["85+"]
SEXES = ("female", "male")
YEARS = range(2005, 2025)
PLAIN = {
    "counting_unit": "event", "denominator": None, "estimation": None, "flags": [], "freeze": "", "geography": "AZE",
    "lower": None, "note": {}, "numerator": None, "period_label": "", "preferred": True, "published": "",
    "publisher": "authority", "reference": "", "source": "sbs_border_crossing", "status": "final", "unit": "entries",
    "upper": None, "vintage": "",
}  # fmt: skip


def cells(countries: Sequence[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Breakdowns from the fewest cells to the most."""
    yield ()
    for country in countries:
        yield (("citizenship", country),)
    for age, sex in itertools.product(AGES, SEXES):
        yield ("age_group", age), ("sex", sex)
    for age, country, sex in itertools.product(AGES, countries, SEXES):
        yield ("age_group", age), ("citizenship", country), ("sex", sex)


@lru_cache(maxsize=1)
def told(count: int, countries: tuple[str, ...]) -> list[list[str]]:
    """Breakdowns, year and value of so many figures of an indicator, as JSON, in the order of their addresses."""
    made = []
    several = itertools.product(cells(countries), YEARS)
    for number, (dimensions, year) in enumerate(itertools.islice(several, count)):
        named = ",".join(f"{of}={code}" for of, code in dimensions)
        address = f":{year}:AZE{':' if named else ''}{named}@authority"
        made.append((address, json.dumps(dimensions, separators=(",", ":")), f'"{year}"', f"{100.0 + number}"))
    return [rest for _, *rest in sorted(made)]


def lines(name: str, count: int, countries: Sequence[str]) -> Iterator[bytes]:
    """So many figures of one indicator: what they share is written once."""
    places = {"dimensions": "@dimensions", "period": "@period", "value": "@value"}
    raw = PLAIN | places | {"indicator": name, "period_kind": "calendar_year"}
    line = json.dumps(raw, sort_keys=True, separators=(",", ":")) + "\n"
    begin, after_dimensions, after_period, end = re.split('"@[a-z]+"', line)
    for dimensions, period, value in told(count, tuple(countries)):
        yield f"{begin}{dimensions}{after_dimensions}{period}{after_period}{value}{end}".encode()


def edition(like: Path, folder: Path, count: int) -> None:
    """An edition with other figures: everything else is copied from one that was made."""
    import shutil

    from durna.classifications.countries import codes
    from durna.indicators.definition import catalogue

    shutil.copytree(like, folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    names, countries = list(catalogue())[:100], sorted(codes())[:190]
    with (folder / "data" / "figures.jsonl").open("wb") as stream:
        for name in sorted(names, key=lambda one: f"{one}:"):
            stream.writelines(lines(name, count // len(names), countries))


PAGES = {
    "find": "/figures/?q=entries",
    "edition": "/editions/{edition}/",
    "totals": "/editions/{edition}/figures/border_entries_foreigners/",
    "by citizenship": "/editions/{edition}/figures/border_entries_foreigners/?by=citizenship",
    "by three": "/editions/{edition}/figures/border_entries_foreigners/?by=age_group,citizenship,sex",
    "figure": "/editions/{edition}/figure/border_entries_foreigners:2019:AZE@authority",
    "api: figure": "/api/v1/editions/{edition}/figures/border_entries_foreigners:2019:AZE@authority",
    "api: 100 figures": "/api/v1/editions/{edition}/figures?limit=100",
    "api: 100 of an indicator": "/api/v1/editions/{edition}/figures?indicator=border_entries_foreigners&by=&limit=100",
}  # fmt: skip


def measure(root: Path, folder: Path, name: str) -> dict[str, float]:
    """Milliseconds of the processor, the median of so many rounds: what else the machine does is not counted."""
    from django.test import Client

    client, found = Client(SERVER_NAME="localhost"), {}
    for page, address in PAGES.items():
        times = []
        for _ in range(ROUNDS + 1):
            started = time.process_time()
            answer = client.get(address.format(edition=name))
            times.append(1000 * (time.process_time() - started))
            assert answer.status_code in (200, 404), (page, answer.status_code)
        found[page] = statistics.median(times[1:])
    return found


def main(folder: Path, sizes: list[int]) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.web.wide_land import make

    root = make(folder / "made")
    like = root / "editions" / "second"
    hidden = root / "hidden"
    like.rename(hidden)
    os.environ |= {
        "DURNA_WORKSPACE": str(root), "DURNA_SITE_FOLDER": str(folder / "site"),
        "DJANGO_SETTINGS_MODULE": "durna.web.settings",
    }  # fmt: skip
    (folder / "site").mkdir(exist_ok=True)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from durna.editions.folder import Edition
    from durna.web.explorer import index

    call_command("migrate", verbosity=0)
    settings.API_A_MINUTE = {"anybody": 10**9, "person": 10**9}
    table: dict[int, dict[str, float]] = {}
    for size in sizes:
        place = root / "editions" / f"n{size}"
        edition(hidden, place, size)
        started = time.process_time()
        file = index.file_of(Edition(place), wait=True)
        seconds, bytes_ = time.process_time() - started, file.stat().st_size
        data = (place / "data" / "figures.jsonl").stat().st_size
        say(f"{size:>9,} figures, {data / 1e6:,.0f} MB: indexed in {seconds:.1f} s, {bytes_ / 1e6:,.0f} MB")
        table[size] = measure(root, folder, place.name)
    say("milliseconds".ljust(28) + "".join(f"{size:>12,}" for size in sizes))
    for page in PAGES:
        say(page.ljust(28) + "".join(f"{table[size][page]:>12.1f}" for size in sizes))


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[2:]] or [10_000, 100_000, 1_000_000]
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), numbers)
    else:
        with tempfile.TemporaryDirectory(prefix="durna-explorer-") as place:
            main(Path(place), numbers)
