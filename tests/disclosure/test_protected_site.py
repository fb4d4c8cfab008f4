"""A protected site of a synthetic country: no number of the true counts is left in it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from durna.cli.main import durna as program

SOURCE = "sms_citizenship"


def durna(*arguments: object) -> str:
    done = CliRunner().invoke(program, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """150 people and one source: nearly every count is small."""
    land = tmp_path_factory.mktemp("protected") / "land"
    durna("synthesize", land, "--people", 150, "--seed", 5)
    listed = (land / "deliveries.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in listed if f"source: {SOURCE}," in line]
    (land / "deliveries.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    durna("load", "--workspace", land)
    return land


def counts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        row
        for row in rows
        if row["publisher"] == "authority"
        and row["counting_unit"] != "money"
        and row["unit"] != "percent"
        and row["value"]
    ]


@pytest.mark.slow
def test_every_count_of_a_protected_site_is_a_multiple_of_five(land: Path) -> None:
    said = durna("build", "--workspace", land, "--protected", "--languages", "en")
    assert "protected by additive-rounding" in said
    with (land / "site" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert counts(rows)
    assert all(float(row["value"]) % 5 == 0 for row in counts(rows))
    assert not any(row["numerator"] or row["denominator"] or row["lower"] for row in rows)
    # A group has a row where somebody was: one that says nought would tell that somebody was.
    groups = [row for row in rows if row["publisher"] == "authority" and "=" in row["figure_id"]]
    assert not [row for row in groups if not float(row["value"] or 0)]
    pages = [page.read_text(encoding="utf-8") for page in (land / "site").rglob("*.html")]
    assert not any("internal, unprotected" in page for page in pages)
    assert any("so little that it would be told as nought" in page for page in pages)
    assert not any("a true zero" in page for page in pages)
    inside = json.loads(durna("figures", "--workspace", land, "--by", "*", "--format", "json"))
    # The test would mean nothing if the true counts were multiples of five already.
    assert any(row["value"] % 5 for row in counts(inside))
