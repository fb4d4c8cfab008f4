"""The Compact to look at: public facts of Azerbaijan with their sources, and invented things that say so."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from durna.web.accounts.models import Institution, User
from durna.web.compact import figures
from durna.web.compact.actions import measures, reviewing, telling
from durna.web.compact.models import Consultation, Measure, Passage, Plan, Pledge, Practice, Review
from durna.web.evidence import citing
from durna.web.evidence.models import Evidence

_KEEPER = "gcm_focal_point@demo.example"


@transaction.atomic
def fill() -> None:
    """Nothing is added where the room has a measure already, or where nobody could answer for it."""
    keeper = User.objects.filter(email=_KEEPER).first()
    if keeper is None or Measure.objects.exists():
        return
    told = yaml.safe_load(files(__package__).joinpath("example.yaml").read_text(encoding="utf-8"))
    places = {key: Institution.objects.get_or_create(name=name)[0] for key, name in told["institutions"].items()}
    plans = {each["key"]: _plan(keeper, each) for each in told["plans"]}
    for each in told["measures"]:
        _measure(keeper, each, places, plans)
    for each in told["pledges"]:
        _pledge(keeper, each, places)
    for each in told["practices"]:
        practice = telling.save_practice(by=keeper, practice=Practice(), fields=each)
        _cite(keeper, practice)
    for each in told["reviews"]:
        _review(keeper, each)


def _plan(keeper: User, said: Mapping[str, Any]) -> Plan:
    return measures.save_plan(by=keeper, plan=Plan(), fields=_without(said, "key"))


def _measure(
    keeper: User, said: Mapping[str, Any], places: Mapping[str, Institution], plans: Mapping[str, Plan]
) -> None:  # fmt: skip
    fields = _without(said, "serves", "supporting", "reports", "lead", "plan")
    supporting = [places[key] for key in said.get("supporting", ())]
    measure = measures.save_measure(
        by=keeper, measure=Measure(), supporting=supporting, serves=said["serves"],
        fields={**fields, "lead": places[said["lead"]], "plan": plans.get(said.get("plan", ""))},
    )  # fmt: skip
    _cite(keeper, measure)
    for each in said.get("reports", ()):
        measure.refresh_from_db()
        measures.report(by=keeper, measure=measure, year=each["year"], fields=_without(each, "year"))


def _pledge(keeper: User, said: Mapping[str, Any], places: Mapping[str, Institution]) -> None:
    fields = {**_without(said, "updates", "state", "lead"), "lead": places[said["lead"]]}
    pledge = telling.save_pledge(by=keeper, pledge=Pledge(), fields=fields)
    _cite(keeper, pledge)
    for each in said.get("updates", ()):
        pledge.refresh_from_db()
        telling.update_pledge(by=keeper, pledge=pledge, **each)


def _review(keeper: User, said: Mapping[str, Any]) -> None:
    fields = _without(said, "key", "passages", "consultations", "is_submitted")
    review = reviewing.save_review(by=keeper, review=Review(), fields=fields)
    for place, each in enumerate(said["passages"], start=1):
        passage = Passage(review=review, part=each["part"])
        reviewing.save_passage(by=keeper, passage=passage, fields={"text": each["text"], "place": place})
    if said.get("is_example"):
        _quote(keeper, review)
    for each in said.get("consultations", ()):
        meeting = {"review": review, "is_public": True, "source": said.get("source", ""), **each}
        reviewing.save_consultation(by=keeper, consultation=Consultation(), fields=meeting)
    if said.get("is_submitted"):
        reviewing.submit(by=keeper, review=review, seen=review.version)


def _quote(keeper: User, review: Review) -> None:
    """A passage with a figure of this very workspace: which there are is not known before."""
    found = figures.available()
    if found:
        quote = f"{{figure: {found[0].indicator}}}"
        titles = {code: figures.title(found[0].indicator, code) for code in ("az", "en", "ru")}
        text = {code: f"{title}: {quote}." for code, title in titles.items()}
        passage = Passage(review=review, part="environment")
        reviewing.save_passage(by=keeper, passage=passage, fields={"text": text, "place": 1})


def _cite(keeper: User, thing: Any) -> None:
    """Whatever the library of evidence has from the same address."""
    found = Evidence.objects.filter(address=thing.source).first() if thing.source else None
    if found is not None:
        citing.cite(keeper, thing.statement, found)


def _without(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in names}
