"""A mapping proposed for one file: which column goes where and why, what was not found, what is left over."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from durna.classifications import institutions
from durna.engine import duck
from durna.intake.proposing import layout, stated
from durna.intake.proposing.choosing import MOST_CODES, choose, may_be_listed
from durna.intake.proposing.code_values import CodeReading, read_codes
from durna.intake.proposing.columns import Column, counts_together, take_sample
from durna.intake.proposing.fits import NAME_FITS, Fit, Fitting
from durna.intake.proposing.spread import Spread
from durna.intake.proposing.wide import find_events, find_spread
from durna.intake.proposing.words import fold, meaning
from durna.intake.reading import Table, open_table, peek
from durna.intake.values import narrowed
from durna.sources.contract import Contract, Field
from durna.sources.mapping import FieldMapping, FileOptions

_SEVERAL = 3


@dataclass(frozen=True)
class Proposed:
    """One field with where it comes from. `seen` are code values with counts, never those of an identifying column."""

    field: Field
    given: FieldMapping
    why: str
    remarks: tuple[str, ...] = ()
    seen: Mapping[str, int] = dataclasses.field(default_factory=dict)
    codes: CodeReading = dataclasses.field(default_factory=CodeReading)

    @property
    def unknown(self) -> Mapping[str, int]:
        return {text: self.seen[text] for text in self.codes.unknown if text in self.seen}


@dataclass(frozen=True)
class Proposal:
    contract: Contract
    file: str
    options: FileOptions
    found: Mapping[str, object]
    rows: int
    fields: tuple[Proposed, ...]
    spread: Spread | None
    refused: tuple[Fit, ...]
    unused: tuple[str, ...]
    remark: str | None = None

    @property
    def mapped(self) -> frozenset[str]:
        by_event = {name for event in (self.spread.events if self.spread else {}).values() for name in event}
        return frozenset({proposed.field.name for proposed in self.fields} | by_event)

    @property
    def absent(self) -> tuple[Field, ...]:
        """The fields without a column, required ones first."""
        rest = [target for target in self.contract.fields.values() if target.name not in self.mapped]
        return tuple(sorted(rest, key=lambda target: not target.required))


def propose(path: Path, contract: Contract, country: str, sheet: str | None = None) -> Proposal:
    """Read the file and propose. Raises UserError where the file cannot be read as a table."""
    with TemporaryDirectory(prefix="durna-") as scratch:
        con = duck.connect(scratch=Path(scratch))
        try:
            return _Proposing(con, path, contract, country, Path(scratch), sheet).proposal()
        finally:
            con.close()


class _Proposing:
    def __init__(
        self, con: duckdb.DuckDBPyConnection, path: Path, contract: Contract, country: str, scratch: Path,
        sheet: str | None,
    ) -> None:  # fmt: skip
        self.con, self.path, self.contract, self.country, self.scratch = con, path, contract, country, scratch
        self.options = FileOptions(sheet=sheet)
        self.first_rows: list[list[str]] = []

    def proposal(self) -> Proposal:
        table, columns = self._read()
        contract, missing = self.contract, self.options.missing
        spread = find_spread(self.con, contract, columns)
        spread_over = set(spread.columns) if spread else set[str]()
        fitting = Fitting(self.con, contract, missing)
        fits = list(fitting.fits(tuple(column for column in columns if column.name not in spread_over)))
        spread = spread or self._events(columns, fits)
        given_by_spread = _names(spread)
        chosen = choose([fit for fit in fits if fit.field not in given_by_spread], contract, _used(spread))
        chosen += fitting.only_one_left(columns, chosen, given_by_spread, _used(spread))
        fields = list(self._fields(table, columns, chosen, spread))
        fields += self._stated(table, fields, spread)
        fields = _without_unit(contract, fields)
        used = {fit.column for fit in chosen} | _used(spread) | _besides(fields)
        return Proposal(
            contract=contract, file=self.path.name, options=self.options, found=table.found, rows=table.rows,
            fields=_in_order(fields, contract), spread=spread,
            refused=_refused(fits, {each.field.name for each in fields}, used),
            unused=tuple(column.name for column in columns if column.name not in used),
            remark=layout.rows_outside(self.con, table),
        )  # fmt: skip

    def _read(self) -> tuple[Table, tuple[Column, ...]]:
        """Open the file; where it shows that its options were not enough, open it once more with what was found."""
        self.first_rows = peek(self.path, self.options)
        several = layout.header_rows(self.first_rows) if self.contract.is_table else ()
        if several:
            self.options = replace(self.options, header_rows=several)
        table = self._open()
        columns = take_sample(self.con, table)
        if not self.contract.is_table:
            layout.refuse_data_as_header(self.path.name, columns)
        end = layout.footer(self.con, table.scan, columns)
        down = layout.fill_down(self.contract, columns, self.con)
        missing = layout.missing_words(columns)
        if end or down or missing:
            self.options = replace(self.options, ends_before=end, fill_down=down, missing=missing)
            table = self._open()
            columns = take_sample(self.con, table, missing)
        return table, columns

    def _open(self) -> Table:
        """The table as intake will see it: its texts trimmed."""
        table = open_table(self.path, self.options, self.scratch, self.con)
        return replace(table, scan=narrowed(table.scan, table.columns))

    def _events(self, columns: tuple[Column, ...], fits: list[Fit]) -> Spread | None:
        has_direction = any(fit.field == "direction" and fit.score >= NAME_FITS for fit in fits)
        return None if has_direction else find_events(self.con, self.contract, columns)

    def _fields(
        self, table: Table, columns: tuple[Column, ...], chosen: list[Fit], spread: Spread | None
    ) -> Iterator[Proposed]:
        fits = {fit.field: fit for fit in chosen}
        seen = self._seen(table, columns, chosen)
        said = dict(spread.fields) if spread else {}
        for target in self.contract.fields.values():
            if target.name in said:
                why = f"{spread.why}" if spread else ""
                yield Proposed(target, said[target.name], why)
            elif target.type == "period" and (both := self._year_and_month(target, columns, fits.get(target.name))):
                yield both
            elif target.name in fits:
                fit = fits[target.name]
                proposed = (
                    _with_codes(target, fit, seen.get(fit.column)) if target.type == "code" else _plain(target, fit)
                )
                yield self._of_this_country(_multiplied(proposed, columns))
            elif target.name not in _names(spread):
                yield from self._constant(target, columns)

    def _stated(self, table: Table, fields: list[Proposed], spread: Spread | None) -> Iterator[Proposed]:
        mapped = {each.field.name: each for each in fields}
        absent = [
            target for name, target in self.contract.fields.items() if name not in mapped and name not in _names(spread)
        ]
        value = mapped.get("value")
        measured = value.given.column if value and not (spread and spread.unpivot) else None
        above = table.found.get("rows_above_header")
        header = above + 1 if isinstance(above, int) else 1
        texts = stated.titles(self.path, self.first_rows, self.options, header, spread.columns if spread else ())
        for target, given, why in stated.constants(self.contract, absent, texts, measured):
            yield Proposed(target, given, why)

    def _seen(self, table: Table, columns: tuple[Column, ...], chosen: list[Fit]) -> dict[str, dict[str, int]]:
        """The values of the columns taken for codes; columns of too many values are not even counted."""
        wanted = {fit.column for fit in chosen if self.contract.fields[fit.field].type == "code"}
        few = [column for column in columns if column.name in wanted and column.distinct <= MOST_CODES]
        return counts_together(self.con, table.scan, few, self.options.missing)

    def _constant(self, target: Field, columns: tuple[Column, ...]) -> Iterator[Proposed]:
        """What holds for the whole file though no column says it."""
        national = institutions.load()[self.contract.institution].kind == "national"
        if target.name == "geography" and self.contract.is_table and national:
            why = "no column names one; this is the workspace's country"
            yield Proposed(target, FieldMapping(constant=self.country), why)

    def _of_this_country(self, proposed: Proposed) -> Proposed:
        """A country's own office gives figures for its country: a column of others means their citizens, or origins."""
        national = institutions.load()[self.contract.institution].kind == "national"
        codes = {*proposed.codes.mapped.values(), *proposed.codes.itself}
        if proposed.field.name != "geography" or not national or codes <= {self.country}:
            return proposed
        remark = f"'{proposed.given.column}' names other countries: give it to the field that it means."
        why = f"only figures for {self.country} are of use here"
        return Proposed(proposed.field, FieldMapping(constant=self.country), why, (remark,))

    def _year_and_month(self, target: Field, columns: tuple[Column, ...], chosen: Fit | None) -> Proposed | None:
        """A year in one column and a month in another are one period, unless the month is a breakdown of its own."""
        by_meaning = {meaning(column.name): column.name for column in columns}
        year, month = by_meaning.get(frozenset({"year"})), by_meaning.get(frozenset({"month"}))
        if year is None or month is None or "month" in self.contract.fields or (chosen and chosen.column != year):
            return None
        given = FieldMapping(template=f"{{{year}}}-{{{month}}}", forms=("month",))
        return Proposed(target, given, "year and month stand in two columns")


