"""What the address of a paper asks for: a language other than the reader's, and a format."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from durna.web import texts


def language_asked(request: HttpRequest) -> str:
    """The language that the address asks for, else the reader's: a sheet goes out to those who read another one."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else texts.code()


def in_language(code: str) -> translation.override:
    """Everything that is said inside is said in this language."""
    return translation.override(code)


def format_asked(request: HttpRequest) -> str:
    return request.GET.get("format", "html")
