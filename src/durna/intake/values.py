"""One field of a contract, compiled: from the columns of a file to a typed value, as SQL of the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from durna.engine import sql
from durna.errors import UserError
from durna.intake import dates
from durna.sources.contract import Field
from durna.sources.mapping import FieldMapping

_NUMERIC = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_SPACES = "' \t\r\n\u00a0\u202f'"
_TRUE = ("true", "yes", "1", "y", "t", "bəli", "hə", "да")
_FALSE = ("false", "no", "0", "n", "f", "xeyr", "yox", "нет")


@dataclass(frozen=True)
class Columns:
    """The columns of the file as the engine sees them: name -> DuckDB type, and the cells that mean no value."""

    types: Dict[str, str]
    missing: tuple[str, ...] = ()

    def require(self, column: str, wanted_by: str) -> str:
        if column not in self.types:
            raise _no_column(column, wanted_by, tuple(self.types))
        return self.types[column]


@dataclass(frozen=True)
class Value:
    """SQL of a typed value: `columns` by stored column; conditions on the row are booleans in SQL."""

    columns: Dict[str, str]
    text: str
    unreadable: str | None = None
    special: Dict[str, str] = field(default_factory=dict)
    lookup: str | None = None  # alias of the code table to be joined, on its `code` = text


def compile_field(target: Field, given: FieldMapping, columns: Columns, alias: str) -> Value:
    """The value of `target` as `given` describes it; `alias` names the code table where one is joined."""
    text, kind = _text(given, columns, target.name)
    special = {flag: f"{text} = {sql.text(word)}" for word, flag in given.special.items()}
    value = f"CASE WHEN {text} IN {sql.texts(given.special)} THEN NULL ELSE {text} END" if special else text
    if given.column is not None and not special:
        value = cell(given.column, kind, columns.missing, native=target.type != "text")
    if target.type == "code":
        known = f"CASE WHEN {alias}.durna_known THEN {alias}.durna_value WHEN {text} IS NULL THEN NULL ELSE '?' || {text} END"
        return Value({target.name: known}, text, special=special, lookup=alias)
    typed = _typed(target, given, value, "VARCHAR" if special else kind)
    first = next(iter(typed.values()))
    unreadable = None if target.type == "text" else f"{value} IS NOT NULL AND {first} IS NULL"
    return Value(typed, text, unreadable, special)


def _typed(target: Field, given: FieldMapping, value: str, kind: str) -> dict[str, str]:
    if target.type == "period":
        start, end = dates.period(value, given.forms)
        return {f"{target.name}_start": start, f"{target.name}_end": end}
    return {target.name: _scalar(target.type, given, value, kind)}


def _scalar(type_: str, given: FieldMapping, value: str, kind: str) -> str:
    if type_ == "date":
        return dates.date(value, given.forms, kind)
    if type_ == "datetime":
        return f"CAST({value} AS TIMESTAMP)" if kind.startswith(("DATE", "TIMESTAMP")) else dates.moment(value, given.forms)
    if type_ == "integer":
        number = _number(value, given, kind)
        whole = f"CASE WHEN {number} = trunc({number}) THEN CAST({number} AS BIGINT) END"
        return f"CAST({value} AS BIGINT)" if kind in _NUMERIC and not given.scale else whole
    if type_ == "number":
        return _number(value, given, kind)
    if type_ == "boolean":
        folded = f"lower({value})"
        return f"CASE WHEN {folded} IN {sql.texts(_TRUE)} THEN true WHEN {folded} IN {sql.texts(_FALSE)} THEN false END"
    return value


def _number(value: str, given: FieldMapping, kind: str) -> str:
    number = f"CAST({value} AS DOUBLE)" if kind in _NUMERIC else f"TRY_CAST({_plain_number(value, given.decimal)} AS DOUBLE)"
    finite = f"CASE WHEN isfinite({number}) THEN {number} END" if kind not in _NUMERIC else number
    return f"{finite} * {given.scale}" if given.scale else finite


def _plain_number(value: str, decimal: str | None) -> str:
    """Digits and a point. A comma is only understood where the mapping says what it means: 3,125 may be either."""
    closed = _grouped(value)
    if decimal == ",":
        return f"replace(replace({closed}, '.', ''), ',', '.')"
    return f"replace({closed}, ',', '')" if decimal == "." else closed


def _grouped(value: str) -> str:
    return f"replace(replace(replace({value}, ' ', ''), '\u00a0', ''), '\u202f', '')"


def _text(given: FieldMapping, columns: Columns, wanted_by: str) -> tuple[str, str]:
    """SQL of the cell as text, and the type of its column."""
    if given.constant is not None:
        return sql.text(given.constant), "VARCHAR"
    if given.template is not None:
        return _template(given.template, columns, wanted_by), "VARCHAR"
    if given.column is None:
        return "CAST(NULL AS VARCHAR)", "VARCHAR"
    kind = columns.require(given.column, wanted_by)
    return cell(given.column, kind, columns.missing), kind


def cell(column: str, kind: str, missing: tuple[str, ...], *, native: bool = False) -> str:
    """SQL of one cell as text; numbers and dates stay native when asked. Texts were trimmed by `cleaned`."""
    name = sql.name(column)
    if kind == "VARCHAR":
        return name
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        # A whole number that a tool kept as 577.0 is the code 577.
        whole = f"{name} = trunc({name}) AND abs({name}) < 1e15"
        return f"CASE WHEN isnan({name}::DOUBLE) THEN NULL WHEN {whole} THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
    spelled = f"CAST({name} AS VARCHAR)"
    if missing:
        return f"CASE WHEN {spelled} IN {sql.texts(missing)} THEN NULL ELSE {name if native else spelled} END"
    return name if native else spelled


def cleaned(scan: str, columns: Columns, needed: Iterable[str]) -> str:
    """The scan with only the columns needed, their texts trimmed once for all that is made of them.

    The reader has already made null of cells that mean no value.
    """
    chosen = [
        f"trim({sql.name(column)}, {_SPACES}) AS {sql.name(column)}"
        if columns.types[column] == "VARCHAR"
        else sql.name(column)
        for column in needed
    ]
    return f"(SELECT row_no{''.join(', ' + column for column in chosen)} FROM {scan})"


def columns_of(given: FieldMapping) -> tuple[str, ...]:
    """The columns of the file that a field is made of."""
    named = () if given.column is None else (given.column,)
    return (*named, *(column for _, column in _parts(given.template or "") if column))


def _template(template: str, columns: Columns, wanted_by: str) -> str:
    parts: list[str] = []
    for literal, column in _parts(template):
        if literal:
            parts.append(sql.text(literal))
        if column:
            parts.append(cell(column, columns.require(column, wanted_by), columns.missing))
    return "(" + " || ".join(parts or ["''"]) + ")"


def _parts(template: str) -> list[tuple[str, str]]:
    return re.findall(r"([^{}]*)(?:\{([^{}]+)\})?", template)


def _no_column(column: str, wanted_by: str, present: tuple[str, ...]) -> UserError:
    from difflib import get_close_matches

    near = get_close_matches(column, present, n=2, cutoff=0.5)
    return UserError(
        found=f"The file has no column '{column}', which the mapping needs for '{wanted_by}'.",
        expected=f"A header with that column. The header found has: {', '.join(present[:30])}.",
        do=(f"If it is now called '{near[0]}', write that in the mapping. " if near else "")
        + "If the header stands in another row, set file.header_row in the mapping; `durna map` proposes a new one.",
    )
