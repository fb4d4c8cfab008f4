"""What may be claimed of one group among the groups of a breakdown: its place by size, and that it is more than half.

Nothing is claimed that a group without a figure could upset: one that is suppressed or missing, one of another
publisher, or what is left of the total and could hide a larger group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from durna.indicators.figures import Figure, Figures
from durna.publish.amounts import is_percent
from durna.publish.language import Language

# What an author may claim of a group; the ranks by their number.
RANKS = {"largest": 1, "second-largest": 2, "third-largest": 3}
MORE_THAN_HALF = "more-than-half"
CLAIMS = (*RANKS, MORE_THAN_HALF)
# Many small groups under one name are no group.
_REST = ("other", "unknown", "not_stated")


@dataclass(frozen=True)
class Group:
    """`rank`: 1 is the largest; None where it is not certain. `half`: 1 over, 0 at, -1 under half of all; or None."""

    figure: Figure
    others: tuple[Figure, ...]
    rank: int | None
    half: int | None


def group(figure: Figure, by: str, figures: Figures) -> Group:
    """`by`: the breakdown among whose groups it stands; all other breakdowns of the figure stay as they are."""
    fixed = tuple(pair for pair in figure.dimensions if pair[0] != by)
    alike = [each for each in figures.of(figure.indicator) if each.preferred and _key(each) == _key(figure)]
    others = tuple(
        each
        for each in alike
        if each.dimensions != figure.dimensions
        and tuple(pair for pair in each.dimensions if pair[0] != by) == fixed
        and len(each.dimensions) == len(figure.dimensions)
    )
    total = next((each for each in alike if each.dimensions == fixed), None)
    return Group(figure, others, _rank(figure, others, by, total), _half(figure, total))


def claimed(kind: str, found: Group) -> bool:
    return found.half == 1 if kind == MORE_THAN_HALF else found.rank == RANKS[kind]


def word(language: Language, kind: str, found: Group) -> str:
    """`the second largest group`, `less than half`: the word that is true; empty where none of them is certain."""
    if kind == MORE_THAN_HALF:
        names = {1: "word-more-than-half", 0: "word-half", -1: "word-less-than-half"}
        return language(names[found.half]) if found.half is not None else ""
    return language("word-group", rank=found.rank) if found.rank in RANKS.values() else ""


def _key(figure: Figure) -> tuple[object, ...]:
    return (figure.period, figure.geography, figure.unit, "other_unit" in figure.flags)


def _rank(figure: Figure, others: Sequence[Figure], by: str, total: Figure | None) -> int | None:
    value = figure.value
    if value is None or not others or dict(figure.dimensions)[by] in _REST:
        return None
    if any(each.value is None or each.publisher != figure.publisher for each in others):
        return None
    told = {id(each): each.value or 0.0 for each in others}
    if total is not None and not is_percent(figure):
        unlisted = (total.value or 0.0) - value - sum(told.values())
        if total.value is None or unlisted > value:
            return None
    groups = [told[id(each)] for each in others if dict(each.dimensions)[by] not in _REST]
    # Two of one size share a place, of which neither is the holder.
    return None if value in groups else 1 + sum(other > value for other in groups)


def _half(figure: Figure, total: Figure | None) -> int | None:
    if figure.value is None or total is None or total.value is None or total.publisher != figure.publisher:
        return None
    if is_percent(figure) or figure.value < 0 or total.value <= 0:
        return None
    twice = 2 * figure.value
    return (twice > total.value) - (twice < total.value)
