"""Sixty institutions that answer one round at once, as locust drives them: run by benchmarks/rounds.py.

Each reads its list, takes a question in hand, writes it, reads it again with its history, and pauses as people do.
"""

from __future__ import annotations

import random

from locust import HttpUser, between, task

from benchmarks.crowd import MADE, waiting
from benchmarks.forms import form

chance = random.Random(12)


class Respondent(HttpUser):
    wait_time = between(1, 4)

    def on_start(self) -> None:
        self.number, key = waiting.pop()
        self.client.cookies.set("sessionid", key)
        page = self.client.get("/account/password/", name="page: own account").text
        self.token = form(page, "oldpassword").get("csrfmiddlewaretoken", "")
        self.count = 0

    @property
    def answer(self) -> int:
        return int(chance.choice(MADE["answers"][self.number]))

    @task(3)
    def read_the_list(self) -> None:
        address, name = chance.choice((
            ("/mgi/", "rounds"), (f"/mgi/{MADE['round']}/", "one round"),
            (f"/mgi/{MADE['round']}/questions/", "questions"),
            (f"/mgi/{MADE['round']}/questions/?flag=1", "questions to look at again"),
            (f"/mgi/{MADE['round']}/questions/?state=draft&domain=2", "questions of a domain"),
            (f"/mgi/{MADE['round']}/workbooks/", "workbooks"),
        ))  # fmt: skip
        self.client.get(address, name=f"page: {name}")

    @task(3)
    def read_an_answer(self) -> None:
        self.client.get(f"/mgi/answers/{self.answer}/", name="page: one answer")

    @task(1)
    def read_its_history(self) -> None:
        self.client.get(f"/mgi/answers/{self.answer}/history/", name="page: history of an answer")

    @task(4)
    def write_an_answer(self) -> None:
        number = self.answer
        said = {"csrfmiddlewaretoken": self.token}
        self.client.post(f"/mgi/answers/{number}/take/", said, name="write: take a question", allow_redirects=False)
        page = self.client.get(f"/mgi/answers/{number}/write/", name="page: the form of an answer").text
        written = form(page, "version")
        self.count += 1
        written |= {"comment_en": f"As of today, {self.count}."}
        with self.client.post(
            f"/mgi/answers/{number}/write/", written, name="write: answer", allow_redirects=False, catch_response=True
        ) as told:
            if told.status_code != 302:
                told.failure(f"status {told.status_code}")
