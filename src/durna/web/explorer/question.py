"""What a reader asks of an indicator: which breakdown, what stands in rows and columns, which members, which years.

Whatever does not fit any more, because another breakdown was chosen, falls back to what a reader would expect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict

from durna.editions.folder import Edition
from durna.publish.breakdowns import gathers
from durna.publish.language import Language, code_list, lists_of
from durna.web.explorer import reading
from durna.web.explorer.reading import Breakdown, Counted, When

PERIOD = "period"
LENGTHS = ("year", "part", "date", "quarter", "month")
ROWS_ON_A_PAGE = 50
MOST_COLUMNS = 60


@dataclass(frozen=True)
class Question:
    """`rows`, `columns`: names of breakdowns, or PERIOD; no columns where there is one dimension only.

    `members`: of each breakdown all codes in the order of the table; `fixed`: what stands in neither of the two.
    """

    edition: Edition
    indicator: str
    breakdown: Breakdown
    offered: tuple[Breakdown, ...]
    rows: str
    columns: str
    fixed: Mapping[str, str]
    members: Mapping[str, Mapping[str, int]]
    counted: Counted
    countings: Sequence[Counted]
    periods: Sequence[When]  # that are shown
    offered_periods: Sequence[When]  # one of which is shown, where they are neither rows nor columns
    lengths: tuple[str, ...]  # that the breakdown has
    length: str  # one of these, or nothing for all
    years: Sequence[int]  # of all periods
    since: int
    until: int
    dimensions: tuple[str, ...]

    @property
    def members_shown(self) -> dict[str, list[int]]:
        """The numbers of the members that a breakdown in neither rows nor columns is narrowed to."""
        return {name: [self.members[name][code]] for name, code in self.fixed.items() if name != PERIOD}


def asked(edition: Edition, indicator: str, told: QueryDict, language: Language) -> Question | None:
    """None where the edition has no figure of the indicator."""
    offered = reading.indicators(edition).get(indicator, ())
    if not offered:
        return None
    breakdown = next((one for one in offered if ",".join(one.names) == told.get("by")), offered[0])
    countings = reading.counted(edition, breakdown)
    counted = next((one for one in countings if str(one.no) == told.get("counted")), countings[0])
    every = reading.periods(edition, breakdown)
    lengths = tuple(name for name in LENGTHS if any(length_of(one) == name for one in every))
    length = told.get("length", "") if told.get("length", "") in lengths else ""
    years = sorted({one.period.start.year for one in every})
    since, until = _between(told, years)
    within = [one for one in every if _is_wanted(one, length, since, until)]
    dimensions = (*breakdown.names, PERIOD)
    rows, columns = _placed(told, dimensions)
    found = reading.members(edition, breakdown)
    members = {name: in_order(name, found[name], language) for name in breakdown.names}
    fixed = {name: _one_of(told.get(f"of.{name}"), list(members[name])) for name in breakdown.names
             if name not in (rows, columns)}  # fmt: skip
    offered_periods = within
    if PERIOD not in (rows, columns):
        fixed[PERIOD] = _one_of(told.get(f"of.{PERIOD}"), [str(one.no) for one in reversed(within)])
        within = [one for one in within if str(one.no) == fixed[PERIOD]]
    return Question(
        edition, indicator, breakdown, offered, rows, columns, fixed, members, counted, countings, within,
        offered_periods, lengths, length, years, since, until, dimensions,
    )  # fmt: skip


def length_of(one: When) -> str:
    its = one.period
    if its.start == its.end:
        return "date"
    if not its.has_whole_months or its.months > 12:
        return "part"
    return {12: "year", 3: "quarter", 1: "month"}.get(its.months, "part")


def _is_wanted(one: When, length: str, since: int, until: int) -> bool:
    return length in ("", length_of(one)) and since <= one.period.start.year <= until


def _between(told: QueryDict, years: Sequence[int]) -> tuple[int, int]:
    """The chosen years; all of them where what was chosen leaves none."""
    first, last = (
        int(text) if (text := told.get(name, "")).isdecimal() and len(text) == 4 else default
        for name, default in (("from", years[0]), ("to", years[-1]))
    )
    return (first, last) if any(first <= year <= last for year in years) else (years[0], years[-1])


def _placed(told: QueryDict, dimensions: tuple[str, ...]) -> tuple[str, str]:
    """One breakdown stands against time; of several the first two against each other."""
    default = (dimensions[0], dimensions[1]) if len(dimensions) > 1 else (PERIOD, "")
    rows = told.get("rows") if told.get("rows") in dimensions else default[0]
    others = [name for name in dimensions if name != rows]
    columns = told.get("columns") if told.get("columns") in others else next(iter(others), "")
    return str(rows), str(columns)


def _one_of(wanted: str | None, offered: Sequence[str]) -> str:
    return wanted if wanted in offered else next(iter(offered), "")


def in_order(name: str, codes: Mapping[str, int], language: Language) -> dict[str, int]:
    """Late words last; months and years by number; codes of a list as it has them; all else by name."""
    return {code: codes[code] for code in _ordered(name, tuple(codes), language)}


# A breakdown by citizenship has hundreds of members, and to sort names by an alphabet takes a while.
@lru_cache(maxsize=512)
def _ordered(name: str, codes: tuple[str, ...], language: Language) -> tuple[str, ...]:
    listed = next((list(found.codes) for each in lists_of(name, ()) if each != "country" and (found := code_list(each))
                   and set(codes) & set(found.codes)), [])  # fmt: skip
    return tuple(sorted(codes, key=lambda code: _place(name, code, listed, language)))


def _place(name: str, code: str, listed: list[str], language: Language) -> tuple[object, ...]:
    first = code.rstrip("+").partition("-")[0]
    if first.isdecimal():
        return (gathers(code), 0, int(first), code)
    if code in listed:
        return (gathers(code), 1, listed.index(code), code)
    return (gathers(code), 2, 0, language.facts.sort_key(language.member(name, code)))
