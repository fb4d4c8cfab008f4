"""Parts: which rows of a register arrive in which file, on time, late or corrected, and as whose rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.sources.contract import Contract
from durna.synthetic.deliveries.defects import CORRECTED_IN, UNKNOWN_CODE, WRONG_CODE_IN, Defects, Marks
from durna.synthetic.deliveries.identities import Identities
from durna.synthetic.timeline import EPOCH, Days, Flags

BY_YEAR = ("sbs_border_crossing",)
FIRST_YEAR = 2009
TRUE_PERSON = "true_person"


@dataclass(frozen=True)
class Part:
    """The rows of one file."""

    name: str
    cut_off: date
    rows: pa.Table


@dataclass(frozen=True)
class Bearers:
    """Who the rows of a register are about, by which numbers and in which script."""

    identities: Identities
    person: Days
    uses_second: Flags
    script: Days

    def columns(self, rows: slice) -> dict[str, pa.Array]:
        return self.identities.columns(self.person[rows], self.uses_second[rows], self.script[rows])


def parts(contract: Contract, table: pa.Table, until: date, who: Identities, defects: Defects) -> Iterator[Part]:
    """The files of a source in the order in which they arrive; `table` is in order of dates."""
    if TRUE_PERSON not in table.column_names:
        # A table of a year that has begun speaks of the whole of it.
        last = pc.max(table["period_end"]).as_py() if contract.is_table else until
        yield Part(contract.source, max(until, last), table)
        return
    source = contract.source
    person = table[TRUE_PERSON].to_numpy() - 1
    day = table[contract.date_column].cast(pa.int32()).to_numpy() - EPOCH.astype(np.int64)
    marks = defects.marks(source, person, _keys(contract, table))
    bearers = Bearers(who, person, defects.uses_second(person, day), defects.scripts(source, person))
    plain = table.drop_columns([TRUE_PERSON])
    for name, cut_off, rows in _spans(source, day, until):
        piece = plain.slice(rows.start, rows.stop - rows.start)
        named = pa.table({**dict(zip(piece.column_names, piece.columns, strict=True)), **bearers.columns(rows)})
        yield from _arriving(source, named, marks.of(rows), name, cut_off)


def _spans(source: str, day: Days, until: date) -> Iterator[tuple[str, date, slice]]:
    """One file a year for what is too large for one file."""
    if source not in BY_YEAR:
        yield source, until, slice(0, len(day))
        return
    years = (EPOCH + day).astype("datetime64[Y]").astype(np.int64) + 1970
    for year in range(FIRST_YEAR, until.year + 1):
        first, last = np.searchsorted(years, [year, year + 1])
        yield f"{source}-{year}", min(date(year, 12, 31), until), slice(int(first), int(last))


def _arriving(source: str, rows: pa.Table, marks: Marks, name: str, cut_off: date) -> Iterator[Part]:
    if marks.wrong_code.any():
        rows = _with_unknown(rows, WRONG_CODE_IN[source], marks.wrong_code)
    first = _muddled(rows, CORRECTED_IN[source], marks.corrected) if marks.corrected.any() else rows
    on_time = ~marks.lost & ~marks.late
    arriving = [
        (name, first, on_time),
        (f"{name}-late", rows, marks.late),
        (f"{name}-corrected", rows, marks.corrected),
    ]
    for file, table, chosen in arriving:
        if chosen.any():
            yield Part(file, cut_off, table if chosen.all() else table.filter(pa.array(chosen)))


def _keys(contract: Contract, table: pa.Table) -> pa.ChunkedArray:
    """What a row is called in the record of defects: the first column of its natural key."""
    names = [name for name in contract.natural_key if name in table.column_names]
    return table[names[0]] if names else pa.chunked_array([pa.nulls(len(table), pa.string())])


def _with_unknown(table: pa.Table, name: str, rows: Flags) -> pa.Table:
    """Some rows with a code that no list has."""
    places, words = _listed(table[name])
    absent = places.is_null().to_numpy(zero_copy_only=False) & ~rows
    found = np.where(rows, len(words), pc.fill_null(places, 0).to_numpy(zero_copy_only=False))
    return _set(table, name, found, pa.array([*words.to_pylist(), UNKNOWN_CODE]), absent)


def _muddled(table: pa.Table, name: str, rows: Flags) -> pa.Table:
    """Some rows with another word of the column: as they were delivered first."""
    places, words = _listed(table[name])
    absent = places.is_null().to_numpy(zero_copy_only=False) & ~rows
    known = pc.fill_null(places, 0).to_numpy(zero_copy_only=False).astype(np.int64)
    return _set(table, name, np.where(rows, (known + 1) % len(words), known), words, absent)


def _listed(column: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    whole = column.combine_chunks()
    whole = whole if pa.types.is_dictionary(whole.type) else whole.cast(pa.string()).dictionary_encode()
    return whole.indices, whole.dictionary


def _set(table: pa.Table, name: str, places: Days, words: pa.Array, absent: Flags) -> pa.Table:
    column = pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32), mask=absent), words)
    return table.set_column(table.column_names.index(name), name, column)
