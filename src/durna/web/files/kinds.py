"""What a file is, told by its content: its name only chooses among kinds that the content leaves open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

import puremagic

from durna.web.files import archives
from durna.web.files.names import ending
from durna.web.refusals import refusal

_HEAD = 64 << 10
_BYTES = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """`name` is also the message id of its title (`file-kind-<name>`); `media` is what it may be served as.

    What could run in a browser (HTML, SVG, XML) is served as bytes. `endings`: those its name may have; any where none.
    """

    name: str
    media: str = _BYTES
    endings: tuple[str, ...] = ()


_EVERY = (
    Kind("pdf", "application/pdf", (".pdf",)),
    Kind("docx", _OFFICE + "wordprocessingml.document", (".docx",)),
    Kind("xlsx", _OFFICE + "spreadsheetml.sheet", (".xlsx",)),
    Kind("pptx", _OFFICE + "presentationml.presentation", (".pptx",)),
    Kind("odt", _OPEN + "text", (".odt",)),
    Kind("ods", _OPEN + "spreadsheet", (".ods",)),
    Kind("odp", _OPEN + "presentation", (".odp",)),
    Kind("office", _BYTES, (".doc", ".xls", ".ppt", ".msg")),
    Kind("rtf", "application/rtf", (".rtf", ".doc")),
    Kind("html", _BYTES, (".html", ".htm", ".mhtml")),
    Kind("svg", _BYTES, (".svg",)),
    Kind("xml", _BYTES, (".xml",)),
    Kind("csv", "text/csv; charset=utf-8", (".csv",)),
    Kind("text", "text/plain; charset=utf-8", (".txt", ".md", ".tsv", ".json", ".yaml", ".yml", ".eml", ".ics")),
    Kind("png", "image/png", (".png",)),
    Kind("jpeg", "image/jpeg", (".jpg", ".jpeg")),
    Kind("gif", "image/gif", (".gif",)),
    Kind("webp", "image/webp", (".webp",)),
    Kind("tiff", "image/tiff", (".tif", ".tiff")),
    Kind("zip", "application/zip", (".zip",)),
    Kind("other"),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _EVERY}

_PROGRAM = re.compile(
    rb"\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|dex\n|\x00asm|L\0\0\0\x01\x14\x02\0|#!\s*/"
)
_SCRIPTS = frozenset(
    (".exe", ".dll", ".scr", ".com", ".pif", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf",
     ".hta", ".jar", ".lnk", ".reg", ".sh", ".app", ".apk")
)  # fmt: skip
_MARKUP = (
    (
        "svg",
        re.compile(rb"\A\W*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]", re.I | re.S),
    ),
    (
        "html",
        re.compile(rb"\A[^<]{0,200}<(?:!doctype\s+html|html|head|body|meta|title)[\s>]|<(?:script|iframe)\b", re.I),
    ),
    ("xml", re.compile(rb"\A\W*<\?xml\s", re.I)),
)
_BY_MAGIC = {
    ".pdf": "pdf", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".tif": "tiff",
    ".tiff": "tiff", ".rtf": "rtf",
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def detect(file: BinaryIO, name: str) -> Kind:
    """Raises UserError for a program, for what carries one, and for an archive that swells when it is unpacked."""
    file.seek(0)
    head = file.read(_HEAD)
    _refuse_programs(head, name)
    return KINDS[_zip(file) if head.startswith(b"PK\x03\x04") else _text(head, name) or _magic(head)]


def _refuse_programs(head: bytes, name: str) -> None:
    is_windows = head.startswith(b"MZ") and b"\0" in head[:64]
    if is_windows or _PROGRAM.match(head) or ending(name.strip(" .")) in _SCRIPTS:
        raise refusal("file-program")


def _zip(file: BinaryIO) -> str:
    names = archives.names(file)
    if names is None:
        return "other"
    if "[Content_Types].xml" in names:
        found = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
        return next((kind for part, kind in found.items() if part in names), "zip")
    media = archives.part(file, "mimetype", 100).decode("ascii", errors="replace").strip()
    return next((kind for kind in ("odt", "ods", "odp") if KINDS[kind].media == media), "zip")


def _text(head: bytes, name: str) -> str | None:
    """The kind of what can be read as text; None for anything else."""
    wide = head.startswith(_MARKS[1:])
    if head.startswith((b"%PDF", b"{\\rtf")) or (_NOT_IN_TEXT.search(head) and not wide):
        return None
    plain = head.replace(b"\0", b"") if wide else head
    if markup := next((kind for kind, sign in _MARKUP if sign.search(plain)), None):
        return markup
    return "csv" if ending(name) == ".csv" else "text"


def _magic(head: bytes) -> str:
    if head.startswith(_OLE):
        return "office"
    try:
        found = [match.extension for match in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        return "other"
    return next((_BY_MAGIC[each] for each in found if each in _BY_MAGIC), "other")
