"""What was signed cannot vanish unseen: the register of the workspace names it, and a copy elsewhere names the last."""

import json
import shutil
from pathlib import Path

import pytest

from durna.editions import canonical, register
from durna.editions.folder import Edition, named
from durna.errors import UserError
from durna.publish.editions.correcting import correct
from durna.publish.editions.freezing import freeze_edition
from durna.workspace import Workspace
from tests.editions.land import deliver, entries, new_land, secret, signed, writable
from tests.faults.command import Command


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country with two signed editions, and a notice on the first; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("registered")
    land = new_land(folder)
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    one = signed(land, "one")
    correct(land, one, "It is wrong.", (), secret(land), "The office")
    signed(land, "two")
    return folder


def take_away(edition: Edition) -> None:
    writable(edition)
    shutil.rmtree(edition.folder)


def forget_the_last_entry(land: Workspace) -> None:
    file = register.file(land)
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))


def take_the_last_notice_away(land: Workspace) -> None:
    for file in sorted(named(land, "one").notices.iterdir())[-1:]:
        file.unlink()


def test_an_edition_that_no_later_one_pins_does_not_vanish_unseen(land: Workspace) -> None:
    take_away(named(land, "two"))
    with pytest.raises(UserError, match=r"Edition 'two', of .*, stands in the register and is gone"):
        freeze_edition(land, "three")


def test_nor_does_the_last_correction_notice(one: Edition, land: Workspace) -> None:
    take_the_last_notice_away(land)
    with pytest.raises(UserError, match=r"Correction notice 1 on edition 'one', of .*, stands in the register"):
        freeze_edition(land, "three")
    with pytest.raises(UserError, match="Correction notice 1 on edition 'one'"):
        correct(land, one, "It is wrong again.", (), secret(land), "The office")


def test_a_later_edition_knows_the_register_that_it_was_frozen_with(land: Workspace) -> None:
    take_the_last_notice_away(land)
    file = register.file(land)
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(UserError, match="lacks entries that it had when edition 'two' was frozen"):
        freeze_edition(land, "three")


def test_what_is_taken_away_together_with_its_entry_is_found_out_by_a_copy_elsewhere(
    land: Workspace, tmp_path: Path, durna: Command
) -> None:
    copy = shutil.copyfile(register.file(land), tmp_path / "published.jsonl")
    asked = ("edition", "verify", "one", "--workspace", land.root, "--register", copy)
    assert "register: nothing of its 3 entries is missing" in durna(*asked).out

    take_away(named(land, "two"))
    forget_the_last_entry(land)

    # Here nobody can know: nothing that is left speaks of it.
    register.refuse_gone(land)
    refused = durna(*asked)
    assert refused.is_a_users_error
    assert "Edition 'two', of " in refused.error


def test_whoever_receives_an_edition_can_tell_that_a_notice_was_kept_back(
    land: Workspace, tmp_path: Path, durna: Command
) -> None:
    received = tmp_path / "received"
    shutil.copytree(named(land, "one").folder, received)
    asked = ("edition", "verify", received, "--key", land.root / "signing.pub")
    assert durna(*asked).status == 0
    refused = durna(*asked, "--register", register.file(land))
    assert refused.is_a_users_error
    assert "Correction notice 1 on edition 'one'" in refused.error


def test_a_register_that_is_older_than_the_edition_vouches_for_nothing(
    land: Workspace, tmp_path: Path, durna: Command
) -> None:
    copy = tmp_path / "older.jsonl"
    copy.write_bytes(register.file(land).read_bytes().splitlines(keepends=True)[0])
    refused = durna("edition", "verify", "two", "--workspace", land.root, "--register", copy)
    assert refused.is_a_users_error
    assert "does not know edition 'two'" in refused.error
    none = durna("edition", "verify", "one", "--workspace", land.root, "--register", tmp_path / "none.jsonl")
    assert none.is_a_users_error


@pytest.mark.parametrize("name", ["sha256", "moment", "previous", "number", "edition"])
def test_no_entry_can_be_changed(name: str, land: Workspace) -> None:
    file = register.file(land)
    first, *others = file.read_bytes().splitlines(keepends=True)
    raw = json.loads(first)
    changed = canonical.line({**raw, name: 2 if name == "number" else f"{raw[name]}0"})
    file.write_bytes(b"".join((changed, *others)))
    with pytest.raises(UserError, match="Entry 1 of the register"):
        freeze_edition(land, "three")


def test_what_was_signed_without_a_register_or_just_before_a_kill_is_entered_with_the_next(land: Workspace) -> None:
    forget_the_last_entry(land)
    signed(land, "three")
    found = register.refuse_gone(land)
    assert {(each.edition, each.notice) for each in found} == {("one", 0), ("one", 1), ("two", 0), ("three", 0)}


def test_the_command_prints_it_with_its_head(land: Workspace, durna: Command) -> None:
    last = register.file(land).read_bytes().splitlines(keepends=True)[-1]
    assert f"Head: {canonical.sha256_of(last)}" in durna("edition", "register", "--workspace", land.root).out


def test_no_edition_takes_its_name(land: Workspace) -> None:
    with pytest.raises(UserError, match="cannot be the name"):
        named(land, "register.jsonl")
