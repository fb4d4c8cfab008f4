"""The drawings that a publication is going to ask for, made ahead while its formats are written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from durna.publish import charts
from durna.publish.charts import ahead
from durna.publish.document import Document

_OF_LINES, _OF_DOTS = frozenset({"html", "pdf", "docx"}), "docx"


@contextmanager
def drawn_ahead(documents: Mapping[str, Document], formats: Collection[str]) -> Iterator[None]:
    """Around the writing of those formats of all documents."""
    if _OF_LINES.isdisjoint(formats):
        yield
        return
    with ahead.drawing() as drawing:
        if drawing is not None:
            _ask(drawing, documents, with_dots=_OF_DOTS in formats)
        yield


def _ask(drawing: ahead.Ahead, documents: Mapping[str, Document], *, with_dots: bool) -> None:
    """Lines before dots: pages and PDF, the longest to make, wait for lines."""
    wanted = [(chart, code) for code, document in documents.items() for chart in document.charts()]
    for chart, code in wanted:
        drawing.ask(charts.draw, chart, code)
    if with_dots:
        # No earlier: a site alone needs nothing of Word.
        from durna.publish.docx import pictures

        for chart, code in wanted:
            drawing.ask(pictures.dots, chart, code)