def _plain(target: Field, fit: Fit) -> Proposed:
    return Proposed(target, fit.given, fit.why, fit.remarks)


def _multiplied(proposed: Proposed, columns: tuple[Column, ...]) -> Proposed:
    """SDMX's multiplier is no column to be overlooked: without it millions are read as ones."""
    found = [column.name for column in columns if fold(column.name) == "unit mult"]
    if proposed.field.name != "value" or not found:
        return proposed
    remark = f"{found[0]} is the power of ten of each value."
    given = replace(proposed.given, power_of_ten=found[0])
    return replace(proposed, given=given, remarks=(*proposed.remarks, remark))


def _with_codes(target: Field, fit: Fit, seen: Mapping[str, int] | None) -> Proposed:
    seen = seen or {}
    codes = read_codes(target, seen)
    strange = [text for text in codes.unknown if re.fullmatch("[A-Z]{3}", text)]
    if target.codes == "country" and len(strange) >= _SEVERAL:
        remark = f"AMBIGUOUS: {len(strange)} codes of three letters are not ISO's; in other lists AUS may be Austria."
        fit = replace(fit, remarks=(*fit.remarks, remark))
    if may_be_listed(seen):
        return Proposed(target, fit.given, fit.why, fit.remarks, seen, codes)
    known = {text: count for text, count in seen.items() if text in codes.mapped or text in codes.itself}
    remark = "Values not recognised are not listed: too many, too long, or each too rare to be a code."
    codes = CodeReading(codes.mapped, codes.itself)
    return Proposed(target, fit.given, fit.why, (*fit.remarks, remark), known, codes)


