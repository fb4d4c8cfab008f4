"""Word templates. A field may be written over several runs, as Word does at will: it takes the form of its first."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from docx import Document
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from durna.web.cooperation.donor.fields import Values
from durna.web.cooperation.donor.fill import FIELD, list_of, said
from durna.web.refusals import refusal


def fill(template: bytes, values: Values) -> bytes:
    document = _open(template)
    for part in _parts(document):
        _fill_tables(part.tables, values)
        for paragraph in part.paragraphs:
            _fill(paragraph, values)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text(template: bytes) -> str:
    return "\n".join(paragraph.text for part in _parts(_open(template)) for paragraph in _paragraphs(part))


def _open(template: bytes) -> Any:
    try:
        return Document(io.BytesIO(template))
    except Exception:  # the library lets through whatever zip, XML or the package raise
        raise refusal("coop-template-broken") from None


def _parts(document: Any) -> Iterator[Any]:
    yield document
    for section in document.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous:
                yield part


def _paragraphs(part: Any) -> Iterator[Paragraph]:
    yield from part.paragraphs
    for table in part.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _paragraphs(cell)


def _fill_tables(tables: list[Table], values: Values) -> None:
    for table in tables:
        for row in list(table.rows):
            head = list_of("\n".join(cell.text for cell in row.cells))
            if head:
                _repeat(row, table, head, values)
            else:
                _fill_row(row, values, None, "")


def _repeat(row: _Row, table: Table, head: str, values: Values) -> None:
    """A list without items leaves one row of dashes: a table without rows looks like a mistake."""
    items = values.lists.get(head) or [_Dashes()]
    for item in items:
        made = deepcopy(row._tr)
        row._tr.addprevious(made)
        _fill_row(_Row(made, table), values, item, head)
    row._tr.getparent().remove(row._tr)


class _Dashes(dict[str, str]):
    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return "–"


def _fill_row(row: _Row, values: Values, item: Mapping[str, str] | None, head: str) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            _fill(paragraph, values, item, head)
        _fill_tables(cell.tables, values)


def _fill(paragraph: Paragraph, values: Values, item: Mapping[str, str] | None = None, head: str = "") -> None:
    whole = paragraph.text
    if not FIELD.search(whole):
        return
    for run in paragraph.runs:
        if FIELD.search(run.text):
            run.text = said(run.text, values, item, head)
    if FIELD.search(paragraph.text) and paragraph.runs:
        filled = said(paragraph.text, values, item, head)
        paragraph.runs[0].text = filled
        for run in paragraph.runs[1:]:
            run.text = ""
