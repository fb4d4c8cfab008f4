"""Reads framework files and holds them against themselves. Every error says where in the file it is."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from durna.frameworks import wrong
from durna.frameworks.compact import Compact
from durna.frameworks.questions import Framework
from durna.frameworks.wrong import CORRECT, WrongFramework, at

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def decoded(content: bytes, file: str) -> str:
    """The text of a file, the same whichever system its lines and letters come from. Raises WrongFramework."""
    encoding = next((known for mark, known in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        return as_lines(content.decode(encoding))
    except UnicodeDecodeError:
        raise WrongFramework(
            place=file, found="It is no text in UTF-8.", expected="A framework file in YAML, saved as UTF-8.",
            do="Save it as UTF-8, or choose another file.", message="framework-no-utf8",
        ) from None  # fmt: skip


def as_lines(text: str) -> str:
    """With one kind of line end: the same file must have the same hash whichever way it came."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_questions(text: str, file: str) -> Framework:
    """A framework of questions from its file. Raises WrongFramework, with the place in the file."""
    raw = _mapping(text, file)
    try:
        found = Framework.model_validate(raw)
    except ValidationError as error:
        raise wrong.of_shape(file, error, raw) from None
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
        raise wrong.of_shape(file, error, raw) from None
    numbers = [str(objective.number) for objective in found.objectives]
    wrong.refuse_repeats(file, "objectives", numbers)
    wrong.refuse_other_count(file, "count", found.count, numbers)
    for objective in found.objectives:
        codes = [action.code for action in objective.actions]
        wrong.refuse_repeats(file, "actions", codes)
        wrong.refuse_other_count(file, f"objectives, {objective.number}, action_count", objective.action_count, codes)
    wrong.refuse_other_count(file, "count_actions", found.count_actions, list(found.actions))
    wrong.refuse_repeats(file, "principles", [principle.code for principle in found.principles])
    return found


def _mapping(text: str, file: str) -> Any:
    import yaml

    from durna.frameworks.once import KeyTwice, load

    try:
        raw = load(text)
    except KeyTwice as error:
        raise WrongFramework(
            place=f"{file}:{error.line}", found=f"The key '{error.key}' stands there twice.",
            expected="Every key once: of two, one would be lost unseen.", do=CORRECT,
            message="framework-key-twice", key=error.key,
        ) from None  # fmt: skip
    # YAML makes a day of `2021-13-45`, or tries to.
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise WrongFramework(
            place=f"{file}:{mark.line + 1}" if mark else file, found="This is not YAML.",
            expected="A framework file in YAML; the number is that of the line.", do=CORRECT,
            message="framework-no-yaml",
        ) from None  # fmt: skip
    if not isinstance(raw, dict):
        raise WrongFramework(
            place=file, found="It is no framework file.", expected="A YAML file that begins with `framework:`.",
            do="Choose another file.", message="framework-no-framework",
        )  # fmt: skip
    _refuse_true_and_false(raw, file)
    return raw


def _refuse_true_and_false(raw: Any, file: str) -> None:
    for name, scale in (raw.get("scales") or {}).items() if isinstance(raw.get("scales"), dict) else ():
        values = scale.get("values") if isinstance(scale, dict) else None
        for code in values if isinstance(values, dict) else ():
            if isinstance(code, bool):
                raise WrongFramework(
                    place=at(file, "scales", str(name)), found="A value reads as true or false.", expected="A word.",
                    do='Put quotes around codes such as "yes" and "no": YAML reads them as true and false otherwise.',
                    message="framework-true-or-false",
                )  # fmt: skip


def _check_codes(found: Framework, file: str) -> None:
    wrong.refuse_repeats(file, "questions", [question.code for question in found.questions])
    wrong.refuse_repeats(file, "domains", [domain.code for domain in found.domains])
    wrong.refuse_repeats(file, "sub_domains", [sub.code for domain in found.domains for sub in domain.sub_domains])
    wrong.refuse_repeats(file, "SDG 10.7.2", [each.sdg_10_7_2 for each in found.questions if each.sdg_10_7_2])
    wrong.refuse_other_count(file, "count", found.count, list(found.by_code))


def _refuse_empty(found: Framework, file: str) -> None:
    asked = {question.sub_domain for question in found.questions}
    for code in found.sub_domains:
        if code not in asked:
            raise WrongFramework(
                place=at(file, "sub_domains", code),
                found="No question belongs to it: one is lost, or it is too many.",
                expected="At least one question in every sub-domain.", do=CORRECT,
                message="framework-sub-domain-empty",
            )  # fmt: skip


def _check_questions(found: Framework, file: str) -> None:
    for question in found.questions:
        place = at(file, "questions", question.code)
        if question.sub_domain not in found.sub_domains:
            raise WrongFramework(
                place=place, found=f"There is no sub-domain '{question.sub_domain}'.",
                expected=f"One of: {', '.join(found.sub_domains)}.", do=CORRECT, message="framework-no-sub-domain",
                code=question.sub_domain, known=", ".join(found.sub_domains),
            )  # fmt: skip
        if question.scale not in found.scales:
            raise WrongFramework(
                place=place, found=f"There is no scale '{question.scale}'.",
                expected=f"One of: {', '.join(found.scales)}.", do=CORRECT, message="framework-no-scale",
                code=question.scale, known=", ".join(found.scales),
            )  # fmt: skip
        if question.sdg_10_7_2 and not any(
            value.sdg_10_7_2 is not None for value in found.scale_of(question).values.values()
        ):
            raise WrongFramework(
                place=place,
                found=f"It is item {question.sdg_10_7_2} of SDG 10.7.2, but its scale has no values for it.",
                expected="A scale whose values carry `sdg_10_7_2`.", do=CORRECT, message="framework-no-values",
                item=question.sdg_10_7_2,
            )  # fmt: skip
