"""What is wrong with a framework file, said with the place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from durna.errors import UserError


class WrongFramework(UserError):
    """A framework file that contradicts itself, or its crosswalk the version before it."""


def wrong(file: str, where: str, found: str, expected: str, do: str = "") -> WrongFramework:
    place = f"{file}, {where}: " if where else f"{file}: "
    return WrongFramework(
        found=f"{place}{found}",
        expected=expected,
        do=do or "Correct the file and import it again; nothing was changed.",
    )


def of_shape(file: str, error: ValidationError) -> WrongFramework:
    """The first thing that is not of the expected shape."""
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    return wrong(file, where, f"{first['msg']}.", "The shape that docs/how-to/run-an-mgi-round.md describes.")


def refuse_repeats(file: str, where: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise wrong(file, f"{where} {code}", "This code stands there twice.", "Every code once.")
        seen.add(code)


def refuse_other_count(file: str, what: str, stated: int | None, codes: Sequence[str]) -> None:
    """A file says how many it holds, so that one that is lost on the way is missed."""
    if stated is not None and stated != len(codes):
        less = "A part of the file is lost" if len(codes) < stated else "Something was added"
        raise wrong(
            file, "count", f"{less}: it announces {stated} {what}, and there are {len(codes)}.",
            f"As many {what} as `count` says.", "Compare with where the file comes from, and import it again.",
        )  # fmt: skip