def _names(spread: Spread | None) -> set[str]:
    if spread is None:
        return set()
    return set(spread.fields) | {name for event in spread.events.values() for name in event}


def _used(spread: Spread | None) -> set[str]:
    return set(spread.columns) if spread else set()


def _without_unit(contract: Contract, fields: list[Proposed]) -> list[Proposed]:
    """The fields; where a table says no unit, the value says what it is then taken for."""
    unit = contract.fields.get("unit")
    if unit is None or unit.required or any(each.field.name == "unit" for each in fields):
        return fields
    remark = "No unit was found: each value counts ones. In thousands, write `unit: {constant: thousand persons}`."
    return [replace(each, remarks=(*each.remarks, remark)) if each.field.name == "value" else each for each in fields]


def _besides(fields: list[Proposed]) -> set[str]:
    """The columns that stand in templates, and that of the power of ten."""
    named = {name for each in fields for name in re.findall(r"{([^{}]+)}", each.given.template or "")}
    return named | {each.given.power_of_ten for each in fields if each.given.power_of_ten}


def _refused(fits: list[Fit], mapped: set[str], used: set[str]) -> tuple[Fit, ...]:
    """Unused columns whose name fits a field that got none, and why their values do not."""
    return tuple(fit for fit in fits if fit.refused and fit.field not in mapped and fit.column not in used)


def _in_order(fields: list[Proposed], contract: Contract) -> tuple[Proposed, ...]:
    order = list(contract.fields)
    return tuple(sorted(fields, key=lambda each: order.index(each.field.name)))
