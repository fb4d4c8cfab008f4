"""A sheet of the Compact as it goes out: in the language that is asked for, with the way back for its readers here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from durna.publish.document import Document
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.papers import format_asked, in_language, language_asked, respond


def sheet(request: HttpRequest, made: Callable[[str], Document], name: str, page: tuple[str, Any]) -> HttpResponse:
    """`page`: of what the sheet tells, for those who may open it; the others came from the public pages."""
    language = language_asked(request)
    with in_language(language):
        document = made(language)
    place, pk = page
    back = reverse(place, args=[pk]) if may(request.user, Permission.READ_COMPACT) else reverse("compact")
    return respond(request, document, format_asked(request), name, back)
