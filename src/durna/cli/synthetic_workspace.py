"""The settings of a synthetic workspace, and the page in it that says that nothing is real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from durna.cli.new_workspace import Settings

if TYPE_CHECKING:
    from durna.synthetic.deliveries.fill import Wish

NAME = "The synthetic country"
NAMES = {"en": NAME, "az": "Sintetik ölkə", "ru": "Синтетическая страна", "ar": "البلد الافتراضي"}
FIRST_YEAR = 2013
README = """\
# {name}: everything here is invented

No person, number, name or event in this folder is real, and no figure says anything about any country. The country has
the code of Bouvet Island, where nobody lives; citizenships of foreigners are codes of real countries, and nothing that
is said about them is true.

Made with:

    durna synthesize {folder} --people {people} --seed {seed} --mix {mix} --until {until} --defects {defects}

| Here | What it holds |
|---|---|
| `deliveries/` | the files of the institutions, each in its own form |
| `mappings/` | how they become records |
| `deliveries.yaml` | the order in which `durna load` takes them in |
| `truth/truth.parquet`, `truth.csv` | the true value of every figure, the future known; never a delivery |
| `truth/defects.parquet`, `defects.json` | what went wrong on purpose: cause, rows, persons |

Next: `durna load --workspace .`, then `durna figures --workspace .` or `durna build --workspace .`.
The pseudonym key lies in `../{folder}-keys`. It follows from the seed: do not use it for real records.
"""


@dataclass(frozen=True)
class Invented(Settings):
    """A workspace whose names say what it is, with a period up to the last day delivered."""

    until: date = date(2021, 10, 31)

    @property
    def period(self) -> str:
        first = min(FIRST_YEAR, self.until.year)
        return f"{first}..{self.until.year}-{self.until.month:02}"

    def values(self) -> dict[str, str]:
        titles = ", ".join(f'{code} = "{title}"' for code, title in NAMES.items())
        names = {"country_name": NAME, "title": NAME, "titles": titles, "profile_titles": titles}
        return {**super().values(), **names, "period": self.period, "zone_reason": "It has none of its own."}


def tell(target: Path, settings: Invented, wish: Wish) -> None:
    """Write the README, and put the period into the settings."""
    defects = ",".join(f"{name}={rate:g}" for name, rate in wish.rates.items()) or "none"
    text = README.format(
        name=NAME, folder=settings.name, people=wish.people, seed=wish.seed, mix=wish.mix, until=wish.until,
        defects=defects,
    )  # fmt: skip
    (target / "README.md").write_text(text, encoding="utf-8")
    file = target / "durna.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("# period = ", "period = "), encoding="utf-8")
