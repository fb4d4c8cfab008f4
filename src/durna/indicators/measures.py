"""Measures: how a figure follows from records, as declarations. `calculate` reads them; nothing is computed here.

Measures of records look at rows; `Cells` reads figures that somebody else has added up; the others combine measures.
`on` and `since` may name several columns: the first that a record states counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from durna.indicators.conditions import ALWAYS, Condition

NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Measure:
    """The common root; `parts` are the measures it is made of."""

    @property
    def parts(self) -> tuple[Measure, ...]:
        return ()

    def leaves(self) -> Iterator[Measure]:
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True)
class RowMeasure(Measure):
    """What counts rows of one record source. `named` gives a breakdown of the catalogue another column's content."""

    source: str
    where: Condition = field(default=ALWAYS, kw_only=True)
    named: Mapping[str, str] = field(default_factory=dict, kw_only=True, hash=False)


@dataclass(frozen=True)
class Count(RowMeasure):
    """Rows dated in the period."""

    on: str | tuple[str, ...]


@dataclass(frozen=True)
class Persons(RowMeasure):
    """Distinct persons with at least one row in the period: counted anew for every period, never summed.

    A row without an identity cannot be told from another: it widens the upper end only, unless each such row is a
    person of its own (`each`: a victim is identified once, an application for asylum is first once).
    """

    on: str | tuple[str, ...]
    each: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        return ("person",)


@dataclass(frozen=True)
class Distinct(RowMeasure):
    """Distinct files of several rows: the first stated column of `key` tells them apart."""

    key: tuple[str, ...]
    on: str | tuple[str, ...]
    each: bool = False


@dataclass(frozen=True)
class Sum(RowMeasure):
    column: str
    on: str | tuple[str, ...]


@dataclass(frozen=True)
class Median(RowMeasure):
    """Median number of days from `start` to `end`, of the rows whose end lies in the period."""

    start: str | tuple[str, ...]
    end: str
    quantile: float = 0.5

    @property
    def on(self) -> str:
        return self.end


@dataclass(frozen=True)
class StockAt(RowMeasure):
    """What holds at the end of the last day of the period (or of its first day).

    `since` and `until` are the first and the last day on which it holds; `ended` is the day on which it ceased, before
    that day is over (of several such days the first); `after` is the last day of something else, after which it begins
    (lawful stay, for an overstay). Without `until` on the record: open-ended, or undecided where the thing cannot be
    open-ended (`term=True`).
    """

    since: str | tuple[str, ...] = ()
    until: str | None = None
    ended: str | tuple[str, ...] = ()
    after: str | None = None
    term: bool = False
    counts: str = "person"  # person | row | a column
    each: bool = False
    at: str = "end"

    @property
    def key(self) -> tuple[str, ...]:
        return () if self.counts == "row" else (self.counts,)


@dataclass(frozen=True)
class Together(Measure):
    """Several row measures of one kind as one: each row once, each person once; `dimension` tells the parts apart."""

    dimension: str
    labelled: Mapping[str, RowMeasure] = field(hash=False)

    @property
    def parts(self) -> tuple[Measure, ...]:
        return tuple(self.labelled.values())


@dataclass(frozen=True)
class Ratio(Measure):
    """Numerator over denominator times scale, both of the same period and the same group."""

    numerator: Measure
    denominator: Measure
    scale: float = 100

    @property
    def parts(self) -> tuple[Measure, ...]:
        return (self.numerator, self.denominator)


@dataclass(frozen=True)
class Difference(Measure):
    minuend: Measure
    subtrahend: Measure

    @property
    def parts(self) -> tuple[Measure, ...]:
        return (self.minuend, self.subtrahend)


@dataclass(frozen=True)
class Plus(Measure):
    one: Measure
    other: Measure

    @property
    def parts(self) -> tuple[Measure, ...]:
        return (self.one, self.other)


@dataclass(frozen=True)
class UnderRule(Measure):
    """A measure of residence by the duration rule: rule and cut-off are said with it, and how much is still open.

    `flow`: immigration, emigration or net, where what is open can be estimated.
    """

    measure: Measure
    flow: str = ""

    @property
    def parts(self) -> tuple[Measure, ...]:
        return (self.measure,)


@dataclass(frozen=True)
class Share(Measure):
    """Each group's part of the whole, in percent. Without a breakdown asked, the groups of `apart_by` one by one."""

    of: Measure
    apart_by: tuple[str, ...]

    @property
    def parts(self) -> tuple[Measure, ...]:
        return (self.of,)


@dataclass(frozen=True)
class As(Measure):
    """A measure under other signs: another counting unit of the same indicator, a fixed dimension, an estimate."""

    measure: Measure
    counting_unit: str | None = None
    unit: str | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict, hash=False)
    status: str | None = None

    @property
    def parts(self) -> tuple[Measure, ...]:
        return (self.measure,)


@dataclass(frozen=True)
class Written(Measure):
    """What a workspace has written itself, as a query of its records (indicators/own).

    `code` is the text of `file`; `seconds` is how long it may take. The hash stands for the text wherever measures are
    compared or shown.
    """

    file: str
    sha256: str
    code: str = field(repr=False, compare=False)
    sources: tuple[str, ...]
    breakdowns: tuple[str, ...]
    is_stock: bool
    seconds: float


@dataclass(frozen=True)
class Cells(Measure):
    """Figures of a table source.

    `series`: the first that a publisher has; or a mapping from series to the code they stand for in the dimension
    `told_apart_by` (the series of all together has the code ""). `own` is the column that must be the workspace's
    country. `time`: a `flow` may be summed over parts of the period; a `stock` holds on a day (`year_means` says which
    day a bare year stands for); a `year` value answers for any part of its year (mid-year population, quota places);
    anything else is taken for the periods for which it is `stated`. `without` names key columns that are no breakdown.
    """

    source: str
    series: tuple[str, ...] | Mapping[str, str] = field(hash=False)
    time: str = "flow"
    told_apart_by: str = ""
    where: Condition = ALWAYS
    own: str = "geography"
    named: Mapping[str, str] = field(default_factory=dict, hash=False)
    additive: bool = True
    year_means: str = "end"
    apart_by: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
