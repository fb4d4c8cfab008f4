"""Part D: what the figures allow, and which deliveries would close most gaps. Recommendations are left to people."""

from __future__ import annotations

from collections import Counter

from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Block, Cell, Column, Paragraph, Row, Table


def blocks(context: Context) -> tuple[Block, ...]:
    language = context.language
    link = document.Link(language("outlook-findings"), "#findings")
    text = (document.Words(language("outlook-text") + " "), link)
    return Paragraph(text), _deliveries(context)


def _deliveries(context: Context) -> Table:
    """Institutions by the number of indicators that only their deliveries would fill."""
    language = context.language
    owners = Counter(name for gap in context.material.gaps for name in gap.institutions)
    rows = [
        Row(
            Cell(document.words(language.institution(name))),
            (Cell(document.words(language.number(number)), "plain", float(number)), Cell(_which(context, name))),
        )
        for name, number in owners.most_common()
    ]
    return Table(
        id="table-outlook",
        number=context.next_table(),
        caption=language("outlook-caption"),
        subtitle=language("outlook-subtitle"),
        columns=(
            Column(language("gaps-owner"), "text"), Column(language("outlook-count")),
            Column(language("outlook-indicators"), "text"),
        ),
        rows=tuple(rows),
        role="register",
    )  # fmt: skip


def _which(context: Context, institution: str) -> document.Runs:
    titles = [
        context.language.of(context.material.indicators[gap.indicator].title)
        for gap in context.material.gaps
        if institution in gap.institutions and gap.indicator in context.material.indicators
    ]
    return document.words("; ".join(titles))
