"""Results as nodes, and back. A total is never written: it is the sum of its cells, for whoever reads them too."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

from durna.iati.shapes import Node
from durna.web.cooperation import figures
from durna.web.cooperation.models import Cell, Indicator, Period, Project, Result
from durna.web.cooperation.money_nodes import day
from durna.web.cooperation.spoken import contents, number, over, plain, same_texts
from durna.web.cooperation.values import place_of
from durna.web.numbers import whole

_MOST = Decimal(10) ** 14


def result_node(result: Any, language: str, approved_only: bool = False) -> Node:
    """`approved_only`: of periods that are not approved only the target is written."""
    made = deepcopy(result.kept)
    over(made, type=result.type)
    _say(made, result, language)
    made["indicators"] = [_indicator(each, language, approved_only) for each in result.indicators.all()]
    return {**made, "origin": f"result/{result.pk}"}


def _say(made: Node, part: Any, language: str) -> None:
    made["title"] = same_texts(made.get("title"), part.titles, language)
    if part.descriptions or made.get("description"):
        made["description"] = same_texts(made.get("description"), part.descriptions, language)


def _indicator(indicator: Any, language: str, approved_only: bool) -> Node:
    made = deepcopy(indicator.kept)
    over(made, measure=indicator.measure)
    told = {"true": "1", "false": "0"}.get(made.get("ascending", "1"), made.get("ascending", "1"))
    if told != ("1" if indicator.is_ascending else "0"):
        made["ascending"] = "1" if indicator.is_ascending else "0"
    _say(made, indicator, language)
    if indicator.baseline or indicator.baseline_year:
        lines = made.setdefault("baselines", [{}])
        over(lines[0], value=indicator.baseline, year=indicator.baseline_year and str(indicator.baseline_year))
    periods = [_period(each, indicator, language, approved_only) for each in indicator.periods.all()]
    made["periods"] = [*made.get("periods", []), *periods]
    return {**made, "origin": f"indicator/{indicator.pk}"}


def _period(period: Any, indicator: Any, language: str, approved_only: bool) -> Node:
    made = deepcopy(period.kept)
    over(made, start=period.start.isoformat(), end=period.end.isoformat())
    cells = list(period.cells.all())
    made["targets"] = [_cell(each, language) for each in cells if each.is_target]
    made["actuals"] = [_cell(each, language) for each in cells if not each.is_target]
    answer = figures.answer(indicator, period) if indicator.query else None
    if answer and answer.value is not None:
        made["actuals"] = [{"value": plain(answer.value)}]
    if approved_only and not period.is_locked:
        made["actuals"] = []
    return {**made, "origin": f"period/{period.pk}"}


def _cell(cell: Any, language: str) -> Node:
    made = deepcopy(cell.kept)
    if cell.value is not None and number(made.get("value")) != cell.value:
        made["value"] = plain(cell.value)
    elif cell.value is None:
        over(made, value=cell.words)
    if {d.get("name"): d.get("value") for d in made.get("dimensions", ())} != cell.dimensions:
        made["dimensions"] = [{"name": name, "value": value} for name, value in cell.dimensions.items()]
    if cell.comment or made.get("comment"):
        made["comment"] = same_texts(made.get("comment"), cell.comment, language)
    return made


def take_results(project: Project, told: list[Node]) -> None:
    """Save the results of a file. A period that has no two days in order is kept with its indicator as it came."""
    for one in told:
        result = Result.objects.create(
            project=project, type=str(one.get("type") or "9")[:2], titles=contents(one.get("title"), project.language),
            descriptions=contents(one.get("description"), project.language), kept=_without(one, "indicators"),
        )  # fmt: skip
        for each in one.get("indicators", ()):
            _take_indicator(project, result, each)


def _take_indicator(project: Project, result: Result, told: Node) -> None:
    baseline = next(iter(told.get("baselines", ())), {})
    year = str(baseline.get("year") or "")
    indicator = Indicator.objects.create(
        project=project, result=result, titles=contents(told.get("title"), project.language),
        descriptions=contents(told.get("description"), project.language), measure=str(told.get("measure") or "5")[:2],
        is_ascending=told.get("ascending") not in ("0", "false"), baseline=str(baseline.get("value") or "")[:60],
        baseline_year=number if (number := whole(year)) is not None and number < 10_000 else None,
        dimensions=_dimensions(told),
    )  # fmt: skip
    left = []
    for each in told.get("periods", ()):
        start, end = day(each.get("start")), day(each.get("end"))
        if not start or not end or end < start:
            left.append(each)
        else:
            period = Period.objects.create(
                project=project, indicator=indicator, start=start, end=end, kept=_without(each, "targets", "actuals")
            )
            cells = [(True, c) for c in each.get("targets", ())] + [(False, c) for c in each.get("actuals", ())]
            Cell.objects.bulk_create(_cell_of(period, is_target, c, project.language) for is_target, c in cells)
    indicator.kept = _without(told, "periods") | ({"periods": left} if left else {})
    indicator.save()


def _cell_of(period: Period, is_target: bool, told: Node, language: str) -> Cell:
    value = number(told.get("value"))
    fits = value is not None and abs(value) < _MOST and value == value.quantize(Decimal("0.0001"))
    parts = {str(d.get("name")): str(d.get("value")) for d in told.get("dimensions", ())}
    return Cell(
        period=period, is_target=is_target, dimensions=parts, place=place_of(parts)[:300],
        value=value if fits else None, words="" if fits else str(told.get("value") or "")[:300],
        comment=contents(told.get("comment"), language), kept=told,
    )  # fmt: skip


def _dimensions(told: Node) -> list[dict[str, Any]]:
    """How the file parts the values of an indicator, from the cells that it has."""
    found: dict[str, dict[str, None]] = {}
    for period in told.get("periods", ()):
        for cell in (*period.get("targets", ()), *period.get("actuals", ())):
            for each in cell.get("dimensions", ()):
                found.setdefault(str(each.get("name")), {})[str(each.get("value"))] = None
    return [{"name": name, "values": list(values)} for name, values in found.items()]


def _without(node: Node, *names: str) -> Node:
    return {name: value for name, value in node.items() if name not in names}
