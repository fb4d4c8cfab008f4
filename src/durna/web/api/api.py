"""The routes of the API. Each says, as every page does, which permission it asks for; the gate asks the policy."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import Field

import durna
from durna.classifications import codelists
from durna.editions.folder import Edition
from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.api import cursors, problems, schemas, telling
from durna.web.api.limits import ANYBODY, ON_A_PAGE, PERSON
from durna.web.explorer import background, editions, finding, index, reading
from durna.web.explorer.views import AGAIN
from durna.web.refusals import refusal

_PROBLEMS = dict.fromkeys((401, 403, 404, 422, 429, 503), schemas.Problem)
_SECURITY = {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}

api = NinjaAPI(
    title="Durna", version=durna.__version__, urls_namespace="api", docs_url=None, openapi_url=None,
    description="The figures of published editions. Without a key: what anybody may read, with lower limits.",
    openapi_extra={"components": _SECURITY, "security": [{}, {"key": []}]},
)  # fmt: skip


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.of_invalid(request, error)


@api.exception_handler(UserError)
def _refused(request: HttpRequest, error: UserError) -> HttpResponse:
    return problems.of_error(error)


@api.exception_handler(index.NotReady)
def _not_ready(request: HttpRequest, error: index.NotReady) -> HttpResponse:
    answer = problems.problem(503, edition=str(error))
    answer.headers["Retry-After"] = str(AGAIN)
    return answer


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problems.problem(404)


@api.get("/editions", response={200: list[schemas.Edition], **_PROBLEMS}, url_name="api_editions")
@needs(Permission.READ_PUBLISHED)
def list_editions(request: HttpRequest) -> list[schemas.Edition]:
    """Every edition that you may read, the newest first."""
    return [telling.edition(one) for one in editions.readable(request.user)]


@api.get("/editions/{edition}", response={200: schemas.Edition, **_PROBLEMS}, url_name="api_edition")
@needs(Permission.READ_PUBLISHED)
def get_edition(request: HttpRequest, edition: str) -> schemas.Edition:
    """One edition."""
    return telling.edition(_edition(request, edition))


class Wanted(Schema):
    q: str = Field("", max_length=200, description="Words in any of the three languages.")
    chapter: str = Field("", max_length=64, description="The id of a chapter.")


@api.get(
    "/editions/{edition}/indicators", response={200: list[schemas.Indicator], **_PROBLEMS}, url_name="api_indicators"
)
@needs(Permission.READ_PUBLISHED)
def list_indicators(request: HttpRequest, edition: str, wanted: Query[Wanted]) -> list[schemas.Indicator]:
    """The indicators that have figures in an edition, with what they are given by."""
    found = _edition(request, edition)
    has, known = reading.indicators(found), background.of(found).indicators
    there = {name: known[name] for name in has if name in known and wanted.chapter in ("", known[name].chapter)}
    return [telling.indicator(one, has[one.id]) for one in finding.found(there, wanted.q)]


@api.get(
    "/editions/{edition}/indicators/{indicator}", response={200: schemas.Indicator, **_PROBLEMS},
    url_name="api_indicator",
)  # fmt: skip
@needs(Permission.READ_PUBLISHED)
def get_indicator(request: HttpRequest, edition: str, indicator: str) -> schemas.Indicator:
    """One indicator of an edition."""
    found = _edition(request, edition)
    has, known = reading.indicators(found).get(indicator), background.of(found).indicators.get(indicator)
    if has is None or known is None:
        raise Http404
    return telling.indicator(known, has)


class Filter(Schema):
    indicator: str = Field("", max_length=100, description="The id of one indicator; all of them unless told.")
    by: str | None = Field(
        None, max_length=200,
        description="Breakdowns joined by commas; an empty text for the totals; every breakdown unless told.",
    )  # fmt: skip
    member: list[str] = Field(
        [], max_length=5, description="A breakdown and a code of it, for example sex=female; several may be told."
    )
    since: date | None = Field(None, description="Periods that begin on this day or later.")
    until: date | None = Field(None, description="Periods that end on this day or earlier.")
    publisher: str = Field("", max_length=100)
    preferred: bool | None = Field(None, description="Only the values that the publication shows, or only the others.")
    limit: int = Field(
        100,
        ge=1,
        le=ON_A_PAGE[PERSON],
        description=(f"How many figures on a page: at most {ON_A_PAGE[ANYBODY]}, and with a key {ON_A_PAGE[PERSON]}."),
    )
    cursor: str = Field("", max_length=200, description="The `next` of the page before.")


@api.get("/editions/{edition}/figures", response={200: schemas.Figures, **_PROBLEMS}, url_name="api_figures")
@needs(Permission.READ_PUBLISHED)
def list_figures(request: HttpRequest, edition: str, wanted: Query[Filter]) -> schemas.Figures:
    """Figures of an edition in the order of their addresses, a page at a time."""
    found = _edition(request, edition)
    _refuse_long_page(request, wanted.limit)
    asked = reading.Filter(
        wanted.indicator, None if wanted.by is None else ",".join(sorted(filter(None, wanted.by.split(",")))),
        wanted.since.isoformat() if wanted.since else "", wanted.until.isoformat() if wanted.until else "",
        wanted.publisher, wanted.preferred, tuple(_member(told) for told in wanted.member),
    )  # fmt: skip
    page, place = reading.page(found, asked, cursors.read(found, wanted.cursor), wanted.limit)
    return schemas.Figures(
        edition=found.name, figures=[telling.figure(one) for one in page],
        next=None if place is None else cursors.write(found, place),
    )  # fmt: skip


@api.get(
    "/editions/{edition}/figures/{path:figure_id}", response={200: schemas.Passport, **_PROBLEMS},
    url_name="api_figure",
)  # fmt: skip
@needs(Permission.READ_PUBLISHED)
def get_figure(request: HttpRequest, edition: str, figure_id: str) -> schemas.Passport:
    """One figure with its passport."""
    found = _edition(request, edition)
    one = reading.find(found, figure_id)
    if one is None or one.indicator not in background.of(found).indicators:
        raise Http404
    return telling.passport(request.user, found, one)


@api.get("/codes", response={200: list[str], **_PROBLEMS}, url_name="api_code_lists")
@needs(Permission.READ_PUBLISHED)
def list_code_lists(request: HttpRequest) -> list[str]:
    """The names of all code lists."""
    return list(codelists.names())


@api.get("/codes/{list_name}", response={200: schemas.CodeList, **_PROBLEMS}, url_name="api_codes")
@needs(Permission.READ_PUBLISHED)
def get_code_list(request: HttpRequest, list_name: str) -> schemas.CodeList:
    """One code list, with names in every language."""
    if list_name not in codelists.names():
        raise Http404
    return telling.code_list(codelists.load(list_name))


def _edition(request: HttpRequest, name: str) -> Edition:
    found = editions.find(request.user, name)
    if found is None:
        raise Http404
    return found


def _refuse_long_page(request: HttpRequest, limit: int) -> None:
    most = ON_A_PAGE[PERSON if request.user.is_authenticated else ANYBODY]
    if limit > most:
        raise refusal("api-long-page", limit=limit, most=most, with_key=ON_A_PAGE[PERSON])


def _member(told: str) -> tuple[str, str]:
    name, sign, code = told.partition("=")
    if not name or not sign or not code:
        raise refusal("api-member")
    return name, code


def schema() -> dict[str, Any]:
    """The description, in which problems have the type by which they are sent."""
    found = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    for methods in found["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) in _PROBLEMS and "application/json" in answer.get("content", {}):
                    answer["content"] = {problems.KIND: answer["content"]["application/json"]}
    return found
