"""Every file of a protected publication is read: it holds nothing that the published figures do not say.

Two countries with different records and the same published figures are made; whatever else depended on what was counted
would differ between their files.
"""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from durna.errors import UserError
from durna.indicators.figures import Evidence, Figures
from durna.periods import year
from durna.publish import said as spoken
from durna.publish.beside import Documents
from durna.publish.editions.documents import FORMATS, write_one
from durna.publish.editions.guarding import refuse_telling
from durna.publish.editions.protecting import Gathered, gathered
from durna.publish.profile.assemble import document_of
from durna.workspace import Workspace, open_workspace
from tests.intake.deliveries import REGISTRATION_COLUMNS, REGISTRATIONS, begin, take_in, written

SETTINGS = 'languages = ["en"]\n[profile]\nperiod = "2020"\n'
TOTAL = "stay_registrations:2020:AZE@authority"
Row = tuple[object, ...]
SIXTEEN: list[Row] = [
    (number, "2020-01-05", ("GEO", "TUR")[number % 3 % 2], "FM"[number % 2], 30, f"P{number}", "x")
    for number in range(16)
]


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", "5f" * 32)


def land(folder: Path, rows: list[Row]) -> Workspace:
    folder.mkdir()
    made = begin(folder, SETTINGS, sms_stay_registration=REGISTRATIONS)
    file = written(folder / "a.csv", REGISTRATION_COLUMNS, rows)
    take_in(made, "sms_stay_registration", file, cut_off=date(2020, 12, 31), covers=year(2020))
    return open_workspace(made.root)


def shown(found: Gathered) -> dict[str, tuple[object, ...]]:
    return {one.figure_id: (one.value, one.lower, one.upper, one.status) for one in found.public.figures}


def one_more(folder: Path, first: Gathered) -> Gathered:
    """With a seventeenth registration, of a person who leaves every published figure as it was."""
    for number in range(100, 160):
        person: Row = (number, "2020-01-05", "GEO", "FM"[number % 2], 30, f"P{number}", "x")
        found = gathered(land(folder / str(number), [*SIXTEEN, person]))
        if shown(found) == shown(first):
            return found
    raise AssertionError("every person would change a published figure")


def said(folder: Path) -> dict[str, str]:
    """All texts in all files, by their place; of what is packed each member."""
    found: dict[str, str] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                members = {f"{name}:{one}": packed.read(one).decode("utf-8", "replace") for one in packed.namelist()}
            found |= members
        elif file.suffix == ".parquet":
            found[name] = json.dumps(pq.read_table(file).to_pylist(), default=str)
        elif file.suffix == ".pdf":
            found[name] = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
        else:
            found[name] = file.read_bytes().decode("utf-8", "replace")
    return found


def written_out(found: Gathered, folder: Path, name: str) -> dict[str, str]:
    """What says which delivery it was is left out: file, hash and moment are told, and differ."""
    folder.mkdir()
    write_one(name, found.public, Documents(found.public, ("en",)), folder)
    [receipt] = found.public.receipts
    texts = said(folder)
    for told in (
        receipt.delivery_id,
        receipt.sha256,
        receipt.recorded_at,
        receipt.recorded_at[:16],
        receipt.sha256[:12],
    ):
        texts = {place.replace(told, "..."): text.replace(told, "...") for place, text in texts.items()}
    return texts


@pytest.mark.slow
def test_what_was_counted_makes_no_difference_to_any_file(tmp_path: Path) -> None:
    first = gathered(land(tmp_path / "a", SIXTEEN))
    second = one_more(tmp_path, first)
    counted = [one.unprotected.figures.by_id()[TOTAL].value for one in (first, second)]
    assert counted == [16, 17]

    for name in FORMATS:
        one, other = (
            written_out(found, tmp_path / f"{place}-{name}", name)
            for place, found in (("first", first), ("second", second))
        )
        assert one.keys() == other.keys()
        assert [place for place in one if one[place] != other[place]] == []


def test_a_figure_that_says_more_than_its_value_goes_to_no_writer(tmp_path: Path) -> None:
    found = gathered(land(tmp_path / "a", SIXTEEN))
    figure = found.public.figures.by_id()[TOTAL]
    passport = found.public.passports[TOTAL]
    refuse_telling(found.public, {TOTAL})
    for told in (replace(figure, numerator=16.0), replace(figure, evidence=(Evidence("a", "d", 16),))):
        with pytest.raises(UserError, match="would tell"):
            refuse_telling(replace(found.public, figures=Figures([told])), {TOTAL})
    talkative = {**passport, "evidence": [{**passport["evidence"][0], "rows_counted": 16}]}
    with pytest.raises(UserError, match="rows_counted"):
        refuse_telling(replace(found.public, passports={TOTAL: talkative}), {TOTAL})


def test_the_quality_page_counts_the_findings_that_stay_inside(tmp_path: Path) -> None:
    found = gathered(land(tmp_path / "a", SIXTEEN))
    english = found.public.language("en")

    def words(inside: dict[str, int]) -> str:
        document = document_of(replace(found.public, findings_inside=inside), english, ("en",))
        return " ".join(map(str, spoken.of(document)))

    assert "kept inside" not in words({})
    assert "3 more kept inside, on protected figures" in words({"warning": 3})
