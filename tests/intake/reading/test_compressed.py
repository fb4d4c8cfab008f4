import gzip
import zipfile
from pathlib import Path

import pytest

from durna.errors import UserError

TEXT = b"a,b\n1,2\n"
ROWS = [("1", "2", 2)]


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return path


def test_gzip_is_unpacked(opened) -> None:
    result = opened(gzip.compress(TEXT), "delivery.csv.gz")
    assert result.rows == ROWS
    assert result.table.found["packing"] == "gzip"


def test_the_only_file_of_a_zip_is_read(opened, tmp_path) -> None:
    members = {"folder/": b"", "folder/a.csv": TEXT, "__MACOSX/._a.csv": b"x", ".DS_Store": b"x"}
    result = opened(archive(tmp_path / "a.zip", members))
    assert result.rows == ROWS
    assert result.table.found["member"] == "folder/a.csv"


def test_one_of_several_files_in_a_zip_must_be_named(opened, tmp_path) -> None:
    path = archive(tmp_path / "a.zip", {"a.csv": TEXT, "notes.txt": b"x"})
    with pytest.raises(UserError, match=r"holds a\.csv, notes\.txt"):
        opened(path)
    assert opened(path, member="a.csv").rows == ROWS
    with pytest.raises(UserError, match="none or several"):
        opened(path, member="b.csv")


def test_an_encrypted_zip_is_refused(opened, tmp_path) -> None:
    content = bytearray(archive(tmp_path / "a.zip", {"a.csv": TEXT}).read_bytes())
    content[6] |= 1  # bit 0 of the flags: in the member's own header, and in the directory at the end
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UserError, match="is encrypted"):
        opened(bytes(content), "a.zip")


def test_a_header_may_begin_like_a_zip(opened) -> None:
    assert opened("PK,b\n1,2\n").rows == ROWS


@pytest.mark.parametrize("name", ["a.csv.gz", "a.zip", "a.xlsx"])
def test_a_file_cut_short_is_refused(opened, tmp_path, name) -> None:
    whole = gzip.compress(TEXT * 99) if name.endswith("gz") else archive(tmp_path / "b", {"a": TEXT * 99}).read_bytes()
    with pytest.raises(UserError, match="cut short or damaged"):
        opened(whole[: len(whole) // 2], name)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet", "a.csv.gz"])
def test_an_empty_file_is_refused(opened, name) -> None:
    content = gzip.compress(b"") if name.endswith("gz") else b""
    with pytest.raises(UserError, match="is empty"):
        opened(content, name)


def test_a_directory_is_refused(opened, tmp_path) -> None:
    with pytest.raises(UserError, match="is a directory"):
        opened(tmp_path)


def test_a_missing_file_is_refused(opened, tmp_path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        opened(tmp_path / "absent.csv")


def test_a_file_that_may_not_be_read_is_refused(opened, tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # the rights themselves would not stop an administrator
    with pytest.raises(UserError, match="may not be read"):
        opened(path)


@pytest.mark.parametrize("start", ["<html><table>", "<?xml version='1.0'?>", "<!DOCTYPE html>"])
def test_a_web_page_saved_as_a_workbook_is_refused(opened, start) -> None:
    with pytest.raises(UserError, match="is a web page"):
        opened(start, "a.xls")


def test_text_saved_as_a_workbook_is_read(opened) -> None:
    assert opened("a\tb\n1\t2\n", "a.xls").rows == ROWS
