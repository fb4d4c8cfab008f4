"""Files: what each institution delivers, written where `durna load` looks for it, with the mapping that reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from durna.sources.contract import Contract, load
from durna.synthetic.deliveries.defects import Defects
from durna.synthetic.deliveries.forms import CSV, Form, form_of, mapping, written
from durna.synthetic.deliveries.identities import FILLED, Identities
from durna.synthetic.deliveries.knowledge import known
from durna.synthetic.deliveries.parts import TRUE_PERSON, parts

FOLDER = "deliveries"


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
        # A file has every column of its source, filled in it or not: one mapping reads them all.
        table = table.select([name for name in table.column_names if table[name].null_count < len(table)])
        columns = [name for name in table.column_names if name != TRUE_PERSON]
        if TRUE_PERSON in table.column_names:
            columns += FILLED
        form = form_of(contract)
        _write_yaml(self.folder / "mappings" / f"{source}.yaml", mapping(form, contract, columns))
        for part in parts(contract, table, self.until, self.identities, self.defects):
            yield Delivered(source, self._write(contract, form, part.name, part.rows), part.cut_off)

    def _write(self, contract: Contract, form: Form, name: str, rows: pa.Table) -> str:
        table = written(form, contract, rows)
        file = Path(FOLDER) / contract.institution / f"{name}.{form.file}"
        target = self.folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if form.file == CSV:
            plain = pa.table({name: _plain(table[name]) for name in table.column_names})
            pyarrow.csv.write_csv(plain, target, pyarrow.csv.WriteOptions(delimiter=form.delimiter))
        else:
            repeated = [one.name for one in table.schema if pa.types.is_dictionary(one.type)]
            pyarrow.parquet.write_table(
                table, target, compression="zstd", row_group_size=500_000, use_dictionary=repeated
            )
        return file.as_posix()


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _write_yaml(file: Path, content: object) -> None:
    import yaml

    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    file.write_text(text, encoding="utf-8")
