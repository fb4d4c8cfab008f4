"""One field of a contract, compiled: from the columns of a file to a typed value, as SQL of the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace

from durna.engine import sql
from durna.errors import UserError
from durna.intake import dates
from durna.sources.contract import Field
from durna.sources.mapping import FieldMapping

_NUMERIC = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
PARTING = " \u00a0\u202f\u2009"  # blanks that part thousands
_TRUE = ("true", "yes", "1", "y", "t", "bəli", "hə", "да")
_FALSE = ("false", "no", "0", "n", "f", "xeyr", "yox", "нет")


@dataclass(frozen=True)
class Columns:
    """The columns of the file as the engine sees them: name -> DuckDB type, and the cells that mean no value."""

    types: Dict[str, str]
    missing: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    made: tuple[str, ...] = ()  # by turning columns into rows: no columns of the file

    def require(self, column: str, wanted_by: str) -> str:
        if column not in self.types:
            raise _no_column(column, wanted_by, self.header)
        return self.types[column]

    @property
    def header(self) -> tuple[str, ...]:
        """The column names, if they are names: a row of which the mapping knows nothing may be about a person."""
        named = tuple(column for column in self.types if column not in self.made)
        return named if any(column in named for column in self.wanted) else ()


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
    if given.codes is not None and target.type != "code":
        # Words that a mapping translates for a field without a code list; other words stay as they are.
        text, kind, given = _translated(text, given.codes), "VARCHAR", replace(given, column=None)
    special = {flag: f"{text} IN {sql.texts(words)}" for flag, words in _by_flag(given.special).items()}
    value = f"CASE WHEN {text} IN {sql.texts(given.special)} THEN NULL ELSE {text} END" if special else text
    if given.column is not None and not special and _stays_native(target, given, kind):
        value = cell(given.column, kind, columns.missing, native=True)
    else:
        kind = "VARCHAR"
    if target.type == "code":
        code = _bare_code(value)
        unknown = f"CASE WHEN {code} IS NOT NULL THEN '?' || {code} END"
        known = f"CASE WHEN {alias}.durna_known THEN {alias}.durna_value ELSE {unknown} END"
        return Value({target.name: known}, code, special=special, lookup=alias)
    typed = _multiplied(_typed(target, given, value, kind), target, given, columns)
    first = next(iter(typed.values()))
    unreadable = None if target.type == "text" else f"{value} IS NOT NULL AND {first} IS NULL"
    return Value(typed, text, unreadable, special)


def _by_flag(special: Dict[str, str]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for word, flag in special.items():
        words.setdefault(flag, []).append(word)
    return words


def _stays_native(target: Field, given: FieldMapping, kind: str) -> bool:
    """Whether a value is taken as the type of its column; anything else goes through its text."""
    if target.type in ("integer", "number"):
        return kind in _NUMERIC
    if target.type in ("date", "datetime", "period"):
        serial = kind in _NUMERIC and given.forms and set(given.forms) <= {"sas", "excel"}
        return kind in dates.TIMESTAMPS or bool(serial)
    return False


def _typed(target: Field, given: FieldMapping, value: str, kind: str) -> dict[str, str]:
    if target.type == "period":
        start, end = dates.period(value, given.forms, kind)
        return {f"{target.name}_start": start, f"{target.name}_end": end}
    return {target.name: _scalar(target.type, given, value, kind)}


def _multiplied(typed: dict[str, str], target: Field, given: FieldMapping, columns: Columns) -> dict[str, str]:
    """SDMX writes 3.9 million as 3.9 with a multiplier of 6, which each series may have otherwise."""
    if given.power_of_ten is None:
        return typed
    kind = columns.require(given.power_of_ten, target.name)
    power = cell(given.power_of_ten, kind, columns.missing)
    return {
        name: f"{number} * CASE WHEN {power} IS NULL THEN 1 ELSE pow(10, TRY_CAST({power} AS DOUBLE)) END"
        for name, number in typed.items()
    }


def _bare_code(text: str) -> str:
    """A tool may have kept the code 577 as 577.0."""
    return f"CASE WHEN contains({text}, '.0') THEN regexp_replace({text}, '^([0-9]+)\\.0+$', '\\1') ELSE {text} END"


def _scalar(type_: str, given: FieldMapping, value: str, kind: str) -> str:
    if type_ == "date":
        return dates.date(value, given.forms, kind)
    if type_ == "datetime":
        return dates.moment(value, given.forms, kind)
    if type_ == "integer":
        number = _number(value, given, kind)
        whole = f"CASE WHEN {number} = trunc({number}) THEN TRY_CAST({number} AS BIGINT) END"
        return f"TRY_CAST({value} AS BIGINT)" if kind in _NUMERIC and not given.scale else whole
    if type_ == "number":
        return _number(value, given, kind)
    if type_ == "boolean":
        folded = f"lower({value})"
        return f"CASE WHEN {folded} IN {sql.texts(_TRUE)} THEN true WHEN {folded} IN {sql.texts(_FALSE)} THEN false END"
    return value


def _number(value: str, given: FieldMapping, kind: str) -> str:
    number = (
        f"CAST({value} AS DOUBLE)" if kind in _NUMERIC else f"TRY_CAST({_plain_number(value, given.decimal)} AS DOUBLE)"
    )
    finite = f"CASE WHEN isfinite({number}) THEN {number} END" if kind not in _NUMERIC else number
    return f"{finite} * {given.scale}" if given.scale else finite


def _plain_number(value: str, decimal: str | None) -> str:
    """Digits and a point. A comma is only understood where the mapping says what it means: 3,125 may be either."""
    closed = _bare_number(value)
    if decimal is None:
        return closed
    group = "." if decimal == "," else ","
    # 1.5 under a decimal comma is no fifteen: the other mark may only part thousands.
    whole = f"([0-9]+|[0-9]{{1,3}}(\\{group}[0-9]{{3}})+)?"
    pattern = f"^[+-]?{whole}(\\{decimal}[0-9]*)?([eE][+-]?[0-9]+)?$"
    english = f"replace(replace({closed}, '{group}', ''), '{decimal}', '.')"
    return f"CASE WHEN regexp_matches({closed}, '{pattern}') THEN {english} END"


def _bare_number(value: str) -> str:
    """Without the blanks that part thousands and the sign of a currency; a minus may be a true one.

    Blanks elsewhere are no part of a number: in `1 234 2` the last figure leads to a footnote.
    """
    bare = f"translate({value}, '\u2212{PARTING}$€£₼₽', '-')"
    parted = f"^[^0-9]*[0-9]{{1,3}}([{PARTING}][0-9]{{3}})+([.,][0-9]*)?[^0-9]*$"
    has_blanks = f"regexp_matches({value}, '[0-9][{PARTING}]+[0-9]')"
    return f"CASE WHEN NOT {has_blanks} OR regexp_matches({value}, '{parted}') THEN {bare} END"


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
    """SQL of one cell as text; numbers and dates stay native when asked."""
    name = sql.name(column)
    if kind == "VARCHAR":
        return name
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        # A whole number that a tool kept as 577.0 is the code 577.
        whole = f"{name} = trunc({name}) AND abs({name}) < 1e15"
        spelled = f"CASE WHEN {whole} THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
        return f"CASE WHEN NOT isnan({name}::DOUBLE) THEN {spelled} END"
    spelled = f"CAST({name} AS VARCHAR)"
    if missing:
        return f"CASE WHEN {spelled} IN {sql.texts(missing)} THEN NULL ELSE {name if native else spelled} END"
    return name if native else spelled


def narrowed(scan: str, needed: Iterable[str]) -> str:
    """The scan with only the columns needed; the reader has trimmed them and made null what means no value."""
    return f"(SELECT row_no{''.join(', ' + sql.name(column) for column in needed)} FROM {scan})"


def columns_of(given: FieldMapping) -> tuple[str, ...]:
    """The columns of the file that a field is made of."""
    named = tuple(column for column in (given.column, given.power_of_ten) if column is not None)
    return (*named, *(column for _, column in _parts(given.template or "") if column))


def _template(template: str, columns: Columns, wanted_by: str) -> str:
    parts: list[str] = []
    for literal, column in _parts(template):
        if literal:
            parts.append(sql.text(literal))
        if column:
            parts.append(cell(column, columns.require(column, wanted_by), columns.missing))
    return "(" + " || ".join(parts or ["''"]) + ")"


def _translated(text: str, codes: Dict[str, str | None]) -> str:
    cases = " ".join(f"WHEN {sql.text(word)} THEN {sql.text(to) if to else 'NULL'}" for word, to in codes.items())
    return f"CASE {text} {cases} ELSE {text} END" if cases else text


def _parts(template: str) -> list[tuple[str, str]]:
    return re.findall(r"([^{}]*)(?:\{([^{}]+)\})?", template)


def _no_column(column: str, wanted_by: str, present: tuple[str, ...]) -> UserError:
    from difflib import get_close_matches

    near = get_close_matches(column, present, n=2, cutoff=0.5)
    shown = (
        f"The header found has: {', '.join(present[:30])}." if present else "None of those the mapping names is there."
    )
    return UserError(
        message="no-column",
        what=column,
        field=wanted_by,
        header=", ".join(present[:30]),
        found=f"The file has no column '{column}', which the mapping needs for '{wanted_by}'.",
        expected=f"A header with that column. {shown}",
        do=(f"If it is now called '{near[0]}', write that in the mapping. " if near else "")
        + "If the header stands in another row, set file.header_row in the mapping; `durna map` proposes a new one.",
    )
