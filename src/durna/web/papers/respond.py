"""Give a paper to a reader, as a page of the site or as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from durna.publish.document import Document, tables_of
from durna.publish.language import Language
from durna.web.papers.data import plain_data
from durna.web.texts import language as language_of

FORMATS = ("html", "docx", "pdf", "xlsx", "json")
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def respond(request: HttpRequest, document: Document, format: str, name: str, back: str = "") -> HttpResponse:
    """The paper as one of FORMATS. `name`: that of the file, without its ending; `back`: a page to return to.

    A format that there is not is a page that there is not. A file keeps its language in its name.
    """
    if format == "html":
        return render(request, "papers/paper.html", {"paper": document, "back": back, "files": _files(document)})
    if format not in _files(document):
        raise Http404
    answer = HttpResponse(content(document, format), content_type=_KINDS[format])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{document.language}.{format}"'
    return answer


def content(document: Document, format: str, as_of: str = "") -> bytes:
    """The bytes of a file. `as_of`: an ISO day that the file carries, or nothing; never the clock."""
    with TemporaryDirectory(prefix="durna-paper-") as folder:
        path = Path(folder) / f"paper.{format}"
        _WRITERS[format](path, document, language_of(document.language), as_of)
        return path.read_bytes()


def _files(document: Document) -> list[str]:
    """A paper without tables makes no workbook."""
    return [name for name in FORMATS[1:] if name != "xlsx" or document.tables()]


def _word(path: Path, document: Document, language: Language, as_of: str) -> None:
    from durna.publish.docx.write import write

    write(path, document, language, as_of)


def _pdf(path: Path, document: Document, language: Language, as_of: str) -> None:
    from durna.publish.pdf.write import write

    write(path, document, language, as_of)


def _workbook(path: Path, document: Document, language: Language, as_of: str) -> None:
    """An index and a sheet for each table; every text is written as a string, so that none becomes a formula."""
    from durna.publish.xlsx import index_sheet, table_sheet
    from durna.publish.xlsx.book import Book

    made = datetime.fromisoformat(as_of[:10] or "1980-01-01")
    with Book(path, language, document.cover.title, document.watermark, made) as book:
        index = book.sheet(language("xlsx-index"))
        chapters = [(page, tables) for page in document.pages if (tables := list(tables_of(page.section)))]
        sheets = {table.id: table_sheet.write(book, table) for _, tables in chapters for table in tables}
        index_sheet.write(book, index, document, chapters, sheets)


def _data(path: Path, document: Document, language: Language, as_of: str) -> None:
    said = json.dumps(plain_data(document), ensure_ascii=False, indent=1)
    path.write_text(said + "\n", encoding="utf-8")


_WRITERS: Mapping[str, Callable[[Path, Document, Language, str], None]] = {
    "docx": _word, "pdf": _pdf, "xlsx": _workbook, "json": _data,
}  # fmt: skip
