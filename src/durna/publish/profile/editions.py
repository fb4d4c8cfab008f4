"""The annex on editions: the calendar of releases, and what signed editions were found to say wrongly."""

from __future__ import annotations

from datetime import date

from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Block, Cell, Paragraph, Row, Section
from durna.publish.profile import registers


def section(context: Context) -> Section:
    language, history = context.language, context.material.history
    text = language("editions-this", edition=history.edition) if history.edition else language("editions-none")
    blocks: list[Block] = [Paragraph(document.words(text), "lead")]
    if history.releases:
        blocks.append(_calendar(context))
    parts = (Section("corrections", language("corrections-title"), blocks=(_corrections(context),)),)
    return Section("editions", language("editions-title"), blocks=tuple(blocks), sections=parts)


def _calendar(context: Context) -> document.Table:
    language = context.language
    rows = [
        Row(
            Cell(document.words(each.edition)),
            (
                registers.day(context, each.planned),
                registers.day(context, each.actual),
                registers.count(context, each.days_late),
                registers.text(language.of(each.note) if each.note else ""),
            ),
        )
        for each in context.material.history.releases
    ]
    return registers.table(context, "releases", ("edition", "planned", "actual", "late", "note"), rows, numbers=(3,))


def _corrections(context: Context) -> Block:
    notices = context.material.history.notices
    if not notices:
        return Paragraph(document.words(context.language("corrections-none")), "quiet")
    rows = [
        Row(
            Cell(document.words(each.edition)),
            (
                registers.day(context, date.fromisoformat(each.issued_at[:10])),
                registers.text(each.reason),
                registers.text(", ".join(each.figures)),
                registers.text(each.issued_by),
            ),
        )
        for each in notices
    ]
    return registers.table(context, "corrections", ("edition", "issued", "reason", "figures", "by"), rows)
