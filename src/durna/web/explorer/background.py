"""What is written with the figures of an edition: its definitions, breaks and references, read once for all pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from durna.editions import freeze
from durna.editions.folder import Edition
from durna.indicators import notes
from durna.indicators.definition import chapters, told_in
from durna.indicators.figures import Figure, Figures
from durna.indicators.own import known as own
from durna.indicators.own import reading
from durna.indicators.preference import prefer
from durna.periods import Period, parse
from durna.publish import own_names
from durna.publish.context import Context
from durna.publish.maps import land
from durna.publish.material import Material
from durna.web import texts
from durna.workspace import open_workspace

_NO_FIGURES = Figures(())


def of(edition: Edition) -> Material:
    """The material of an edition without its figures: pages put in those that they show."""
    return _read(edition.folder, version(edition))


def version(edition: Edition) -> int:
    """Another one where the edition was frozen anew."""
    return edition.freeze.stat().st_mtime_ns


def context(
    edition: Edition, figures: Iterable[Figure], period: Period | None = None,
    passports: Mapping[str, Mapping[str, Any]] | None = None,
) -> Context:  # fmt: skip
    """To write about some figures in the language of the reader; `period` is that of the edition unless told."""
    found, material = Figures(figures), of(edition)
    several = Counter(one.cell for one in found)
    contested = [one for one in found if several[one.cell] > 1]
    disputed = prefer(contested, _rules(edition.folder, version(edition)))[1]
    return Context(
        replace(
            material, figures=found, period=period or material.period, reconciliations=disputed,
            passports=passports or {},
        ),
        material.language(texts.code()),
    )  # fmt: skip


@lru_cache(maxsize=32)
def _read(folder: Path, changed: int) -> Material:
    edition = Edition(folder)
    pinned, settings = freeze.read(edition), open_workspace(edition.inputs)
    told = notes.read(settings)
    with own.known(reading.read(settings)):
        known = told_in(pinned.country)
    return Material(
        country=pinned.country, title=settings.profile_title, languages=settings.languages,
        period=parse(pinned.period), as_of=pinned.recorded, indicators=known, chapters=chapters(), figures=_NO_FIGURES,
        gaps=(), breaks=told.breaks, reconciliations=(), findings=(), receipts=(), references=told.references,
        passports={}, listings={}, watermark=False, own_names=own_names.read(edition.inputs),
        publication=settings.publication, land=land.load(edition.inputs),
    )  # fmt: skip


@lru_cache(maxsize=32)
def _rules(folder: Path, changed: int) -> Any:
    return notes.read(open_workspace(Edition(folder).inputs)).rules
