"""Excel templates, edited in their own XML: widths, borders, formulas and print settings stay as the donor made them.

Every filled text is written as text, so that none becomes a formula; a text that is a number alone becomes a number.
Formulas below a row that repeats are not moved: totals of such a list are written above it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from durna.iati.xml import Unreadable, parse
from durna.web.cooperation.donor.fields import Values
from durna.web.cooperation.donor.fill import FIELD, list_of, said
from durna.web.numbers import whole
from durna.web.refusals import refusal

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_STRINGS = "xl/sharedStrings.xml"
_LARGEST = 50 << 20


def fill(template: bytes, values: Values) -> bytes:
    parts = _read(template)
    strings = _strings(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, _sheet(content, strings, values) if _SHEET.fullmatch(name) else content)
    return out.getvalue()


def text(template: bytes) -> str:
    return "\n".join(_strings(_read(template)))


def _read(template: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as held:
            if sum(each.file_size for each in held.infolist()) > _LARGEST or "xl/workbook.xml" not in held.namelist():
                raise refusal("coop-template-broken")
            return {each.filename: held.read(each) for each in held.infolist() if not each.is_dir()}
    except zipfile.BadZipFile:
        raise refusal("coop-template-broken") from None


def _strings(parts: Mapping[str, bytes]) -> list[str]:
    if _STRINGS not in parts:
        return []
    return ["".join(each.text or "" for each in item.iter(f"{_S}t")) for item in _xml(parts[_STRINGS]).iter(f"{_S}si")]


def _xml(content: bytes) -> Any:
    try:
        return parse(content)
    except Unreadable:
        raise refusal("coop-template-broken") from None


def _sheet(content: bytes, strings: list[str], values: Values) -> bytes:
    root = _xml(content)
    data = root.find(f"{_S}sheetData")
    if data is None:
        return content
    shift = 0
    moved: dict[int, int] = {}
    for row in list(data):
        number = int(row.get("r"))
        moved[number] = number + shift
        head = list_of("\n".join(_text(cell, strings) for cell in row))
        items: list[Any] = [None] if not head else list(values.lists.get(head) or [None])
        for place, item in enumerate(items):
            made = row if place == len(items) - 1 else deepcopy(row)
            if made is not row:
                row.addprevious(made)
            _fill_row(made, number + shift + place, strings, values, item, head)
        shift += len(items) - 1
    for merged in root.iter(f"{_S}mergeCell"):
        merged.set(
            "ref", _REFERENCE.sub(lambda r: f"{r[1]}{moved.get(int(r[2]), int(r[2]) + shift)}", merged.get("ref"))
        )
    dimension = root.find(f"{_S}dimension")
    if dimension is not None:
        root.remove(dimension)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _fill_row(row: Any, number: int, strings: list[str], values: Values, item: Any, head: str) -> None:
    row.set("r", str(number))
    for cell in row:
        reference = _REFERENCE.fullmatch(cell.get("r") or "")
        if reference:
            cell.set("r", f"{reference[1]}{number}")
        told = _text(cell, strings)
        if FIELD.search(told):
            filled = said(told, values, item, head)
            _write(cell, FIELD.sub("–", filled) if head and item is None else filled)


def _text(cell: Any, strings: list[str]) -> str:
    if cell.get("t") == "s":
        place = whole(cell.findtext(f"{_S}v"))
        return strings[place] if place is not None and place < len(strings) else ""
    return "".join(each.text or "" for each in cell.iter(f"{_S}t")) if cell.get("t") == "inlineStr" else ""


def _write(cell: Any, text: str) -> None:
    for child in list(cell):
        cell.remove(child)
    number = text.replace("\u202f", "")
    if _NUMBER.fullmatch(number):
        cell.attrib.pop("t", None)
        etree.SubElement(cell, f"{_S}v").text = number
        return
    cell.set("t", "inlineStr")
    told = etree.SubElement(etree.SubElement(cell, f"{_S}is"), f"{_S}t")
    told.text = text
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
