"""What an arrangement must not do: name what there is not, name a thing twice, or leave a page without a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from durna.errors import UserError
from durna.publish import own_names
from durna.publish.own_names import OwnNames
from durna.publish.template.arrangement import GROUPS, OF_A_SECTION, ONCE, Arrangement, Block, Part

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# Pages and anchors that are always there, or are made from what stands in the Profile.
_TAKEN = (
    "index", "print", "passports", "charts", "passport", "contents", "main", "left-out", "policies", "global-compact",
    "assessment", "projects", "training", "corrections", "checks",
)  # fmt: skip
_TAKEN_BEFORE = ("table-", "chart-", "break-", "reference-", "findings-", "two-series-", "reading-")
_TAKEN_AFTER = re.compile(r"-(absent|further|part[0-9]+)$")


@dataclass(frozen=True)
class Known:
    """What an arrangement may name, and the languages in which its titles must be."""

    indicators: Collection[str]
    chapters: Collection[str]
    languages: Collection[str]
    own_names: OwnNames = field(default_factory=OwnNames)


def wrong(file: Path, where: str, found: str, expected: str) -> UserError:
    return UserError(
        message="wrong-file",
        what=file.name,
        detail=": ".join(filter(None, (where, found))),
        found=": ".join(filter(None, (file.name, where, found))),
        expected=expected,
        do="Correct the entry; docs/how-to/arrange-the-profile.md says what can stand there.",
    )


def near(said: str, names: Collection[str]) -> str:
    found = get_close_matches(said, names, n=3, cutoff=0.5)
    return f" Near: {', '.join(found)}." if found else ""


def check(file: Path, arrangement: Arrangement, known: Known) -> None:
    parts = list(_parts(arrangement.pages))
    blocks = [
        (f"{where} > block {place}", block)
        for where, part in parts
        for place, block in enumerate(part.contents, start=1)
        if isinstance(block, Block)
    ]
    for where, part in parts:
        _check_id(file, where, part, known)
        _check_title(file, where, part, known)
    for where, block in blocks:
        _check_name(file, where, block, known)
    _refuse_twice(file, [(where, part.id) for where, part in parts], "The id '{}' stands before, at {}.")
    _refuse_twice(file, [(w, b) for w, b in blocks if b.kind not in OF_A_SECTION], "'{}' stands before, at {}.", _said)
    for where, part in parts:
        of_it = [(where, block) for block in part.blocks if block.kind in OF_A_SECTION]
        _refuse_twice(file, of_it, "'{}' stands twice in {}.", _said)
    _refuse_shared_names(file, arrangement)
    _refuse_mixed_groups(file, arrangement)


def _parts(parts: Collection[Part], above: str = "") -> Iterator[tuple[str, Part]]:
    for part in parts:
        where = f"{above}{part.id}"
        yield where, part
        yield from _parts([each for each in part.contents if isinstance(each, Part)], f"{where} > ")


def _check_id(file: Path, where: str, part: Part, known: Known) -> None:
    if not _ID.fullmatch(part.id):
        raise wrong(
            file, where, f"'{part.id}' is no id.", "Small letters a to z, digits and hyphens, such as `asylum-2`."
        )
    is_made = part.id.startswith(_TAKEN_BEFORE) or _TAKEN_AFTER.search(part.id)
    is_taken = is_made or part.id in _TAKEN or part.id in known.indicators
    if is_taken or (part.id in ONCE and part.whole != part.id):
        raise wrong(
            file, where, f"The id '{part.id}' is taken.", "An id that is no indicator, block or page made anew."
        )


def _check_title(file: Path, where: str, part: Part, known: Known) -> None:
    if part.chapter and part.chapter not in known.chapters:
        raise wrong(file, where, *_no_chapter(part.chapter, known))
    if part.title:
        for language in known.languages:
            if not part.title.get(language) and not _translated(part, language, known):
                expected = f"A title in every language of the workspace: {', '.join(known.languages)}."
                raise wrong(file, where, f"It has no title in '{language}'.", expected)
    elif not part.chapter and not part.whole:
        raise wrong(
            file, where, "It has no title.", "A `title`, or the `chapter` of the catalogue whose title it takes."
        )


def _translated(part: Part, language: str, known: Known) -> str | None:
    return own_names.find(known.own_names.phrases.get(language, {}), part.title, language)


def _check_name(file: Path, where: str, block: Block, known: Known) -> None:
    if block.kind == "indicator" and block.name not in known.indicators:
        expected = f"An id that `durna indicators` lists.{near(block.name, known.indicators)}"
        raise wrong(file, where, f"There is no indicator '{block.name}'.", expected)
    if block.kind == "chapter" and block.name not in known.chapters:
        raise wrong(file, where, *_no_chapter(block.name, known))


def _no_chapter(name: str, known: Known) -> tuple[str, str]:
    return f"The catalogue has no chapter '{name}'.", f"One of: {', '.join(known.chapters)}."


def _said(block: Block) -> str:
    return f"{block.kind}: {block.name}" if block.name else block.kind


def _refuse_twice(file: Path, named: Sequence[tuple[str, Any]], found: str, said: Callable[[Any], str] = str) -> None:
    seen: dict[Any, str] = {}
    for where, name in named:
        if name in seen:
            raise wrong(file, where, found.format(said(name), seen[name]), "Each once in the whole file.")
        seen[name] = where


def _refuse_shared_names(file: Path, arrangement: Arrangement) -> None:
    """A long page is parted into `<page>-<section>.html`: no other page may begin like that."""
    pages = [page.id for page in arrangement.pages]
    for page in pages:
        for other in pages:
            if other.startswith(f"{page}-"):
                raise wrong(
                    file, other, f"Its id begins like that of the page '{page}'.",
                    f"Another id, which does not begin with '{page}-'.",
                )  # fmt: skip


def _refuse_mixed_groups(file: Path, arrangement: Arrangement) -> None:
    """Contents list the groups one after the other: pages must be read in the order of their contents."""
    furthest = 0
    for page in arrangement.pages:
        if GROUPS.index(page.group) < furthest:
            found = f"A page of the group '{page.group}' stands behind one of the group '{GROUPS[furthest]}'."
            raise wrong(file, page.id, found, f"The groups in this order: {', '.join(GROUPS)}.")
        furthest = GROUPS.index(page.group)
