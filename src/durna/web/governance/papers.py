"""Documents of a round: what they have in common. Each is built in one language and given in every format."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from durna.publish.document import Document, Paragraph
from durna.web import texts
from durna.web.evidence.models import Citation
from durna.web.governance.models import Round
from durna.web.papers import build
from durna.web.texts import say


def watermark(found: Round) -> str:
    """What stands on a document that is not to be taken for more than it is."""
    if found.is_example:
        return say("mgi-example")
    return "" if found.is_published else say("mgi-not-published")


def day(when: date | None) -> str:
    return texts.language(texts.code()).day(when) if when else ""


def example_note(found: Round) -> tuple[Paragraph, ...]:
    return (build.paragraph(say("mgi-example-text"), "caveat"),) if found.is_example else ()


def source(citation: Citation) -> str:
    """`Migration Code, No. 713-IVQ, article 2, in force from 1 August 2013`."""
    evidence = citation.evidence
    since = evidence.effective_from or evidence.issued_on
    parts = [evidence.title, evidence.number, citation.place, day(since)]
    return ", ".join(part for part in parts if part)


def paper(found: Round, title: str, sections: Iterable, *, is_sheet: bool = True) -> Document:
    return build.paper(
        title, texts.code(), list(sections), str(found), watermark=watermark(found), is_sheet=is_sheet,
    )  # fmt: skip
