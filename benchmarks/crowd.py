"""Fifty people at the site at once, as locust drives them: run by benchmarks/load.py, which has made their sessions.

They browse, search, read evidence and figures, download, hand in files, and answer questions, and pause as readers do.
"""

from __future__ import annotations

import json
import os
import random
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

MADE: dict[str, Any] = json.loads(Path(os.environ["DURNA_CROWD"]).read_text(encoding="utf-8"))
waiting = list(enumerate(MADE["sessions"]))
chance = random.Random(11)


class Form(HTMLParser):
    """What a browser would send of the form that has a field of this name, nothing changed."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field
        self.data: dict[str, str] = {}
        self._now: dict[str, str] | None = None
        self._text, self._choice = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._now = {}
        if self._now is None:
            return
        if (tag == "input" and given.get("type") not in ("checkbox", "radio", "file", "submit")) or (
            "checked" in given and name
        ):
            self._now[name] = given.get("value", "")
        if tag == "textarea":
            self._text = name
            self._now[name] = ""
        if tag == "select":
            self._choice = name
            self._now.setdefault(name, "")
        if tag == "option" and self._choice and ("selected" in given or not self._now[self._choice]):
            self._now[self._choice] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text and self._now is not None:
            self._now[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._now is not None:
            if self.field in self._now:
                self.data = self._now
            self._now = None
        if tag == "textarea":
            self._text = ""
        if tag == "select":
            self._choice = ""


def form(page: str, field: str) -> dict[str, str]:
    reader = Form(field)
    reader.feed(page)
    return {name: value for name, value in reader.data.items() if name}


class Person(HttpUser):
    wait_time = between(1, 4)

    def on_start(self) -> None:
        self.number, key = waiting.pop()
        self.client.cookies.set("sessionid", key)
        page = self.client.get("/account/password/", name="page: own account").text
        self.token = form(page, "oldpassword").get("csrfmiddlewaretoken", "")
        self.count = 0

    @task(6)
    def browse(self) -> None:
        address = chance.choice(MADE["pages"])
        self.client.get(address, name=f"page: {address.partition('?')[0]}")

    @task(4)
    def read_evidence(self) -> None:
        self.client.get(f"/evidence/{chance.randint(1, MADE['items'])}/", name="page: one piece of evidence")

    @task(1)
    def read_a_receipt(self) -> None:
        self.client.get(chance.choice(MADE["receipts"]), name="page: a receipt")

    @task(4)
    def search(self) -> None:
        words = chance.choice(["ba", "haqq", "sayi nomre7", "ba se", "gülə", "zzzz"])
        self.client.get("/evidence/", params={"q": words}, name="page: search")

    @task(2)
    def download(self) -> None:
        self.client.get(chance.choice(MADE["downloads"]), name="page: download")

    @task(2)
    def upload(self) -> None:
        self.count += 1
        said = {
            "kind": "law",
            "title_en": f"Of {self.number}, {self.count}",
            "responsible": MADE["people"][self.number],
        }
        content = os.urandom(24).hex().encode() * 200
        with self.client.post(
            "/evidence/add/", said | {"csrfmiddlewaretoken": self.token}, files={"file": ("minutes.txt", content)},
            name="write: upload", allow_redirects=False, catch_response=True,
        ) as answer:  # fmt: skip
            if answer.status_code != 302:
                answer.failure(f"status {answer.status_code}")

    @task(2)
    def answer(self) -> None:
        """Take the question in hand, and write it."""
        number = MADE["answers"][self.number % len(MADE["answers"])]
        with self.client.post(
            f"/mgi/answers/{number}/take/", {"csrfmiddlewaretoken": self.token}, name="write: take a question",
            allow_redirects=False, catch_response=True,
        ) as taken:  # fmt: skip
            # Where somebody else has it in hand the site says so: that is an answer, and no failure.
            if taken.status_code in (302, 409):
                taken.success()
        page = self.client.get(f"/mgi/answers/{number}/write/", name="page: the form of an answer").text
        said = form(page, "version")
        if "version" not in said:
            return
        self.count += 1
        said |= {name: f"As of today, {self.count}." for name in ("text", "comment") if name in said}
        with self.client.post(
            f"/mgi/answers/{number}/write/", said, name="write: answer", allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code in (302, 409):
                answer.success()
            elif answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
