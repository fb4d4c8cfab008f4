"""The exchange with a Moodle: against a small server that answers as its documentation says, and by its files."""

from __future__ import annotations

import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client

from durna.errors import UserError
from durna.web.training.models import MoodleUser
from durna.web.training.moodle import csv_forms, exchange
from durna.web.training.moodle.client import ADDRESS, TOKEN, Moodle
from tests.web import training_life as life

pytestmark = pytest.mark.django_db

COURSE = 7


class Recorded:
    """What the Moodle holds, and every function that was called."""

    def __init__(self) -> None:
        self.users: list[dict[str, Any]] = [{"id": 40, "email": "known@example.org", "idnumber": ""}]
        self.enrolled: set[int] = set()
        self.called: list[str] = []
        self.refuses = ""
        self.grades: dict[int, list[tuple[str, float | None, float]]] = {}
        self.completed: set[int] = set()

    def answer(self, function: str, said: dict[str, str]) -> Any:
        self.called.append(function)
        if said.get("wstoken") != "secret":
            return {"exception": "moodle_exception", "errorcode": "invalidtoken", "message": "Invalid token"}
        if function == self.refuses:
            return {"exception": "required_capability_exception", "errorcode": "nopermissions", "message": "Sorry"}
        return getattr(self, function)(said)

    def core_user_get_users_by_field(self, said: dict[str, str]) -> Any:
        wanted = {value for name, value in said.items() if name.startswith("values[")}
        return [user for user in self.users if user[said["field"]] in wanted]

    def core_user_create_users(self, said: dict[str, str]) -> Any:
        made = []
        for place in range(sum(name.endswith("[username]") for name in said)):
            user = {"id": 50 + len(self.users), **{
                name: said[f"users[{place}][{name}]"] for name in ("email", "idnumber", "firstname", "lastname")
            }}  # fmt: skip
            self.users.append(user)
            made.append({"id": user["id"], "username": said[f"users[{place}][username]"]})
        return made

    def core_enrol_get_enrolled_users(self, said: dict[str, str]) -> Any:
        return [{"id": user} for user in sorted(self.enrolled)]

    def enrol_manual_enrol_users(self, said: dict[str, str]) -> Any:
        assert {value for name, value in said.items() if name.endswith("[roleid]")} <= {"5"}
        self.enrolled |= {int(value) for name, value in said.items() if name.endswith("[userid]")}

    def gradereport_user_get_grade_items(self, said: dict[str, str]) -> Any:
        return {"warnings": [], "usergrades": [
            {"courseid": COURSE, "userid": user, "userfullname": "x", "maxdepth": 2, "gradeitems": [
                {"id": 1, "itemname": name, "itemtype": "mod", "itemmodule": "quiz", "graderaw": raw, "grademin": 0,
                 "grademax": most} for name, raw, most in items
            ]} for user, items in self.grades.items()
        ]}  # fmt: skip

    def core_completion_get_course_completion_status(self, said: dict[str, str]) -> Any:
        done = int(said["userid"]) in self.completed
        return {"completionstatus": {"completed": done, "aggregation": 1, "completions": []}, "warnings": []}


@pytest.fixture
def recorded() -> Iterator[tuple[Recorded, Moodle]]:
    held = Recorded()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/webservice/rest/server.php"
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            said = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
            assert said["moodlewsrestformat"] == "json"
            told = json.dumps(held.answer(said["wsfunction"], said)).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield held, Moodle(f"http://127.0.0.1:{server.server_port}/", "secret")
    server.shutdown()
    thread.join()
    server.server_close()


def course(training: life.Training) -> None:
    exchange.set_course(
        by=life.BY, training=training, course_id=COURSE, short_name="LAW", pre_item="Before", post_item="After"
    )


def test_the_selected_are_found_or_made_and_enrolled_and_twice_is_as_once(recorded: tuple[Recorded, Moodle]) -> None:
    held, moodle = recorded
    training = life.training()
    life.selected(
        training,
        life.nominee("Known", "Ann", email="known@example.org"),
        life.nominee("New", "Bo", email="n@example.org"),
        life.nominee("Without", "Address"),
    )
    course(training)
    first = exchange.enrol(by=life.BY, training=training, moodle=moodle)
    assert (first.created, first.enrolled, held.enrolled) == (1, 2, {40, 51})
    second = exchange.enrol(by=life.BY, training=training, moodle=moodle)
    assert (second.created, second.enrolled, len(held.users)) == (0, 0, 2)
    assert held.called.count("core_user_create_users") == held.called.count("enrol_manual_enrol_users") == 1


def test_somebody_who_was_here_before_keeps_the_account(recorded: tuple[Recorded, Moodle]) -> None:
    held, moodle = recorded
    for number in ("T-1", "T-2"):
        training = life.training(number)
        life.selected(training, life.nominee("New", "Bo", email="n@example.org"))
        course(training)
        exchange.enrol(by=life.BY, training=training, moodle=moodle)
    assert len(held.users) == 2
    assert MoodleUser.objects.count() == 1


