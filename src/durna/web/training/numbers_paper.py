"""Numbers of trainings with their groups named, and the paper of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from durna.classifications import countries
from durna.publish.document import Document
from durna.web import texts
from durna.web.evidence import statements
from durna.web.papers import build
from durna.web.training import counting
from durna.web.training.models import Programme

_MEASURES = (
    "trainings", "participants", "persons", "days", "completed", "completion", "pairs", "gain", "costs",
)  # fmt: skip
Named = list[tuple[str, counting.Line]]


def named(dimension: str, found: Sequence[counting.Line], language: str) -> Named:
    """Lines with the names of their groups."""
    name = _NAMING[dimension](language, found)
    unnamed = texts.texts(language)("training-not-told")
    return [(name(line.what) if line.what not in (None, "") else unnamed, line) for line in found]


def paper(dimension: str, year: int | None, language: str) -> Document:
    said = texts.texts(language)
    heads = [said(f"training-by-{dimension}"), *(said(f"training-count-{name}") for name in _MEASURES)]
    rows = [_row(name, line, language) for name, line in named(dimension, counting.lines(dimension, year), language)]
    rows.append(_row(said("training-sum"), counting.total(year), language))
    title = said("training_statistics")
    table = build.table("numbers", said(f"training-by-{dimension}"), heads, rows)
    note = build.paragraph(said("training-statistics-lead"), role="caveat")
    return build.paper(title, language, [build.section("training", title, table, note)], subtitle=str(year or ""))


def _row(name: str, line: counting.Line, language: str) -> list[Any]:
    exact = texts.language(language).exact

    def shown(value: Any) -> str:
        return "" if value is None else exact(round(float(value), 1))

    costs = ", ".join(f"{exact(float(money))} {currency}" for currency, money in line.per_day.items())
    return [
        name, line.trainings, line.participants, line.persons, shown(line.days), line.completed,
        shown(line.completion), line.n, shown(line.gain), costs,
    ]  # fmt: skip


def _words(prefix: str) -> Callable[[str, Any], Callable[[Any], str]]:
    return lambda language, found: lambda what: texts.texts(language)(f"training-{prefix}-{what}")


def _topics(language: str, found: Any) -> Callable[[Any], str]:
    held: Mapping[int, Programme] = Programme.objects.in_bulk([line.what for line in found])
    return lambda what: build.in_language(held[what].topic or held[what].title, language)


def _projects(language: str, found: Any) -> Callable[[Any], str]:
    held = statements.described([line.what for line in found if line.what])
    return lambda what: held.get(what, (what, ""))[0]


_NAMING: Mapping[str, Callable[[str, Any], Callable[[Any], str]]] = {
    "year": lambda language, found: str, "institution": lambda language, found: str,
    "country": lambda language, found: lambda what: countries.name(what, language), "sex": _words("sex"),
    "mode": _words("mode"), "topic": _topics, "project": _projects,
}  # fmt: skip
