"""The commands as a person at a terminal meets them: what is refused, and in which words."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from durna.workspace import Workspace
from tests.editions.land import deliver, entries, freeze, new_land
from tests.faults.command import Command


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    land = new_land(tmp_path)
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    return land


@pytest.fixture
def wrong(tmp_path: Path) -> Workspace:
    """More persons than entries: a severe finding."""
    land = new_land(tmp_path / "wrong")
    persons = ("border_persons_entered", 2019, "", 300, "persons", "ssc", "2020-01", "final")
    deliver(land, "first", [entries(2019, 200, "2020-01"), persons])
    return land


def test_from_freeze_to_verify(land: Workspace, durna: Command) -> None:
    for words in (
        ("freeze", "2020"), ("check", "2020"), ("publish", "2020", "--formats", "xlsx"), ("sign", "2020"),
        ("verify", "2020"), ("verify", "2020", "--rebuild"), ("compare", "2020", "2020"),
    ):  # fmt: skip
        shown = durna("edition", *words, "--workspace", land.root)
        assert (shown.status, shown.error) == (0, ""), words
        assert "2020" in shown.out, words


def test_sign_publishes_everything_where_nothing_was(land: Workspace, durna: Command) -> None:
    durna("edition", "freeze", "2020", "--workspace", land.root)
    assert durna("edition", "sign", "2020", "--workspace", land.root).status == 0
    documents = land.root / "editions" / "2020" / "documents"
    assert (documents / "site" / "en" / "index.html").is_file()
    assert (documents / "profile-en.xlsx").is_file()


def test_a_severe_finding_stands_in_the_way(wrong: Workspace, durna: Command) -> None:
    freeze(wrong, "2020")
    checked = durna("edition", "check", "2020", "--workspace", wrong.root)
    assert checked.status == 1
    assert "severe   border_persons_entered" in checked.out
    signed = durna("edition", "sign", "2020", "--workspace", wrong.root)
    assert signed.is_a_users_error
    assert "without an explanation" in signed.error
    assert not (wrong.root / "editions" / "2020" / "signature.json").exists()


def explained(land: Workspace, durna: Command, reason: str) -> None:
    checked = json.loads(durna("edition", "check", "2020", "--workspace", land.root, "--json").out)
    (severe,) = (each for each in checked["findings"] if each["severity"] == "severe")
    entry = {"finding": severe["finding"], "by": "The office", "when": date(2026, 1, 5), "reason": {"en": reason}}
    (land.root / "explanations.yaml").write_text(yaml.safe_dump([entry]), encoding="utf-8")


def test_an_explanation_takes_it_out_of_the_way(wrong: Workspace, durna: Command) -> None:
    freeze(wrong, "2020")
    explained(wrong, durna, "Persons are counted at every gate.")
    assert durna("edition", "check", "2020", "--workspace", wrong.root).status == 0
    durna("edition", "publish", "2020", "--formats", "xlsx", "--workspace", wrong.root)
    assert durna("edition", "sign", "2020", "--workspace", wrong.root).status == 0
    # What was answered is signed with it; what is answered later is of no account.
    (wrong.root / "explanations.yaml").unlink()
    assert durna("edition", "check", "2020", "--workspace", wrong.root).status == 0
    assert durna("edition", "verify", "2020", "--rebuild", "--workspace", wrong.root).status == 0


def test_an_explanation_given_after_the_documents_were_published_has_to_be_published(
    wrong: Workspace, durna: Command
) -> None:
    freeze(wrong, "2020")
    durna("edition", "publish", "2020", "--formats", "xlsx", "--workspace", wrong.root)
    explained(wrong, durna, "Persons are counted at every gate.")
    refused = durna("edition", "sign", "2020", "--workspace", wrong.root)
    assert refused.is_a_users_error
    assert "after edition '2020' was published" in refused.error


def test_an_unsigned_edition_can_be_discarded_and_its_name_used_again(land: Workspace, durna: Command) -> None:
    freeze(land, "2020")
    assert durna("edition", "freeze", "2020", "--workspace", land.root).is_a_users_error
    assert durna("edition", "discard", "2020", "--workspace", land.root).status == 0
    assert durna("edition", "freeze", "2020", "--workspace", land.root).status == 0


def no_such_format(land: Workspace, durna: Command) -> tuple[str, ...]:
    return ("edition", "publish", "2020", "--formats", "tiff")


def no_such_language(land: Workspace, durna: Command) -> tuple[str, ...]:
    return ("edition", "publish", "2020", "--languages", "xx")


def no_such_edition(land: Workspace, durna: Command) -> tuple[str, ...]:
    return ("edition", "publish", "2021")


def not_signed(land: Workspace, durna: Command) -> tuple[str, ...]:
    return ("edition", "verify", "2020")


def too_early(land: Workspace, durna: Command) -> tuple[str, ...]:
    return ("edition", "freeze", "2021", "--as-of", "2001-01-01")


def no_key(land: Workspace, durna: Command) -> tuple[str, ...]:
    assert land.signing_key_file is not None
    land.signing_key_file.unlink()
    return ("edition", "sign", "2020")


def key_inside(land: Workspace, durna: Command) -> tuple[str, ...]:
    return ("keys", "signing", str(land.root / "keys"))


def key_exists(land: Workspace, durna: Command) -> tuple[str, ...]:
    return ("keys", "signing", str(land.root.parent / "keys"))


def inputs_changed(land: Workspace, durna: Command) -> tuple[str, ...]:
    (land.root / "editions" / "2020" / "inputs" / "durna.toml").write_text("[workspace]\n", encoding="utf-8")
    return ("edition", "publish", "2020")


def figures_changed(land: Workspace, durna: Command) -> tuple[str, ...]:
    file = land.root / "editions" / "2020" / "data" / "figures.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("200.0", "210.0"), encoding="utf-8")
    return ("edition", "publish", "2020")


def freeze_cut(land: Workspace, durna: Command) -> tuple[str, ...]:
    file = land.root / "editions" / "2020" / "freeze.json"
    file.write_bytes(file.read_bytes()[:100])
    return ("edition", "check", "2020")


def later_format(land: Workspace, durna: Command) -> tuple[str, ...]:
    file = land.root / "editions" / "2020" / "freeze.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"format": 1', '"format": 2'), encoding="utf-8")
    return ("edition", "check", "2020")


def source_gone(land: Workspace, durna: Command) -> tuple[str, ...]:
    for file in land.store.rglob("records.parquet"):
        file.unlink()
    return ("edition", "publish", "2020")


MISTAKES = {
    no_such_format: "as 'tiff'", no_such_language: "texts in 'xx'",
    no_such_edition: "no edition '2021'", not_signed: "is not signed", too_early: "No delivery was known then",
    no_key: "signing.key cannot be read", key_inside: "inside the workspace", key_exists: "exists already",
    inputs_changed: "durna.toml of edition '2020' is not what was frozen",
    figures_changed: "come out otherwise", freeze_cut: "freeze.json of edition '2020' is missing or cannot be read",
    later_format: "cannot be read", source_gone: "lacks the records of delivery",
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_mistake_is_said_in_three_parts(
    mistake: Callable[[Workspace, Command], tuple[str, ...]], land: Workspace, durna: Command
) -> None:
    freeze(land, "2020")
    shown = durna(*mistake(land, durna), "--workspace", land.root)
    assert shown.is_a_users_error, shown
    assert MISTAKES[mistake] in shown.error
