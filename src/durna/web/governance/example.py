"""A round to look at, closed and published, and the round that follows it: invented answers that say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from durna.frameworks import mgi
from durna.web.accounts.models import Institution, User
from durna.web.evidence import actions as evidence
from durna.web.evidence import citing
from durna.web.evidence.models import Evidence
from durna.web.governance.actions import answers, carrying, consultations, findings, rounds
from durna.web.governance.models import Answer, Round
from durna.web.governance.states import Stage

_PEOPLE = {name: f"{name}@demo.example" for name in ("mgi_coordinator", "ministry_respondent", "reviewer")}


@transaction.atomic
def fill() -> None:
    """Nothing is added where a round is there already, or where nobody could answer for one."""
    people = {name: User.objects.filter(email=mail).first() for name, mail in _PEOPLE.items()}
    if Round.objects.exists() or None in people.values():
        return
    told = yaml.safe_load(files(__package__).joinpath("example.yaml").read_text(encoding="utf-8"))
    _Example(told, people).fill()


class _Example:
    def __init__(self, told: Mapping[str, Any], people: Mapping[str, Any]) -> None:
        self._told = told
        self._coordinator, self._respondent, self._reviewer = (people[name] for name in _PEOPLE)
        names = told["institutions"]
        self._places = {key: Institution.objects.get_or_create(name=name)[0] for key, name in names.items()}
        self._law = self._version(told["law"]["in_force_from"][0])

    def fill(self) -> None:
        if self._respondent.institution_id is None:
            self._respondent.institution = self._places["service"]
            self._respondent.save()
        found = self._open()
        for said in self._told["answers"]:
            self._clear(self._answer(found, said), said)
        self._agree(found)
        self._meet(found)
        findings.draft(by=self._coordinator, found=found)
        found = self._move(found, Stage.CONSULTING, Stage.CLOSED)
        rounds.publish(by=self._coordinator, found=found, seen=found.version)
        # Between the two rounds the invented act gets a new version: the answers that cite it say so.
        self._version(self._told["law"]["in_force_from"][1], self._law)
        self._follow(found)

    def _open(self) -> Round:
        told = self._told
        days = {name: told[name] for name in ("starts_on", "consultation_on")}
        found = rounds.open_round(by=self._coordinator, titles=told["titles"], is_example=True, **days)
        rounds.set_team(by=self._coordinator, found=found, members=[tuple(each) for each in told["team"]])
        disputed = [{**each, "question": told["disputed"]["question"]} for each in told["disputed"]["answers"]]
        for key, place in self._places.items():
            codes = [each["question"] for each in (*told["answers"], *disputed) if each["by"] == key]
            rounds.assign(by=self._coordinator, found=found, institution=place, questions=codes)
        return self._move(found, Stage.COLLECTING)

    def _move(self, found: Round, *stages: Stage) -> Round:
        for stage in stages:
            found = rounds.move(by=self._coordinator, found=found, stage=stage, seen=found.version)
        return found

    def _answer(self, found: Round, said: Mapping[str, Any]) -> Answer:
        return Answer.objects.get(round=found, question=said["question"], institution=self._places[said["by"]])

    def _clear(self, answer: Answer, said: Mapping[str, Any]) -> None:
        value = said["value"]
        asked = mgi().by_code[answer.question].text
        forms = self._told["comments"][self._told["kinds"].get(value, value)]
        comment = {code: form.format(question=asked[code]) for code, form in forms.items()}
        content = answers.Content(value=value, comment=comment, as_of=date(2023, 3, 31))
        answers.save(by=self._respondent, answer=answer, content=content, seen=answer.version)
        if "source" in said:
            citing.cite(self._respondent, answer.key, self._source(said["source"]), said.get("place", ""))
        answers.submit(by=self._respondent, answer=answer, seen=answer.version)
        answers.clear(by=self._reviewer, answer=answer, seen=answer.version)

    def _agree(self, found: Round) -> None:
        """Two institutions that disagree, and what was agreed."""
        disputed = self._told["disputed"]
        held = {}
        for said in disputed["answers"]:
            held[said["by"]] = self._answer(found, {**said, "question": disputed["question"]})
            self._clear(held[said["by"]], said)
        agreed = answers.agree(
            by=self._coordinator, found=found, question=disputed["question"],
            follows=held[disputed["agreed"]["follows"]],
        )  # fmt: skip
        content = answers.content_of(agreed)
        reasoned = answers.Content(content.value, content.comment, "", content.as_of, disputed["agreed"]["reason"])
        answers.save(by=self._coordinator, answer=agreed, content=reasoned, seen=agreed.version)
        answers.submit(by=self._coordinator, answer=agreed, seen=agreed.version)
        answers.clear(by=self._reviewer, answer=agreed, seen=agreed.version)

    def _meet(self, found: Round) -> None:
        said = self._told["consultation"]
        held = consultations.hold(
            by=self._coordinator, found=found, people=[tuple(each) for each in said["participants"]],
            titles=said["titles"], held_on=said["held_on"], place=said["place"], summary=said["summary"],
            source=self._told["source"],
        )  # fmt: skip
        for each in said["points"]:
            told = {name: text for name, text in each.items() if name != "resolution"}
            point = consultations.raise_point(by=self._coordinator, consultation=held, **told)
            consultations.resolve(by=self._coordinator, point=point, resolution=each["resolution"])

    def _follow(self, found: Round) -> None:
        made = carrying.open_next(
            by=self._coordinator, earlier=found, titles=self._told["next"], framework=found.framework
        )
        made = self._move(made, Stage.COLLECTING)
        first = Answer.objects.get(round=made, question="MGI-2.01", institution=self._places["service"])
        answers.submit(by=self._respondent, answer=first, seen=first.version)

    def _source(self, title: str) -> Evidence:
        """By its English title in the library; a library that does not have it lends the invented act."""
        if title == "own":
            return self._law
        return Evidence.objects.filter(titles__en=title, newest=None).first() or self._law

    def _version(self, day: date, old: Evidence | None = None) -> Evidence:
        said = {name: text for name, text in self._told["law"].items() if name != "in_force_from"}
        written = {"kind": "law", **said, "effective_from": day}
        if old is not None:
            return evidence.new_version(self._coordinator, old, written)
        return evidence.add(self._coordinator, written)
