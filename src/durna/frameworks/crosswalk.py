"""From one version of a framework to the next: which question became which, and which may be compared.

Questions that keep code, wording and scale are the same by themselves. Everything else the new file's `crosswalk` says;
where it says nothing, a question is new or dropped: the program guesses no likeness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from durna.frameworks.questions import Framework, Kind, Step
from durna.frameworks.wrong import CORRECT, WrongFramework, at

COMPARABLE = ("same", "reworded")
_SHAPES = (
    "same and reworded: one old and one new code; split: one old and several new codes; merged: several old and one "
    "new code; new: new codes alone; dropped: old codes alone."
)


@dataclass(frozen=True)
class Walk:
    """Every question of both versions, once, with what became of it."""

    old_version: str
    new_version: str
    steps: tuple[Step, ...]

    @cached_property
    def _of_new(self) -> Mapping[str, Step]:
        return {code: step for step in self.steps for code in step.new}

    def step_to(self, code: str) -> Step | None:
        """The step that leads to a question of the new version."""
        return self._of_new.get(code)

    def comparable(self) -> dict[str, str]:
        """New code -> old code, of the questions whose answers may stand in one series."""
        return {step.new[0]: step.old[0] for step in self.steps if step.kind in COMPARABLE}

    def counts(self) -> dict[Kind, int]:
        kinds: tuple[Kind, ...] = ("same", "reworded", "split", "merged", "new", "dropped")
        return {kind: sum(_weight(step) for step in self.steps if step.kind == kind) for kind in kinds}


def walk(old: Framework, new: Framework, file: str = "") -> Walk:
    """Raises WrongFramework where the crosswalk is broken: a code unknown, told twice, lost, or a step of no shape.

    `file`: how an error names the new version, where it came in one.
    """
    file = file or new.version
    if old.version == new.version:
        return Walk(old.version, new.version, tuple(_step("same", (code,), (code,)) for code in new.by_code))
    said = new.crosswalk.steps if new.crosswalk and new.crosswalk.from_version == old.version else ()
    if new.crosswalk and new.crosswalk.from_version != old.version:
        raise WrongFramework(
            place=at(file, "crosswalk"), found=f"It leads from version '{new.crosswalk.from_version}'.",
            expected=f"From '{old.version}', the version that is in use here.", do=CORRECT,
            message="framework-other-version", version=new.crosswalk.from_version, used=old.version,
        )  # fmt: skip
    for number, step in enumerate(said, start=1):
        _check(step, at(file, "crosswalk", "steps", f"{number} ({step.kind})"), old, new)
    told_old = _once(file, "old", [code for step in said for code in step.old])
    told_new = _once(file, "new", [code for step in said for code in step.new])
    rest = tuple(_unsaid(old, new, told_old, told_new))
    if said:
        _refuse_lost(file, rest)
    order = {code: place for place, code in enumerate((*new.by_code, *old.by_code))}
    steps = sorted((*said, *rest), key=lambda step: order[(*step.new, *step.old)[0]])
    return Walk(old.version, new.version, tuple(steps))


def _check(step: Step, place: str, old: Framework, new: Framework) -> None:
    sizes = (len(step.old), len(step.new))
    fits = {
        "same": sizes == (1, 1), "reworded": sizes == (1, 1), "split": sizes[0] == 1 and sizes[1] > 1,
        "merged": sizes[0] > 1 and sizes[1] == 1, "new": not sizes[0] and sizes[1] > 0,
        "dropped": sizes[0] > 0 and not sizes[1],
    }[step.kind]  # fmt: skip
    if not fits:
        raise WrongFramework(
            place=place, found=f"It names {sizes[0]} old and {sizes[1]} new codes.", expected=_SHAPES, do=CORRECT,
            message="framework-step-shape", old=sizes[0], new=sizes[1],
        )  # fmt: skip
    for code, known, version in (
        *((code, old.by_code, old.version) for code in step.old),
        *((code, new.by_code, new.version) for code in step.new),
    ):
        if code not in known:
            raise WrongFramework(
                place=place, found=f"There is no question '{code}' in version '{version}'.",
                expected="A code of that version.", do=CORRECT, message="framework-step-code", code=code,
                version=version,
            )  # fmt: skip
    if step.kind in COMPARABLE and not _is_scale_kept(old, new, step.old[0], step.new[0]):
        raise WrongFramework(
            place=place, found=f"Question {step.new[0]} is answered on another scale than {step.old[0]} was.",
            expected="The same scale: answers on two scales cannot be compared.",
            do="Say `dropped` for the old question and `new` for the new one.", message="framework-step-scale",
            old=step.old[0], new=step.new[0],
        )  # fmt: skip


def _is_scale_kept(old: Framework, new: Framework, before: str, after: str) -> bool:
    one, other = old.scale_of(old.by_code[before]), new.scale_of(new.by_code[after])
    return set(one.values) == set(other.values)


def _once(file: str, side: str, codes: list[str]) -> set[str]:
    for code in codes:
        if codes.count(code) > 1:
            raise WrongFramework(
                place=at(file, "crosswalk", side, code), found=f"The {side} question {code} is told twice.",
                expected="Every question in one step.", do=CORRECT, message="framework-told-twice",
            )  # fmt: skip
    return set(codes)


def _unsaid(old: Framework, new: Framework, told_old: set[str], told_new: set[str]) -> Iterator[Step]:
    kept = {
        code
        for code, question in new.by_code.items()
        if code not in told_new | told_old and code in old.by_code and old.by_code[code].text == question.text
        and _is_scale_kept(old, new, code, code)
    }  # fmt: skip
    for code in new.by_code:
        if code in kept:
            yield _step("same", (code,), (code,))
        elif code not in told_new:
            yield _step("new", (), (code,))
    for code in old.by_code:
        if code not in kept | told_old:
            yield _step("dropped", (code,), ())


def _refuse_lost(file: str, rest: tuple[Step, ...]) -> None:
    """Whoever writes a crosswalk says of every question what became of it."""
    lost = [code for step in rest if step.kind in ("new", "dropped") for code in (*step.old, *step.new)]
    if lost:
        raise _lost(file, lost)


def _lost(file: str, lost: list[str]) -> WrongFramework:
    more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
    return WrongFramework(
        place=at(file, "crosswalk"), found=f"It says nothing of question {lost[0]}{more}.",
        expected="A step for every question that is not the same in both versions.",
        do="Add steps (reworded, split, merged, new, dropped), or leave the whole crosswalk out.",
        message="framework-not-told", code=lost[0], count=len(lost),
    )  # fmt: skip


def _step(kind: Kind, old: tuple[str, ...], new: tuple[str, ...]) -> Step:
    return Step(kind=kind, old=old, new=new)


def _weight(step: Step) -> int:
    """How many questions of the new version a step stands for; of a dropped one, of the old."""
    return len(step.new) or len(step.old)
