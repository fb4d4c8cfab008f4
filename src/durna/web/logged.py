"""What the log of the site says of an answer that went wrong: one line, with nothing of a person in it but a number.

A traceback is for faults of the program. An address is told as the site writes it, with the numbers of things and
without texts: a text may be the token of a link that still opens, or a name that somebody typed.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

_REASONS = {
    401: "who it is was not shown", 404: "not found", 405: "not by this method", 409: "changed meanwhile",
    410: "over", 422: "not as it is asked for", 429: "too often", 503: "not ready",
}  # fmt: skip


class Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        request, status = getattr(record, "request", None), getattr(record, "status_code", None)
        if not isinstance(request, HttpRequest) or not isinstance(status, int):
            return super().format(record)
        line = f"{status} {request.method} {_what(request)} by {_who(request)}: {_why(record, status)}"
        return f"{line}\n{self.formatException(record.exc_info)}" if status >= 500 and record.exc_info else line


def _what(request: HttpRequest) -> str:
    """`/people/7/`, and `/join/<token>/`."""
    found = request.resolver_match
    if found is None:
        return "an address without a page"
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: _part(part[1], found.kwargs.get(part[1])), found.route)


def _part(name: str, value: Any) -> str:
    return str(value) if isinstance(value, int) else f"<{name}>"


def _who(request: HttpRequest) -> str:
    if not hasattr(request, "_cached_user"):
        # Not asked for anew: the database, which would tell, may be what went wrong.
        return "somebody"
    return f"user {request.user.pk}" if request.user.is_authenticated else "nobody signed in"


def _why(record: logging.LogRecord, status: int) -> str:
    fault = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if isinstance(fault, PermissionDenied):
        return str(fault) or "not theirs"
    if fault is not None:
        return type(fault).__name__
    if record.name == "django.security.csrf":
        return "a form without its token"
    return _REASONS.get(status, "refused")
