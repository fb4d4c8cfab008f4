"""A paper as plain data, for programs: its texts, terms and tables by section, without a word on how they look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from durna.publish.document import Block, Box, Bullets, Cell, Document, Paragraph, Section, Table, Terms, plain


def plain_data(paper: Document) -> dict[str, Any]:
    """`{title, subtitle, country, as_of, language, note, sections: [{id, title, text, terms, tables, sections}]}`."""
    cover = paper.cover
    return {
        "title": cover.title, "subtitle": cover.period, "country": cover.country, "as_of": cover.as_of,
        "language": paper.language, "note": paper.watermark,
        "sections": [_section(page.section) for page in paper.pages],
    }  # fmt: skip


def _section(section: Section) -> dict[str, Any]:
    blocks = list(_opened(section.blocks))
    return {
        "id": section.id, "title": section.title, "text": [text for block in blocks for text in _texts(block)],
        "terms": {term: plain(said) for block in blocks if isinstance(block, Terms) for term, said in block.pairs},
        "tables": [_table(block) for block in blocks if isinstance(block, Table)],
        "sections": [_section(part) for part in section.sections],
    }  # fmt: skip


def _opened(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from _opened(block.blocks)


def _texts(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [plain(block.runs)]
        case Bullets():
            return [plain(item) for item in block.items]
        case Box():
            return [block.title] if block.title else []
        case _:
            return []


def _table(table: Table) -> dict[str, Any]:
    rows = [[_value(row.head), *(_value(cell) for cell in row.cells)] for row in table.rows]
    return {"caption": table.caption, "columns": [column.label for column in table.columns], "rows": rows}


def _value(cell: Cell) -> Any:
    return cell.text if cell.value is None else cell.value
