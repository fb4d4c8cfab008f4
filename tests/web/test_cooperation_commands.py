"""`durna iati import` and `export`: a partner's file into the site of a workspace, and out of it again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from durna.iati.validate import validate
from durna.iati.xml import parse
from tests.iati.files import activity, file
from tests.iati.test_exchange import MORE, the_same
from tests.web.processes import durna

pytestmark = pytest.mark.slow


def test_a_file_comes_in_once_and_goes_out_as_it_came(land: Path, tmp_path: Path) -> None:
    given, out = tmp_path / "partner.xml", tmp_path / "out.xml"
    given.write_bytes(file(activity(after=MORE)))
    site = tmp_path / "site"
    told = durna(site, "iati", "import", str(given), "--workspace", str(land), "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["new"] == ["XX-1-A"]
    again = durna(site, "iati", "import", str(given), "--workspace", str(land), "--json")
    assert (json.loads(again.stdout)["new"], json.loads(again.stdout)["known"]) == ([], ["XX-1-A"])
    written = durna(site, "iati", "export", "--workspace", str(land), "--out", str(out))
    assert written.returncode == 0, written.stderr
    assert "valid" in written.stdout
    assert validate(out.read_bytes(), date(2026, 11, 26)).is_valid
    assert the_same(parse(given.read_bytes())[0], parse(out.read_bytes())[0])


def test_a_file_that_is_not_there_and_one_that_is_no_xml_are_users_errors(land: Path, tmp_path: Path) -> None:
    missing = durna(tmp_path / "site", "iati", "validate", str(tmp_path / "none.xml"))
    assert (missing.returncode, "What to do" in missing.stderr) == (1, True)
    broken = tmp_path / "broken.xml"
    broken.write_text("<iati-activities", encoding="utf-8")
    refused = durna(tmp_path / "site", "iati", "import", str(broken), "--workspace", str(land))
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
