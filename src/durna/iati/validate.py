"""A file judged: by the schema of its version, by the code lists, by the rules of the standard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from durna.iati import codes, rules, schema, standard
from durna.iati.messages import ERROR, WARNING, Message
from durna.iati.xml import LIMIT, Element, Unreadable, parse

_RULES = {"activities": rules.check_activities, "organisations": rules.check_organisations}


@dataclass(frozen=True)
class Judgement:
    messages: tuple[Message, ...]

    @property
    def is_valid(self) -> bool:
        return not any(message.level == ERROR for message in self.messages)


def validate_file(file: Path, today: date) -> Judgement:
    """Raises OSError where the file cannot be read."""
    if file.stat().st_size > LIMIT:
        return Judgement((Message("too-large", values={"limit": LIMIT >> 20}),))
    return validate(file.read_bytes(), today)


def validate(content: bytes, today: date) -> Judgement:
    """`today` stands in where the file does not say when it was made."""
    try:
        root = parse(content)
    except Unreadable as error:
        return Judgement((Message(error.code, line=error.line, values=error.values),))
    return judge(root, today)


def judge(root: Element, today: date) -> Judgement:
    """In the order of the file, and errors of a place before its warnings."""
    found = sorted(_found(root, today), key=lambda each: (each.line, each.level))
    return Judgement(tuple(found))


def _found(root: Element, today: date) -> Iterator[Message]:
    kind = standard.KINDS.get(str(root.tag))
    if kind is None:
        yield Message(
            "not-iati", line=root.sourceline or 0, path=f"/{root.tag}", values={"element": str(root.tag)[:60]}
        )
        return
    version = root.get("version") or ""
    if version.startswith("1."):
        yield Message("version-old", line=root.sourceline or 0, path=f"/{root.tag}", values={"version": version})
    yield from schema.check(root, version, kind)
    further = [*codes.check(root), *_RULES[kind](root, _made_on(root) or today)]
    if standard.is_known(version) or not version:
        yield from further
        return
    # Who names no version of the standard has said nothing that its lists and rules could be held against.
    yield from (message.softened() for message in further if not message.path.endswith(f"/{root.tag}"))
    if not version.startswith("1."):
        yield Message("version-unknown", WARNING, root.sourceline or 0, f"/{root.tag}", {"version": version[:20]})


def _made_on(root: Element) -> date | None:
    try:
        return date.fromisoformat((root.get("generated-datetime") or "")[:10])
    except ValueError:
        return None
