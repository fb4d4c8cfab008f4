"""Pages of editions: the list, one edition, its figures, and the documents as they were published."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from durna.editions import freeze
from durna.editions.folder import Edition
from durna.publish.context import passport_file, slug
from durna.publish.editions import documents
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.explorer import editions, rows

_ON_A_PAGE = 100


@needs(Permission.READ_PUBLISHED)
def listed(request: HttpRequest) -> HttpResponse:
    return render(request, "explorer/listed.html", {"editions": editions.readable(request.user)})


@needs(Permission.READ_PUBLISHED)
def edition(request: HttpRequest, name: str) -> HttpResponse:
    found = _found(request, name)
    published = documents.published(found)
    return render(request, "explorer/edition.html", {
        "edition": found, "freeze": freeze.read(found), "published": published, "site": _site(found),
        "indicators": rows.indicators(editions.figures(found), texts.code()),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def figures(request: HttpRequest, name: str, indicator: str) -> HttpResponse:
    found = _found(request, name)
    mine = editions.figures(found).of(indicator)
    if not mine:
        raise Http404
    page = Paginator(mine, _ON_A_PAGE).get_page(request.GET.get("page"))
    language = texts.language(texts.code())
    shown = [(rows.row(one, language), (passport_file(one.figure_id), slug(one.figure_id))) for one in page]
    return render(request, "explorer/figures.html", {
        "edition": found, "indicator": rows.title(indicator, texts.code()), "page": page, "shown": shown,
        "site": _site(found),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def document(request: HttpRequest, name: str, path: str) -> HttpResponse:
    """A file of what was published. Whatever its name says, it is given as what it is and never as active content."""
    found = _found(request, name)
    root = found.documents.resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise Http404
    kind, _ = mimetypes.guess_type(file.name)
    return FileResponse(file.open("rb"), content_type=kind or "application/octet-stream")


def _found(request: HttpRequest, name: str) -> Edition:
    found = editions.find(request.user, name)
    if found is None:
        raise Http404
    return found


def _site(edition: Edition) -> str:
    """Where the pages of the publication begin in the reader's language, else in its first; nothing without pages."""
    published = documents.published(edition)
    if published is None or "html" not in published.formats:
        return ""
    code = texts.code() if texts.code() in published.languages else published.languages[0]
    return Path("site", code).as_posix()
