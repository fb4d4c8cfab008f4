"""Fifty people at the site at once, as locust drives them: run by benchmarks/load.py, which has made their sessions.

They browse, search, read evidence and figures, download, hand in files, and answer questions, and pause as readers do.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

from benchmarks.forms import form

MADE: dict[str, Any] = json.loads(Path(os.environ["DURNA_CROWD"]).read_text(encoding="utf-8"))
waiting = list(enumerate(MADE["sessions"]))
chance = random.Random(11)


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
