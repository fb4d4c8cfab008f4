"""Figures: values with a period, a counting unit, a publisher and a way back to the rows they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from durna.errors import Refused, UserError
from durna.periods import Period

STATUSES = ("final", "provisional", "estimated", "suppressed", "not_available")


@dataclass(frozen=True)
class Evidence:
    """Rows of one delivery behind a figure; `row_no` where it is a single row."""

    source: str
    delivery_id: str
    rows: int
    row_no: int | None = None


@dataclass(frozen=True)
class Settlement:
    """How far a figure of residence is settled: the rule, the last day observed, and what is known by then.

    `yes` and `open` are counts of the figure's own unit; `settled_until` is the last day whose crossings are all known.
    """

    rule: str
    observed_until: str
    settled_until: str
    yes: float
    open: float


@dataclass(frozen=True)
class Estimation:
    """How a figure was estimated: model, drawn histories, what their generator starts from, the first and last day of
    the crossings that taught the model, and how many earlier cut-offs its interval was learned from."""

    model: str
    simulations: int
    seed: str
    taught_from: str
    taught_until: str
    cut_offs: int


@dataclass(frozen=True)
class Figure:
    """One value. `dimensions` holds only the breakdowns that are not totals, in order of name."""

    indicator: str
    period: Period
    geography: str
    unit: str
    counting_unit: str
    value: float | None
    publisher: str
    dimensions: tuple[tuple[str, str], ...] = ()
    vintage: str = ""
    reference: str = ""
    source: str = ""
    period_kind: str = ""
    period_label: str = ""
    status: str = "final"
    flags: tuple[str, ...] = ()
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    preferred: bool = True
    freeze: str = ""
    note: Mapping[str, str] = field(default_factory=dict, compare=False)
    published: str = field(default="", compare=False)
    settled: Settlement | None = field(default=None, compare=False)
    estimation: Estimation | None = field(default=None, compare=False)
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)

    # Millions of look-ups ask for it: it is written once.
    @cached_property
    def figure_id(self) -> str:
        """An address that says what it points to: `border_entries_foreigners:2019:AZE@ssc.metbuat2021`.

        Everything that tells two figures apart is in it, so no register of identifiers is needed.
        """
        cells = ",".join(f"{name}={value}" for name, value in self.dimensions)
        origin = ".".join(part for part in (self.publisher, self.reference or self.vintage) if part)
        parts = [self.indicator, str(self.period), self.geography]
        if self.period_kind in ("year_cut_short", "academic_year"):
            parts[1] += f"({self.period_kind})"
        if cells:
            parts.append(cells)
        return f"{':'.join(parts)}@{origin}" + (f"/{self.counting_unit}" if "other_unit" in self.flags else "")

    @property
    def cell(self) -> tuple[str, Period, str, tuple[tuple[str, str], ...], str]:
        """What the figure is about, whoever published it: figures with one cell may disagree."""
        return (self.indicator, self.period, self.geography, self.dimensions, self.counting_unit)

    @property
    def counted(self) -> float | None:
        """Without what is only estimated: sums and identities hold for what is settled."""
        return self.value if self.settled is None else self.settled.yes

    def dimension(self, name: str) -> str | None:
        return dict(self.dimensions).get(name)

    def flagged(self, *flags: str) -> Figure:
        return replace(self, flags=tuple(dict.fromkeys((*self.flags, *flags))))


class Figures(Sequence[Figure]):
    """An ordered set of figures with the look-ups that pages, tables and checks need.

    `failed`: what the workspace defines itself and could not be computed, by its id (by its file where it defines
    nothing), and why.
    """

    def __init__(self, figures: Iterable[Figure], failed: Mapping[str, UserError] | None = None) -> None:
        self.failed: Mapping[str, UserError] = failed or {}
        self._all = tuple(figures)
        self._by_indicator: dict[str, list[Figure]] = defaultdict(list)
        for figure in self._all:
            self._by_indicator[figure.indicator].append(figure)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._all)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self._all[index]

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(self._by_indicator)

    def of(self, indicator: str) -> tuple[Figure, ...]:
        return tuple(self._by_indicator.get(indicator, ()))

    def series(self, indicator: str, **dimensions: str) -> tuple[Figure, ...]:
        """The preferred figures of one indicator and one cell of its breakdowns, in order of time."""
        wanted = tuple(sorted(dimensions.items()))
        found = (f for f in self.of(indicator) if f.preferred and f.dimensions == wanted)
        return tuple(sorted(found, key=lambda figure: figure.period))

    def by_id(self) -> Mapping[str, Figure]:
        return self._by_id

    @cached_property
    def _by_id(self) -> Mapping[str, Figure]:
        return {figure.figure_id: figure for figure in self._all}


def add(figures: Sequence[Figure]) -> float:
    """The sum of figures that may be summed.

    Raises Refused for different counting units, for persons over several periods (one person may be in each),
    for stocks of several dates handed in as flows, and for a part-year among full years.
    """
    refuse_mixed_units(figures)
    periods = {figure.period for figure in figures}
    if len(periods) > 1 and any(f.counting_unit == "person" for f in figures):
        raise Refused(
            found="Distinct persons of several periods were to be added.",
            expected="Persons counted anew for the whole period: one person may appear in each part.",
            do="Ask for the figure of the whole period.",
        )
    refuse_part_years(figures)
    return sum(figure.value for figure in figures if figure.value is not None)


def mean(figures: Sequence[Figure]) -> float:
    """The mean of figures of equal periods. Raises Refused as `add` does."""
    refuse_mixed_units(figures)
    refuse_part_years(figures)
    values = [figure.value for figure in figures if figure.value is not None]
    return sum(values) / len(values)


def refuse_mixed_units(figures: Sequence[Figure]) -> None:
    units = sorted({figure.counting_unit for figure in figures})
    if len(units) > 1:
        raise Refused(
            found=f"Figures that count different things: {', '.join(units)}.",
            expected="One counting unit: persons are never added to entries, permits or cases.",
            do="Show them side by side, or take figures of one counting unit.",
        )


def refuse_part_years(figures: Sequence[Figure]) -> None:
    part = [f.period for f in figures if f.period.is_part_year]
    full = [f.period for f in figures if f.period.is_year]
    if part and full:
        same_months = part[0].same_months_of(part[0].start.year - 1)
        raise Refused(
            found=f"The part-year {part[0]} together with full years.",
            expected="Periods of equal length: a part-year is neither totalled nor averaged with full years.",
            do=f"Compare it with the same months of another year, for example {same_months}.",
        )
