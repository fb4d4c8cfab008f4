"""Pages of editions: finding a figure, the list of editions, one edition, and the documents as they were published."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from durna.editions import freeze
from durna.editions.folder import Edition
from durna.indicators.definition import Chapter, Indicator, chapters
from durna.publish.editions import documents
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.explorer import background, editions, finding, index, reading, vouched

AGAIN = 20  # seconds after which to look again


@dataclass(frozen=True)
class Entry:
    """An indicator that can be read, and the newest edition that has it."""

    indicator: Indicator
    title: str
    definition: str
    edition: Edition
    figures: int


@needs(Permission.READ_PUBLISHED)
def find(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("q", "").strip()[:200]
    seen = editions.readable(request.user)
    entries = _entries(seen)
    found = finding.found({name: one.indicator for name, one in entries.items()}, wanted)
    by_chapter: dict[str, list[Entry]] = {}
    for one in found:
        by_chapter.setdefault(one.chapter, []).append(entries[one.id])
    # What was searched for stands in the order of how well it fits, not of the chapters.
    order = [each for each in chapters() if each.id in by_chapter] if not wanted else _of(by_chapter)
    return render(request, "explorer/find.html", {
        "wanted": wanted, "count": len(found), "is_empty": not entries,
        "preparing": [one.name for one in seen if not index.is_ready(one)],
        "chapters": [(each.id, texts.language(texts.code()).of(each.title), by_chapter[each.id]) for each in order],
    })  # fmt: skip


def _of(by_chapter: dict[str, list[Entry]]) -> list[Chapter]:
    known = {each.id: each for each in chapters()}
    return [known[name] for name in by_chapter]


def _entries(seen: list[Edition]) -> dict[str, Entry]:
    """By indicator, from the newest edition that has it."""
    found: dict[str, Entry] = {}
    language = texts.language(texts.code())
    for edition in filter(index.is_ready, seen):
        known = background.of(edition).indicators
        for name, breakdowns in reading.indicators(edition).items():
            if name not in found and name in known:
                one = known[name]
                count = sum(each.figures for each in breakdowns)
                found[name] = Entry(one, language.of(one.title), language.of(one.definition), edition, count)
    return found


@needs(Permission.READ_PUBLISHED)
def listed(request: HttpRequest) -> HttpResponse:
    return render(request, "explorer/listed.html", {
        "editions": vouched.counted(editions.readable(request.user)),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def edition(request: HttpRequest, name: str) -> HttpResponse:
    found = of(request, name)
    index.file_of(found)
    entries = _entries([found])
    published = documents.published(found)
    return render(request, "explorer/edition.html", {
        "edition": found, "freeze": freeze.read(found), "published": published, "site": site(found),
        "corrected": vouched.corrected(found),
        "indicators": [(one.indicator.id, one.title, one.figures) for one in entries.values()],
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def document(request: HttpRequest, name: str, path: str) -> HttpResponse:
    """A file of what was published. Whatever its name says, it is given as what it is and never as active content."""
    found = of(request, name)
    if "\0" in path:
        raise Http404
    root = found.documents.resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise Http404
    kind, _ = mimetypes.guess_type(file.name)
    return FileResponse(file.open("rb"), content_type=kind or "application/octet-stream")


def when_ready(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that reads figures. It writes nothing, so it holds no transaction: on SQLite that would let one reader in
    at a time. Where an index is being made it asks the reader to come back."""

    @wraps(view)
    def page(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except index.NotReady as waiting:
            answer = render(request, "explorer/preparing.html", {"edition": str(waiting)}, status=503)
            answer.headers["Retry-After"] = str(AGAIN)
            return answer

    return transaction.non_atomic_requests(page)


def of(request: HttpRequest, name: str) -> Edition:
    found = editions.find(request.user, name)
    if found is None:
        raise Http404
    return found


def site(edition: Edition) -> str:
    """Where the pages of the publication begin in the reader's language, else in its first; nothing without pages."""
    published = documents.published(edition)
    if published is None or "html" not in published.formats:
        return ""
    code = texts.code() if texts.code() in published.languages else published.languages[0]
    return Path("site", code).as_posix()
