"""The one statement that turns a delivered file into records: mapped, typed, pseudonymised, checked.

It is set operations throughout. Every source row yields at least the record of its first event; a record that cannot
be used carries its primary reason, a doubtful one its flags. Nothing is counted here: see counting.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import duckdb

from durna.classifications import units
from durna.engine import sql
from durna.intake import codes, totals
from durna.intake.plan import Plan, given_fields, refuse_unfit
from durna.intake.unpivoting import columns_after, turned_columns, unpivoted
from durna.intake.values import Value, columns_of, compile_field, narrowed
from durna.persons import pseudonyms
from durna.sources.contract import Contract, Field
from durna.sources.mapping import FieldMapping

REJECTED = "rejected:"
# No register speaks of days outside these: a year that was mistyped (0202, 2202) is in doubt.
_FIRST_DAY, _LAST_DAY = "DATE '1850-01-01'", "DATE '2150-12-31'"
_TYPES = {
    "text": "VARCHAR", "code": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE",
    "date": "DATE", "datetime": "TIMESTAMP", "boolean": "BOOLEAN", "period": "DATE",
}  # fmt: skip


def records(con: duckdb.DuckDBPyConnection, plan: Plan) -> str:
    """The SELECT that yields the records: stored columns, flags, row_no, event_no, delivery_id, recorded_at.

    Creates the code tables it joins. Raises UserError where the mapping does not fit the file or the contract.
    """
    refuse_unfit(plan)
    return _Statement(con, plan).text()


def identifiers(plan: Plan) -> str:
    """The SELECT of the direct identifiers by row, for the vault."""
    fields = plan.contract.fields
    values = (
        f"{compile_field(fields[name], given, plan.columns, '').text} AS {sql.name(name)}"
        for name, given in plan.identifying.items()
    )
    needed = _needed(plan, plan.identifying.values())
    return f"SELECT row_no, {', '.join(values)} FROM {narrowed(plan.scan, needed)}"


class _Statement:
    def __init__(self, con: duckdb.DuckDBPyConnection, plan: Plan) -> None:
        self.con, self.plan, self.contract = con, plan, plan.contract
        self.columns = columns_after(plan)
        self.lookups: list[str] = []
        self.shared: dict[str, Value] = {}
        self.by_event: dict[str, list[Value]] = {}
        for field in plan.contract.fields.values():
            self._compile(field)

    def _compile(self, field: Field) -> None:
        mapping = self.plan.mapping
        if any(field.name in overrides for overrides in mapping.events.values()):
            self.by_event[field.name] = [
                self._value(
                    field, overrides.get(field.name) or mapping.fields.get(field.name) or FieldMapping(), str(n)
                )
                for n, overrides in enumerate(mapping.events.values(), 1)
            ]
            return
        given = mapping.fields.get(field.name)
        halves = {column: mapping.fields[column] for column in field.columns if column in mapping.fields}
        if field.type == "period" and halves and given is None:
            self.shared[field.name] = self._period_of_two(field, halves)
        elif given is not None and not field.identifies_person:
            self.shared[field.name] = self._value(field, given, "")

    def _value(self, field: Field, given: FieldMapping, suffix: str) -> Value:
        alias = f"codes_{field.name}{suffix}"
        value = compile_field(field, given, self.columns, sql.name(alias))
        value = totals.understood(self.contract, field, given, self.columns, self._cut(value, given))
        if value.lookup:
            codes.table(self.con, alias, field, given)
            self.lookups.append(f"LEFT JOIN {sql.name(alias)} ON {sql.name(alias)}.durna_code = {value.text}")
        return value

    def _cut(self, value: Value, given: FieldMapping) -> Value:
        """Periods that reach beyond what the delivery covers, cut to it.

        A day of its own, as the last of December for which a stock is stated, moves only within its year.
        """
        if not given.cut or self.plan.ends_on is None:
            return value
        last = f"DATE '{self.plan.ends_on}'"
        *_, end = value.columns
        start, until = next(iter(value.columns.values())), value.columns[end]
        begins = start if len(value.columns) > 1 else f"date_trunc('year', {until})"
        cut = {end: f"CASE WHEN {begins} <= {last} AND {until} > {last} THEN {last} ELSE {until} END"}
        if self.plan.covers and len(value.columns) > 1:
            first, name = f"DATE '{self.plan.covers.start}'", next(iter(value.columns))
            cut[name] = f"CASE WHEN {start} < {first} AND {until} >= {first} THEN {first} ELSE {start} END"
        return replace(value, columns={**value.columns, **cut})

    def _period_of_two(self, field: Field, halves: dict[str, FieldMapping]) -> Value:
        """A period whose two ends stand in columns of their own."""
        bound = Field(name=field.name, type="date", title=field.title)
        values = {
            column: self._cut(compile_field(bound, given, self.columns, ""), given) for column, given in halves.items()
        }
        start, end = field.columns
        first = values.get(start) or values[end]
        last = values.get(end) or first
        wrong = " OR ".join(f"({value.unreadable})" for value in values.values())
        both = {start: first.columns[field.name], end: last.columns[field.name]}
        return Value(both, first.text, wrong)

    def text(self) -> str:
        typed = f"SELECT row_no{self._unpivoted_number()}, {', '.join(self._typed())} FROM {self._from()}"
        chosen = ", ".join([*self._chosen(), *self._absent()])
        exploded = f"SELECT {self._event_number()}, *, {chosen} FROM ({typed}){self._event_numbers()}"
        judged = f"SELECT *, {self._reason()} AS durna_reason FROM ({exploded}) {self._kept()}"
        plan = self.plan
        return (
            f"SELECT {', '.join(self._stored())}, {self._flags()} AS flags, row_no, event_no, "
            f"{sql.text(plan.delivery_id)} AS delivery_id, TIMESTAMP {sql.text(plan.recorded_at)} AS recorded_at "
            f"FROM ({judged})"
        )

    def _from(self) -> str:
        needed = _needed(self.plan, given_fields(self.plan.mapping))
        scan = unpivoted(self.plan, narrowed(self.plan.scan, needed))
        return f"{scan} AS durna_rows {' '.join(self.lookups)}"

    def _unpivoted_number(self) -> str:
        return ", durna_n" if self.plan.mapping.unpivot else ""

    def _typed(self) -> Iterator[str]:
        """Per source row: each value, each doubt about it, the pseudonym; event values numbered."""
        people = [(name, compile_field(self.contract.fields[name], given, self.plan.columns, "").text)
                  for name, given in self.plan.identifying.items() if name in self.contract.person]  # fmt: skip
        people.sort(key=lambda pair: self.contract.person.index(pair[0]))
        if self.contract.person:
            yield (pseudonyms.expression(people) if people else "CAST(NULL AS VARCHAR)") + " AS person"
        for name, value in self.shared.items():
            yield from _named(name, value, "")
        for name, values in self.by_event.items():
            for n, value in enumerate(values, 1):
                yield from _named(name, value, f"__{n}")

    def _event_number(self) -> str:
        if self.plan.mapping.unpivot:
            return "durna_n AS event_no"
        return "durna_event AS event_no" if len(self.plan.events) > 1 else "1 AS event_no"

    def _event_numbers(self) -> str:
        count = len(self.plan.events)
        if count == 1:
            return ""
        return ", (VALUES " + ", ".join(f"({n})" for n in range(1, count + 1)) + ") AS durna_events(durna_event)"

    def _chosen(self) -> Iterator[str]:
        yield "NULL AS durna_nothing"  # a list of columns may not be empty
        for name, values in self.by_event.items():
            for column in (*self.contract.fields[name].columns, *_doubts(name, values[0])):
                # All events describe the same columns; a doubt that only one of them can have is absent in the others.
                cases = " ".join(
                    f"WHEN {n} THEN {sql.name(f'{column}__{n}')}"
                    for n, value in enumerate(values, 1)
                    if column in (*value.columns, *_doubts(name, value))
                )
                yield f"CASE {'durna_event' if len(values) > 1 else '1'} {cases} END AS {sql.name(column)}"

    def _absent(self) -> Iterator[str]:
        """Fields that the mapping does not fill stand as nulls, for the checks that name them beside others."""
        for column, field in _stored_columns(self.contract):
            if field is not None and not self._is_mapped(field.name):
                yield f"CAST(NULL AS {_TYPES[field.type]}) AS {sql.name(column)}"

    def _kept(self) -> str:
        """An event without its date did not happen, as far as this row knows. A row without any keeps its first."""
        dated = self.contract.dated_by
        if len(self.plan.events) == 1 or dated not in self.by_event:
            return ""
        dates = [sql.name(f"{self.contract.date_column}__{n}") for n in range(1, len(self.plan.events) + 1)]
        nothing = f"event_no = 1 AND coalesce({', '.join(dates)}) IS NULL"
        return f"WHERE {sql.name(self.contract.date_column)} IS NOT NULL OR {nothing}"

    def _reason(self) -> str:
        cases: list[str] = []
        for field in self.contract.fields.values():
            if not field.required or field.identifies_person:
                continue
            column = sql.name(field.columns[0])
            if self._is_mapped(field.name):
                unreadable = sql.name(f"{field.name}_unreadable")
                if self._has_doubt(field.name):
                    cases.append(f"WHEN {unreadable} THEN {sql.text(field.name + '_unreadable')}")
                cases.append(f"WHEN {column} IS NULL THEN {sql.text(field.name + '_missing')}")
        return f"CASE {' '.join(cases)} END" if cases else "CAST(NULL AS VARCHAR)"

    def _stored(self) -> Iterator[str]:
        for column, field in _stored_columns(self.contract):
            kind = "VARCHAR" if field is None else _TYPES[field.type]
            yield f"CAST({sql.name(column)} AS {kind}) AS {sql.name(column)}"

    def _flags(self) -> str:
        doubts = list(self._doubtful())
        named = [f"CASE WHEN {condition} THEN {sql.text(flag)} END" for flag, condition in doubts]
        # Most rows are in no doubt: the text is put together for the others only.
        any_doubt = " OR ".join(f"({condition})" for _, condition in doubts)
        flags = (
            f"CASE WHEN {any_doubt} THEN concat_ws(' ', {', '.join(named)}) END" if named else "CAST(NULL AS VARCHAR)"
        )
        return f"CASE WHEN durna_reason IS NOT NULL THEN {sql.text(REJECTED)} || durna_reason ELSE {flags} END"

    def _doubtful(self) -> Iterator[tuple[str, str]]:
        for field in self.contract.fields.values():
            if self._is_mapped(field.name) and not field.identifies_person:
                yield from self._doubts_of(field)
        mapped = {name for name in self.contract.fields if self._is_mapped(name)}
        for check in self.contract.checks:
            if _columns_of(check.expect, self.contract) & mapped:
                yield check.name, f"NOT ({check.expect})"
        yield from self._doubts_of_unit(mapped)
        yield from self._doubts_of_key()
        yield from self._doubts_of_events()

    def _doubts_of(self, field: Field) -> Iterator[tuple[str, str]]:
        column = sql.name(field.columns[-1])
        if not field.required and self._has_doubt(field.name):
            yield f"{field.name}_unreadable", sql.name(f"{field.name}_unreadable")
        limits = [f"{column} < {field.minimum}"] if field.minimum is not None else []
        limits += [f"{column} > {field.maximum}"] if field.maximum is not None else []
        if limits:
            yield f"{field.name}_implausible", " OR ".join(limits)
        for flag in self._specials(field.name):
            yield flag, sql.name(f"{field.name}_is_{flag}")
        # Elsewhere 9999-12-31 is how many registers write that there is no end.
        if field.name in (self.contract.dated_by, "birth_date"):
            yield f"{field.name}_implausible", f"{column} NOT BETWEEN {_FIRST_DAY} AND {_LAST_DAY}"
        if self.plan.cut_off and field.name == self.contract.dated_by:
            yield f"{field.name}_after_cut_off", f"{column} > DATE '{self.plan.cut_off}'"

    def _doubts_of_unit(self, mapped: set[str]) -> Iterator[tuple[str, str]]:
        """A unit that nobody knows, and a fraction of a person: there a point parted thousands (1.234)."""
        if not self.contract.is_table or not {"unit", "value"} <= mapped:
            return
        known = units.load()
        whole = [spelling for spelling, unit in known.items() if unit.scale == 1 and units.counts_things(unit)]
        yield "unit_unknown", f"unit NOT IN {sql.texts(known)}"
        yield "value_not_whole", f"unit IN {sql.texts(whole)} AND abs(value - round(value)) > 1e-6"

    def _doubts_of_key(self) -> Iterator[tuple[str, str]]:
        if self.contract.natural_key and not self.contract.is_table:
            absent = " OR ".join(f"{sql.name(column)} IS NULL" for column in self.contract.key_columns)
            if all(self._is_mapped(name) for name in self.contract.natural_key):
                yield "key_missing", absent

    def _doubts_of_events(self) -> Iterator[tuple[str, str]]:
        dated, names = self.contract.dated_by, self.plan.events
        if len(names) == 1 or dated not in self.by_event:
            return
        first = sql.name(f"{self.contract.date_column}__1")
        for n, name in enumerate(names, 1):
            when = sql.name(f"{self.contract.date_column}__{n}")
            unreadable = sql.name(f"{dated}_unreadable__{n}")
            yield f"{name}_missing", f"event_no <> {n} AND {when} IS NULL AND NOT ({unreadable})"
            yield f"{name}_unreadable", f"event_no <> {n} AND {unreadable}"
            if n > 1:
                yield f"{name}_before_{names[0]}", f"event_no = {n} AND {when} < {first}"

    def _is_mapped(self, name: str) -> bool:
        return name in self.shared or name in self.by_event

    def _has_doubt(self, name: str) -> bool:
        values = [self.shared[name]] if name in self.shared else self.by_event[name]
        return any(value.unreadable for value in values)

    def _specials(self, name: str) -> tuple[str, ...]:
        values = [self.shared[name]] if name in self.shared else self.by_event[name]
        return tuple(dict.fromkeys(flag for value in values for flag in value.special))


def _named(name: str, value: Value, suffix: str) -> Iterator[str]:
    for column, expression in value.columns.items():
        yield f"{expression} AS {sql.name(column + suffix)}"
    if value.unreadable:
        yield f"({value.unreadable}) AS {sql.name(f'{name}_unreadable{suffix}')}"
    for flag, condition in value.special.items():
        yield f"coalesce({condition}, false) AS {sql.name(f'{name}_is_{flag}{suffix}')}"


def _doubts(name: str, value: Value) -> tuple[str, ...]:
    unreadable = (f"{name}_unreadable",) if value.unreadable else ()
    return (*unreadable, *(f"{name}_is_{flag}" for flag in value.special))


def _stored_columns(contract: Contract) -> Iterator[tuple[str, Field | None]]:
    if contract.person:
        yield "person", None
    for field in contract.fields.values():
        if not field.identifies_person:
            yield from ((column, field) for column in field.columns)


def _columns_of(condition: str, contract: Contract) -> set[str]:
    import re

    words = set(re.findall(r"[a-z_][a-z0-9_]*", condition))
    return {field.name for field in contract.fields.values() if words & set(field.columns)}


def _needed(plan: Plan, fields: Iterable[FieldMapping]) -> list[str]:
    """The columns of the file that the fields and the unpivoting take, each once."""
    named = dict.fromkeys(column for given in fields for column in columns_of(given))
    unpivoted = dict.fromkeys(column for _, column in turned_columns(plan)) if plan.mapping.unpivot else {}
    return [column for column in {**named, **unpivoted} if column in plan.columns.types]
