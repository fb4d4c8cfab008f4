"""Every output of one Profile, opened with a reader of its own, says the same: numbers, labels, footnotes, signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from durna.publish.context import Context
from durna.publish.document import Cell, Document, Table, tables_of
from durna.publish.profile.assemble import document_of
from tests.publish.readers import web, workbook
from tests.publish.readers.shown import close, expected


@pytest.fixture(scope="module")
def document(english: Context) -> Document:
    return document_of(english.material, english.language, ("en", "az"))


def test_the_pages_show_every_table_as_the_document_has_it(site: Path, document: Document) -> None:
    found, wanted = web.tables(site / "en"), expected(document)
    assert found.keys() == wanted.keys()
    for number, table in wanted.items():
        assert table.caption in found[number].caption
        assert found[number].heads == table.heads
        assert found[number].rows == [[text for text in row if text or len(row) > 1] for row in table.rows]
        assert found[number].notes == table.notes


def test_the_workbook_holds_every_number_label_and_note(site: Path, document: Document) -> None:
    found = workbook.tables(site / "profile.xlsx")
    tables: dict[int, Table] = {table.number: table for page in document.pages for table in tables_of(page.section)}
    assert found.keys() == tables.keys()
    for number, table in tables.items():
        lines = found[number]
        for row in table.rows:
            values = [_held(cell) for cell in row.cells if cell.text or cell.value is not None]
            assert [close(row.head.text), *values] in [line[: len(values) + 1] for line in lines], row.head.text
        for note in expected(document)[number].notes:
            assert [note] in lines


def _held(cell: Cell) -> object:
    """A number as a number; what stands under a text on the page stands behind it in brackets here."""
    if cell.value is not None:
        return pytest.approx(cell.value, rel=1e-14)  # a workbook keeps 16 digits
    return close(f"{cell.text} ({cell.below})" if cell.below and cell.role != "value" else cell.text)
