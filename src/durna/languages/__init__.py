"""The languages that documents are made in: one folder each. A language is added by adding files.

`<code>/language.yaml` holds its facts: direction, signs, quotation marks, order of letters. `<code>/names.*.yaml` are
its phrase books: what data files of the program say in English, by the English text. A text that a data file gives in
the language itself goes before the phrase book. Sentences and words of the pages are messages of their own
(`publish/locales/<code>`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from durna import yaml_text
from durna.languages.facts import Facts

FALLBACK = "en"


@cache
def codes() -> tuple[str, ...]:
    """Every language that has a folder, English first."""
    found = {folder.name for folder in files(__name__).iterdir() if (folder / "language.yaml").is_file()}
    return tuple(sorted(found, key=lambda code: (code != FALLBACK, code)))


@cache
def facts(code: str) -> Facts:
    """The facts of a language; those of English for one that has no folder."""
    known = code if code in codes() else FALLBACK
    return Facts(code=code, **_read(f"{known}/language.yaml"))


@cache
def phrases(code: str) -> Mapping[str, str]:
    """The phrase books of a language as one: English text, text in the language."""
    if code not in codes():
        return {}
    found: dict[str, str] = {}
    for file in sorted((files(__name__) / code).iterdir(), key=lambda each: each.name):
        if file.name.startswith("names.") and file.name.endswith(".yaml"):
            found |= _read(f"{code}/{file.name}")
    return found


def own(texts: Mapping[str, str], code: str) -> str | None:
    """The text in just this language, if it is given or a phrase book has it."""
    return texts.get(code) or phrases(code).get(texts.get(FALLBACK, ""))


def text(texts: Mapping[str, str], code: str) -> str:
    """The text in this language, else in English, else in any: data may lack a translation, a page may not."""
    return own(texts, code) or texts.get(FALLBACK) or next(iter(texts.values()), "")


def every(texts: Mapping[str, str]) -> dict[str, str]:
    """The text in every language that has it, and in English."""
    found = {code: own(texts, code) for code in codes()}
    return {**texts, **{code: said for code, said in found.items() if said}}


def counted(forms: str, code: str, value: float | None = None, decimals: int = 0) -> str:
    """The form of a name beside a number: `въезд|въезда|въездов`; without a number the form of a heading."""
    return facts(code).counted(forms.split("|"), value, decimals)


def _read(path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml_text.load((files(__name__) / path).read_text(encoding="utf-8"))
    return loaded
