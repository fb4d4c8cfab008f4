"""What is wrong with a framework file, said with the place in it.

A place is told in the words of the file itself (`crosswalk, steps, 3`), which are the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from durna.errors import UserError

CORRECT = "Correct the file and import it again; nothing was changed."
_SHAPE = "The shape that docs/how-to/run-an-mgi-round.md describes."


class WrongFramework(UserError):
    """A framework file that contradicts itself, or its crosswalk the version before it. `place`: see `at`."""

    def __init__(self, *, place: str, found: str, **said: Any) -> None:
        super().__init__(found=f"{place}: {found}", place=place, **said)


def at(file: str, *where: str) -> str:
    return ", ".join((file, *where))


def of_shape(file: str, error: ValidationError, raw: Any) -> WrongFramework:
    """The first thing that is not of the expected shape."""
    first = error.errors(include_url=False)[0]
    where, kind, said = first["loc"], first["type"], first.get("ctx", {})
    place, key = at(file, *_named(where, raw)), str(where[-1]) if where else ""
    if kind == "missing":
        return WrongFramework(
            place=at(file, *_named(where[:-1], raw)), found=f"The key '{key}' is missing.", expected=_SHAPE, do=CORRECT,
            message="framework-key-missing", key=key,
        )  # fmt: skip
    if kind == "extra_forbidden":
        return WrongFramework(
            place=at(file, *_named(where[:-1], raw)), found=f"There is no key '{key}'.", expected=_SHAPE, do=CORRECT,
            message="framework-key-unknown", key=key,
        )  # fmt: skip
    if kind == "literal_error":
        words = str(said["expected"]).replace("'", "")
        return WrongFramework(
            place=place, found="This word cannot stand there.", expected=f"One of: {words}.", do=CORRECT,
            message="framework-word", words=words,
        )  # fmt: skip
    if kind == "value_error":
        return WrongFramework(
            place=place, found="A text is given in no language, or is empty in one.",
            expected="A text in at least one language, and none that is empty.", do=CORRECT,
            message="framework-text-empty",
        )  # fmt: skip
    if kind == "string_type":
        return WrongFramework(
            place=place, found="This reads as a number, a day or nothing, and not as a text.", expected="A text.",
            do="Put quotes around it.", message="framework-no-text",
        )  # fmt: skip
    if kind == "string_pattern_mismatch":
        return WrongFramework(
            place=place, found="This cannot be a code or a version: it is empty, too long, or has a blank at an end.",
            expected="At most 40 characters (a domain 20, a version 100), the first and the last no blank.",
            do=CORRECT, message="framework-code",
        )  # fmt: skip
    return WrongFramework(
        place=place, found=f"{first['msg']}.", expected=_SHAPE, do=CORRECT, message="framework-shape",
    )  # fmt: skip


def _named(where: Sequence[str | int], raw: Any) -> list[str]:
    """Parts of a list by their code where they have one, else by their number, counted from 1."""
    found, here = [], raw
    for part in where:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = None
        code = here.get("code") if isinstance(part, int) and isinstance(here, dict) else None
        found.append(str(code)[:40] if code else str(part + 1 if isinstance(part, int) else part))
    return found


def refuse_repeats(file: str, where: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise WrongFramework(
                place=at(file, where, code), found="This code stands there twice.", expected="Every code once.",
                do=CORRECT, message="framework-code-twice",
            )  # fmt: skip
        seen.add(code)


def refuse_other_count(file: str, where: str, stated: int | None, codes: Sequence[str]) -> None:
    """A file says how many it holds, so that one that is lost on the way is missed."""
    if stated is None or stated == len(codes):
        return
    place, held = at(file, where), len(codes)
    if held < stated:
        raise WrongFramework(
            place=place, found=f"A part of the file is lost: it announces {stated}, and there are {held}.",
            expected="As many as the file announces.",
            do="Compare with where the file comes from, and import it again.", message="framework-lost", stated=stated,
            held=held,
        )  # fmt: skip
    raise WrongFramework(
        place=place, found=f"Something was added: the file announces {stated}, and there are {held}.",
        expected="As many as the file announces.", do="Compare with where the file comes from, and import it again.",
        message="framework-added", stated=stated, held=held,
    )  # fmt: skip
