"""Contents in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from durna.web import texts


def said() -> Any:
    """A field `{"en": ..., "az": ..., "ru": ...}`; a language without a text is left out."""
    return models.JSONField(default=dict, blank=True)


def in_reader(contents: Mapping[str, str] | None, language: str = "") -> str:
    """In the language asked for (the reader's unless told), else English, else any."""
    held = contents or {}
    asked = (language or texts.code(), texts.FALLBACK)
    return next((held[code] for code in asked if held.get(code)), None) or next((t for t in held.values() if t), "")
