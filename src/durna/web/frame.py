"""What every page of the site shows around itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from durna.web import menu, texts
from durna.web.served import workspace


def frame(request: HttpRequest) -> dict[str, Any]:
    served = workspace()
    language = texts.language(texts.code())
    return {
        "country": language.country(served.country),
        "site_title": language.of(served.profile_title),
        "code": language.code,
        "direction": language.direction,
        "identity_provider": settings.IDENTITY_PROVIDER,
        "menu": menu.seen_by(request.user, request.resolver_match.url_name if request.resolver_match else None),
    }
