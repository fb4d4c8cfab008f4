"""A table as a file: CSV with a line a figure, a workbook of the table as it is shown, SDMX."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpResponse

from durna.indicators.figures import Figures
from durna.publish import downloads, sdmx
from durna.web import papers, texts
from durna.web.explorer import background, table
from durna.web.explorer.question import Question
from durna.web.papers import build

# A moment that is the same in every file: equal figures give equal bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def respond(question: Question, format: str) -> HttpResponse:
    """The file of one of FORMATS. Raises UserError where there are more figures than a file should hold."""
    content, kind = FORMATS[format](question)
    ending = "zip" if format == "sdmx" else format
    answer = HttpResponse(content, content_type=kind)
    name = f"{question.indicator}-{question.edition.name}-{texts.code()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _csv(question: Question) -> tuple[bytes, str]:
    with TemporaryDirectory(prefix="durna-explorer-") as folder:
        path = Path(folder) / "figures.csv"
        downloads.write_csv(Figures(table.all_figures(question)), path)
        return path.read_bytes(), "text/csv; charset=utf-8"


def _xlsx(question: Question) -> tuple[bytes, str]:
    shown = table.shown(question, whole=True)
    title = shown.context.language.of(shown.indicator.title)
    section = build.section("figures", title, shown.table)
    paper = build.paper(title, texts.code(), [section], edition=question.edition.name)
    content = papers.content(paper, "xlsx", background.of(question.edition).as_of)
    return content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _sdmx(question: Question) -> tuple[bytes, str]:
    material = replace(background.of(question.edition), figures=Figures(table.all_figures(question)))
    packed = io.BytesIO()
    with TemporaryDirectory(prefix="durna-explorer-") as folder:
        sdmx.write(material, material.languages, Path(folder))
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(Path(folder).iterdir()):
                archive.writestr(zipfile.ZipInfo(file.name, _NO_TIME), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue(), "application/zip"


FORMATS: Mapping[str, Callable[[Question], tuple[bytes, str]]] = {"csv": _csv, "xlsx": _xlsx, "sdmx": _sdmx}
