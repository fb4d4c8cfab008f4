"""The 23 objectives as a page shows them: numbers, titles and actions in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from durna import yaml_text
from durna.frameworks import gcm
from durna.frameworks.compact import Objective
from durna.frameworks.texts import say as said
from durna.web import texts
from durna.web.numbers import whole


@dataclass(frozen=True)
class Shown:
    """`language`: that of the titles, where they are not there in the reader's own; empty where they are."""

    number: int
    title: str
    short: str
    language: str


def numbers() -> list[int]:
    return list(gcm().by_number)


def exists(number: int) -> bool:
    return number in gcm().by_number


def shown(number: int, code: str = "") -> Shown:
    objective = gcm().by_number[number]
    code = code or texts.code()
    own = "" if code in objective.title else "en"
    return Shown(number, said(objective.title, code), said(objective.short_title, code), own)


def every(code: str = "") -> list[Shown]:
    return [shown(number, code) for number in numbers()]


def of(given: Iterable[int], code: str = "") -> list[Shown]:
    """Those that are in the framework, in its order, each once."""
    wanted = set(given)
    return [shown(number, code) for number in numbers() if number in wanted]


def label(number: int, code: str = "") -> str:
    """`5. Regular pathways`."""
    return f"{number}. {shown(number, code).short}"


def action(code_of_action: str, code: str = "") -> str:
    """`5a: Conclude ...`; of an action that the framework no longer has, its code alone."""
    known = gcm().actions.get(code_of_action)
    return f"{code_of_action}: {said(known.text, code or texts.code())}" if known else code_of_action


def principle(code_of_principle: str, code: str = "") -> str:
    known = {each.code: each for each in gcm().principles}.get(code_of_principle)
    return said(known.title, code or texts.code()) if known else code_of_principle


def principles() -> list[tuple[str, str]]:
    return [(each.code, principle(each.code)) for each in gcm().principles]


def choices_of_actions() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a form: the actions by objective; an objective by its number alone is the objective as a whole."""
    return [(label(each.number), _of_objective(each)) for each in gcm().objectives]


def _of_objective(objective: Objective) -> list[tuple[str, str]]:
    whole = texts.say("compact-whole-objective", number=str(objective.number))
    return [(str(objective.number), whole), *((each.code, action(each.code)) for each in objective.actions)]


def read(serves: Iterable[str]) -> list[tuple[int, str]]:
    """`5` and `5a` as pairs of objective and action. Unknown ones are left out: a form refuses them before."""
    known = gcm()
    found = []
    for code in dict.fromkeys(serves):
        if code in known.actions:
            found.append((int(code[: -len(known.actions[code].letter)]), code))
        elif (number := whole(code)) is not None and exists(number):
            found.append((number, ""))
    return found


def own_figures(number: int) -> tuple[str, ...]:
    """Indicators of the catalogue that belong to an objective whatever measures name them."""
    return _own_figures().get(number, ())


@cache
def _own_figures() -> Mapping[int, tuple[str, ...]]:
    told = yaml_text.load((files("durna.web.compact") / "data" / "own_figures.yaml").read_text(encoding="utf-8"))
    return {number: tuple(indicators) for number, indicators in told.items()}
