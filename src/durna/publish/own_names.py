"""What a workspace says in a language itself: names of countries, and translations of its own texts.

`country_names.yaml` goes before the house names and CLDR. `translations.<language>.yaml` is a phrase book for what the
workspace's files and deliveries give in other languages only: English text, text in the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from durna.errors import UserError
from durna.indicators import handwritten
from durna.publish import texts

COUNTRIES = "country_names.yaml"
EXPECTED = "A text for each text: what the files or deliveries say, a colon, what it is in the language."


@dataclass(frozen=True)
class OwnNames:
    countries: Path | None = None
    phrases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read(root: Path) -> OwnNames:
    """Raises UserError where a file is no phrase book, or one of a language without texts."""
    countries = root / COUNTRIES
    files = sorted(root.glob("translations.*.yaml"))
    return OwnNames(countries if countries.is_file() else None, {_code(file): _phrases(file) for file in files})


def _code(file: Path) -> str:
    code = file.name.split(".")[1]
    if code not in texts.languages():
        raise UserError(
            found=f"{file.name}: there are no texts in '{code}'.",
            expected=f"One of: {', '.join(texts.languages())}.",
            do="Rename the file, or add the language (docs/how-to/add-a-language.md).",
        )
    return code


def _phrases(file: Path) -> Mapping[str, str]:
    raw = handwritten.read(file, EXPECTED) or {}
    if not isinstance(raw, dict):
        raise handwritten.wrong(file, "It is no list of texts.", EXPECTED)
    for said, translated in raw.items():
        if not isinstance(said, str) or not isinstance(translated, str) or not translated.strip():
            raise handwritten.wrong(file, f"'{said}' has no text.", EXPECTED)
    return {_plain(said): translated.strip() for said, translated in raw.items()}


def _plain(text: str) -> str:
    return " ".join(text.split())


def find(phrases: Mapping[str, str], texts: Mapping[str, str], language: str) -> str | None:
    """The workspace's translation, unless the texts have one in the language themselves."""
    if not phrases or texts.get(language):
        return None
    return next((phrases[_plain(text)] for text in texts.values() if _plain(text) in phrases), None)
