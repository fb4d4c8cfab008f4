"""Balances, percentages and derived figures that do not follow from the levels they are said to come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from durna.checks import texts
from durna.checks.findings import Finding
from durna.checks.lookup import Place, by_place, place
from durna.checks.parts import SHARES
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, Figures
from durna.indicators.published import half_step, is_published, stated_numbers

Levels = Mapping[Place, Sequence[Figure]]

# balance = the first minus the second
BALANCES = (
    ("net_migration_administrative", "immigration_permanent_administrative", "emigration_permanent_administrative"),
    ("natural_increase", "births", "deaths"),
    ("border_balance_foreigners", "border_entries_foreigners", "border_exits_foreigners"),
    ("remittances_balance", "remittances_received", "remittances_paid"),
)
_PER = {
    "percent": 100.0, "ratio": 1.0, "entries per person": 1.0, "per 1,000 population": 1_000.0,
    "per 1,000 registered persons": 1_000.0, "per 100,000 population": 100_000.0,
}  # fmt: skip
SHARE_OF = dict.fromkeys(SHARES, "border_entries_foreigners")
_SUM = re.compile(r"(?P<first>[\d.,]+) (?P<sign>plus|minus)\b")
_SHARE = re.compile(r"(?P<share>[\d.]+) percent\b.* of (?P<whole>[\d.,]*\d)")


def check(figures: Figures) -> Iterator[Finding]:
    levels = {name: by_place(_own_unit(figures.of(name))) for name in figures.indicators}
    for balance, plus, minus in BALANCES:
        yield from _balances(figures.of(balance), levels.get(plus, {}), levels.get(minus, {}))
    for figure in figures:
        yield from _derived(figure)
        yield from _ratio(figure, levels)


def _own_unit(figures: Iterable[Figure]) -> Iterator[Figure]:
    return (figure for figure in figures if "other_unit" not in figure.flags)


def _balances(figures: Iterable[Figure], plus: Levels, minus: Levels) -> Iterator[Finding]:
    for figure in figures:
        first, second = _beside(figure, plus), _beside(figure, minus)
        if first is None or second is None or figure.value is None or first.value is None or second.value is None:
            continue
        expected = first.value - second.value
        if abs(figure.value - expected) > half_step(figure) + half_step(first) + half_step(second) + 1e-6:
            text = texts.say(
                "identity", title=texts.about(figure), period=figure.period, value=figure.value,
                plus=first.value, minus=second.value, expected=expected,
            )  # fmt: skip
            ids = (figure.figure_id, first.figure_id, second.figure_id)
            yield Finding("identity", figure.indicator, text, ids)


def _beside(figure: Figure, levels: Levels) -> Figure | None:
    """The figure of another indicator for the same cell and publisher, of the same release where there is one."""
    found = [other for other in levels.get(place(figure), ()) if other.publisher == figure.publisher]
    found.sort(key=lambda other: (other.reference != figure.reference, not other.preferred))
    return found[0] if found else None


def _derived(figure: Figure) -> Iterator[Finding]:
    """Two forms of remark can be worked out: a number plus or minus a number, and a percentage of a number."""
    expected = _worked_out(figure.note.get("derived", ""))
    value = stated_numbers(figure.published)[:1]
    if expected is None or not value:
        return
    decimals = len(figure.published.partition(" ")[0].partition(".")[2])
    if abs(value[0] - expected) > 10**-decimals:
        text = texts.say(
            "derived_not_reproduced", title=texts.about(figure), period=figure.period, value=value[0],
            expected=expected,
        )  # fmt: skip
        yield Finding("derived_not_reproduced", figure.indicator, text, (figure.figure_id,))


def _worked_out(remark: str) -> float | None:
    numbers = stated_numbers(remark)
    added = _SUM.match(remark)
    if added and len(numbers) == 2:
        return numbers[0] + numbers[1] if added["sign"] == "plus" else numbers[0] - numbers[1]
    share = _SHARE.match(remark)
    if share:
        return float(share["share"]) * stated_numbers(share["whole"])[0] / 100
    return None


def _ratio(figure: Figure, levels: Mapping[str, Levels]) -> Iterator[Finding]:
    # What is computed here follows from its levels by construction.
    known = catalogue().get(figure.indicator) if is_published(figure) else None
    if known is None or known.kind not in ("rate", "ratio") or figure.value is None or known.unit not in _PER:
        return
    if figure.indicator in SHARE_OF:
        whole = levels.get(SHARE_OF[figure.indicator], {})
        numerator, denominator = _level(figure, whole, figure.dimensions), _level(figure, whole, ())
    else:
        numerator = _level(figure, levels.get(known.numerator, {}), figure.dimensions)
        denominator = _level(figure, levels.get(known.denominator, {}), figure.dimensions)
    if numerator is None or denominator is None or numerator.value is None or not denominator.value:
        return
    expected = _PER[known.unit] * numerator.value / denominator.value
    # A level printed rounded moves the ratio by its own share of rounding.
    loose = sum(half_step(level) / level.value for level in (numerator, denominator) if level.value)
    if abs(figure.value - expected) > max(half_step(figure), 1e-6 * abs(expected)) + abs(expected) * loose:
        text = texts.say(
            "ratio_not_reproduced", title=texts.about(figure), period=figure.period, value=figure.value,
            numerator=numerator.value, denominator=denominator.value, expected=expected,
        )  # fmt: skip
        ids = (figure.figure_id, numerator.figure_id, denominator.figure_id)
        yield Finding("ratio_not_reproduced", figure.indicator, text, ids)


def _level(figure: Figure, levels: Levels, dimensions: tuple[tuple[str, str], ...]) -> Figure | None:
    """The same publisher's: another may mean something else by the name, and the ratio would be of neither."""
    found = levels.get((figure.period, figure.geography, dimensions), ())
    return next((other for other in found if other.publisher == figure.publisher), None)
