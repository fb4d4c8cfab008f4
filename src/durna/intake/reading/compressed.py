"""The file as delivered: plain, gzip, or one member of a zip; read as a stream, recognised by its first bytes.

Names lie (a web page saved as .xls, a workbook inside a .zip), so content decides, and the ending only words the error.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast

from durna.errors import UserError

Kind = Literal["text", "workbook", "parquet", "sdmx"]
CHUNK = 1 << 18
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_PARTS = {"[Content_Types].xml", "mimetype"}
_WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BROKEN = (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile)


@dataclass(frozen=True)
class Delivered:
    """A readable file: where it lies, how it is packed, and which member of a zip is meant."""

    path: Path
    packing: Literal["none", "gzip", "zip"] = "none"
    member: str | None = None

    @property
    def name(self) -> str:
        return f"{self.path.name} ({self.member})" if self.member else self.path.name

    @property
    def ending(self) -> str:
        inner = self.member or (self.path.stem if self.packing == "gzip" else self.path.name)
        return Path(inner).suffix.lower()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        try:
            if self.packing == "zip":
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member or "") as stream:
                    yield stream
            elif self.packing == "gzip":
                with gzip.open(self.path, "rb") as packed:
                    yield cast(IO[bytes], packed)
            else:
                with self.path.open("rb") as plain:
                    yield plain
        except _BROKEN:
            raise _damaged(self.name, "compressed file") from None
        except (RuntimeError, NotImplementedError):  # how zipfile says: encrypted, or packed by an unknown method
            raise UserError(
                message="encrypted-archive",
                what=self.name,
                found=f"{self.name} is encrypted, or packed by a method that this program does not know.",
                expected="A zip archive that opens without a password.",
                do="Unpack it and deliver the file itself.",
            ) from None

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        with self.open() as stream:
            while chunk := stream.read(size):
                yield chunk

    def head(self, size: int) -> bytes:
        with self.open() as stream:
            return stream.read(size)


def deliver(path: Path, member: str | None) -> Delivered:
    """Check that the file can be read at all and say how it is packed."""
    start = _first_bytes(path)
    if start.startswith(b"\x1f\x8b"):
        return _not_empty(Delivered(path, "gzip"))
    if start.startswith(_ZIP) and not is_workbook_archive(path):
        return _not_empty(Delivered(path, "zip", _member(path, member)))
    return Delivered(path)


def kind(file: Delivered) -> Kind:
    head = file.head(4096)
    if head.startswith(b"PAR1") or file.ending == ".parquet":
        return "parquet"
    if head.startswith((_OLE, *_ZIP)):
        return "workbook"
    if _is_sdmx(head):
        return "sdmx"
    _refuse_markup(file, head)
    if file.ending in _WORKBOOK_ENDINGS and not _is_textual(head):
        raise _damaged(file.name, "workbook")
    return "text"


def unpack(file: Delivered, target: Path) -> Path:
    """Write the file's plain bytes to `target`, for formats that are read from their end."""
    with target.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return target


def is_workbook_archive(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return not _WORKBOOK_PARTS.isdisjoint(archive.namelist())
    except zipfile.BadZipFile:
        if path.suffix.lower() in _WORKBOOK_ENDINGS:
            raise _damaged(path.name, "workbook") from None
        raise _damaged(path.name, "zip archive") from None


def _first_bytes(path: Path) -> bytes:
    expected = "A file that can be read."
    try:
        if path.is_dir():
            raise UserError(
                message="unreadable-file",
                what=path.name,
                found=f"{path.name} is a directory.",
                expected=expected,
                do="Name the file inside it.",
            )
        with path.open("rb") as stream:
            start = stream.read(8)
    except FileNotFoundError:
        raise UserError(
            message="unreadable-file",
            what=path.name,
            found=f"There is no file {path}.",
            expected=expected,
            do="Check the path.",
        ) from None
    except PermissionError:
        raise UserError(
            message="unreadable-file",
            what=path.name,
            found=f"{path.name} may not be read by this user.",
            expected=expected,
            do="Change its permissions, or copy it.",
        ) from None
    except OSError as error:
        raise UserError(
            message="unreadable-file",
            what=path.name,
            found=f"{path.name} cannot be read: {error.strerror}.",
            expected=expected,
            do="Copy it to a working disk.",
        ) from None
    if not start:
        raise _empty(path.name)
    return start


def _not_empty(file: Delivered) -> Delivered:
    if not file.head(1):
        raise _empty(file.name)
    return file


def _member(path: Path, wanted: str | None) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [
            info.filename for info in archive.infolist()
            if not info.is_dir() and not info.filename.startswith("__MACOSX/") and Path(info.filename).name[:1] != "."
        ]  # fmt: skip
    matches = [name for name in names if wanted in (None, name, Path(name).name)]
    if len(matches) == 1:
        return matches[0]
    listed = ", ".join(names[:20]) or "nothing"
    raise UserError(
        message="several-in-archive",
        what=path.name,
        files=listed,
        found=f"The archive {path.name} holds {listed}; "
        + (f"none or several of them are '{wanted}'." if wanted else f"that is {len(names)} files."),
        expected="One file, or the name of the one that is meant.",
        do="Name it as 'member' under 'file' in the mapping.",
    )


def _is_sdmx(head: bytes) -> bool:
    """SDMX-ML names its schemas in the first element; SDMX-JSON its own, or the data sets that no other has."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"<"):
        return b"sdmx.org/resources/sdmxml/schemas" in start.lower()
    return start.startswith(b"{") and (b"sdmx" in start.lower() or b'"dataSets"' in start)


def _refuse_markup(file: Delivered, head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:512].lower()
    if not start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"{\\rtf", b"%pdf")):
        return
    raise UserError(
        message="no-table",
        what=file.name,
        found=f"{file.name} is a web page, XML or another document, not a table, whatever its ending says.",
        expected="Delimited text, an Excel or OpenDocument workbook, Parquet, or an SDMX message.",
        do="Open it in a spreadsheet program and save it as .xlsx or .csv.",
    )


def _is_textual(head: bytes) -> bool:
    return bool(head) and (b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")))


def _damaged(name: str, what: str) -> UserError:
    return UserError(
        message="cut-short",
        what=name,
        found=f"{name} is not a complete {what}: it is cut short or damaged.",
        expected=f"A {what} that opens.",
        do="Ask for the file again, or copy it again and compare the sizes.",
    )


def _empty(name: str) -> UserError:
    return UserError(
        message="empty",
        what=name,
        found=f"{name} is empty.",
        expected="A file with a header and data rows.",
        do="Ask for the file again.",
    )
