"""An age pyramid, where an indicator has figures of both sexes by ages that do not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from durna.indicators.definition import Indicator
from durna.publish import points, sentences, series, tables
from durna.publish.context import Context
from durna.publish.document import Chart, Point
from durna.publish.series import Line, View

FEWEST_AGES = 4
_ROLES = {"male": "first", "female": "second"}
_AGE = re.compile(r"(\d+)(?:-(\d+)|\+)")
_OPEN_END = 999

Cells = Mapping[tuple[str, str], Line]  # by age and sex


def pyramid_of(context: Context, view: View, names: tuple[str, ...], lines: Sequence[Line]) -> Chart | None:
    """The latest year in which at least four ages have a value for both sexes; a stock as well as a flow."""
    if set(names) != {"age_group", "sex"} or view.indicator.kind in ("rate", "ratio", "duration"):
        return None
    anchor = lines[0].anchor
    found = {_cell(line): line for line in lines if line.anchor == anchor and dict(line.dimensions)["sex"] in _ROLES}
    for year in sorted({year for line in found.values() for year in line.years}, reverse=True):
        ages = side_by_side(age for age, _ in found if _both(found, age, year))
        if len(ages) >= FEWEST_AGES:
            return _chart(context, view.indicator, found, ages, year)
    return None


def side_by_side(ages: Iterable[str]) -> list[str]:
    """Ages that do not overlap, youngest first; of two that do, the narrower. What is no age is left out."""
    kept: list[tuple[int, int, str]] = []
    spans = {span for age in ages if (span := _span(age))}
    for start, end, age in sorted(spans, key=lambda span: (span[1] - span[0], span[0])):
        if all(end < low or start > high for low, high, _ in kept):
            kept.append((start, end, age))
    return [age for _, _, age in sorted(kept)]


def _span(age: str) -> tuple[int, int, str] | None:
    found = _AGE.fullmatch(age)
    return (int(found[1]), int(found[2] or _OPEN_END), age) if found else None


def _cell(line: Line) -> tuple[str, str]:
    of = dict(line.dimensions)
    return of["age_group"], of["sex"]


def _both(found: Cells, age: str, year: int) -> bool:
    return all((age, sex) in found and points.is_told(found[age, sex], year) for sex in _ROLES)


def _chart(context: Context, indicator: Indicator, found: Cells, ages: Sequence[str], year: int) -> Chart:
    language = context.language
    members = {sex: language.member("sex", sex, indicator) for sex in _ROLES}
    shown = [
        (_point(context, indicator, found[age, sex], year, role), sex) for age in ages for sex, role in _ROLES.items()
    ]
    top, its_sex = max(shown, key=lambda each: each[0].value or 0.0)
    first = found[ages[0], "male"]
    title = points.title_by(context, indicator, "age_group", "sex")
    return Chart(
        id=f"chart-{indicator.id}-pyramid", number=context.next_chart(),
        caption=language("table-caption", title=title, period=language.period(first.years[year].period)),
        description=language(
            "chart-pyramid-described", title=title, sex=members[its_sex], age=top.label, value=top.text
        ),
        kind="pyramid", unit=tables.subtitle(context, indicator, first.anchor),
        points=tuple(point for point, _ in shown),
        legend={role: members[sex] for sex, role in _ROLES.items()},
    )  # fmt: skip


def _point(context: Context, indicator: Indicator, line: Line, year: int, role: str) -> Point:
    age, figure = dict(line.dimensions)["age_group"], line.years[year]
    return Point(
        context.language.member("age_group", age, indicator), series.shown_value(figure, indicator),
        sentences.value_text(context.language, figure, indicator), role,
    )  # fmt: skip
