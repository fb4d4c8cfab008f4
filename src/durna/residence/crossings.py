"""Crossings as they are handed over, read into plain columns: any table that speaks Arrow, or a file.

Whatever cannot be a crossing is refused here, in words; what may be a gap in the records is kept and told by its code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.errors import UserError
from durna.residence.calendar import day_number
from durna.residence.columns import Columns, Lay, Numbers, Pieces, numbers_of, plain
from durna.residence.histories import NO_DIRECTION
from durna.residence.moments import days_and_moments, refuse_mixed_zones

REQUIRED = ("person", "date", "direction")
OPTIONAL = ("order",)
_ARRIVAL = ("a", "1", "arrival", "in", "entry", "true")
_DEPARTURE = ("d", "0", "departure", "out", "exit", "false")


@dataclass(frozen=True)
class Crossings:
    """What was handed over: `persons` and `order` as given (order may be None), and all of it as numbers.

    `keys`: the values that the numbers of `columns.persons` stand for; None where the persons are numbers themselves.
    """

    persons: pa.ChunkedArray
    order: pa.ChunkedArray | None
    columns: Columns
    keys: pa.Array | None


def read(source: Any, names: Mapping[str, str] | None = None) -> Crossings:
    """Raises UserError for missing columns, unknown codes, persons without a key, and nothing at all."""
    return understood(as_table(source, names), Pieces)


def understood(table: pa.Table, lay: Lay = numbers_of) -> Crossings:
    """The numbers of a table that has the columns person, date, direction and perhaps order."""
    persons = plain(table["person"])
    _refuse_nameless(persons)
    numbers, keys = person_numbers(persons, lay)
    days, moments = days_and_moments(table["date"], lay)
    columns = Columns(numbers, days, directions(table["direction"], lay), moments)
    order = table["order"] if "order" in table.column_names else None
    if order is not None:
        orders, numbered = order_numbers(order)
        columns = replace(columns, orders=orders, numbered=numbered)
    return Crossings(persons, order, columns, keys)


def as_table(source: Any, names: Mapping[str, str] | None = None) -> pa.Table:
    """The columns that count, under their own names."""
    wanted = wanted_columns(names)
    refuse_mixed_zones(source, wanted["date"])
    found = as_arrow(source, list(wanted.values()), as_text=[wanted["date"]])
    table = renamed(found, wanted, is_order_asked="order" in (names or {}))
    if table.num_rows == 0:
        raise nothing_there()
    return table


def nothing_there() -> UserError:
    return UserError(
        found="There are no crossings: the input is empty.",
        expected="At least one crossing.",
        do="Check the file, the query or the filter that made it.",
    )


def renamed(table: pa.Table, wanted: Mapping[str, str], is_order_asked: bool) -> pa.Table:
    """The wanted columns under the names that they have here. Raises UserError where one is missing."""
    found = table.column_names
    for name in REQUIRED:
        if wanted[name] not in found:
            raise UserError(
                found=f"The crossings have no column '{wanted[name]}' for the {name}; they have: {', '.join(found)}.",
                expected="A column each for person, date and direction, and if there is one for the order.",
                do="Name the columns, for example --columns person=id,date=day,direction=way.",
            )
    if is_order_asked and wanted["order"] not in found:
        raise UserError(
            found=f"The crossings have no column '{wanted['order']}' for the order; they have: {', '.join(found)}.",
            expected="The name of a column of the file.",
            do="Correct order=... or leave it out.",
        )
    present = [name for name in wanted if wanted[name] in found]
    return table.select([wanted[name] for name in present]).rename_columns(present)


def last_day(until: object) -> date:
    """Raises UserError where the end of observation is missing: the clock of the machine is never read."""
    if isinstance(until, datetime):
        return until.date()
    if isinstance(until, date):
        return until
    try:
        return date.fromisoformat(until)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise UserError(
            found="No end of observation was given." if until is None else f"'{until}' is no end of observation.",
            expected="observed_until, the last day that the crossings speak of, as 2021-10-31.",
            do="Give it: without it nobody can tell a person who stayed from one whose exit is not known yet.",
        ) from None


def refuse_later(columns: Columns, until: date) -> None:
    last = day_number(until)
    if columns.days.max(initial=last) > last:
        refuse_dated_after(int(np.count_nonzero(columns.days[:] > last)), columns.rows, until)


def refuse_dated_after(later: int, rows: int, until: date) -> None:
    if later:
        raise UserError(
            found=f"{later} of {rows} crossings are dated after {until}, the end of observation.",
            expected="No crossing after the last day observed.",
            do="Give a later observed_until, or leave those crossings out.",
        )


def person_numbers(persons: pa.ChunkedArray, lay: Lay = numbers_of) -> tuple[Any, pa.Array | None]:
    """A 64-bit number for each person, and the values they stand for."""
    if pa.types.is_integer(persons.type):
        if pa.types.is_uint64(persons.type):
            return lay(pa.chunked_array([piece.view(pa.int64()) for piece in persons.chunks], pa.int64())), None
        return lay(persons.cast(pa.int64())), None
    # In one piece: to unify the dictionaries of many pieces takes five times as long.
    encoded = _in_one_piece(persons).dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), encoded.dictionary


def _in_one_piece(column: pa.ChunkedArray) -> pa.Array:
    """Text with long offsets, so that more than two gigabytes of it fit."""
    long = pa.large_string() if pa.types.is_string(column.type) else column.type
    return column.cast(long).combine_chunks()


def directions(column: pa.ChunkedArray, lay: Lay = numbers_of) -> Any:
    """1 for an arrival, 0 for a departure, 2 where it is missing. Raises UserError for any other code."""
    codes_given = plain(column)
    values = pc.unique(codes_given)
    codes = [_direction(value) for value in values.to_pylist()]
    unknown = [str(v) for v, code in zip(values.to_pylist(), codes, strict=True) if code is None]
    if unknown:
        raise UserError(
            found=f"Unknown direction codes: {', '.join(unknown[:8])}{' ...' if len(unknown) > 8 else ''}.",
            expected="A or D, 1 or 0, arrival or departure, in or out, entry or exit.",
            do="Recode the column of directions.",
        )
    if pa.types.is_integer(codes_given.type) and not codes_given.null_count:
        return lay(codes_given.cast(pa.int8()))
    indices = pc.index_in(codes_given, value_set=values)
    return np.array(codes, np.int8)[numbers_of(indices.cast(pa.int64()))]


def _direction(value: object) -> int | None:
    if value is None or value != value:
        return int(NO_DIRECTION)
    text = str(value).strip().lower().removesuffix(".0")
    if not text:
        return int(NO_DIRECTION)
    return 1 if text in _ARRIVAL else 0 if text in _DEPARTURE else None


def order_numbers(column: pa.ChunkedArray) -> tuple[Numbers, Numbers]:
    """The orders as int64, 0 where there is none, and whether there is one. Raises UserError for what is no number."""
    numbered = numbers_of(pc.is_valid(column)).astype(np.bool_)
    try:
        whole = column.cast(pa.int64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise UserError(
            found=f"The order of the crossings is no whole number (it is {column.type}).",
            expected="Whole numbers, or times.",
            do="Correct the column, or leave order out.",
        ) from None
    return numbers_of(pc.fill_null(whole, 0)), numbered


def wanted_columns(names: Mapping[str, str] | None) -> dict[str, str]:
    """How the input calls each column. Raises UserError for a name that means nothing here."""
    given = dict(names or {})
    strange = sorted(set(given) - {*REQUIRED, *OPTIONAL})
    if strange:
        raise UserError(
            found=f"There is no column called {', '.join(strange)} to be named.",
            expected="person, date, direction, order.",
            do="Correct the names, for example person=id,date=day.",
        )
    return {name: given.get(name, name) for name in (*REQUIRED, *OPTIONAL)}


def as_arrow(source: Any, wanted: list[str], as_text: Sequence[str] = ()) -> pa.Table:
    """Whatever speaks Arrow, or a file of which the wanted columns are read.

    Dates are handed over `as_text`: a reader of CSV turns times with a zone into those of UTC, without a word.
    """
    if isinstance(source, str | Path):
        from durna.residence.files import read_table

        return read_table(Path(source), wanted, as_text)
    if isinstance(source, pa.Table):
        return source
    try:
        return pa.table(source)
    except (TypeError, ValueError, pa.ArrowInvalid, pa.ArrowTypeError):
        raise UserError(
            found=f"A {type(source).__name__} is no table of crossings.",
            expected="An Arrow, Polars or pandas table, a DuckDB relation, or the path of a Parquet or CSV file.",
            do="Convert it, for example with pyarrow.table.",
        ) from None


def _refuse_nameless(persons: pa.ChunkedArray) -> None:
    nameless = persons.null_count
    if pa.types.is_floating(persons.type):
        nameless += pc.sum(pc.is_nan(persons)).as_py() or 0
    refuse_nameless(nameless, len(persons))


def refuse_nameless(nameless: int, rows: int) -> None:
    if nameless:
        raise UserError(
            found=f"{nameless} of {rows} crossings have no person.",
            expected="A key of the person on every crossing.",
            do="Leave those rows out and count them, or give each a key of its own.",
        )
