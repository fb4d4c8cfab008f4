"""What every chapter is written with: the material, one language, and the running numbers of tables and figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from functools import cache, cached_property
from hashlib import sha256
from itertools import count
from typing import TypeVar

from durna.indicators.breaks import Break
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.indicators.gaps import Gap
from durna.periods import Period
from durna.publish import document, sentences, series
from durna.publish.language import Language
from durna.publish.material import Material

_MONTHS = re.compile(r"(?P<year>\d{4})-(?P<first>\d\d)(?:\.\.(?P=year)-(?P<last>\d\d))?")

Made = TypeVar("Made")


class Context:
    def __init__(self, material: Material, language: Language) -> None:
        self.material = material
        self.language = language
        self._tables = count(1)
        self._charts = count(1)
        self._views: dict[str, series.View] = {}
        self._once: dict[Hashable, object] = {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What very many passports have in common, made when it is first asked for. The key begins with what it is."""
        if key not in self._once:
            self._once[key] = make()
        return self._once[key]  # type: ignore[return-value]

    def sign(self, name: str) -> str:
        """What a sign in tables means. Where counts are drawn, nought and no figure may both stand for a small one."""
        is_drawn = name in ("zero", "missing") and self.material.protection not in ("none", "suppression")
        return self.language(f"sign-{name}-drawn" if is_drawn else f"sign-{name}")

    def next_table(self) -> int:
        return next(self._tables)

    def next_chart(self) -> int:
        return next(self._charts)

    def view(self, indicator: Indicator) -> series.View:
        if indicator.id not in self._views:
            found = self.material.figures.of(indicator.id)
            self._views[indicator.id] = series.view(indicator, found, self.material.period, self.material.country)
        return self._views[indicator.id]

    def breaks(self, indicator: str) -> tuple[Break, ...]:
        return sentences.breaks_of(self.material.breaks, indicator)

    @cached_property
    def part(self) -> Period | None:
        return series.part_of(self.material.period)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The full years of the Profile's period."""
        return tuple(each.start.year for each in self.material.period.split("year") if each.is_year)

    @cached_property
    def period_text(self) -> str:
        """`2013–2020 and January–October 2021`."""
        if self.part is None or not self.years:
            return self.language.period(self.material.period)
        full = self.language.years(self.years[0], self.years[-1])
        return self.language("period-years-and-part", years=full, part=self.language.period(self.part))

    @cached_property
    def disputed(self) -> frozenset[str]:
        return frozenset(each.shown.figure_id for each in self.material.reconciliations)

    @cached_property
    def gaps(self) -> dict[str, Gap]:
        return {gap.indicator: gap for gap in self.material.gaps}

    @cached_property
    def reference_numbers(self) -> dict[str, int]:
        """References that a figure of the material cites, numbered in the order of the register."""
        cited = {figure.reference for figure in self.material.figures}
        return {key: place for place, key in enumerate((k for k in self.material.references if k in cited), start=1)}

    def citation(self, figure: Figure) -> document.Runs:
        """`State Statistical Committee [12]`."""
        return self.source([figure], lead=False)

    def source(self, figures: Sequence[Figure], lead: bool = True) -> document.Runs:
        """The publishers of some figures, each with the numbers of the references it was read in."""
        by_publisher: dict[str, dict[int, None]] = {}
        for figure in figures:
            numbers = by_publisher.setdefault(figure.publisher, {})
            if figure.reference in self.reference_numbers:
                numbers[self.reference_numbers[figure.reference]] = None
        runs: list[document.Run] = [document.Words(self.language("source-lead") + " ")] if lead else []
        for place, (publisher, numbers) in enumerate(by_publisher.items()):
            runs.append(document.Words(("; " if place else "") + self.language.institution(publisher)))
            for number in sorted(numbers):
                runs += [document.Words("\u00a0"), document.Link(f"[{number}]", f"#reference-{number}")]
        return tuple(runs)


def slug(figure_id: str) -> str:
    """The name of a passport on its page: short, and the same in every build and language."""
    return _short(figure_id)


@cache
def passport_file(figure_id: str) -> str:
    """The page that holds a passport: one for the figures of a row of years, for months and quarters one a year."""
    indicator, period, rest = figure_id.split(":", 2)
    within = _MONTHS.fullmatch(period)
    months = int(within["last"] or within["first"]) - int(within["first"]) + 1 if within else 12
    year = within["year"] if within and months <= 3 else ""
    return f"{_short(':'.join((indicator, year, rest)))}.html"


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
