"""Thirty people at the pages of the training centre at once, as locust drives them: run by benchmarks/training.py."""

from __future__ import annotations

import random

from locust import HttpUser, between, task

from benchmarks.crowd import MADE, waiting

chance = random.Random(13)
_ALONE = {
    "/training/": "trainings", "/training/?page=50": "trainings, page 50",
    "/training/?year=2020": "trainings of a year", "/training/?number=T-02": "trainings by number",
    "/training/programmes/": "programmes",
    "/training/programmes/1/": "a programme", "/training/calendar/": "calendar", "/training/calendar.ics": "iCalendar",
    "/training/follow-ups/": "follow-ups", "/training/matches/": "matches", "/training/people/": "people",
    "/training/people/?name=Kar": "people of a name", "/training/experts/": "experts",
    "/training/experts/cascade/": "cascade", "/training/library/": "library", "/training/register/": "register",
}  # fmt: skip
_OF_ONE = (
    "", "nominations/", "selection/", "attendance/", "results/", "results/links/", "certificates/", "experts/",
    "moodle/",
)  # fmt: skip
_DIMENSIONS = ("year", "country", "institution", "sex", "topic", "mode", "project")


class Coordinator(HttpUser):
    wait_time = between(1, 4)

    def on_start(self) -> None:
        _, key = waiting.pop()
        self.client.cookies.set("sessionid", key)

    @task(8)
    def read_a_page(self) -> None:
        address, name = chance.choice(list(_ALONE.items()))
        self.client.get(address, name=f"page: {name}")

    @task(8)
    def read_a_training(self) -> None:
        part = chance.choice(_OF_ONE)
        name = part.strip("/") or "all of it"
        self.client.get(f"/training/{chance.choice(MADE['trainings'])}/{part}", name=f"page: a training, {name}")

    @task(4)
    def read_numbers(self) -> None:
        dimension = chance.choice(_DIMENSIONS)
        year = chance.choice(("", "", "2019"))
        name = f"page: numbers by {dimension}" + (" of a year" if year else "")
        self.client.get("/training/statistics/", params={"by": dimension, "year": year}, name=name)

    @task(2)
    def read_a_person(self) -> None:
        self.client.get(f"/training/people/{chance.choice(MADE['people'])}/", name="page: a person")

    @task(2)
    def verify(self) -> None:
        self.client.get(f"/training/verify/{chance.choice(MADE['certificates'])}/", name="page: verify a certificate")

    @task(1)
    def see_what_waits(self) -> None:
        self.client.get("/", name="page: home")
