"""`durna new`: a workspace that explains itself, made whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from durna.cli.main import durna
from durna.errors import KeyProblem, UserError
from durna.indicators import breaks, preference, references
from durna.persons import keys
from durna.sources import mapping as mappings
from durna.workspace import open_workspace


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(durna, ["new", *map(str, arguments)], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def test_a_new_workspace_opens_with_its_country_languages_and_time_zone(tmp_path: Path) -> None:
    run(tmp_path / "aze", "--country", "AZE", "--languages", "az,en")
    workspace = open_workspace(tmp_path / "aze")
    assert (workspace.country, workspace.languages, workspace.timezone) == ("AZE", ("az", "en"), "Asia/Baku")
    assert workspace.profile_title["az"] == "Miqrasiya Profili: Azərbaycan"


@pytest.mark.parametrize("said", ["AZE", "aze", "AZ", "Azerbaijan", "Azərbaycan", "Азербайджан"])
def test_a_country_may_be_named_in_many_ways(tmp_path: Path, said: str) -> None:
    run(tmp_path / "w", "--country", said)
    assert open_workspace(tmp_path / "w").country == "AZE"


def test_an_unknown_country_is_answered_with_near_names(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        run(tmp_path / "w", "--country", "Azerbajan")
    assert "Azerbaijan (AZE)" in error.value.expected
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("said", ["XXX", "M49-150", "792", ""])
def test_codes_that_are_no_country_are_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(UserError):
        run(tmp_path / "w", "--country", said)


def test_a_country_of_several_time_zones_gets_none_guessed(tmp_path: Path) -> None:
    run(tmp_path / "w", "--country", "KAZ")
    assert open_workspace(tmp_path / "w").timezone == "UTC"
    assert "more than one zone" in (tmp_path / "w" / "durna.toml").read_text(encoding="utf-8")


def test_without_languages_the_country_s_own_and_english_are_taken(tmp_path: Path) -> None:
    run(tmp_path / "aze", "--country", "AZE")
    run(tmp_path / "nzl", "--country", "NZL")
    assert open_workspace(tmp_path / "aze").languages == ("az", "en")
    assert open_workspace(tmp_path / "nzl").languages == ("en",)
    assert (tmp_path / "aze" / "README.az.md").exists()
    assert not (tmp_path / "nzl" / "README.az.md").exists()


def test_a_language_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="'xx'"):
        run(tmp_path / "w", "--country", "AZE", "--languages", "az,xx")


def test_what_the_workspace_declares_is_readable_and_empty(tmp_path: Path) -> None:
    root = tmp_path / "w"
    run(root, "--country", "AZE")
    assert breaks.load(root / "breaks.yaml") == ()
    assert preference.load(root / "preference.yaml") == preference.Rules()
    assert references.load(root / "references.yaml") == {}
    assert list((root / "mappings").glob("*.yaml")) == []


def test_the_example_mapping_would_load(tmp_path: Path) -> None:
    run(tmp_path / "w", "--country", "AZE")
    example = tmp_path / "w" / "mappings" / "work_permits.yaml.example"
    (example.parent / "work_permits_countries.csv").write_text("code,value\nTR,TUR\n", encoding="utf-8")
    mapping = mappings.load(example.rename(example.with_name("work_permits.yaml")))
    assert mapping.fields["document_number"].template == "{Series}{Passport}"


def test_no_placeholder_is_left_unfilled(tmp_path: Path) -> None:
    run(tmp_path / "w", "--country", "AZE")
    texts = [file.read_text(encoding="utf-8") for file in (tmp_path / "w").rglob("*") if file.is_file()]
    assert [text for text in texts if "$" in text] == []


def test_records_and_pages_stay_out_of_version_control(tmp_path: Path) -> None:
    run(tmp_path / "w", "--country", "AZE")
    ignored = (tmp_path / "w" / ".gitignore").read_text(encoding="utf-8").split()
    assert {"/store/", "/quarantine/", "/site/", "/editions/"} <= set(ignored)


def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="not an empty folder"):
        run(tmp_path / "w", "--country", "AZE", "--make-keys", tmp_path / "keys")
    assert [path.name for path in (tmp_path / "w").iterdir()] == ["letter.txt"]
    assert not (tmp_path / "keys").exists()


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    run(tmp_path / "w", "--country", "AZE")
    assert open_workspace(tmp_path / "w").country == "AZE"


def test_the_key_lies_outside_and_is_named_in_the_settings(tmp_path: Path) -> None:
    run(tmp_path / "w", "--country", "AZE", "--make-keys", tmp_path / "keys")
    workspace = open_workspace(tmp_path / "w")
    assert workspace.pseudonym_key_file == tmp_path / "keys" / "pseudonym.key"
    assert len(keys.pseudonym_key(workspace)) == keys.KEY_BYTES
    assert (tmp_path / "keys" / "pseudonym.key").stat().st_mode & 0o077 == 0


def test_a_key_inside_the_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="inside the workspace"):
        run(tmp_path / "w", "--country", "AZE", "--make-keys", tmp_path / "w" / "keys")
    assert not (tmp_path / "w").exists()


def test_an_existing_key_is_kept_and_no_workspace_is_made(tmp_path: Path) -> None:
    keys.make_key_file(tmp_path / "keys" / "pseudonym.key")
    before = (tmp_path / "keys" / "pseudonym.key").read_text(encoding="ascii")
    with pytest.raises(KeyProblem):
        run(tmp_path / "w", "--country", "AZE", "--make-keys", tmp_path / "keys")
    assert (tmp_path / "keys" / "pseudonym.key").read_text(encoding="ascii") == before
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_nothing_half_made_is_left_behind_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full_disk)
    with pytest.raises(UserError, match="No space left"):
        run(tmp_path / "w", "--country", "AZE", "--make-keys", tmp_path / "keys")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_a_key_it_says_what_is_needed(tmp_path: Path) -> None:
    assert "durna keys make" in run(tmp_path / "w", "--country", "AZE").output
