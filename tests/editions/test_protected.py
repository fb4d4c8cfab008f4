"""An edition publishes protected figures; what was counted stays inside, and is what checks look at."""

import json
from datetime import date
from pathlib import Path

import pytest

from durna.editions import kept
from durna.editions.folder import Edition
from durna.errors import UserError
from durna.periods import year
from durna.publish.editions.freezing import freeze_edition
from durna.publish.editions.publishing import regathered
from durna.workspace import Workspace, open_workspace
from tests.intake.deliveries import REGISTRATION_COLUMNS, REGISTRATIONS, begin, take_in, written

TOTAL = "stay_registrations:2020:AZE@authority"
SETTINGS = 'languages = ["en"]\n[profile]\nperiod = "2020"\n'


def registrations(count: int) -> list[tuple[object, ...]]:
    """So many, all of different persons, of whom three are women."""
    return [
        (number, "2020-01-05", "GEO", "F" if number <= 3 else "M", 30, f"P{number}", "somebody")
        for number in range(1, count + 1)
    ]


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", "5f" * 32)
    land = begin(tmp_path, SETTINGS, sms_stay_registration=REGISTRATIONS)
    file = written(tmp_path / "a.csv", REGISTRATION_COLUMNS, registrations(17))
    take_in(land, "sms_stay_registration", file, cut_off=date(2020, 12, 31), covers=year(2020))
    return land


def values(edition: Edition, part: str) -> dict[str, float | None]:
    figures = kept.read(edition.folder / part / kept.FILE)
    return {
        str(each.dimension("sex") or "all"): each.value
        for each in figures
        if each.indicator == "stay_registrations" and {name for name, _ in each.dimensions} <= {"sex"}
    }


def test_what_is_published_is_rounded_and_what_was_counted_is_kept_inside(land: Workspace) -> None:
    edition = freeze_edition(land, "one")
    assert values(edition, "internal") == {"all": 17, "female": 3, "male": 14}
    public = values(edition, "data")
    assert all(value is not None and value % 5 == 0 for value in public.values())
    # Each count moves by less than the base, and the parts make the whole.
    assert all(abs((public[name] or 0) - (value or 0)) < 5 for name, value in values(edition, "internal").items())
    assert public["all"] == (public["female"] or 0) + (public["male"] or 0)


def test_passports_of_protected_figures_say_nothing_of_rows(land: Workspace) -> None:
    edition = freeze_edition(land, "one")
    with regathered(land, edition) as found:
        (evidence,) = found.public.passports[TOTAL]["evidence"]
        assert found.unprotected.passports[TOTAL]["evidence"][0]["rows_counted"] == 17
        assert not {"rows_counted", "rows_in", "accepted", "rejected"} & set(evidence)
        assert found.public.passports[TOTAL]["protection"] == "additive rounding to 5"
        assert (found.unprotected.watermark, found.public.watermark) == (True, False)
    for line in (edition.data / kept.FILE).read_text(encoding="utf-8").splitlines():
        assert "evidence" not in json.loads(line)


def test_without_protection_the_mark_stays(land: Workspace) -> None:
    settings = land.root / "durna.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '[confidentiality]\nmethod = "none"\n', encoding="utf-8")
    edition = freeze_edition(open_workspace(land.root), "one")
    assert values(edition, "data") == values(edition, "internal")
    with regathered(land, edition) as found:
        assert found.public.watermark


def test_an_impossible_policy_freezes_nothing(land: Workspace) -> None:
    settings = land.root / "durna.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "[confidentiality]\nbase = 4\n", encoding="utf-8")
    with pytest.raises(UserError, match="base 4"):
        freeze_edition(land, "one")
    assert not (land.root / "editions" / "one").exists()
