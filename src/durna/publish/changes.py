"""What a reader would find changed between two states of a document: every table, chart and sentence, old and new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from durna.publish.said import Said

KINDS = ("sentence", "table", "chart")


@dataclass(frozen=True)
class Part:
    """One sentence, cell or point; `old` or `new` is None where it stands on one side alone."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Change:
    """A block that says something else; `what` is changed, new or gone."""

    kind: str
    what: str
    place: str
    caption: str
    parts: tuple[Part, ...]


def changes(old: Sequence[Said], new: Sequence[Said]) -> tuple[Change, ...]:
    """In the order of reading of the newer document; what is gone stands last."""
    before = {each.key: each for each in old}
    after = {each.key for each in new}
    found = [change for each in new if (change := _change(before.get(each.key), each)) is not None]
    gone = (_change(each, None) for each in old if each.key not in after)
    return (*found, *(change for change in gone if change is not None))


def _change(old: Said | None, new: Said | None) -> Change | None:
    known = new or old
    assert known is not None
    differ = _sentences if known.kind == "sentence" else _cells
    parts = list(differ(old.parts if old else (), new.parts if new else ()))
    if old is not None and new is not None and old.caption != new.caption:
        parts.insert(0, Part("caption", old.caption, new.caption))
    if not parts:
        return None
    what = "new" if old is None else "gone" if new is None else "changed"
    return Change(known.kind, what, known.place, known.caption, tuple(parts))


def _cells(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[Part]:
    before, after = dict(old), dict(new)
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            yield Part(name, before.get(name), after.get(name))


def _sentences(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[Part]:
    """Sentences that replace each other side by side, the others alone."""
    before, after = [text for _, text in old], [text for _, text in new]
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for place in range(max(last - first, end - start)):
            gone = before[first + place] if first + place < last else None
            come = after[start + place] if start + place < end else None
            yield Part("", gone, come)
