"""Reads framework files and holds them against themselves. Every error says where in the file it is."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from durna.frameworks import wrong
from durna.frameworks.compact import Compact
from durna.frameworks.questions import Framework

_YES_WORD = 'Put quotes around codes such as "yes" and "no": YAML reads them as true and false otherwise.'


def read_questions(text: str, file: str) -> Framework:
    """A framework of questions from its file. Raises WrongFramework, with the place in the file."""
    raw = _mapping(text, file)
    try:
        found = Framework.model_validate(raw)
    except ValidationError as error:
        raise wrong.of_shape(file, error) from None
    _check_codes(found, file)
    _check_questions(found, file)
    _refuse_empty(found, file)
    return found


def read_compact(text: str, file: str) -> Compact:
    """The Global Compact from its file. Raises WrongFramework, with the place in the file."""
    raw = _mapping(text, file)
    try:
        found = Compact.model_validate(raw)
    except ValidationError as error:
        raise wrong.of_shape(file, error) from None
    numbers = [str(objective.number) for objective in found.objectives]
    wrong.refuse_repeats(file, "objective", numbers)
    wrong.refuse_other_count(file, "objectives", found.count, numbers)
    for objective in found.objectives:
        codes = [action.code for action in objective.actions]
        wrong.refuse_repeats(file, "action", codes)
        wrong.refuse_other_count(file, f"actions of objective {objective.number}", objective.action_count, codes)
    wrong.refuse_other_count(file, "actions", found.count_actions, list(found.actions))
    wrong.refuse_repeats(file, "principle", [principle.code for principle in found.principles])
    return found


def _mapping(text: str, file: str) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(text, loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        raise wrong.wrong(file, where, "This is not YAML.", "A framework file in YAML.") from None
    if not isinstance(raw, dict):
        raise wrong.wrong(file, "", "It is no framework file.", "A YAML file that begins with `framework:`.")
    _refuse_true_and_false(raw, file)
    return raw


def _refuse_true_and_false(raw: Any, file: str) -> None:
    for name, scale in (raw.get("scales") or {}).items() if isinstance(raw.get("scales"), dict) else ():
        values = scale.get("values") if isinstance(scale, dict) else None
        for code in values if isinstance(values, dict) else ():
            if isinstance(code, bool):
                raise wrong.wrong(file, f"scales.{name}", "A value reads as true or false.", "A word.", _YES_WORD)


def _check_codes(found: Framework, file: str) -> None:
    wrong.refuse_repeats(file, "question", [question.code for question in found.questions])
    wrong.refuse_repeats(file, "domain", [domain.code for domain in found.domains])
    wrong.refuse_repeats(file, "sub-domain", [sub.code for domain in found.domains for sub in domain.sub_domains])
    wrong.refuse_repeats(file, "item of SDG 10.7.2", [each.sdg_10_7_2 for each in found.questions if each.sdg_10_7_2])
    wrong.refuse_other_count(file, "questions", found.count, list(found.by_code))


def _refuse_empty(found: Framework, file: str) -> None:
    asked = {question.sub_domain for question in found.questions}
    for code in found.sub_domains:
        if code not in asked:
            raise wrong.wrong(
                file, f"sub-domain {code}", "No question belongs to it: one is lost, or it is too many.",
                "At least one question in every sub-domain.",
            )  # fmt: skip


def _check_questions(found: Framework, file: str) -> None:
    for question in found.questions:
        where = f"question {question.code}"
        if question.sub_domain not in found.sub_domains:
            raise wrong.wrong(
                file, where, f"There is no sub-domain '{question.sub_domain}'.",
                f"One of: {', '.join(found.sub_domains)}.",
            )  # fmt: skip
        if question.scale not in found.scales:
            raise wrong.wrong(
                file, where, f"There is no scale '{question.scale}'.", f"One of: {', '.join(found.scales)}."
            )
        if question.sdg_10_7_2 and not any(
            value.sdg_10_7_2 is not None for value in found.scale_of(question).values.values()
        ):
            raise wrong.wrong(
                file, where, f"It is item {question.sdg_10_7_2} of SDG 10.7.2, but its scale has no values for it.",
                "A scale whose values carry `sdg_10_7_2`.",
            )  # fmt: skip
