"""Figures and what stands around them in the shapes of the API."""

from __future__ import annotations

from typing import Any

from durna.classifications.codelists import CodeList
from durna.editions import freeze
from durna.editions.folder import Edition
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.languages import every
from durna.web.api import schemas
from durna.web.explorer import background, index, reading, sources, vintages


def edition(one: Edition) -> schemas.Edition:
    """The numbers of one whose index is being made are not known yet."""
    pinned, found = freeze.read(one), reading.indicators(one) if index.is_ready(one) else None
    return schemas.Edition(
        name=one.name, is_signed=one.is_signed, country=pinned.country, period=pinned.period, frozen=pinned.recorded,
        indicators=None if found is None else len(found),
        figures=None if found is None else sum(each.figures for some in found.values() for each in some),
    )  # fmt: skip


def indicator(one: Indicator, breakdowns: tuple[reading.Breakdown, ...]) -> schemas.Indicator:
    return schemas.Indicator(
        id=one.id, title=every(one.title), definition=every(one.definition), chapter=one.chapter, kind=one.kind,
        unit=one.unit, counting_unit=one.counting_unit,
        breakdowns=[schemas.Breakdown(by=list(each.names), figures=each.figures) for each in breakdowns],
        figures=sum(each.figures for each in breakdowns),
    )  # fmt: skip


def figure(one: Figure) -> schemas.Figure:
    return schemas.Figure(
        figure_id=one.figure_id, indicator=one.indicator, period=str(one.period), period_start=one.period.start,
        period_end=one.period.end, period_kind=one.period_kind, geography=one.geography,
        dimensions=dict(one.dimensions), unit=one.unit, counting_unit=one.counting_unit, value=one.value,
        lower=one.lower, upper=one.upper, numerator=one.numerator, denominator=one.denominator, status=one.status,
        flags=list(one.flags), publisher=one.publisher, vintage=one.vintage, reference=one.reference,
        preferred=one.preferred, note=dict(one.note),
    )  # fmt: skip


def passport(user: Any, of: Edition, one: Figure) -> schemas.Passport:
    material, held = background.of(of), sources.held(of, one)
    known, read_in = material.indicators[one.indicator], material.references.get(one.reference)
    return schemas.Passport(
        edition=of.name, figure=figure(one), title=every(known.title), definition=every(known.definition),
        caveat=every(known.caveat),
        breaks=[schemas.Break(date=each.date, text=every(each.text)) for each in material.breaks
                if one.indicator in each.affected],
        reference=None if read_in is None else schemas.Reference(
            title=read_in.title, address=read_in.address, published=str(read_in.published)),
        sources=list(sources.of(of, one)),
        deliveries=[schemas.Delivery(source=each.source, file=each.file, sha256=each.sha256, cut_off=each.cut_off,
                                     recorded_at=each.recorded_at) for each in sources.deliveries(of, one)],
        others=[schemas.Said(edition=each.edition.name, figure=figure(each.figure))
                for each in vintages.of_figure(user, of, one)],
        **held,
    )  # fmt: skip


def code_list(one: CodeList) -> schemas.CodeList:
    codes = [
        schemas.Code(code=code, names=every(each.names), valid_from=each.valid_from, valid_to=each.valid_to)
        for code, each in one.codes.items()
    ]
    return schemas.CodeList(id=one.id, titles=every(one.titles), codes=codes)
