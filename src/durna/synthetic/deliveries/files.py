"""Files: what each institution delivers, written where `durna load` looks for it, with the mapping that reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from durna.sources.contract import Contract, load
from durna.synthetic.deliveries.defects import CORRECTED_IN, UNKNOWN_CODE, WRONG_CODE_IN, Defects
from durna.synthetic.deliveries.forms import CSV, Form, form_of, mapping, written
from durna.synthetic.deliveries.identities import Identities
from durna.synthetic.deliveries.knowledge import known
from durna.synthetic.timeline import EPOCH, Days, Flags

FOLDER = "deliveries"
BY_YEAR = ("sbs_border_crossing",)
FIRST_YEAR = 2009


@dataclass(frozen=True)
class Delivered:
    """A line of deliveries.yaml."""

    source: str
    file: str
    cut_off: date


@dataclass(frozen=True)
class Offices:
    """All institutions of the country on one day, and the folder to which they deliver."""

    folder: Path
    until: date
    identities: Identities
    defects: Defects

    def deliver(self, registers: Mapping[str, pa.Table]) -> list[Delivered]:
        """Write the files and mappings of all sources."""
        return [one for source, register in registers.items() for one in self._source(source, register)]

    def _source(self, source: str, register: pa.Table) -> Iterator[Delivered]:
        contract, table = load(source), known(source, register, self.until)
        if not len(table):
            return
        parts = self._parts(contract, table)
        # A file has every column of its source, filled in it or not: one mapping reads them all.
        columns = _filled([rows for _, _, rows in parts])
        form = form_of(contract)
        _write_yaml(self.folder / "mappings" / f"{source}.yaml", mapping(form, contract, columns))
        for name, cut_off, rows in parts:
            yield Delivered(source, self._write(contract, form, name, rows.select(columns)), cut_off)

    def _parts(self, contract: Contract, table: pa.Table) -> list[tuple[str, date, pa.Table]]:
        """Name, cut-off and rows of each file, in the order in which they arrive."""
        source = contract.source
        if "true_person" not in table.column_names:
            # A table of a year that has begun speaks of the whole of it.
            return [(source, max(self.until, pc.max(table["period_end"]).as_py()), table)]
        person = table["true_person"].to_numpy() - 1
        day = table[contract.date_column].cast(pa.int32()).to_numpy() - EPOCH.astype(np.int64)
        marks = self.defects.marks(source, person, _keys(contract, table))
        who = self.identities.columns(
            person, self.defects.uses_second(person, day), self.defects.scripts(source, person)
        )
        table = pa.table({**{name: table[name] for name in table.column_names if name != "true_person"}, **who})
        if source in WRONG_CODE_IN:
            table = _with(table, WRONG_CODE_IN[source], marks.wrong_code, UNKNOWN_CODE)
        first = _muddled(table, CORRECTED_IN[source], marks.corrected) if source in CORRECTED_IN else table
        parts = []
        for year, in_year in self._years(source, day):
            name = f"{source}-{year}" if year else source
            end = min(date(year, 12, 31), self.until) if year else self.until
            on_time = in_year & ~marks.lost & ~marks.late
            parts.append((name, end, first.filter(pa.array(on_time))))
            for what, rows in (("late", in_year & marks.late), ("corrected", in_year & marks.corrected)):
                if rows.any():
                    parts.append((f"{name}-{what}", end, table.filter(pa.array(rows))))
        return [part for part in parts if len(part[2])]

    def _years(self, source: str, day: Days) -> Iterator[tuple[int, Flags]]:
        if source not in BY_YEAR:
            yield 0, np.ones(len(day), dtype=bool)
            return
        years = (EPOCH + day).astype("datetime64[Y]").astype(np.int64) + 1970
        for year in range(FIRST_YEAR, self.until.year + 1):
            yield year, years == year

    def _write(self, contract: Contract, form: Form, name: str, rows: pa.Table) -> str:
        table = written(form, contract, rows)
        file = Path(FOLDER) / contract.institution / f"{name}.{form.file}"
        target = self.folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if form.file == CSV:
            plain = pa.table({name: _plain(table[name]) for name in table.column_names})
            pyarrow.csv.write_csv(plain, target, pyarrow.csv.WriteOptions(delimiter=form.delimiter))
        else:
            pyarrow.parquet.write_table(table, target, compression="zstd", row_group_size=500_000)
        return file.as_posix()


def _filled(parts: Sequence[pa.Table]) -> list[str]:
    return [name for name in parts[0].column_names if any(part[name].null_count < len(part) for part in parts)]


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _keys(contract: Contract, table: pa.Table) -> pa.ChunkedArray:
    """What a row is called in the record of defects: the first column of its natural key."""
    names = [name for name in contract.natural_key if name in table.column_names]
    return table[names[0]] if names else pa.chunked_array([pa.nulls(len(table), pa.string())])


def _with(table: pa.Table, name: str, rows: Flags, value: str) -> pa.Table:
    """The same table with one word in some rows of a column."""
    if not rows.any():
        return table
    column = table[name].cast(pa.string())
    return _set(table, name, pc.if_else(pa.array(rows), value, column).dictionary_encode())


def _muddled(table: pa.Table, name: str, rows: Flags) -> pa.Table:
    """Some rows with another word of the column: as they were delivered first."""
    if not rows.any():
        return table
    whole = table[name].combine_chunks()
    whole = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    places = pc.fill_null(whole.indices, 0).to_numpy().astype(np.int32)
    other = np.where(rows, (places + 1) % max(len(whole.dictionary), 1), places)
    absent = whole.is_null().to_numpy(zero_copy_only=False) & ~rows
    return _set(table, name, pa.DictionaryArray.from_arrays(pa.array(other, mask=absent), whole.dictionary))


def _set(table: pa.Table, name: str, column: Any) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, column)


def _write_yaml(file: Path, content: object) -> None:
    import yaml

    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    file.write_text(text, encoding="utf-8")
