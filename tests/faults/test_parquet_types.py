"""A Parquet column of any type under a field of any type: read, in doubt, or an error that tells what to do."""

import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.faults.command import Command
from tests.intake.deliveries import begin

SOURCE = "sms_stay_registration"
PARQUET_COLUMNS: dict[str, list[object]] = {
    "text": ["2020-01-05"],
    "int32": [1],
    "int64": [2**62],
    "uint64": [2**64 - 1],
    "float": [577.0],
    "nan": [float("nan")],
    "bool": [True],
    "date": [datetime.date(2020, 1, 5)],
    "timestamp": [datetime.datetime(2020, 1, 5, 23, 30)],
    "time": [datetime.time(1, 2)],
    "decimal": [Decimal("12.50")],
    "list": [["a"]],
    "struct": [{"a": 1}],
    "binary": [b"\xff\x00"],
    "null": [None],
}
FIELDS = {
    "region": "region: it",  # text
    "sex": "sex: it",  # code
    "age": "age: it",  # integer
    "arrived_on": "arrived_on: it",  # date
    "arrived_on in digits": "arrived_on: {column: it, form: mmddyyyy}",
    "arrived_on by month": "arrived_on: {column: it, form: [month, quarter, year, excel, dmy]}",
    "passport": "document_number: it",
}


@pytest.mark.parametrize("field", FIELDS)
def test_no_type_of_a_parquet_column_breaks_a_field(tmp_path: Path, durna: Command, field: str) -> None:
    """Read, in doubt, or a user's error: but never a fault of the engine."""
    land = begin(tmp_path, **{SOURCE: f"source: {SOURCE}\nfields:\n  registration_no: number\n  registered_on: day\n"})
    mapping = (land.mappings / f"{SOURCE}.yaml").read_text(encoding="utf-8") + f"  {FIELDS[field]}\n"
    begin(tmp_path, **{SOURCE: mapping})
    broken = []
    for kind, values in PARQUET_COLUMNS.items():
        file = tmp_path / f"{kind}.parquet"
        column = pa.array(values, pa.uint64()) if kind == "uint64" else pa.array(values)
        pq.write_table(pa.table({"number": ["1"], "day": ["2020-01-05"], "it": column}), file)
        try:
            shown = durna("intake", SOURCE, file, "-w", land.root)
        except Exception as error:
            broken.append(f"{kind}: {type(error).__name__}")
            continue
        if shown.status != 0 and not shown.is_a_users_error:
            broken.append(f"{kind}: {shown.error}")
    assert broken == []


TYPED = {
    "boolean": ("sms_work_permit", "permit_no: number\n  decided_on: day\n  posted: it"),
    "number": ("sms_work_permit", "permit_no: number\n  decided_on: day\n  wage: it"),
    "datetime": ("sbs_refusal", "refused_on: day\n  refused_at: it"),
    "datetime as a serial": ("sbs_refusal", "refused_on: day\n  refused_at: {column: it, form: excel}"),
    "datetime in digits": ("sbs_refusal", "refused_on: day\n  refused_at: {column: it, form: yyyymmdd}"),
    "period": (
        "ssc_population",
        "series: {constant: population}\n  value: number\n  period: {column: it, form: [year, month]}",
    ),
}


@pytest.mark.parametrize("field", TYPED)
def test_no_type_of_a_parquet_column_breaks_other_fields(tmp_path: Path, durna: Command, field: str) -> None:
    source, fields = TYPED[field]
    land = begin(tmp_path, **{source: f"source: {source}\nfields:\n  {fields}\n"})
    broken = []
    for kind, values in PARQUET_COLUMNS.items():
        file = tmp_path / f"{kind}.parquet"
        column = pa.array(values, pa.uint64()) if kind == "uint64" else pa.array(values)
        pq.write_table(pa.table({"number": ["1"], "day": ["2020-01-05"], "it": column}), file)
        try:
            shown = durna("intake", source, file, "-w", land.root)
        except Exception as error:
            broken.append(f"{kind}: {type(error).__name__}: {str(error)[:80]}")
            continue
        if shown.status != 0 and not shown.is_a_users_error:
            broken.append(f"{kind}: {shown.error}")
    assert broken == []
