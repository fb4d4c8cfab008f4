"""Indicators with figures that the arrangement of the Profile leaves out: named, so that nothing is lost in silence."""

from __future__ import annotations

from durna.indicators.definition import Indicator
from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Cell, Page, Paragraph, Row, Section
from durna.publish.profile import arranged, registers

ID = "left-out"


def page(context: Context) -> Page | None:
    """An annex of its own, where the arrangement does not say where they stand."""
    if context.material.arrangement.has("left_out"):
        return None
    made = section(context)
    return Page(ID, "annex", made) if made else None


def section(context: Context) -> Section | None:
    """None where nothing is left out."""
    found = arranged.left_out(context)
    if not found:
        return None
    language = context.language
    text = language("left-out-text", count=len(found), number=language.number(len(found)))
    table = registers.table(context, ID, ("indicator", "figures"), [_row(context, e) for e in found], numbers=(1,))
    link = document.Link(language("left-out-file"), "file:figures.csv")
    return Section(
        ID, language("left-out-title"), blocks=(Paragraph((*document.words(text + " "), link), "lead"), table)
    )


def _row(context: Context, of: Indicator) -> Row:
    """Its own anchor: what leads to the indicator from elsewhere leads here."""
    title, says = context.language.of(of.title), context.language.of(of.definition)
    figures = len(context.material.figures.of(of.id))
    return Row(Cell(document.words(title), below=says, anchor=of.id), (registers.count(context, figures),))
