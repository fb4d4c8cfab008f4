"""The web service of a Moodle (REST, JSON), as its own documentation describes the functions.

DURNA_MOODLE_ADDRESS   where it is reached, https://rtcm.example
DURNA_MOODLE_TOKEN     the token of a user who may call the functions below
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from durna.web.refusals import refusal

ADDRESS, TOKEN = "DURNA_MOODLE_ADDRESS", "DURNA_MOODLE_TOKEN"
STUDENT = 5  # the id that a Moodle gives its role of student when it is installed
_PATH = "/webservice/rest/server.php"
_SECONDS = 30
_AT_ONCE = 100


class Moodle:
    def __init__(self, address: str, token: str) -> None:
        self._address, self._token = address.rstrip("/"), token

    @classmethod
    def from_environment(cls) -> Moodle:
        """Raises UserError where the address or the token is not told, or the address is not one of HTTPS."""
        address, token = os.environ.get(ADDRESS, ""), os.environ.get(TOKEN, "")
        is_here = urllib.parse.urlsplit(address).hostname in ("localhost", "127.0.0.1")
        if not token or not address.startswith("http://" if is_here else "https://"):
            raise refusal("training-wrong-moodle-unset")
        return cls(address, token)

    def users_by(self, field: str, values: Sequence[str]) -> list[Mapping[str, Any]]:
        """Users by `email` or `idnumber`."""
        found: list[Mapping[str, Any]] = []
        for some in _parts(values):
            found += self._call("core_user_get_users_by_field", {"field": field, "values": list(some)})
        return found

    def create_users(self, users: Sequence[Mapping[str, Any]]) -> list[int]:
        """Ids in the order of the users."""
        made: list[int] = []
        for some in _parts(users):
            made += [each["id"] for each in self._call("core_user_create_users", {"users": list(some)})]
        return made

    def enrolled(self, course: int) -> set[int]:
        found = self._call("core_enrol_get_enrolled_users", {"courseid": course})
        return {each["id"] for each in found}

    def enrol(self, course: int, users: Sequence[int]) -> None:
        for some in _parts(users):
            enrolments = [{"roleid": STUDENT, "userid": user, "courseid": course} for user in some]
            self._call("enrol_manual_enrol_users", {"enrolments": enrolments})

    def grades(self, course: int) -> dict[int, list[Mapping[str, Any]]]:
        """The grade items of everybody in a course, by user."""
        found = self._call("gradereport_user_get_grade_items", {"courseid": course})
        return {each["userid"]: each["gradeitems"] for each in found["usergrades"]}

    def has_completed(self, course: int, user: int) -> bool | None:
        """Nothing where the course keeps no completion."""
        try:
            found = self._call("core_completion_get_course_completion_status", {"courseid": course, "userid": user})
        except _NoCriteria:
            return None
        return bool(found["completionstatus"]["completed"])

    def _call(self, function: str, arguments: Mapping[str, Any]) -> Any:
        said = {"wstoken": self._token, "wsfunction": function, "moodlewsrestformat": "json"}
        body = urllib.parse.urlencode([*said.items(), *_flat(arguments)]).encode()
        request = urllib.request.Request(self._address + _PATH, body, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
                told = json.load(answer)
        except (urllib.error.URLError, TimeoutError, ConnectionError, ValueError):
            raise refusal("training-wrong-moodle-silent") from None
        if isinstance(told, dict) and "exception" in told:
            if told.get("errorcode") in ("nocriteriaset", "completionnotenabled"):
                raise _NoCriteria
            raise refusal("training-wrong-moodle-refused", function=function, code=str(told.get("errorcode", "")))
        return told


class _NoCriteria(Exception):
    pass


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Arguments as Moodle reads them: `users[0][email]=...`."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _flat(held, f"{name}[{key}]" if name else str(key))
    elif isinstance(value, list):
        for place, held in enumerate(value):
            yield from _flat(held, f"{name}[{place}]")
    else:
        yield name, str(value)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
