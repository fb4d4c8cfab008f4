"""The texts of the site in the language of whoever asks; words that the publication has too are taken from there."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import get_language

from durna.publish.language import Language
from durna.publish.texts import Texts

ROOMS = ("durna.web", "durna.publish")
FALLBACK = "en"


def say(message: str, **values: Any) -> str:
    return texts(code())(message, **values)


def code() -> str:
    """`az` for `az-Latn-AZ`."""
    return (get_language() or FALLBACK).partition("-")[0]


@cache
def texts(language: str) -> Texts:
    return Texts(language, ROOMS)


@cache
def language(name: str) -> Language:
    return Language(name)
