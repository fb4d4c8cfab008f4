import stat
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from durna.errors import KeyProblem, UserError
from durna.persons import vault
from durna.workspace import Workspace, open_workspace

PRIVATE = X25519PrivateKey.generate()
NAME = "sms_work_permit-00ff"
MARKER = "MARKERSURNAME"


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    root = tmp_path / "land"
    root.mkdir()
    (root / "durna.toml").write_text('[workspace]\ncountry = "AZE"\n', encoding="utf-8")
    return open_workspace(root)


def batches(count: int = 3, rows: int = 2) -> Iterator[pa.RecordBatch]:
    for number in range(count):
        names = [f"{MARKER}{number}{row}" for row in range(rows)]
        yield pa.record_batch({"row_no": pa.array(range(rows), pa.int64()), "family_name": names})


def sealed(file: Path, count: int = 3) -> Path:
    vault.seal(batches(count), file, PRIVATE.public_key(), NAME)
    return file


def opened(file: Path, key: X25519PrivateKey = PRIVATE, name: str = NAME) -> list[dict[str, object]]:
    return [row for batch in vault.unseal(file, key, name) for row in batch.to_pylist()]


def test_what_was_sealed_is_opened_with_the_private_key(tmp_path: Path) -> None:
    assert opened(sealed(tmp_path / "v")) == [row for batch in batches() for row in batch.to_pylist()]


def test_sealing_says_how_many_rows_it_sealed(tmp_path: Path) -> None:
    assert vault.seal(batches(), tmp_path / "v", PRIVATE.public_key(), NAME) == 3 * 2


@pytest.mark.parametrize("count", [0, 1])
def test_a_delivery_of_few_or_no_rows_is_sealed_too(tmp_path: Path, count: int) -> None:
    assert len(opened(sealed(tmp_path / "v", count))) == count * 2


def test_nothing_can_be_read_in_a_sealed_file(tmp_path: Path) -> None:
    content = sealed(tmp_path / "v").read_bytes()

    assert MARKER.encode() not in content
    assert MARKER.encode("utf-16-le") not in content
    assert b"family_name" not in content


def test_the_same_rows_sealed_twice_look_different(tmp_path: Path) -> None:
    assert sealed(tmp_path / "one").read_bytes() != sealed(tmp_path / "other").read_bytes()


def test_another_private_key_opens_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="not sealed for this private key"):
        opened(sealed(tmp_path / "v"), X25519PrivateKey.generate())


def test_a_file_under_another_deliverys_name_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        opened(sealed(tmp_path / "v"), name="sms_work_permit-00fe")


def test_a_file_cut_anywhere_is_noticed(tmp_path: Path) -> None:
    """Every length from nothing to one byte too few: also between two frames, where no frame is damaged."""
    whole = sealed(tmp_path / "v").read_bytes()

    for length in range(len(whole)):
        (tmp_path / "cut").write_bytes(whole[:length])
        with pytest.raises(UserError):
            opened(tmp_path / "cut")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_changed_byte_is_noticed_or_changes_nothing(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(sealed(tmp_path / "v").read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    (tmp_path / "changed").write_bytes(bytes(whole))

    try:
        rows = opened(tmp_path / "changed")
    except UserError:
        return
    assert rows == opened(tmp_path / "v")


def frames(content: bytes) -> tuple[bytes, list[bytes]]:
    """The head of a vault file, and its frames: a mark, a length of 8 bytes, the sealed content."""
    place = 8 + 32 + 12 + 48
    head, found = content[:place], []
    while place < len(content):
        size = 9 + int.from_bytes(content[place + 1 : place + 9], "big")
        found.append(content[place : place + size])
        place += size
    return head, found


@pytest.mark.parametrize("order", [[1, 0, 2, 3], [0, 2, 3], [0, 0, 1, 2, 3], [3], [0, 1, 2]])
def test_frames_exchanged_left_out_or_repeated_are_noticed(tmp_path: Path, order: list[int]) -> None:
    head, found = frames(sealed(tmp_path / "v").read_bytes())
    (tmp_path / "changed").write_bytes(head + b"".join(found[number] for number in order))

    with pytest.raises(UserError):
        opened(tmp_path / "changed")


def test_what_is_put_after_the_end_is_noticed(tmp_path: Path) -> None:
    with sealed(tmp_path / "v").open("ab") as out:
        out.write(b"more")

    with pytest.raises(UserError, match="changed"):
        opened(tmp_path / "v")


def test_a_frame_of_another_file_is_noticed(tmp_path: Path) -> None:
    head, found = frames(sealed(tmp_path / "one").read_bytes())
    _, others = frames(sealed(tmp_path / "other").read_bytes())
    (tmp_path / "changed").write_bytes(head + others[0] + b"".join(found[1:]))

    with pytest.raises(UserError):
        opened(tmp_path / "changed")


def test_a_new_vault_gets_a_pair_of_keys_apart_from_each_other_and_from_the_workspace(land: Workspace) -> None:
    public = vault.public_key(land)

    secret = vault.private_key_file(land)
    assert vault.private_key(land).public_key().public_bytes_raw() == public.public_bytes_raw()
    assert not secret.is_relative_to(land.root)
    assert not secret.is_relative_to(land.vault)
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(land.vault.stat().st_mode) == 0o700


def test_the_pair_is_made_once(land: Workspace) -> None:
    assert vault.public_key(land).public_bytes_raw() == vault.public_key(land).public_bytes_raw()


def test_the_private_key_may_be_taken_away(land: Workspace) -> None:
    """It belongs to linkage and into escrow; intake goes on without it."""
    public = vault.public_key(land).public_bytes_raw()
    vault.private_key_file(land).unlink()

    assert vault.public_key(land).public_bytes_raw() == public
    with pytest.raises(KeyProblem):
        vault.private_key(land)


def test_a_lost_public_key_is_made_again_from_the_private_one(land: Workspace) -> None:
    """A kill or a full disk may come between the two files; intake must not be stuck for ever."""
    public = vault.public_key(land).public_bytes_raw()
    (land.vault / "vault.pub").unlink()

    assert vault.public_key(land).public_bytes_raw() == public


@pytest.mark.parametrize("content", ["", "00", "not hexadecimal", "00" * 31, "00" * 33])
def test_a_damaged_public_key_is_a_users_error(land: Workspace, content: str) -> None:
    land.vault.mkdir()
    (land.vault / "vault.pub").write_text(content, encoding="ascii")

    with pytest.raises(KeyProblem, match=r"vault\.pub"):
        vault.public_key(land)


def test_a_key_that_agrees_with_nothing_is_a_users_error(land: Workspace, tmp_path: Path) -> None:
    """Thirty-two zero bytes are a point of low order: no secret can be agreed with them."""
    land.vault.mkdir()
    (land.vault / "vault.pub").write_text("00" * 32, encoding="ascii")

    with pytest.raises(KeyProblem):
        vault.seal(batches(), tmp_path / "v", vault.public_key(land), NAME)
