"""Over several versions of a framework: two crosswalks, one after the other, told as one.

A question that was split and put together again on the way is no longer the same, so such steps are told as questions
that went and questions that came: only what stayed the same, or was reworded, at every step can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise

from durna.frameworks.crosswalk import COMPARABLE, Walk, walk
from durna.frameworks.questions import Framework, Kind, Step


@dataclass
class _Strand:
    """Questions that hang together: of the old version, of the one between, of the new one."""

    old: list[str] = field(default_factory=list)
    between: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    kinds: set[Kind] = field(default_factory=set)

    def steps(self) -> list[Step]:
        old, new, kind = tuple(self.old), tuple(self.new), self._kind()
        if kind is None:
            return [Step(kind="dropped", old=old), Step(kind="new", new=new)]
        return [Step(kind=kind, old=old, new=new)]

    def _kind(self) -> Kind | None:
        sizes = min(len(self.old), 2), min(len(self.new), 2)
        if sizes == (1, 1):
            if not self.kinds <= set(COMPARABLE):
                return None
            return "reworded" if "reworded" in self.kinds else "same"
        known: dict[tuple[int, int], Kind] = {
            (1, 2): "split", (2, 1): "merged", (0, 1): "new", (0, 2): "new", (1, 0): "dropped", (2, 0): "dropped",
        }  # fmt: skip
        return known.get(sizes)


def over(versions: Sequence[Framework]) -> Walk:
    """From the first of several versions to the last, each with a crosswalk from the one before it."""
    return reduce(joined, (walk(old, new) for old, new in pairwise(versions)))


def joined(first: Walk, second: Walk) -> Walk:
    """Every question of the old version of the one and of the new version of the other, once."""
    strands = [_Strand(list(step.old), list(step.new), [], {step.kind}) for step in first.steps]
    for step in second.steps:
        mine = [each for each in strands if set(each.between) & set(step.old)]
        one = _Strand(new=list(step.new), kinds={step.kind})
        for each in mine:
            one.old += each.old
            one.between += each.between
            one.new = [*each.new, *one.new]
            one.kinds |= each.kinds
        strands = [*(each for each in strands if each not in mine), one]
    steps = [step for each in strands if each.old or each.new for step in each.steps()]
    order = {code: place for place, code in enumerate([
        *(code for step in second.steps for code in step.new), *(code for step in first.steps for code in step.old),
    ])}  # fmt: skip
    steps.sort(key=lambda step: order[(*step.new, *step.old)[0]])
    return Walk(first.old_version, second.new_version, tuple(steps))
