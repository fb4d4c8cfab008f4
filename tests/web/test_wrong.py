"""What went wrong is a calm page in the reader's language, whatever was asked, and one line of the log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.accounts import actions
from durna.web.accounts.models import User
from durna.web.evidence import citing
from durna.web.evidence.models import Citation
from durna.web.logged import Lines
from durna.web.numbers import whole, wholes
from durna.web.texts import texts
from durna.web.urls import handler400, handler403, handler404, handler500  # noqa: F401
from durna.web.urls import urlpatterns as real
from tests.web import training_life as life
from tests.web.governing import a_round, law

pytestmark = pytest.mark.django_db

LANGUAGES = ("az", "en", "ru")


@needs(Permission.ENTER)
def breaks(request: HttpRequest, token: str) -> None:
    raise RuntimeError("a fault of the program")


urlpatterns = [*real, path("breaks/<str:token>/", breaks, name="breaks")]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """As the console of the site has it."""
    before = caplog.handler.formatter
    caplog.handler.setFormatter(Lines())
    yield caplog
    caplog.handler.setFormatter(before)


def reads(client: Client, language: str) -> Client:
    client.cookies["durna_language"] = language
    return client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "status", "what"),
    [
        ("/people/", 403, "wrong-refused"), ("/nowhere/", 404, "wrong-missing"),
        ("/mgi/1/move/", 405, "wrong-method"), ("/evidence/?q=%00", 400, "wrong-bad"),
        ("/data/receipts/a%00b/", 404, "wrong-missing"), ("/breaks/now/", 500, "wrong-broken"),
    ],
)  # fmt: skip
def test_what_went_wrong_is_said_in_the_language_of_the_reader(
    as_: Callable[..., Client], settings: object, language: str, address: str, status: int, what: str
) -> None:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    client = reads(as_("mgi_coordinator", "data_manager"), language)
    client.raise_request_exception = False
    found = client.get(address)
    assert found.status_code == status
    assert f"<h1>{texts(language)(what)}</h1>" in found.content.decode()
    assert f'lang="{language}"' in found.content.decode()


def test_a_form_that_was_opened_before_signing_in_elsewhere_says_what_to_do(as_: Callable[..., Client]) -> None:
    found = as_("auditor")
    client = reads(Client(enforce_csrf_checks=True), "ru")
    client.cookies["sessionid"] = found.cookies["sessionid"].value
    answer = client.post("/account/api-keys/", {"name": "one", "days": "30"})
    assert answer.status_code == 403
    assert texts("ru")("wrong-form") in answer.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_too(settings: object) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]  # type: ignore[attr-defined]
    answer = reads(Client(headers={"host": "evil.example"}), "az").get("/account/login/")
    assert answer.status_code == 400
    assert texts("az")("wrong-bad") in answer.content.decode()


def test_a_refused_page_is_one_line_of_the_log_that_says_who_what_and_why(
    somebody: Callable[..., User], log: pytest.LogCaptureFixture
) -> None:
    user, client = somebody("auditor"), Client()
    client.force_login(user)
    client.get("/people/7/")
    assert log.text == f"403 GET /people/7/ by user {user.pk}: needs manage_people\n"


def test_the_log_tells_no_token_of_a_link_that_still_opens(
    somebody: Callable[..., User], log: pytest.LogCaptureFixture
) -> None:
    token = actions.new_link(by="the test", user=somebody("auditor"))
    assert Client().post(f"/join/{token}/", {"password": "short"}).status_code == 422
    assert log.text == "422 POST /join/<token>/ by nobody signed in: not as it is asked for\n"


def test_an_address_that_somebody_typed_is_not_in_the_log(log: pytest.LogCaptureFixture) -> None:
    Client().get("/people/Aysel-Mammadova/")
    assert log.text == "404 GET an address without a page by nobody signed in: not found\n"


def test_a_fault_of_the_program_keeps_its_traceback(settings: object, log: pytest.LogCaptureFixture) -> None:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    Client(raise_request_exception=False).get("/breaks/secret/")
    assert "500 GET /breaks/<token>/ by nobody signed in: RuntimeError" in log.text
    assert "Traceback" in log.text


def test_the_console_of_the_site_has_its_log_so() -> None:
    (console,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    assert isinstance(console.formatter, Lines)


def test_a_form_that_comes_after_its_session_ended_leads_back_to_its_page_and_says_that_nothing_was_saved() -> None:
    client = reads(Client(), "en")
    answer = client.post(
        "/mgi/answers/3/write/", {"x": "1"}, headers={"referer": "http://testserver/mgi/answers/3/?a=1"}
    )
    assert answer.headers["Location"] == "/account/login/?next=/mgi/answers/3/%3Fa%3D1"
    assert texts("en")("sign-in-form-lost") in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("referer", ["", "https://evil.example/mgi/", "//evil.example/"])
def test_a_form_from_nowhere_leads_to_the_first_page(referer: str) -> None:
    answer = Client().post("/mgi/1/move/", headers={"referer": referer})
    assert answer.headers["Location"] == "/account/login/?next=/"


def test_a_part_of_a_page_that_is_asked_for_after_the_session_ended_leads_the_whole_page_to_sign_in() -> None:
    part = {"hx-request": "true", "hx-current-url": "http://testserver/data/jobs/4/"}
    answer = Client().get("/data/jobs/4/", headers=part)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/account/login/?next=/data/jobs/4/"


@pytest.mark.parametrize("text", ["", None, "²", "١", "-1", "1.5", "abc", "1" * 19, "1" * 5000, "1\n"])
def test_what_is_no_number_of_a_database_is_none(text: str | None) -> None:
    assert whole(text) is None


def test_numbers_are_read() -> None:
    assert (whole("0"), whole("007"), wholes(["1", "²", "3"])) == (0, 7, [1, 3])


@pytest.mark.parametrize("number", ["abc", "-1", "0", "²", "99999999999999999999999999", "1" * 5000, "1.5"])
@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("system_administrator", "/people/?page={}"), ("data_manager", "/evidence/?issuer={}&page={}"),
        ("data_manager", "/data/receipts/?page={}"), ("training_coordinator", "/training/?year={}&page={}"),
        ("training_coordinator", "/training/statistics/?year={}"), ("gcm_focal_point", "/compact/measures/?lead={}"),
        ("gcm_focal_point", "/compact/measures/?objective={}"), ("auditor", "/audit/?before={}"),
        ("project_officer", "/projects/?page={}"), ("auditor", "/figures/?page={}"),
    ],
)  # fmt: skip
def test_an_odd_number_in_an_address_breaks_no_list(
    as_: Callable[..., Client], role: str, address: str, number: str
) -> None:
    answer = as_(role).get(address.replace("{}", number))
    assert answer.status_code == 200


def test_an_odd_stage_of_a_round_is_a_page_that_is_not_there(as_: Callable[..., Client]) -> None:
    assert as_("mgi_coordinator").post(f"/mgi/{a_round().pk}/move/", {"stage": "x"}).status_code == 404


@pytest.mark.parametrize("key", ["9" * 30, "abc", "²"])
def test_an_odd_choice_among_several_is_refused(as_: Callable[..., Client], key: str) -> None:
    said = {"family_name": "Example", "given_name": "Ayla", "sex": "female", "country": "GEO", "modules": [key]}
    for client, address in ((as_(), "apply"), (as_("training_coordinator"), "new")):
        assert client.post(f"/training/experts/{address}/", said).status_code == 422
    assert as_("gcm_focal_point").post("/compact/measures/new/", {"supporting": [key]}).status_code == 422


def test_a_number_of_a_course_that_no_moodle_has_is_refused(as_: Callable[..., Client]) -> None:
    address = f"/training/{life.training().pk}/moodle/exchange/"
    sent = {"course_id": "9" * 30, "short_name": "x", "course": "1"}
    assert "course_id" in as_("training_coordinator").post(address, sent).context["form"].errors


def test_a_framework_with_a_day_that_is_none_is_no_framework(as_: Callable[..., Client]) -> None:
    file = SimpleUploadedFile("set.yaml", b"framework: 2021-13-45\n")
    assert as_("mgi_coordinator").post("/mgi/frameworks/import/", {"file": file}).status_code == 422


def test_a_decision_on_a_citation_leads_back_to_a_page_of_the_site_whatever_the_form_says(
    as_: Callable[..., Client],
) -> None:
    client = as_("mgi_coordinator")
    citing.cite(User.objects.get(), "governance/answer/1", law(), "article 1")
    for back in ("abc", "https://evil.example/", "//evil.example"):
        answer = client.post(f"/evidence/citations/{Citation.objects.get().pk}/decide/", {"back": back})
        assert answer.headers["Location"] == "/evidence/review/"
