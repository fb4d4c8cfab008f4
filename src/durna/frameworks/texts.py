"""Texts in several languages, and how far each translation may be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

FALLBACK = "en"
Status = Literal["official", "working"]


def _said(texts: Mapping[str, str]) -> Mapping[str, str]:
    if not texts or not all(text.strip() for text in texts.values()):
        raise ValueError("a text is given in no language, or is empty in one")
    return texts


def _in_english(said: object) -> object:
    return {FALLBACK: said} if isinstance(said, str) else said


Text = Annotated[Mapping[str, str], AfterValidator(_said)]
# Files of before, and those that come in one language, say it in one text: that is taken for English.
Told = Annotated[Mapping[str, str], BeforeValidator(_in_english)]
# What the site keeps a code in has this much room.
Code = Annotated[str, StringConstraints(pattern=r"^\S(.{0,38}\S)?$")]
ShortCode = Annotated[str, StringConstraints(pattern=r"^\S(.{0,18}\S)?$")]
Version = Annotated[str, StringConstraints(pattern=r"^\S(.{0,98}\S)?$")]


class Part(BaseModel):
    """A piece of a framework file; it knows no key but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def say(texts: Mapping[str, str], language: str) -> str:
    """In this language, else in English, else in any."""
    return texts.get(language) or texts.get(FALLBACK) or next(iter(texts.values()), "")


def status_of(
    texts: Mapping[str, str], language: str, own: Mapping[str, Status], general: Mapping[str, Status]
) -> Literal["official", "working", "missing"]:
    """How a text stands in a language: where it is not given, what is shown is another language's."""
    if language not in texts:
        return "missing"
    return own.get(language) or general.get(language) or "working"
