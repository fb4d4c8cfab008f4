"""The page for printing: paper cannot be scrolled, so that no table on it is wider than the paper."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from durna.publish.document import Note, Row, Table, words
from durna.publish.html import Site
from durna.publish.language import Language
from durna.publish.printed import printed
from tests.publish.docx.conftest import document, permits, years
from tests.publish.pages import opened


def test_a_table_with_room_is_printed_as_it_is() -> None:
    [whole] = printed(permits())
    assert (whole.table, whole.look, whole.continues) == (permits(), "", False)


def test_a_wide_one_lies_across() -> None:
    [across] = printed(years(13))
    assert across.table == years(13)
    assert "across" in across.look.split()


def test_one_too_wide_for_any_page_stands_in_parts_with_its_notes_under_the_last() -> None:
    noted = replace(years(40), notes=(Note("1", words("Revised once.")),), source=words("Source: [1]"))
    parts = list(printed(noted))
    assert len(parts) > 1
    labels = [column.label for part in parts for column in part.table.columns[1:]]
    assert labels == [column.label for column in noted.columns[1:]]
    assert [part.continues for part in parts] == [False] + [True] * (len(parts) - 1)
    assert [bool(part.table.notes and part.table.source) for part in parts] == [False] * (len(parts) - 1) + [True]


def test_no_name_stands_twice() -> None:
    wide = years(40)
    named = tuple(Row(replace(row.head, anchor="row-1"), row.cells) for row in wide.rows)
    parts = [part.table for part in printed(replace(wide, rows=named))]
    assert len({part.id for part in parts}) == len(parts)
    assert [part.rows[0].head.anchor for part in parts] == ["row-1"] + [""] * (len(parts) - 1)


TABLES = (permits(), years(10), years(13), years(40))


def unlinked(table: Table) -> Table:
    """Without links to passports, which these figures have none of."""
    rows = (replace(row, cells=tuple(replace(cell, runs=words(cell.text)) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages in one language, and the style sheet above them."""
    root = tmp_path_factory.mktemp("site")
    style = (files("durna.publish") / "assets" / "style.css").read_text(encoding="utf-8")
    (root / "style.css").write_text(style, encoding="utf-8")
    (root / "en").mkdir()
    tables = [
        unlinked(replace(table, id=f"table-{place}", number=place)) for place, table in enumerate(TABLES, start=1)
    ]
    Site(document(*tables), Language("en"), root / "en").write()
    return root / "en"


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text(encoding="utf-8") for name in ("a1.html", "print.html")}


def test_only_the_page_for_printing_parts_its_tables(pages: dict[str, str]) -> None:
    parts = len(list(printed(years(40))))
    assert pages["a1.html"].count("<table>") == 4
    assert pages["print.html"].count("<table>") == 3 + parts
    assert pages["print.html"].count("Table 4 (continued)") == parts - 1
    assert "(continued)" not in pages["a1.html"]


@pytest.mark.browser
@pytest.mark.slow
def test_nothing_is_wider_than_the_paper(browser: Any, folder: Path) -> None:
    """A4 within its margins: 176 mm are 665 pixels (96 to 25.4 mm), 263 mm across are 994."""
    page = opened(browser, folder / "print.html", 665)
    page.emulate_media(media="print")
    widths = page.evaluate(
        """() => [...document.querySelectorAll('figure.table')].map(each => [
            each.classList.contains('across'), each.querySelector('table').getBoundingClientRect().width])"""
    )
    assert len(widths) > 4
    assert all(width <= (994 if is_across else 665) for is_across, width in widths)
    page.close()
