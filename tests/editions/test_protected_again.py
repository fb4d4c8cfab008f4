"""A second protected edition: what has not changed is said again, and nothing is told by the difference."""

import json
from datetime import date
from pathlib import Path

import pytest

from durna.editions import cells, keys, signed
from durna.editions.folder import Edition
from durna.errors import UserError
from durna.periods import year
from durna.publish.editions.freezing import freeze_edition
from durna.publish.editions.publishing import publish, regathered
from durna.publish.editions.rebuilding import rebuild
from durna.publish.editions.signing import sign
from durna.workspace import Workspace, open_workspace
from tests.editions.land import secret, writable
from tests.intake.deliveries import REGISTRATION_COLUMNS, REGISTRATIONS, begin, take_in, written

SETTINGS = """\
languages = ["en"]
[profile]
period = "2020"
[keys]
signing_key_file = "../keys/signing.key"
"""
KEY = "5f" * 32
CITIZENSHIPS = ("GEO", "TUR", "RUS", "IRN", "KAZ")


def deliver(land: Workspace, name: str, count: int) -> None:
    """So many registrations of different persons."""
    rows = [
        (number, "2020-01-05", CITIZENSHIPS[number % 7 % 5], "F" if number % 5 == 0 else "M", 20 + number, f"P{number}",
         "somebody")
        for number in range(1, count + 1)
    ]  # fmt: skip
    file = written(land.root.parent / f"{name}.csv", REGISTRATION_COLUMNS, rows)
    take_in(land, "sms_stay_registration", file, cut_off=date(2020, 12, 31), covers=year(2020))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country with one signed edition on 17 registrations; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("protected")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DURNA_PSEUDONYM_KEY", KEY)
        land = begin(folder, SETTINGS, sms_stay_registration=REGISTRATIONS)
        keys.make(land, folder / "keys")
        deliver(land, "a", 17)
        made(land, "one")
    return folder


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)


def made(land: Workspace, name: str) -> Edition:
    edition = freeze_edition(open_workspace(land.root), name)
    publish(land, edition, (), ("html",))
    sign(land, edition, secret(land), "The office")
    return edition


def counted(edition: Edition) -> dict[str, tuple[float, float]]:
    """What was counted and what was published of each cell."""
    told = cells.read(edition)
    return {
        str(name): (value, published)
        for name, value, published in zip(told.tables.ids, told.tables.values, told.outcome.values, strict=True)
    }


def with_policy(land: Workspace, text: str) -> None:
    settings = land.root / "durna.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"[confidentiality]\n{text}\n", encoding="utf-8")


@pytest.mark.slow
def test_one_person_more_changes_only_what_counts_that_person(land: Workspace) -> None:
    deliver(land, "b", 18)
    first, second = counted(Edition(land.root / "editions" / "one")), counted(made(land, "two"))

    changed = {name for name in second if first.get(name, (0,))[0] != second[name][0]}
    unchanged = {name for name in second if name not in changed and 0 < second[name][0] < 5}
    assert changed
    assert unchanged
    assert all(first[name][1] == second[name][1] for name in unchanged)
    assert [one.edition for one in cells.earlier(signed.editions(land))] == ["two", "one"]
    # What follows from earlier editions follows again.
    assert rebuild(land, Edition(land.root / "editions" / "two")).figures > 0


def test_what_readers_get_of_cells_is_what_was_published(land: Workspace) -> None:
    edition = Edition(land.root / "editions" / "one")
    first, *told = map(json.loads, (edition.data / cells.FILE).read_text(encoding="utf-8").splitlines())

    assert first["policy"]["method"] == "additive-rounding"
    assert told
    assert all(set(one) == {"cell", "value"} and one["value"] % 5 == 0 for one in told)


def test_another_method_after_a_signed_edition_is_refused_with_its_name(land: Workspace) -> None:
    with_policy(land, 'method = "cell-key"')
    with pytest.raises(UserError, match="one: stay_registrations") as refusal:
        freeze_edition(open_workspace(land.root), "two")
    assert "cannot be taken back" in refusal.value.do


def test_an_edition_without_the_cells_of_an_earlier_one_is_not_made(land: Workspace) -> None:
    edition = Edition(land.root / "editions" / "one")
    writable(edition)
    (edition.internal / cells.FILE).unlink()
    with pytest.raises(UserError, match=cells.FILE):
        freeze_edition(open_workspace(land.root), "two")


def test_cells_that_were_changed_before_signing_are_noticed(land: Workspace) -> None:
    deliver(land, "b", 18)
    edition = freeze_edition(open_workspace(land.root), "two")
    file = edition.internal / cells.FILE
    file.write_text(file.read_text(encoding="utf-8").replace('"counted":18.0', '"counted":17.0'), encoding="utf-8")
    with pytest.raises(UserError, match=cells.FILE), regathered(land, edition):
        pass


def test_an_edition_that_was_never_protected_tells_the_next_one_nothing(tmp_path: Path) -> None:
    land = begin(tmp_path, SETTINGS + '[confidentiality]\nmethod = "none"\n', sms_stay_registration=REGISTRATIONS)
    keys.make(land, tmp_path / "keys")
    deliver(land, "a", 17)
    edition = made(land, "inside")
    assert not (edition.internal / cells.FILE).exists()
    assert "internal, unprotected" in (edition.documents / "site" / "index.html").read_text(encoding="utf-8")
    settings = land.root / "durna.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"none"', '"additive-rounding"'), encoding="utf-8")
    assert cells.read(freeze_edition(open_workspace(land.root), "two")).policy.method == "additive-rounding"