def test_grades_and_completions_come_back_as_percent(recorded: tuple[Recorded, Moodle]) -> None:
    held, moodle = recorded
    training = life.training()
    (person,) = life.selected(training, life.nominee("New", "Bo", email="n@example.org"))
    course(training)
    exchange.enrol(by=life.BY, training=training, moodle=moodle)
    # 4 of 10, and 17 of 20; a stranger is in the course as well.
    held.grades = {51: [("Before", 4, 10), ("After", 17, 20), ("Homework", 1, 1)], 99: [("After", 1, 1)]}
    held.completed = {51}
    for _ in range(2):
        told = exchange.take_over(by=life.BY, training=training, moodle=moodle)
        assert (told.graded, told.unmatched) == (1, 1)
        person.refresh_from_db()
        assert (person.pre_test, person.post_test, person.finished_online) == (Decimal(40), Decimal(85), True)


def test_a_grade_that_is_not_there_yet_takes_nothing_away(recorded: tuple[Recorded, Moodle]) -> None:
    held, moodle = recorded
    training = life.training()
    (person,) = life.selected(training, life.nominee("New", "Bo", email="n@example.org"))
    course(training)
    exchange.enrol(by=life.BY, training=training, moodle=moodle)
    life.closing.set_tests(by=life.BY, training=training, scores={person.pk: (Decimal(30), None)})
    held.grades = {51: [("Before", None, 10)]}
    exchange.take_over(by=life.BY, training=training, moodle=moodle)
    person.refresh_from_db()
    assert person.pre_test == 30


def test_a_refusal_and_a_silence_are_told_and_leave_nothing_half(recorded: tuple[Recorded, Moodle]) -> None:
    held, moodle = recorded
    training = life.training()
    life.selected(training, life.nominee("New", "Bo", email="n@example.org"))
    with pytest.raises(UserError, match="No course"):
        exchange.enrol(by=life.BY, training=training, moodle=moodle)
    course(training)
    held.refuses = "enrol_manual_enrol_users"
    with pytest.raises(UserError, match="refused enrol_manual_enrol_users: nopermissions"):
        exchange.enrol(by=life.BY, training=training, moodle=moodle)
    held.refuses = ""
    # The account that was made before the refusal is found by its number.
    told = exchange.enrol(by=life.BY, training=training, moodle=moodle)
    assert (told.created, told.enrolled, len(held.users)) == (0, 1, 2)
    with pytest.raises(UserError, match="does not answer"):
        exchange.enrol(by=life.BY, training=training, moodle=Moodle("http://127.0.0.1:1", "secret"))


def test_an_address_without_https_or_without_a_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for address, token in (("http://rtcm.example", "t"), ("https://rtcm.example", ""), ("", "t")):
        monkeypatch.setenv(ADDRESS, address)
        monkeypatch.setenv(TOKEN, token)
        with pytest.raises(UserError, match="how to reach"):
            Moodle.from_environment()


def test_the_same_by_moodles_own_files(as_: Callable[..., Client]) -> None:
    training = life.training()
    (one, two) = life.selected(
        training,
        life.nominee("Known", "Ann", email="known@example.org"),
        life.nominee("=New", "Bo", email="n@example.org"),
    )
    course(training)
    head, *lines = csv_forms.users_to_upload(training).splitlines()
    assert head == "username,firstname,lastname,email,idnumber,institution,country,lang,course1,role1"
    assert (
        f"known@example.org,Ann,Known,known@example.org,RTCM-P{one.person_id},Migration Department,GE,,LAW,student"
        in lines
    )
    assert any(",'=New," in line for line in lines)
    content = (
        '"First name","Last name","ID number","Email address","Quiz: Before (Percentage)","Quiz: After (Percentage)"\n'
        f'Ann,Known,RTCM-P{one.person_id},known@example.org,"40.00 %","85,50 %"\nBo,New,,N@example.org,-,"70.00 %"\n'
        "Some,Body,,stranger@example.org,1,1\n"
    ).encode()
    told = csv_forms.take_over(by=life.BY, training=training, content=content)
    assert (told.graded, told.unmatched) == (2, 1)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.pre_test, one.post_test, two.pre_test, two.post_test) == (40, Decimal("85.5"), None, 70)
    completion = f'"ID number","Course complete"\nRTCM-P{one.person_id},"Monday, 2 March 2026"\n'.encode()
    csv_forms.take_over(by=life.BY, training=training, content=completion)
    one.refresh_from_db()
    assert one.finished_online is True


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a,b\n1,2\n", "no column that is understood"),
        (b'"Email address","After (Percentage)"\nn@example.org,many\n', "Line 2, column after"),
        (b'"Email address","After (Percentage)"\nn@example.org,200\n', "Line 2, column after"),
    ],
)
def test_a_wrong_file_says_where_and_changes_nothing(content: bytes, told: str) -> None:
    training = life.training()
    life.selected(training, life.nominee("New", "Bo", email="n@example.org"))
    course(training)
    with pytest.raises(UserError, match=told):
        csv_forms.take_over(by=life.BY, training=training, content=content)
