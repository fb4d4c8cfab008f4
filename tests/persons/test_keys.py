import stat
from pathlib import Path

import pytest

from durna.errors import KeyProblem
from durna.persons import keys
from durna.workspace import Workspace, open_workspace

KEY = "5f" * 32


def workspace(folder: Path, settings: str = "") -> Workspace:
    root = folder / "land"
    root.mkdir(exist_ok=True)
    (root / "durna.toml").write_text(f'[workspace]\ncountry = "AZE"\n{settings}', encoding="utf-8")
    return open_workspace(root)


def with_key_file(folder: Path, content: str) -> Workspace:
    (folder / "pseudonym.key").write_text(content, encoding="utf-8")
    return workspace(folder, '[keys]\npseudonym_key_file = "../pseudonym.key"\n')


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DURNA_PSEUDONYM_KEY", raising=False)


def test_the_key_comes_from_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)

    assert keys.pseudonym_key(workspace(tmp_path)) == bytes.fromhex(KEY)


@pytest.mark.parametrize("content", [KEY, KEY + "\n", f"  {KEY.upper()}\r\n"])
def test_the_key_comes_from_the_file_named_in_the_settings(tmp_path: Path, content: str) -> None:
    assert keys.pseudonym_key(with_key_file(tmp_path, content)) == bytes.fromhex(KEY)


def test_the_variable_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", "a0" * 32)

    assert keys.pseudonym_key(with_key_file(tmp_path, KEY)) == bytes.fromhex("a0" * 32)


def test_no_key_is_answered_with_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="no pseudonym key") as refused:
        keys.pseudonym_key(workspace(tmp_path))
    assert "durna keys make" in refused.value.do


WRONG = ["", "5f", KEY[:-2], "xyz", KEY + "g", "şifrə"]


@pytest.mark.parametrize("given", WRONG)
def test_a_wrong_or_short_key_in_the_variable_is_refused_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", given)

    with pytest.raises(KeyProblem, match="DURNA_PSEUDONYM_KEY") as refused:
        keys.pseudonym_key(workspace(tmp_path))
    assert len(given) < 10 or given not in str(refused.value)


@pytest.mark.parametrize("content", WRONG)
def test_a_wrong_or_short_key_in_the_file_is_refused_and_not_shown(tmp_path: Path, content: str) -> None:
    with pytest.raises(KeyProblem, match=r"pseudonym\.key") as refused:
        keys.pseudonym_key(with_key_file(tmp_path, content))
    assert len(content) < 10 or content not in str(refused.value)


def test_a_missing_key_file_is_answered_with_its_name(tmp_path: Path) -> None:
    absent = workspace(tmp_path, '[keys]\npseudonym_key_file = "../pseudonym.key"\n')

    with pytest.raises(KeyProblem, match=r"pseudonym\.key cannot be read"):
        keys.pseudonym_key(absent)


def test_a_key_file_is_for_its_owner_only_and_holds_a_key(tmp_path: Path) -> None:
    file = keys.make_key_file(tmp_path / "keys" / "pseudonym.key")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert len(bytes.fromhex(file.read_text(encoding="ascii"))) == 32


def test_two_keys_differ(tmp_path: Path) -> None:
    one, other = (keys.make_key_file(tmp_path / name).read_text(encoding="ascii") for name in ("one.key", "other.key"))

    assert one != other


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    file = keys.make_key_file(tmp_path / "pseudonym.key")
    before = file.read_bytes()

    with pytest.raises(KeyProblem, match="exists already"):
        keys.make_key_file(file)
    assert file.read_bytes() == before


def test_the_fingerprint_tells_keys_apart_and_tells_nothing_else() -> None:
    one, other = bytes(32), bytes([*bytes(31), 1])

    assert keys.fingerprint(one) != keys.fingerprint(other)
    assert keys.fingerprint(one) == keys.fingerprint(bytes(32))
    assert one.hex()[:16] not in keys.fingerprint(one)
