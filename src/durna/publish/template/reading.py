"""Reads an arrangement: the workspace's own `profile.yaml`, or the one that is shipped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from durna.indicators import handwritten
from durna.publish.template import checking, showing
from durna.publish.template.arrangement import GROUPS, OF_A_SECTION, ONCE, PAIRS, Arrangement, Block, Part
from durna.publish.template.checking import Known, near, wrong

FILE = "profile.yaml"
EXPECTED = "`pages:` and under it a list; each page has an `id` and a list of `blocks`."
# Sections of indicators lie one level deeper; more levels than these have no heading of their own in print.
DEEPEST = 2
_OF_A_PART = frozenset({"id", "title", "number", "chapter", "blocks"})
_NAMED = ("indicator", "chapter", "two_series")


def read(root: Path, known: Known) -> Arrangement:
    """The arrangement of the workspace in that folder.

    Raises UserError, with the place in the file, where it names what there is not, names a thing twice, holds nothing,
    or lacks a title in a language of the workspace.
    """
    file = root / FILE
    if not file.is_file():
        return shipped()
    found = _arrangement(file)
    checking.check(file, found, known)
    return found


@cache
def shipped() -> Arrangement:
    with as_file(files("durna.publish.template") / FILE) as file:
        return _arrangement(file)


def _arrangement(file: Path) -> Arrangement:
    raw = handwritten.read(file, EXPECTED)
    pages = raw.get("pages") if isinstance(raw, dict) else None
    if not isinstance(pages, list) or not pages or set(raw) != {"pages"}:
        raise wrong(file, "", "It is no list of pages, or has none.", EXPECTED)
    return Arrangement(tuple(_page(file, f"page {place}", each) for place, each in enumerate(pages, start=1)))


def _page(file: Path, where: str, raw: Any) -> Part:
    group = raw.get("group", "chapter") if isinstance(raw, dict) else ""
    if isinstance(raw, dict) and group not in GROUPS:
        raise wrong(file, where, f"There is no group '{group}'.", f"One of: {', '.join(GROUPS)}.")
    return _part(file, where, raw, group)


def _part(file: Path, where: str, raw: Any, group: str = "") -> Part:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise wrong(file, where, "It has no `id`, or one that is no text.", EXPECTED)
    here = raw["id"] if group else f"{where.rpartition(' > ')[0]} > {raw['id']}"
    if here.count(" > ") > DEEPEST:
        raise wrong(file, here, "It lies too deep.", f"A page with at most {DEEPEST} levels of sections in it.")
    unknown = sorted(str(key) for key in set(raw) - _OF_A_PART - ({"group"} if group else set()))
    if unknown:
        allowed = sorted(_OF_A_PART | ({"group"} if group else set()))
        raise wrong(file, here, f"'{unknown[0]}' is no key of it.", f"Of: {', '.join(allowed)}.")
    return Part(
        raw["id"], _contents(file, here, raw.get("blocks")), _title(file, here, raw.get("title")),
        _number(file, here, raw.get("number")), _text(file, here, "chapter", raw.get("chapter", "")), group,
    )  # fmt: skip


def _contents(file: Path, here: str, raw: Any) -> tuple[Block | Part, ...]:
    if not isinstance(raw, list) or not raw:
        raise wrong(file, here, "It has no blocks.", "A list of at least one block; a page without any is left out.")
    return tuple(_content(file, f"{here} > block {place}", each) for place, each in enumerate(raw, start=1))


def _content(file: Path, where: str, raw: Any) -> Block | Part:
    if isinstance(raw, dict) and ("id" in raw or "blocks" in raw):
        return _part(file, where, raw)
    if isinstance(raw, dict) and (len(raw) == 1 or showing.KEY in raw):
        kind, name = next((each for each in raw.items() if each[0] != showing.KEY), ("", ""))
        found = _named(file, where, str(kind), name)
        return showing.told(file, where, found, raw) if showing.KEY in raw else found
    if isinstance(raw, str) and raw in (*OF_A_SECTION, *ONCE):
        return Block(raw)
    said = raw if isinstance(raw, str) else "that"
    raise wrong(file, where, f"There is no block '{said}'.", _kinds(said))


def _named(file: Path, where: str, kind: str, name: Any) -> Block:
    if kind not in _NAMED:
        raise wrong(file, where, f"There is no block '{kind}'.", _kinds(kind))
    found = Block(kind, _text(file, where, kind, name))
    if kind == "two_series" and found.name not in PAIRS:
        raise wrong(file, where, f"There are no two series '{found.name}'.", f"One of: {', '.join(PAIRS)}.")
    return found


def _kinds(said: str) -> str:
    every = (*(f"{kind}: NAME" for kind in _NAMED), *OF_A_SECTION, *ONCE)
    return f"One of: {', '.join(every)}; or a section with `id` and `blocks`.{near(said, (*OF_A_SECTION, *ONCE))}"


def _title(file: Path, here: str, raw: Any) -> Mapping[str, str]:
    found = {} if raw is None else handwritten.texts(raw)
    if found is None or not all(text.strip() for text in found.values()):
        raise wrong(
            file, here, "Its title is no text in languages.", "For example `title: {en: Asylum, az: Sığınacaq}`."
        )
    return found


def _number(file: Path, here: str, raw: Any) -> str | None:
    """A number that YAML reads as a fraction has lost its zeros: 1.10 would become 1.1."""
    if raw is None or isinstance(raw, str):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    raise wrong(file, here, "Its number is no text.", 'A number in quotation marks, such as "1.10".')


def _text(file: Path, where: str, key: str, raw: Any) -> str:
    if not isinstance(raw, str):
        raise wrong(file, where, f"'{key}' is followed by no name.", f"For example `{key}: NAME`.")
    return raw
