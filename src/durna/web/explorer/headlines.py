"""What the first page says: of each chapter the yearly figure that is newest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from durna.editions.folder import Edition
from durna.indicators.definition import Indicator, chapters
from durna.indicators.figures import Figure
from durna.web import texts
from durna.web.explorer import background, editions, index, rows

MOST = 9


@dataclass(frozen=True)
class Headline:
    """`figure_id` is the address of its passport."""

    edition: str
    indicator: str
    title: str
    figure_id: str
    row: rows.Row


def headlines(user: object) -> tuple[Headline, ...]:
    """Of the newest signed edition that a reader may see; none before its figures are ready to be read."""
    signed = (one for one in editions.readable(user) if one.is_signed)
    newest = next(signed, None)
    if newest is None or not index.is_ready(newest):
        return ()
    return _of(newest, texts.code())


@lru_cache(maxsize=16)
def _of(edition: Edition, code: str) -> tuple[Headline, ...]:
    """A signed edition never changes, so what was read of it once is not read again."""
    return tuple(_newest(edition, code))[:MOST]


def _newest(edition: Edition, code: str) -> Iterator[Headline]:
    language, known = texts.language(code), background.of(edition).indicators
    for chapter in chapters():
        found = [
            (figure, one) for one in known.values() if one.chapter == chapter.id for figure in _years(edition, one)
        ]
        if found:
            # Of one year the indicator that the catalogue names first.
            figure, indicator = max(found, key=lambda each: each[0].period.end)
            title = language.of(indicator.title)
            yield Headline(
                edition.name, indicator.id, title, figure.figure_id, rows.row(figure, indicator, language)
            )  # fmt: skip


def _years(edition: Edition, indicator: Indicator) -> Iterator[Figure]:
    """Whole years, as they are shown, of the whole country and without a breakdown."""
    for figure in editions.figures(edition).totals(indicator.id):
        if figure.preferred and figure.value is not None and figure.period.is_year:
            yield figure
