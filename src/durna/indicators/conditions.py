"""Conditions on records, declared so that a reader, a passport and an engine see the same thing.

Conditions have three answers: yes, no, and undecided where the record does not say. An undecided row is never counted
and never forgotten: the figure is flagged and its upper end includes it. Where silence has a meaning of its own (a
register of permits that has no column for the decision holds permits that were granted), the condition says so with
`or_unstated`.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir


@dataclass(frozen=True)
class Condition:
    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        raise NotImplementedError

    @property
    def fixed(self) -> frozenset[str]:
        """Columns that the condition holds at one value: they cannot be a breakdown of what it selects."""
        return frozenset()

    @property
    def is_awaited(self) -> bool:
        """Whether what is open will be settled by time: then a count of what is settled so far is a statement."""
        return False

    def __and__(self, other: Condition) -> Condition:
        return Both(self, other)

    def __or__(self, other: Condition) -> Condition:
        return Either(self, other)

    def __invert__(self) -> Condition:
        return Not(self)


@dataclass(frozen=True)
class Always(Condition):
    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return ibis.literal(True)


@dataclass(frozen=True)
class Equals(Condition):
    column: str
    value: str | bool
    or_unstated: bool = False

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        found = table[self.column] == ibis.literal(self.value)
        return found | table[self.column].isnull() if self.or_unstated else found

    @property
    def fixed(self) -> frozenset[str]:
        return frozenset() if self.or_unstated else frozenset({self.column})


@dataclass(frozen=True)
class OneOf(Condition):
    column: str
    values: tuple[str, ...]
    or_unstated: bool = False

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        found = table[self.column].isin(self.values)
        return found | table[self.column].isnull() if self.or_unstated else found


@dataclass(frozen=True)
class Stated(Condition):
    """The record gives a value; silence means no (a date of departure: whoever has none has not left)."""

    column: str

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return table[self.column].notnull()


@dataclass(frozen=True)
class Known(Condition):
    """The record gives a value; silence leaves it open."""

    column: str

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return table[self.column].notnull().nullif(False)


@dataclass(frozen=True)
class Recognised(Condition):
    """The record gives a value that the code lists know: what intake could not map begins with a question mark."""

    column: str

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        value = table[self.column]
        return value.notnull() & ~value.cast("string").startswith("?").fill_null(False)


@dataclass(frozen=True)
class Settled(Condition):
    """An answer of the duration rule: yes, no, or not yet known."""

    column: str

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return table[self.column]

    @property
    def is_awaited(self) -> bool:
        return True


@dataclass(frozen=True)
class Foreign(Condition):
    """Another country than the workspace's, or none (stateless). A code nobody could map is not the country's own."""

    column: str = "citizenship"

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return table[self.column] != country


@dataclass(frozen=True)
class Own(Condition):
    """The workspace's own country."""

    column: str = "citizenship"

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return table[self.column] == country

    @property
    def fixed(self) -> frozenset[str]:
        return frozenset({self.column})


@dataclass(frozen=True)
class Before(Condition):
    """One date lies before another; where the later one is open, it lies before it."""

    earlier: str
    later: str

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        later = table[self.later].cast("date")
        return later.isnull() | (table[self.earlier].cast("date") < later)


@dataclass(frozen=True)
class Lasted(Condition):
    """From `start` to `end` at least so many months and under so many; undecided where no end is known.

    Compared by adding months, never by month difference: DuckDB counts boundaries, Spark completed months.
    """

    start: str
    end: str
    at_least_months: int
    under_months: int

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        start, end = table[self.start].cast("date"), table[self.end].cast("date")
        first = (start + ibis.interval(months=self.at_least_months)).cast("date")
        return (end >= first) & (end < (start + ibis.interval(months=self.under_months)).cast("date"))


@dataclass(frozen=True)
class Both(Condition):
    one: Condition
    other: Condition

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return self.one.expression(table, country) & self.other.expression(table, country)

    @property
    def fixed(self) -> frozenset[str]:
        return self.one.fixed | self.other.fixed

    @property
    def is_awaited(self) -> bool:
        return self.one.is_awaited or self.other.is_awaited


@dataclass(frozen=True)
class Either(Condition):
    one: Condition
    other: Condition

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return self.one.expression(table, country) | self.other.expression(table, country)


@dataclass(frozen=True)
class Not(Condition):
    negated: Condition

    def expression(self, table: ir.Table, country: str) -> ir.BooleanValue:
        return ~self.negated.expression(table, country)


ALWAYS = Always()
