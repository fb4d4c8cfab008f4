"""The API: what it answers, to whom, how often, and how it says no."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from durna.errors import UserError
from durna.web.accounts.models import User
from durna.web.api import actions, limits
from durna.web.api.limits import Limits
from durna.web.api.models import Key
from durna.web.audit.models import Event
from durna.web.texts import texts
from tests.web.wide_land import COUNTRIES

pytestmark = pytest.mark.django_db

FIGURES = "/api/v1/editions/second/figures"


@pytest.fixture(autouse=True)
def of_wide(wide: Path, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WORKSPACE, settings.FOLDER = wide, wide / "web"  # type: ignore[attr-defined]
    monkeypatch.setattr("durna.web.api.door.limits", Limits(file=tmp_path / limits.FILE))


def with_key(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_editions_indicators_and_codes_are_open_to_anybody() -> None:
    client = Client()
    assert [one["name"] for one in client.get("/api/v1/editions").json()] == ["second", "first"]
    (one,) = client.get("/api/v1/editions/second/indicators").json()
    assert one["id"] == "border_entries_foreigners"
    assert {tuple(each["by"]): each["figures"] for each in one["breakdowns"]}[("citizenship",)] == 2 * len(COUNTRIES)
    assert {"az", "en", "ru"} <= one["title"].keys()
    assert client.get("/api/v1/editions/second/indicators?q=viza").json() == []
    assert client.get("/api/v1/codes/sex").json()["codes"]


def test_figures_come_in_pages_and_each_stands_on_one_of_them() -> None:
    seen, cursor = [], ""
    while True:
        page = Client().get(FIGURES, {"limit": 5, "cursor": cursor}).json()
        seen += [one["figure_id"] for one in page["figures"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 2 * len(COUNTRIES) + len(totals())


def totals() -> list[dict[str, object]]:
    return list(Client().get(FIGURES, {"by": ""}).json()["figures"])


def test_figures_are_filtered_by_member_and_day() -> None:
    found = Client().get(FIGURES, {"member": "citizenship=TUR", "since": "2019-01-01"}).json()["figures"]
    assert [(one["value"], one["dimensions"]) for one in found] == [(20.0, {"citizenship": "TUR"})]


def test_one_figure_has_its_passport_and_what_others_say() -> None:
    name = next(str(one["figure_id"]) for one in totals() if one["value"] == 500)
    told = Client().get(f"{FIGURES}/{quote(name, safe='')}").json()
    assert told["figure"]["figure_id"] == name
    assert sorted(one["figure"]["value"] for one in told["others"]) == [440, 450, 450]
    assert {one["edition"] for one in told["others"]} == {"first", "second"}
    assert told["protection"] == "none: published by its source"
    assert told["freeze"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/editions/nothing", 404), ("/api/v1/nothing", 404), (f"{FIGURES}/nothing", 404),
        ("/api/v1/editions/nothing/figures?period=%00", 404),
        ("/api/v1/codes/nothing", 404), (f"{FIGURES}?limit=0", 422), (f"{FIGURES}?limit=x", 422),
        (f"{FIGURES}?limit=201", 422), (f"{FIGURES}?cursor=x", 422), (f"{FIGURES}?member=sex", 422),
        (f"{FIGURES}?since=yesterday", 422), ("/api/v1/editions/second/indicators/nothing", 404),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_three_parts(address: str, status: int) -> None:
    answer = Client().get(address)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert told["status"] == status
    assert all(told[part] for part in ("found", "expected", "do"))
    assert "yesterday" not in answer.content.decode()


def test_a_problem_speaks_the_language_that_is_asked_for() -> None:
    said = {code: json.loads(Client().get("/api/v1/editions/x", headers={"Accept-Language": code}).content)["found"]
            for code in ("az", "en", "ru")}  # fmt: skip
    assert len(set(said.values())) == 3


def test_a_cursor_of_another_edition_is_refused() -> None:
    cursor = Client().get("/api/v1/editions/first/figures?limit=1").json()["next"]
    assert Client().get(FIGURES, {"cursor": cursor}).status_code == 422


def test_an_edition_in_preparation_is_for_keys_of_those_who_prepare_it(
    land: Path, settings: object, somebody: Callable[..., User]
) -> None:
    settings.WORKSPACE, settings.FOLDER = land, land / "web"  # type: ignore[attr-defined]
    tokens = {role: actions.make(by=somebody(role), name="x", days=30) for role in ("statistician", "project_officer")}
    seen = {role: [one["name"] for one in Client().get("/api/v1/editions", headers=with_key(token)).json()]
            for role, token in tokens.items()}  # fmt: skip
    assert seen == {"statistician": ["two", "one"], "project_officer": ["one"]}
    assert Client().get("/api/v1/editions/two").status_code == 404


def test_a_key_is_shown_once_kept_as_a_hash_and_told_in_the_audit(as_: Callable[..., Client]) -> None:
    client = as_("auditor")
    page = client.post("/account/api-keys/", {"name": "Report", "days": "90"}).content.decode()
    token = page.partition('<p class="code link">')[2].partition("<")[0]
    key = Key.objects.get()
    assert token.startswith("durna_")
    assert token not in json.dumps(list(Key.objects.values()), default=str)
    assert token not in client.get("/account/api-keys/").content.decode()
    assert not Event.objects.filter(details__icontains=token).exists()
    assert Client().get("/api/v1/editions", headers=with_key(token)).status_code == 200
    client.post(f"/account/api-keys/{key.pk}/revoke/")
    assert Client().get("/api/v1/editions", headers=with_key(token)).status_code == 401
    told = list(Event.objects.order_by("number").values_list("action", flat=True))
    assert [one for one in told if one.startswith("api-key")] == ["api-key-made", "api-key-revoked"]


def test_nobody_revokes_the_key_of_another(as_: Callable[..., Client], somebody: Callable[..., User]) -> None:
    actions.make(by=somebody("reviewer"), name="mine", days=30)
    assert as_("auditor").post(f"/account/api-keys/{Key.objects.get().pk}/revoke/").status_code == 404
    assert Key.objects.get().is_valid


@pytest.mark.parametrize("spoilt", ["over", "shut out", "unknown", "no scheme"])
def test_a_key_that_does_not_work_is_refused(spoilt: str, somebody: Callable[..., User]) -> None:
    user = somebody("auditor")
    head = with_key(actions.make(by=user, name="x", days=30))
    if spoilt == "over":
        Key.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    elif spoilt == "shut out":
        User.objects.update(is_active=False)
    elif spoilt == "unknown":
        head = with_key("durna_unknown")
    else:
        head = {"Authorization": head["Authorization"].removeprefix("Bearer ")}
    answer = Client().get("/api/v1/editions", headers=head)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("name", "days"), [("", 30), ("  ", 30), ("a\0b", 30), ("x", 31), ("x", 0)])
def test_a_key_needs_a_name_and_an_end(name: str, days: int, somebody: Callable[..., User]) -> None:
    with pytest.raises(UserError):
        actions.make(by=somebody("auditor"), name=name, days=days)


def test_there_are_ten_keys_at_most_and_each_has_its_own_name(somebody: Callable[..., User]) -> None:
    user = somebody("auditor")
    actions.make(by=user, name="0", days=30)
    with pytest.raises(UserError, match="already"):
        actions.make(by=user, name="0", days=30)
    for number in range(1, actions.MOST):
        actions.make(by=user, name=str(number), days=30)
    with pytest.raises(UserError, match="10 valid keys"):
        actions.make(by=user, name="one more", days=30)


def test_what_is_known_already_is_not_sent_again() -> None:
    first = Client().get("/api/v1/editions")
    again = Client().get("/api/v1/editions", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get("/api/v1/codes", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_bucket_empties_and_fills_again(tmp_path: Path) -> None:
    now = [1000.0]
    tested = Limits(lambda: now[0], tmp_path / "buckets")
    took = [tested.take("a", limits.ANYBODY).wait for _ in range(limits.A_MINUTE[limits.ANYBODY] + 1)]
    assert took == [0] * 60 + [1]
    assert tested.take("b", limits.ANYBODY).wait == 0
    now[0] += 1
    assert [tested.take("a", limits.ANYBODY).wait for _ in range(2)] == [0, 1]


def test_every_process_that_serves_counts_together(tmp_path: Path) -> None:
    one, other = (Limits(lambda: 1000.0, tmp_path / "buckets") for _ in range(2))
    took = [each.take("a", limits.ANYBODY) for _ in range(31) for each in (one, other)]
    assert [each.wait for each in took] == [0] * 60 + [1, 1]
    assert took[59].left == 0


def test_whoever_has_not_asked_for_a_minute_is_forgotten(tmp_path: Path) -> None:
    now, file = [1000.0], tmp_path / "buckets"
    tested = Limits(lambda: now[0], file)
    tested.take("address 10.0.0.7", limits.ANYBODY)
    now[0] += 61
    tested.take("b", limits.ANYBODY)
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT who FROM bucket").fetchall() == [("b",)]


def test_whoever_asks_too_often_waits_and_one_with_a_key_does_not(
    settings: object, somebody: Callable[..., User]
) -> None:
    settings.API_A_MINUTE = {"anybody": 2, "person": 5}  # type: ignore[attr-defined]
    head = with_key(actions.make(by=somebody("auditor"), name="x", days=30))
    found = [Client().get("/api/v1/codes") for _ in range(3)]
    assert [one.status_code for one in found] == [200, 200, 429]
    assert int(found[2].headers["Retry-After"]) == 30
    assert found[0].headers["RateLimit-Remaining"] == "1"
    assert Client().get("/api/v1/codes", headers=head).status_code == 200
    assert Client().get("/api/v1/codes", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 200


def test_a_longer_page_needs_a_key(somebody: Callable[..., User]) -> None:
    head = with_key(actions.make(by=somebody("auditor"), name="x", days=30))
    assert Client().get(f"{FIGURES}?limit=2000").status_code == 422
    assert Client().get(f"{FIGURES}?limit=2000", headers=head).status_code == 200
    assert Client().get(f"{FIGURES}?limit=2001", headers=head).status_code == 422


def test_the_api_is_for_reading() -> None:
    answer = Client(enforce_csrf_checks=True).post("/api/v1/editions")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"


def test_the_description_is_a_page_without_a_script(as_: Callable[..., Client]) -> None:
    page = as_().get("/api/").content.decode()
    assert "GET /api/v1/editions/{edition}/figures/{figure_id}" in page
    assert Client().get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")


def described() -> Iterator[tuple[str, str, str]]:
    """Whatever the description of the API says of a parameter or a field."""
    found, page = Client().get("/api/v1/openapi.json").json(), Client().get("/api/").content.decode()
    for methods in found["paths"].values():
        for told in methods["get"].get("parameters", ()):
            yield "ask", told["name"], told.get("description") or told["schema"].get("description", "")
    shown = ((name, shape) for name, shape in found["components"]["schemas"].items() if f">{name}</h3>" in page)
    for name, shape in shown:
        for field, told in shape["properties"].items():
            yield name, field, told.get("description", "")


def test_the_page_of_the_api_says_in_every_language_what_the_description_says() -> None:
    for of, name, text in described():
        message = f"api-means-{of}-{name}".lower().replace("_", "-")
        for language in ("az", "en", "ru") if text else ():
            said = texts(language)(message, anybody=200, person=2000).replace("2,000", "2000")
            assert (said == text) is (language == "en"), (message, language)
    page = Client(headers={"accept-language": "az"}).get("/api/").content.decode()
    assert "Səhifədə neçə qiymət: ən çoxu 200, açarla 2.000." in page
