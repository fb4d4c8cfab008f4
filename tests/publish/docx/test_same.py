"""The Word file of a Profile, read by pandoc, says what the document says: every table, label, figure and note."""

from pathlib import Path

import pytest

from durna.publish.context import Context
from durna.publish.document import Row, plain, tables_of
from durna.publish.docx.write import write
from durna.publish.profile.assemble import document_of
from tests.publish.readers import word
from tests.publish.readers.shown import close, expected


@pytest.mark.slow
@pytest.mark.parametrize("which", ["english", "azerbaijani"])
def test_every_table_of_a_profile_reads_back_as_it_is(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    context: Context = request.getfixturevalue(which)
    document = document_of(context.material, context.language, ("en", "az"))
    assert write(tmp_path / "p.docx", document, context.language, context.material.as_of) == []
    found = word.tables(tmp_path / "p.docx")
    tables = [table for page in document.pages for table in tables_of(page.section)]
    assert found.keys() == {table.number for table in tables}
    for table in tables:
        wanted, shown = expected(document)[table.number], found[table.number]
        assert shown.caption.endswith(wanted.caption)
        assert shown.heads == wanted.heads
        assert shown.notes == wanted.notes
        assert shown.rows == [_seen(row, texts) for row, texts in zip(table.rows, wanted.rows, strict=True)]


def _seen(row: Row, texts: list[str]) -> list[str]:
    """A group has one cell over all columns; the head of a row about the same stands in the row above."""
    if row.role == "group":
        return [close(plain(row.head.runs))]
    return texts[1:] if row.role == "again" else texts
