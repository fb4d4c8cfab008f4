"""Pages about the API: its description, made on the server from the schema itself, and a person's own keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.api import actions, api, limits
from durna.web.api.models import Key
from durna.web.explorer import editions
from durna.web.numbers import whole
from durna.web.texts import code, say, texts


@dataclass(frozen=True)
class Route:
    address: str
    summary: str
    parameters: tuple[Parameter, ...]
    answer: str


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    kind: str
    is_required: bool
    text: str


@dataclass(frozen=True)
class Shape:
    name: str
    fields: tuple[Parameter, ...]


@needs(Permission.READ_PUBLISHED)
def described(request: HttpRequest) -> HttpResponse:
    found = api.schema()
    first = next(iter(editions.readable(request.user)), None)
    return render(request, "api/described.html", {
        "routes": list(_routes(found)), "shapes": list(_shapes(found)), "edition": first,
        "limits": limits.A_MINUTE, "pages": limits.ON_A_PAGE, "base": request.build_absolute_uri("/api/v1"),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(api.schema(), json_dumps_params={"ensure_ascii": False})


@needs(Permission.OWN_ACCOUNT)
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    error, token = None, ""
    if request.method == "POST":
        days = whole(request.POST.get("days")) or 0
        try:
            token = actions.make(by=request.user, name=request.POST.get("name", "")[:100], days=days)
        except UserError as wrong:
            error = wrong
    return render(request, "api/keys.html", {
        "keys": Key.objects.filter(user=request.user)[:100], "token": token, "error": error, "days": actions.DAYS,
        "name": request.POST.get("name", "") if error else "",
    }, status=422 if error else 200)  # fmt: skip


@needs(Permission.OWN_ACCOUNT)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(Key, pk=pk, user=request.user)
    actions.revoke(by=request.user, key=key)
    messages.success(request, say("api-revoked-now", name=key.name))
    return redirect("api_keys")


def _routes(found: dict[str, Any]) -> Iterator[Route]:
    for address, methods in found["paths"].items():
        told = methods["get"]
        answer = told["responses"][200]["content"]["application/json"]["schema"]
        # An operation is named after its function: `list_editions`.
        function = told["operationId"].removeprefix("durna_web_api_api_")
        yield Route(
            address, say(f"api-does-{function.replace('_', '-')}"),
            tuple(_parameter(each) for each in told.get("parameters", ())), _kind(answer),
        )  # fmt: skip


def _parameter(told: dict[str, Any]) -> Parameter:
    text = _meaning("ask", told["name"])
    return Parameter(told["name"], told["in"], _kind(told["schema"]), told.get("required", False), text)


def _meaning(of: str, name: str) -> str:
    """In the reader's language what the description says in English; nothing where the name says it."""
    message = f"api-means-{of}-{name}".lower().replace("_", "-")
    most = {"anybody": limits.ON_A_PAGE[limits.ANYBODY], "person": limits.ON_A_PAGE[limits.PERSON]}
    return say(message, **most) if message in texts(code()) else ""


def _shapes(found: dict[str, Any]) -> Iterator[Shape]:
    used = {"Edition", "Breakdown", "Indicator", "Figure", "Figures", "Break", "Reference", "Delivery", "Said",
            "Passport", "Code", "CodeList", "Problem"}  # fmt: skip
    for name, told in found["components"]["schemas"].items():
        if name in used:
            required = told.get("required", ())
            fields = (
                Parameter(each, "", _kind(its), each in required, _meaning(name, each))
                for each, its in told["properties"].items()
            )
            yield Shape(name, tuple(fields))


def _kind(schema: dict[str, Any]) -> str:
    """`Figure`, `text`, `number or null`, in the words of JSON Schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_kind(schema['items'])}]"
    if schema.get("type") == "object":
        return "{text: text}"
    return str(schema.get("format") or schema.get("type", ""))
