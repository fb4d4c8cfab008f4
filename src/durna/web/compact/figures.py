"""Live figures: the latest value of an indicator in the newest signed edition, with the way to its passport."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from durna.editions import kept
from durna.editions.folder import Edition
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure
from durna.periods import parse
from durna.publish import sentences
from durna.publish.context import passport_file, slug
from durna.publish.editions import documents
from durna.web import texts
from durna.web.evidence import corrections
from durna.web.explorer import editions


@dataclass(frozen=True)
class Live:
    """`value` with its unit and `period` are words of one language; `address` leads to the passport, or is empty."""

    indicator: str
    title: str
    value: str
    period: str
    edition: str
    figure_id: str
    address: str
    is_corrected: bool = False  # a correction notice speaks of it


def newest() -> Edition | None:
    """The newest edition that is signed: what is not signed yet is no ground for what a State says of itself."""
    return next((one for one in editions.readable(AnonymousUser()) if one.is_signed), None)


def title(indicator: str, code: str = "") -> str:
    known = catalogue().get(indicator)
    return texts.language(code or texts.code()).of(known.title) if known else indicator


def live(indicator: str, code: str = "", period: str = "") -> Live | None:
    """The figure for the country as a whole; None where the newest signed edition has none.

    `period` as it is typed (`2019`, `2021-01..2021-10`); without it the latest full period, else the latest.
    Raises UserError for a period that is none.
    """
    edition = newest()
    return _live(edition, indicator, code or texts.code(), period) if edition else None


def of(indicators: Iterable[str], code: str = "") -> Mapping[str, Live]:
    """The latest of each indicator that has one."""
    edition = newest()
    if edition is None:
        return {}
    code = code or texts.code()
    found = {indicator: _live(edition, indicator, code) for indicator in dict.fromkeys(indicators)}
    return {indicator: one for indicator, one in found.items() if one}


def available(code: str = "") -> list[Live]:
    """Every indicator that has a figure, by its title in the order of the alphabet."""
    edition = newest()
    known = [name for name in editions.figures(edition).indicators if name in catalogue()] if edition else []
    found = of(known, code).values()
    return texts.language(code or texts.code()).in_order(found, lambda one: one.title)


def _live(edition: Edition, indicator: str, code: str, period: str = "") -> Live | None:
    found = _chosen(_totals(edition, indicator), period)
    return _shown(edition, found, code) if found else None


def _totals(edition: Edition, indicator: str) -> tuple[Figure, ...]:
    file = edition.data / kept.FILE
    return _read_totals(edition.folder, file.stat().st_mtime_ns, indicator)


@lru_cache(maxsize=1024)
def _read_totals(root: Path, changed: int, indicator: str) -> tuple[Figure, ...]:
    """Of an edition that does not change any more, each series is read once."""
    found = editions.figures(Edition(root)).totals(indicator)
    return tuple(one for one in found if not one.dimensions and one.preferred and one.value is not None)


def _chosen(figures: Sequence[Figure], period: str) -> Figure | None:
    if period:
        wanted = parse(period)
        return next((one for one in figures if one.period == wanted), None)
    whole = [one for one in figures if "part_year" not in one.flags]
    return max(whole or figures, key=lambda one: (one.period.end, one.period.start), default=None)


def _shown(edition: Edition, figure: Figure, code: str) -> Live:
    language, indicator = texts.language(code), catalogue()[figure.indicator]
    notices = corrections.of_edition(edition.name)
    unit = sentences.unit_text(language, figure, indicator)
    return Live(
        indicator=figure.indicator,
        title=language.of(indicator.title),
        value=" ".join(filter(None, (sentences.value_text(language, figure, indicator), unit))),
        period=language.period(figure.period, figure.period_kind),
        edition=edition.name,
        figure_id=figure.figure_id,
        address=_passport(edition, figure.figure_id, code),
        is_corrected=bool(notices.get("", 0) + notices.get(figure.figure_id, 0)),
    )


def _passport(edition: Edition, figure_id: str, code: str) -> str:
    pages = _pages(edition.documents)
    if not pages:
        return ""
    spoken = code if code in pages else pages[0]
    path = f"site/{spoken}/passports/{passport_file(figure_id)}"
    return f"{reverse('document', args=[edition.name, path])}#{slug(figure_id)}"


def _pages(folder: Path) -> tuple[str, ...]:
    """The languages in which an edition has pages. A signed edition does not change, but may be published again."""
    card = folder / documents.CARD
    return _read_pages(folder.parent, card.stat().st_mtime_ns) if card.is_file() else ()


@lru_cache(maxsize=16)
def _read_pages(root: Path, changed: int) -> tuple[str, ...]:
    published = documents.published(Edition(root))
    return published.languages if published and "html" in published.formats else ()
