"""The template that comes with the program: where a donor has no form of its own, and as an example of every field."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from durna.web import texts

_SMALL = Pt(9)
# Each table: the heading's message, the list, and its columns with the end of their message ids.
_TABLES = (
    ("results", "result", ("title", "indicator", "baseline", "target", "actual", "percent", "state")),
    ("money", "money", ("year", "funder", "currency", "budget", "committed", "spent", "variance")),
    ("meetings", "decision", ("meeting", "text", "due", "done")),
    ("risks", "risk", ("text", "response", "likelihood", "impact")),
    ("trainings", "training", ("title", "start", "end")),
)
_FACTS = (
    "project.code", "project.identifier", "project.status", "project.start", "project.end", "project.funders",
    "project.implementers", "project.places", "project.objectives", "money.budget", "money.spent", "money.balance",
    "money.rates",
)  # fmt: skip


def word(language: str) -> bytes:
    say = texts.texts(language)
    document: Any = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10.5)
    _lay_out(document.sections[0])
    document.core_properties.title = say("coop-donor-report")
    document.core_properties.language = language
    document.core_properties.author = ""
    document.add_heading(say("coop-donor-report"), 0)
    document.add_heading("{{project.title}}", 1)
    document.add_paragraph(f"{say('coop-donor-period')}: {{{{report.start}}}} – {{{{report.end}}}}")
    document.add_paragraph("{{project.description}}")
    facts = document.add_table(rows=0, cols=2)
    facts.style = "Table Grid"
    for name in _FACTS:
        cells = facts.add_row().cells
        cells[0].text = say(f"coop-donor-{name.replace('.', '-')}")
        cells[1].text = f"{{{{{name}}}}}"
    for heading, head, columns in _TABLES:
        document.add_heading(say(f"coop-section-{heading}"), 2)
        table = document.add_table(rows=2, cols=len(columns))
        table.style = "Table Grid"
        for number, column in enumerate(columns):
            run = table.rows[0].cells[number].paragraphs[0].add_run(say(f"coop-donor-{head}-{column}"))
            run.bold = True
            run.font.size = _SMALL
            table.rows[1].cells[number].paragraphs[0].add_run(f"{{{{{head}.{column}}}}}").font.size = _SMALL
        _repeat_head(table.rows[0])
    document.add_paragraph()
    document.add_paragraph(f"{say('coop-donor-made')}: {{{{report.made}}}}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lay_out(section: Any) -> None:
    """A4, wide: tables of seven columns need the room."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)


def _repeat_head(row: Any) -> None:
    """On every page over which the table runs."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
