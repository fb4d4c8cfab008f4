"""Files of crossings and of results: Parquet and CSV, told by their ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from durna.errors import UserError

PARQUET, CSV = (".parquet", ".pq"), (".csv",)


def read_table(path: Path, wanted: list[str], as_text: Sequence[str] = ()) -> pa.Table:
    """The wanted columns of a file, as far as it has them; all columns where one is missing, so that it can be said.

    `as_text`: columns of a CSV file that are left as they are written.
    """
    with readable(path):
        return _read_parquet(path, wanted) if kind_of(path) == "parquet" else _read_csv(path, as_text)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """What goes wrong in reading a file, in words."""
    kind = "Parquet" if kind_of(path) == "parquet" else "CSV"
    if not path.exists():
        raise UserError(
            found=f"There is no file '{path}'.", expected="A Parquet or CSV file of crossings.", do="Correct the path."
        )
    try:
        yield
    except (pa.ArrowInvalid, OSError):
        raise UserError(
            found=f"'{path.name}' cannot be read as {kind}.",
            expected="A whole file, with a header row if it is CSV.",
            do="Check that it was copied completely.",
        ) from None


def _read_parquet(path: Path, wanted: list[str]) -> pa.Table:
    import pyarrow.parquet as pq

    present = [name for name in wanted if name in pq.read_schema(path).names]
    return pq.read_table(path, columns=present or None)


def _read_csv(path: Path, as_text: Sequence[str]) -> pa.Table:
    from pyarrow import csv

    convert = _options(as_text)
    try:
        return csv.read_csv(path, convert_options=convert)
    except pa.ArrowInvalid as error:
        # A column that changes its kind far down: everything is read as text, and understood later.
        header = csv.open_csv(path).schema.names if "conversion" in str(error).lower() else None
        if header is None:
            raise
        convert.column_types = dict.fromkeys(header, pa.string())
        return csv.read_csv(path, convert_options=convert)


def _options(as_text: Sequence[str]) -> Any:
    """Codes of directions as 1 and 0 must not become truth values, nor an empty cell a text."""
    from pyarrow import csv

    return csv.ConvertOptions(
        strings_can_be_null=True, true_values=["true"], false_values=["false"],
        column_types=dict.fromkeys(as_text, pa.string()),
    )  # fmt: skip


def batches(path: Path, wanted: list[str], rows: int, as_text: Sequence[str] = ()) -> Iterator[pa.Table]:
    """The wanted columns in tables of exactly `rows` rows; the last one has what is left. `as_text`: see read_table."""
    held: list[pa.Table] = []
    for batch in _stream(path, wanted, as_text):
        held.append(pa.Table.from_batches([batch]))
        while sum(part.num_rows for part in held) >= rows:
            together = pa.concat_tables(held)
            yield together.slice(0, rows)
            held = [together.slice(rows)]
    rest = pa.concat_tables(held) if held else None
    if rest is not None and rest.num_rows:
        yield rest


def _stream(path: Path, wanted: list[str], as_text: Sequence[str]) -> Iterator[pa.RecordBatch]:
    if kind_of(path) == "csv":
        from pyarrow import csv

        blocks = csv.ReadOptions(block_size=64 << 20)
        yield from csv.open_csv(path, read_options=blocks, convert_options=_options(as_text))
        return
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        present = [name for name in wanted if name in file.schema_arrow.names]
        yield from file.iter_batches(batch_size=1 << 20, columns=present or None)


def rows_in(path: Path) -> int:
    """Rows of a Parquet file; for CSV a guess from its size, on the high side."""
    if kind_of(path) == "csv":
        return path.stat().st_size // 12
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


@contextmanager
def writer(path: Path) -> Iterator[Callable[[pa.Table], None]]:
    """Yields what to call with each portion of the result. All of it or nothing is left: it is renamed into place."""
    unfinished = path.with_name(path.name + ".part")
    portions = _Portions(unfinished, kind_of(path))
    try:
        yield portions.write
        portions.close()
        unfinished.replace(path)
    except (OSError, pa.ArrowIOError):
        raise UserError(
            found=f"'{path}' cannot be written.",
            expected="A folder that exists, with room for the result.",
            do="Free space, or name another place with --out.",
        ) from None
    finally:
        portions.close()
        unfinished.unlink(missing_ok=True)


class _Portions:
    """Opened with the first portion, whose schema all have."""

    def __init__(self, path: Path, kind: str) -> None:
        self._path, self._kind = path, kind
        self._open: Any = None

    def write(self, table: pa.Table) -> None:
        if self._kind == "csv":
            table = _undictionaried(table)
        if self._open is None:
            self._open = self._opened(table.schema)
        self._open.write_table(table)

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _opened(self, schema: pa.Schema) -> Any:
        if self._kind == "csv":
            from pyarrow import csv

            return csv.CSVWriter(self._path, schema)
        import pyarrow.parquet as pq

        return pq.ParquetWriter(self._path, schema)


def _undictionaried(table: pa.Table) -> pa.Table:
    plain = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    return pa.table(plain, names=table.column_names)


def kind_of(path: Path) -> str:
    ending = path.suffix.lower()
    if ending in PARQUET:
        return "parquet"
    if ending in CSV:
        return "csv"
    raise UserError(
        found=f"'{path.name}' ends in '{ending or 'nothing'}'.",
        expected="A name that ends in .parquet or .csv.",
        do="Rename the file, or convert it.",
    )
