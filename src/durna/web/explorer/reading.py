"""What is asked of the figures of an edition: which there are, those of a table, one by its address, a page of all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from durna.editions.folder import Edition
from durna.indicators.figures import Figure
from durna.periods import Period, parse
from durna.web.explorer import index

EVERY = 10_000_000  # more figures than an edition has


@dataclass(frozen=True)
class Breakdown:
    """A set of breakdowns that an indicator is given by: () for its totals."""

    no: int
    indicator: str
    names: tuple[str, ...]
    figures: int


@dataclass(frozen=True)
class When:
    """A period in which a breakdown has figures."""

    no: int
    period: Period
    kind: str


@dataclass(frozen=True)
class Counted:
    """Of where, and what is counted."""

    no: int
    geography: str
    counting_unit: str
    figures: int


@dataclass(frozen=True)
class Slice:
    """Part of one breakdown. `members`: by the name of a breakdown, the numbers of the members that are wanted."""

    breakdown: Breakdown
    periods: Sequence[int]
    counted: int
    members: Mapping[str, Sequence[int]] = field(default_factory=dict)


@lru_cache(maxsize=256)
def _breakdowns(file: Path) -> Mapping[str, tuple[Breakdown, ...]]:
    found: dict[str, tuple[Breakdown, ...]] = {}
    for no, indicator, names, figures in index.rows(file, "SELECT no, indicator, names, figures FROM breakdown"):
        one = Breakdown(no, indicator, tuple(names.split(",")) if names else (), figures)
        found[indicator] = (*found.get(indicator, ()), one)
    return found


def indicators(edition: Edition) -> Mapping[str, tuple[Breakdown, ...]]:
    """Each indicator that has figures, with what it is given by: the totals first, then by the number of breakdowns."""
    found = _breakdowns(index.file_of(edition))
    return {name: tuple(sorted(some, key=lambda one: (len(one.names), one.names))) for name, some in found.items()}


def periods(edition: Edition, breakdown: Breakdown) -> list[When]:
    """In order of time; of periods that begin together the shortest last."""
    told = index.rows(
        index.file_of(edition),
        "SELECT no, period, kind FROM period WHERE breakdown = ? ORDER BY last, first DESC, kind", [breakdown.no],
    )  # fmt: skip
    return [When(no, parse(period), kind) for no, period, kind in told]


def counted(edition: Edition, breakdown: Breakdown) -> list[Counted]:
    """The most often counted first."""
    told = index.rows(
        index.file_of(edition),
        "SELECT no, geography, counting_unit, figures FROM counted WHERE breakdown = ? ORDER BY figures DESC, no",
        [breakdown.no],
    )  # fmt: skip
    return [Counted(*one) for one in told]


def members(edition: Edition, breakdown: Breakdown) -> dict[str, dict[str, int]]:
    """By the name of each breakdown: its codes, and their numbers."""
    told = index.rows(
        index.file_of(edition), "SELECT name, code, no FROM member WHERE breakdown = ?", [breakdown.no]
    )  # fmt: skip
    found: dict[str, dict[str, int]] = {name: {} for name in breakdown.names}
    for name, code, no in told:
        found[name][code] = no
    return found


def preferred(edition: Edition, wanted: Slice, most: int) -> list[Figure]:
    """The figures that are shown of a part of a breakdown, so many at most."""
    starts = index.rows(index.file_of(edition), *_query(wanted, most))
    return index.figures_at(edition, [start for (start,) in starts])


def _query(wanted: Slice, most: int) -> tuple[str, list[Any]]:
    """Through the narrowest way into the table: the fewest members that are wanted, else the periods."""
    narrow = sorted((numbers for numbers in wanted.members.values()), key=len)
    values: list[Any] = []
    where = [f"f.period IN ({_signs(wanted.periods)})", "f.counted = ?", "f.preferred = 1"]
    if narrow:
        source = "holds h CROSS JOIN figure f ON f.place = h.place"
        where.insert(0, f"h.member IN ({_signs(narrow[0])})")
        values += narrow[0]
    else:
        source = "figure f"
        where.insert(0, "f.breakdown = ?")
        values.append(wanted.breakdown.no)
    values += [*wanted.periods, wanted.counted]
    for numbers in narrow[1:]:
        where.append(f"EXISTS (SELECT 1 FROM holds o WHERE o.place = f.place AND o.member IN ({_signs(numbers)}))")
        values += numbers
    return f"SELECT f.start FROM {source} WHERE {' AND '.join(where)} ORDER BY f.place LIMIT ?", [*values, most]


def find(edition: Edition, figure_id: str) -> Figure | None:
    """One figure by its address."""
    told = index.rows(
        index.file_of(edition), "SELECT start FROM figure WHERE address = ?", [index.short(figure_id)]
    )  # fmt: skip
    found = index.figures_at(edition, [start for (start,) in told])
    return next((figure for figure in found if figure.figure_id == figure_id), None)


def of_cells(edition: Edition, cells: Collection[tuple[Any, ...]], *, others: bool = False) -> list[Figure]:
    """What an edition says of some cells, whoever published it; `others`: only what it does not show."""
    if not cells:
        return []
    only = " AND preferred = 0" if others else ""
    told = index.rows(
        index.file_of(edition), f"SELECT start FROM figure WHERE cell IN ({_signs(cells)}){only} ORDER BY place",
        [index.of_cell(cell) for cell in cells],
    )  # fmt: skip
    return [one for one in index.figures_at(edition, [start for (start,) in told]) if one.cell in cells]


@dataclass(frozen=True)
class Filter:
    """What is wanted of an edition; what is empty is not asked. Days as ISO text."""

    indicator: str = ""
    by: str | None = None
    since: str = ""
    until: str = ""
    publisher: str = ""
    preferred: bool | None = None
    members: tuple[tuple[str, str], ...] = ()


def page(edition: Edition, wanted: Filter, after: int, most: int) -> tuple[list[Figure], int | None]:
    """So many figures in order of address, and the place after which the next page begins; None at the end."""
    chosen = [one for name, some in indicators(edition).items() if wanted.indicator in ("", name) for one in some]
    chosen = [one for one in chosen if wanted.by in (None, ",".join(one.names)) and _has(one, wanted.members)]
    if not chosen:
        return [], None
    where, values = _conditions(wanted)
    whole = "" if (wanted.indicator, wanted.by, wanted.members) == ("", None, ()) else (
        f" AND f.breakdown IN ({','.join(str(one.no) for one in chosen)})")  # fmt: skip
    query = f"SELECT f.place, f.start FROM figure f WHERE f.place > ?{whole}{where} ORDER BY f.place LIMIT ?"
    told = index.rows(index.file_of(edition), query, [after, *values, most + 1])
    found = index.figures_at(edition, [start for _, start in told[:most]])
    return found, told[most - 1][0] if len(told) > most else None


def _has(breakdown: Breakdown, members: Iterable[tuple[str, str]]) -> bool:
    return {name for name, _ in members} <= set(breakdown.names)


def _conditions(wanted: Filter) -> tuple[str, list[Any]]:
    where, values = "", []
    for text, value in (
        ("f.publisher = ?", wanted.publisher), ("f.period IN (SELECT no FROM period WHERE first >= ?)", wanted.since),
        ("f.period IN (SELECT no FROM period WHERE last <= ?)", wanted.until),
    ):  # fmt: skip
        if value:
            where += f" AND {text}"
            values.append(value)
    if wanted.preferred is not None:
        where += " AND f.preferred = ?"
        values.append(int(wanted.preferred))
    for name, code in wanted.members:
        where += (
            " AND EXISTS (SELECT 1 FROM member m JOIN holds h ON h.member = m.no WHERE h.place = f.place"
            " AND m.breakdown = f.breakdown AND m.name = ? AND m.code = ?)"
        )
        values += [name, code]
    return where, values


def _signs(some: Collection[Any]) -> str:
    return ",".join("?" * len(some))
