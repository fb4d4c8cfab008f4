"""Interface texts and sentences: Fluent files under `locales/<language>`. A language is added by adding files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"
HERE = ("durna.publish",)


class Texts:
    """The messages of one language; English stands in where a translation is still missing.

    `rooms`: the packages whose messages are said, the first one's before those of the others.
    """

    def __init__(self, language: str, rooms: tuple[str, ...] = HERE) -> None:
        self.language = language
        self._rooms = rooms
        self._bundles = [bundle(name, rooms) for name in dict.fromkeys((language, FALLBACK))]
        self._known = _known(language, rooms)
        self._fixed: dict[str, str] = {}

    def __contains__(self, message: str) -> bool:
        return message in self._known

    def __call__(self, message: str, **values: Any) -> str:
        """One message with its values put in. Raises LookupError for an unknown id or a value that is missing."""
        if values:
            return self._formatted(message, values)
        if message not in self._fixed:
            self._fixed[message] = self._formatted(message, values)
        return self._fixed[message]

    def _formatted(self, message: str, values: dict[str, Any]) -> str:
        for each in self._bundles:
            if each.has_message(message):
                text, problems = each.format_pattern(each.get_message(message).value, values)
                if problems:
                    raise LookupError(f"{self.language}/{message}: {problems[0]}")
                return str(text)
        raise LookupError(f"no message '{message}'")


def languages() -> tuple[str, ...]:
    """Every language that has message files."""
    return tuple(sorted(folder.name for folder in _locales(HERE[0]).iterdir() if folder.is_dir()))


@cache
def bundle(language: str, rooms: tuple[str, ...] = HERE) -> Any:
    # Isolation marks would end up in file names, headings and workbook cells.
    made = FluentBundle([language], use_isolating=False)
    for room in rooms:
        folder = _locales(room) / language
        for file in sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else ():
            if file.name.endswith(".ftl"):
                made.add_resource(_resource(room, language, file.name))
    return made


@cache
def _resource(room: str, language: str, name: str) -> Any:
    """A file of messages: to read one takes its time, and several bundles hold it."""
    return FluentResource((_locales(room) / language / name).read_text(encoding="utf-8"))


@cache
def message_ids(language: str, rooms: tuple[str, ...] = HERE) -> frozenset[str]:
    return frozenset(bundle(language, rooms)._messages)


@cache
def _known(language: str, rooms: tuple[str, ...]) -> frozenset[str]:
    """Every message that can be said, be it in English."""
    return message_ids(language, rooms) | message_ids(FALLBACK, rooms)


def _locales(room: str) -> Any:
    return files(room) / "locales"
