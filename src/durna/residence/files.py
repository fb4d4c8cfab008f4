"""Files of crossings and of results: Parquet and CSV, told by their ending."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from durna.errors import UserError

PARQUET, CSV = (".parquet", ".pq"), (".csv",)


def read_table(path: Path, wanted: list[str]) -> pa.Table:
    """The wanted columns of a file, as far as it has them; all columns where one is missing, so that it can be said."""
    kind = _kind(path)
    if not path.exists():
        raise UserError(
            found=f"There is no file '{path}'.", expected="A Parquet or CSV file of crossings.", do="Correct the path."
        )
    try:
        return _read_parquet(path, wanted) if kind == "parquet" else _read_csv(path)
    except (pa.ArrowInvalid, OSError):
        raise UserError(
            found=f"'{path.name}' cannot be read as {'Parquet' if kind == 'parquet' else 'CSV'}.",
            expected="A whole file, with a header row if it is CSV.",
            do="Check that it was copied completely.",
        ) from None


def _read_parquet(path: Path, wanted: list[str]) -> pa.Table:
    import pyarrow.parquet as pq

    present = [name for name in wanted if name in pq.read_schema(path).names]
    return pq.read_table(path, columns=present or None)


def _read_csv(path: Path) -> pa.Table:
    from pyarrow import csv

    # Codes of directions as 1 and 0 must not become truth values, nor an empty cell a text.
    convert = csv.ConvertOptions(strings_can_be_null=True, true_values=["true"], false_values=["false"])
    try:
        return csv.read_csv(path, convert_options=convert)
    except pa.ArrowInvalid as error:
        # A column that changes its kind far down: everything is read as text, and understood later.
        header = csv.open_csv(path).schema.names if "conversion" in str(error).lower() else None
        if header is None:
            raise
        convert.column_types = dict.fromkeys(header, pa.string())
        return csv.read_csv(path, convert_options=convert)


def write_table(table: pa.Table, path: Path) -> None:
    """All of it or nothing: a file beside the place, then renamed into it."""
    unfinished = path.with_name(path.name + ".part")
    try:
        if _kind(path) == "parquet":
            _write_parquet(table, unfinished)
        else:
            _write_csv(table, unfinished)
        unfinished.replace(path)
    except OSError:
        raise UserError(
            found=f"'{path}' cannot be written.",
            expected="A folder that exists, with room for the result.",
            do="Free space, or name another place with --out.",
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)


def _write_parquet(table: pa.Table, path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table, path)


def _write_csv(table: pa.Table, path: Path) -> None:
    from pyarrow import csv

    plain = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    csv.write_csv(pa.table(plain, names=table.column_names), path)


def _kind(path: Path) -> str:
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
