"""Reads the texts of a workspace: `texts/NAME.LANGUAGE.md`, a head of YAML between lines of hyphens, and paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from durna.publish import texts as locales
from durna.publish.authored import grammar
from durna.publish.authored.texts import POSITIONS, STATUSES, Claim, Quoted, Text, every_piece
from durna.publish.authored.wrong import wrong
from durna.publish.template.checking import near
from durna.workspace import TEXTS

_KEYS = ("place", "author", "reviewer", "status", "date")
_HEAD = "Between lines of three hyphens: place, author, status and date (YYYY-MM-DD), and the reviewer once reviewed."


@dataclass(frozen=True)
class Known:
    """What texts may name: the indicators with their breakdowns, and the sections of the Profile beside them."""

    indicators: Mapping[str, Collection[str]]
    sections: Collection[str]


def read(root: Path, known: Known) -> tuple[Text, ...]:
    """Those of the workspace in that folder, in the order of their names. Raises UserError, with file and line."""
    files = sorted((root / TEXTS).rglob("*.md"), key=lambda file: file.relative_to(root).as_posix())
    found = [_text(file.relative_to(root).as_posix(), file, known) for file in files]
    seen: dict[tuple[str, str], str] = {}
    for text in found:
        key = (text.name.casefold(), text.language)
        if key in seen:
            raise wrong(text.file, 0, f"The text '{text.name}' stands in {seen[key]} too.", "One file a language.")
        seen[key] = text.file
    return tuple(found)


def missing(texts: Sequence[Text], languages: Sequence[str]) -> list[tuple[Text, str]]:
    """Each text that a language of the workspace lacks, with that language."""
    first = {text.name.casefold(): text for text in reversed(texts)}
    have = {(text.name.casefold(), text.language) for text in texts}
    return [(first[name], code) for name in sorted(first) for code in languages if (name, code) not in have]


def _text(name: str, file: Path, known: Known) -> Text:
    stem, dot, language = file.name.removesuffix(".md").rpartition(".")
    if not dot or not stem or language not in locales.languages():
        raise wrong(
            name, 0, f"There are no texts in '{language}'.", f"NAME.LANGUAGE.md, of {', '.join(locales.languages())}."
        )
    head, body = _parts(name, _content(name, file))
    place, position = _place(name, head, known)
    text = Text(
        name, stem, language, place, position, head["author"].strip(), head["status"], head["date"],
        grammar.paragraphs(name, body), str(head.get("reviewer") or "").strip(),
    )  # fmt: skip
    _check_figures(text, known)
    return text


def _content(name: str, file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise wrong(name, line, "It is not in UTF-8.", "A text file that is saved as UTF-8.") from None


def _parts(name: str, lines: list[str]) -> tuple[Mapping[str, Any], list[tuple[int, str]]]:
    ends = [place for place, line in enumerate(lines) if line.rstrip() == "---"][:2]
    if len(ends) < 2 or ends[0] != 0:
        raise wrong(name, 1, "It has no head.", _HEAD)
    head = _head(name, "\n".join(lines[1 : ends[1]]))
    return head, [(place + 1, lines[place]) for place in range(ends[1] + 1, len(lines))]


def _head(name: str, text: str) -> Mapping[str, Any]:
    import yaml

    try:
        head = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise wrong(name, mark.line + 2 if mark else 1, "Its head cannot be read as YAML.", _HEAD) from None
    if not isinstance(head, dict):
        raise wrong(name, 2, "Its head has no keys.", _HEAD)
    if strange := [str(key) for key in head if key not in _KEYS]:
        raise wrong(name, _line(text, strange[0]), f"'{strange[0]}' is no key of a head.", f"Of: {', '.join(_KEYS)}.")
    if head.get("status") not in STATUSES:
        found = f"There is no status '{head.get('status')}'."
        raise wrong(name, _line(text, "status"), found, f"One of: {', '.join(STATUSES)}.")
    _check_head(name, text, head)
    return head


def _check_head(name: str, text: str, head: Mapping[str, Any]) -> None:
    good = {
        "place": _is_said(head, "place"),
        "author": _is_said(head, "author"),
        "date": type(head.get("date")) is date,
        "reviewer": _is_said(head, "reviewer") or (head["status"] == "draft" and head.get("reviewer") is None),
    }
    for key, is_good in good.items():
        if not is_good:
            raise wrong(name, _line(text, key), f"Its '{key}' is missing or wrong.", _HEAD)


def _is_said(head: Mapping[str, Any], key: str) -> bool:
    return isinstance(head.get(key), str) and bool(head[key].strip())


def _line(head: str, key: str) -> int:
    """The line in the file of a key of the head; that of its first line where the key is missing."""
    found = [place for place, line in enumerate(head.splitlines(), start=2) if line.startswith(f"{key}:")]
    return found[0] if found else 1


def _place(name: str, head: Mapping[str, Any], known: Known) -> tuple[str, str]:
    position, of, place = head["place"].strip().partition(" of ")
    if not of:
        position, place = "after", position
    if position not in POSITIONS:
        raise wrong(name, 0, f"'{position}' is no position.", "SECTION, `start of SECTION` or `end of SECTION`.")
    every = (*known.indicators, *known.sections)
    if place not in every:
        raise wrong(name, 0, f"There is no place '{place}'.{near(place, every)}", "An indicator, chapter or section.")
    return place, position


def _check_figures(text: Text, known: Known) -> None:
    for piece in every_piece(text):
        if isinstance(piece, (Quoted, Claim)):
            _check_figure(text.file, piece.earlier if isinstance(piece, Claim) else piece, known)


def _check_figure(file: str, quoted: Quoted, known: Known) -> None:
    name = quoted.indicator
    if name not in known.indicators:
        found = f"There is no indicator '{name}'.{near(name, known.indicators)}"
        raise wrong(file, quoted.line, found, "An id that `durna indicators` lists.")
    strange = [each for each, _ in quoted.dimensions if each not in known.indicators[name]]
    if strange:
        of = ", ".join(sorted(known.indicators[name])) or "none"
        raise wrong(file, quoted.line, f"'{name}' has no breakdown '{strange[0]}'.", f"Its breakdowns: {of}.")
