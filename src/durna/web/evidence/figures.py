"""Figures of signed editions as evidence: what is kept of one, and the way back to its passport."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.urls import reverse

from durna.editions import freeze
from durna.editions.folder import Edition
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure
from durna.publish import sentences
from durna.publish.context import passport_file, slug
from durna.publish.editions import documents
from durna.publish.language import Language
from durna.web import texts
from durna.web.evidence.forms import LANGUAGES
from durna.web.evidence.models import Evidence
from durna.web.explorer import editions


def kept(edition: Edition, figure: Figure) -> dict[str, Any]:
    """For `actions.pick_figure`: the figure as it stands in its edition, named in every language of the site."""
    return {
        "edition": edition.name, "figure": figure.figure_id, "value": "" if figure.value is None else str(figure.value),
        "titles": {code: named(figure, texts.language(code)) for code in LANGUAGES},
        "passport": f"passports/{passport_file(figure.figure_id)}#{slug(figure.figure_id)}",
        "issued_on": datetime.fromisoformat(str(freeze.read(edition).recorded)).date(),
    }  # fmt: skip


def named(figure: Figure, language: Language) -> str:
    """`Entries of foreigners, 2019, Türkiye: 1,234 persons`."""
    indicator = catalogue().get(figure.indicator)
    if indicator is None:
        return figure.figure_id
    of = [language.member(name, code, indicator) for name, code in figure.dimensions]
    said = ", ".join([language.of(indicator.title), language.period(figure.period, figure.period_kind), *of])
    value, unit = sentences.value_text(language, figure, indicator), sentences.unit_text(language, figure, indicator)
    return f"{said}: {value} ({unit})" if unit else f"{said}: {value}"


def passport_address(user: Any, evidence: Evidence) -> str:
    """The passport in the reader's language; empty where its edition has no pages, or is not there for this reader."""
    edition = editions.find(user, evidence.edition) if evidence.edition else None
    published = documents.published(edition) if edition else None
    if edition is None or published is None or "html" not in published.formats:
        return ""
    code = texts.code() if texts.code() in published.languages else published.languages[0]
    page, _, anchor = evidence.passport.partition("#")
    path = PurePosixPath("site", code, page).as_posix()
    return f"{reverse('document', args=[edition.name, path])}#{anchor}"
