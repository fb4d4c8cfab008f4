"""The API against its own description: whatever schemathesis makes of it, the answer is one that is described."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from durna.web.api.api import schema
from durna.web.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROUTES = sorted(schema()["paths"])


@pytest.fixture(autouse=True)
def of_wide(wide: Path, settings: object) -> None:
    settings.WORKSPACE, settings.FOLDER = wide, wide / "web"  # type: ignore[attr-defined]
    settings.API_A_MINUTE = {"anybody": 1_000_000, "person": 1_000_000}  # type: ignore[attr-defined]
    # The address that its requests come to.
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("route", ROUTES)
def test_every_answer_is_as_described(route: str) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operation = described[route]["GET"]

    @given(case=operation.as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    def try_it(case: schemathesis.Case) -> None:
        case.call_and_validate()

    try_it()
