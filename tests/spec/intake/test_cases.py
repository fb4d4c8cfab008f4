"""The cases of this folder, each taken in as a data manager would: the file, the mapping, the records, the receipt."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.intake.deliveries import begin, current, take_in
from tests.spec.intake import cases
from tests.spec.intake.cases import Case

pytestmark = pytest.mark.spec


def spelled(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


@pytest.mark.parametrize("case", cases.read(), ids=str)
def test_case(case: Case, tmp_path: Path) -> None:
    source = yaml.safe_load(case.mapping)["source"]
    land = begin(tmp_path, **{source: case.mapping})
    file = tmp_path / "delivery.txt"
    file.write_text(case.file, encoding="utf-8")

    receipt = take_in(land, source, file).as_json()

    expected = yaml.safe_load(case.receipt) or {}
    assert {key: receipt[key] for key in expected} == expected
    columns = list(case.records[0]) if case.records else []
    shown = [{column: spelled(record[column]) for column in columns} for record in current(land, source)]
    assert shown == case.records


def test_there_are_cases() -> None:
    assert len(cases.read()) > 15
