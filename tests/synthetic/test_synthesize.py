"""`durna synthesize`: a workspace that loads without a rejected row, whose figures are the truth."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from durna.cli.main import durna
from durna.errors import KeyProblem, UserError
from durna.indicators import notes
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.store.records import Records
from durna.synthetic.truth.errors import true_values, values_of
from durna.workspace import open_workspace

PEOPLE = 1500
Receipts = list[dict[str, Any]]


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(durna, [str(one) for one in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout


def synthesize(folder: Path, *more: str, people: int = PEOPLE, seed: int = 2) -> None:
    run("synthesize", folder, "--people", str(people), "--seed", str(seed), *more)


def load(folder: Path) -> Receipts:
    receipts: Receipts = json.loads(run("load", "--workspace", folder, "--json"))
    return receipts


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean") / "w"
    synthesize(folder)
    return folder


@pytest.fixture(scope="module")
def receipts(clean: Path) -> Receipts:
    return load(clean)


@pytest.mark.slow
def test_a_clean_country_is_taken_in_whole(receipts: Receipts) -> None:
    assert sum(receipt["rows_in"] for receipt in receipts) > 10 * PEOPLE
    for receipt in receipts:
        told = {name: receipt[name] for name in ("rejected", "superseded", "unknown_codes", "flags")}
        assert told == {"rejected": 0, "superseded": 0, "unknown_codes": {}, "flags": {}}, receipt["source"]


# One of each institution; tests/synthetic/truth/test_country.py compares all.
COMPARED = (
    "births", "border_entries_foreigners", "calls_answered", "consular_registered", "foreign_residents_stock",
    "foreign_students_enrolled", "idp_stock", "labour_quota_use", "population_total", "refugees_unhcr_stock",
    "remittances_gdp", "training_participants", "visas_issued", "work_permits_issued",
)  # fmt: skip


@pytest.mark.slow
def test_what_is_loaded_without_defects_gives_true_figures(clean: Path, receipts: Receipts) -> None:
    workspace = open_workspace(clean)
    known = notes.read(workspace)
    request = Request(workspace.profile_period, "year", ("sex",), "")
    figures = values_of(assemble(Records(workspace, None), request, COMPARED, known.rules, known.breaks))
    true = true_values(pq.read_table(clean / "truth" / "truth.parquet"))
    both = {cell for cell in true if cell in figures}
    assert {cell.indicator for cell in both} == set(COMPARED)
    wrong = {cell: (true[cell], figures[cell]) for cell in both if figures[cell] != pytest.approx(true[cell])}
    assert wrong == {}


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(clean: Path, tmp_path: Path) -> None:
    synthesize(tmp_path / "w")
    again = contents(tmp_path / "w")
    assert again == {name: digest for name, digest in contents(clean).items() if name in again}
    assert {name for name in again if name.startswith(("deliveries/", "truth/"))}


@pytest.mark.slow
def test_with_all_defects_each_leaves_its_trace_in_the_receipts(tmp_path: Path) -> None:
    synthesize(tmp_path / "w", "--defects", "all", "--until", "2015-12-31")
    planted = json.loads((tmp_path / "w" / "truth" / "defects.json").read_text(encoding="utf-8"))["planted"]
    rows = {(one["cause"], one["source"]): one["rows"] for one in planted}
    crossings = [one for one in load(tmp_path / "w") if one["source"] == "sbs_border_crossing"]
    unknown = sum(sum(one["unknown_codes"].get("purpose", {}).values()) for one in crossings)
    late = sum(one["rows_in"] for one in crossings if "-late." in one["file"])
    assert sum(one["rejected"] for one in crossings) == 0
    assert sum(one["superseded"] for one in crossings) == rows["corrected", "sbs_border_crossing"] > 0
    assert late == rows["late", "sbs_border_crossing"] > 0
    assert unknown == rows["wrong_codes", "sbs_border_crossing"] > 0


@pytest.mark.slow
def test_the_workspace_says_that_all_is_invented(clean: Path) -> None:
    workspace = open_workspace(clean)
    assert (workspace.country, str(workspace.profile_period)) == ("BVT", "2013-01..2021-10")
    assert "everything here is invented" in (clean / "README.md").read_text(encoding="utf-8")
    assert not list((clean / "deliveries").rglob("*truth*"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--mix", "unheard"), "no mix"),
        (("--defects", "unheard"), "no defect"),
        (("--until", "2022-06-30"), "until 2022-06-30"),
        (("--until", "tomorrow"), "not a date"),
    ],
)
def test_a_wish_that_cannot_be_met_leaves_nothing_behind(tmp_path: Path, more: tuple[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        synthesize(tmp_path / "w", *more, people=10)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="not an empty folder"):
        synthesize(tmp_path, people=10)


def test_another_key_beside_the_workspace_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "w-keys").mkdir()
    (tmp_path / "w-keys" / "pseudonym.key").write_text("00" * 32, encoding="ascii")
    with pytest.raises(KeyProblem, match="exists already"):
        synthesize(tmp_path / "w", people=10)
    assert not (tmp_path / "w").exists()


@pytest.mark.slow
def test_a_country_of_one_person_can_be_loaded(tmp_path: Path) -> None:
    synthesize(tmp_path / "w", people=1)
    assert sum(receipt["rejected"] for receipt in load(tmp_path / "w")) == 0
