"""Lists of people as offices send them: workbooks and CSV, with headings in three languages. Nothing is lost.

Merged cells of a country or an institution hold for every row that they cover. Of a formula the value that was saved
with it is read; one without a value is told with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from durna.web.files import cells
from durna.web.refusals import refusal
from durna.web.training import grids
from durna.web.training.grids import Grid

_FILLED = {"country", "institution", "language", "training"}
Problem = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Line:
    """A row of a list: where it stands (`Sheet1, row 4`), its texts by column, and what is wrong already."""

    place: str
    values: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Handed:
    """A list as it was handed in. `unread`: headings and sheets that hold something and are not read."""

    lines: list[Line]
    unread: tuple[str, ...]


def read(content: bytes, name: str) -> Handed:
    """Every row under the headings of each sheet that has them.

    Raises UserError for a file that is no list, one without the headings of family and given names, and one with two
    columns for the same.
    """
    lines: list[Line] = []
    unread: list[str] = []
    is_list = False
    for grid in grids.read(content, name, _is_head):
        head = None if grid.is_hidden else grid.head(_is_head)
        if head is None:
            unread += [grid.name] if any(any(row) for row in grid.rows) else []
            continue
        is_list, columns = True, _columns(grid.rows[head])
        _refuse_two_of_one(head, columns, name)
        unread += [text for place, text in enumerate(grid.rows[head]) if text.strip() and place not in columns]
        lines += _lines(grid, head, columns)
    if not is_list:
        expected = ", ".join(names[0] for names in headings().values())
        raise refusal("training-wrong-no-headings", file=name, expected=expected)
    return Handed(lines, tuple(dict.fromkeys(unread)))


def _refuse_two_of_one(head: int, columns: Mapping[int, str], name: str) -> None:
    """Of two columns for the same the one would be lost, and nobody could say which."""
    known: dict[str, int] = {}
    for place, column in columns.items():
        if (earlier := known.setdefault(column, place)) != place:
            one, other = (cells.cell_name(head, each) for each in (earlier, place))
            raise refusal("training-wrong-heading-twice", file=name, one=one, other=other)


def _is_head(row: Sequence[str]) -> bool:
    return {"family_name", "given_name"} <= set(_columns(row).values())


def _columns(row: Sequence[str]) -> dict[int, str]:
    """Which column of the file is which of ours."""
    return {place: _index()[key] for place, text in enumerate(row) if (key := _key(text)) in _index()}


def _lines(grid: Grid, head: int, columns: Mapping[int, str]) -> Iterator[Line]:
    for number in range(head + 1, len(grid.rows)):
        values, problems = _line(grid, number, columns)
        if any(values.values()) or problems:
            yield Line(f"{grid.name}, {number + 1}" if grid.name else str(number + 1), values, tuple(problems))


def _line(grid: Grid, number: int, columns: Mapping[int, str]) -> tuple[dict[str, str], list[Problem]]:
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for place, column in columns.items():
        at = (number, place)
        source = grid.merged.get(at, at)
        is_below = source[0] != number or source[1] != place
        values[column] = grid.at(source if is_below and column in _FILLED else at).strip()
        if at in grid.formulas:
            problems.append((column, "training-problem-formula", {"cell": cells.cell_name(*at)}))
        if is_below and column not in _FILLED:
            problems.append((column, "training-problem-merged", {"cell": cells.cell_name(*at)}))
    if not any(values[column] for column in values if column not in _FILLED) and not any(
        message == "training-problem-formula" for _, message, _ in problems
    ):
        return {}, []  # nothing but what a merged cell lends it
    return values, problems


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold().replace("i̇", "i").replace("ı", "i"))


@cache
def headings() -> Mapping[str, Sequence[str]]:
    """Each column that a list may have, with its headings, the English first."""
    import yaml

    loaded: Mapping[str, Sequence[str]] = yaml.safe_load(
        (files("durna.web.training") / "headings.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _index() -> Mapping[str, str]:
    return {_key(name): column for column, names in headings().items() for name in (*names, column)}
