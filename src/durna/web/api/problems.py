"""What is wrong with a request, as RFC 9457 has it: with the three parts that every message of the house has."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError

from durna.errors import UserError
from durna.web.texts import say

KIND = "application/problem+json"
_NAMES = {
    400: "api-bad", 401: "api-unknown-key", 403: "api-refused", 404: "api-missing", 405: "api-method",
    422: "api-invalid", 429: "api-too-often", 503: "api-not-ready",
}  # fmt: skip


def problem(status: int, **values: Any) -> HttpResponse:
    name = _NAMES.get(status, "api-broken")
    return _answer(status, *(say(f"{name}-{part}", **values) for part in ("found", "expected", "do")))


def of_error(error: UserError) -> HttpResponse:
    return _answer(422, error.found, error.expected, error.do)


def of_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names what is wrong, never its content: it may be anything."""
    names = {str(each["loc"][-1]): str(each["msg"]) for each in error.errors if each.get("loc")}
    return problem(422, what="; ".join(f"{name} ({said})" for name, said in names.items()))


def _answer(status: int, found: str, expected: str, do: str) -> HttpResponse:
    body = {"type": "about:blank", "status": status, "title": found, "found": found, "expected": expected, "do": do}
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=KIND)
