"""Take in what UNDP publishes of its projects as JSON: one project, or the list of a country's projects with places.

A project here carries budgets and expenditure by year, with years that nobody filled in and years in which money came
back. Every year comes in as it is; one without a number is told, and is not 0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from durna.web.audit import chain
from durna.web.cooperation.models import Entry, Organisation, Partner, Place, Project, Sector
from durna.web.cooperation.money_nodes import MOST, day
from durna.web.cooperation.spoken import number, plain
from durna.web.refusals import refusal

REF = "XM-DAC-41114"
_NAME = "United Nations Development Programme"
_SOURCE = "https://github.com/undp/open.undp.org"
_CURRENCY = "USD"
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


@dataclass
class Taken:
    """`notes`: what did not come in or does not agree: a message id of ours, and its values."""

    new: list[Project] = field(default_factory=list)
    known: list[Project] = field(default_factory=list)
    notes: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@transaction.atomic
def take_in(*, by: str, content: bytes, name: str) -> Taken:
    """Raises UserError for what is neither a project nor a list of a country's."""
    told = _read(content, name)
    taken = Taken()
    agency = Organisation.objects.filter(ref=REF).first()
    agency = agency or Organisation.objects.create(ref=REF, type="40", names={"en": _NAME}, acronym="UNDP")
    listed = told.get("projects", [told])
    for each in listed:
        _take(each, str(told.get("op_unit") or told.get("operating_unit_id") or ""), agency, taken)
    chain.record(by, "projects-imported", name, new=[p.code for p in taken.new], known=len(taken.known))
    return taken


def _read(content: bytes, name: str) -> Mapping[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        told = None
    is_project = isinstance(told, dict) and isinstance(told.get("project_id"), str)
    is_list = isinstance(told, dict) and isinstance(told.get("projects"), list)
    if not is_project and not (is_list and all(isinstance(each, dict) and each.get("id") for each in told["projects"])):
        raise refusal("coop-file-undp", file=name)
    return dict(told)


def _take(told: Mapping[str, Any], unit: str, agency: Organisation, taken: Taken) -> None:
    own = str(told.get("project_id") or told.get("id"))
    identifier = f"{REF}-PROJECT-{own}"
    known = Project.objects.filter(identifier=identifier).first()
    if known is not None and (known.entries.exists() or "project_id" not in told):
        taken.known.append(known)
        return
    project = known or Project(code=f"UNDP-{own}", identifier=identifier, reporter=agency, source=_SOURCE)
    project.titles = {"en": _text(told.get("project_title") or told.get("title")) or own}
    project.descriptions = {"en": text} if (text := _text(told.get("project_descr"))) else {}
    project.currency, project.other_codes = _CURRENCY, [own]
    project.starts_planned, project.ends_planned = day(told.get("start")), day(told.get("end"))
    project.save()
    (taken.known if known else taken.new).append(project)
    _take_places(project, told, unit)
    if "project_id" in told:
        Partner.objects.get_or_create(project=project, organisation=agency, role="3")
        for output in _listed(told.get("outputs")):
            _take_output(project, output, taken)
        _compare(project, told, taken)


def _take_places(project: Project, told: Mapping[str, Any], unit: str) -> None:
    from durna.classifications import countries

    project.places.all().delete()
    country = countries.load().get(unit)
    if country is not None and country.iso2:
        Place.objects.create(project=project, code=country.iso2)
    seen = set()
    for each in _listed(told.get("subnational")):
        latitude, longitude = number(each.get("lat")), number(each.get("lon"))
        name = _text(each.get("name"))
        if latitude is None or longitude is None or (name, latitude, longitude) in seen:
            continue
        seen.add((name, latitude, longitude))
        Place.objects.create(project=project, names={"en": name}, latitude=latitude, longitude=longitude)


def _take_output(project: Project, output: Mapping[str, Any], taken: Taken) -> None:
    donors = [_donor(name) for name in map(_text, _several(output.get("donor_name"))) if name]
    for donor in donors:
        Partner.objects.get_or_create(project=project, organisation=donor, role="1")
    funder = donors[0] if len(donors) == 1 else None
    code = _text(output.get("crs"))
    if code and not project.sectors.filter(code=code).exists():
        Sector.objects.create(project=project, code=code)
    years = _several(output.get("fiscal_year"))
    for kind, name in (("budget", "budget"), ("expenditure", "expenditure")):
        for year, told in zip(years, _several(output.get(name)), strict=False):
            amount = number(told) if told is not None else None
            if amount is None or abs(amount) >= MOST or not _YEAR.fullmatch(str(year)):
                taken.notes.append(("coop-undp-empty", {"kind": kind, "year": str(year), "code": project.code}))
            elif amount:
                Entry.objects.create(
                    project=project, kind=kind, funder=funder, start=date(int(year), 1, 1), end=date(int(year), 12, 31),
                    amount=amount, currency=_CURRENCY, ref=_text(output.get("output_id")),
                )  # fmt: skip


def _compare(project: Project, told: Mapping[str, Any], taken: Taken) -> None:
    """The project's own total is held against its years, and is not kept: totals are derived."""
    for kind in ("budget", "expenditure"):
        totals = [found for each in _several(told.get(kind)) if (found := number(each)) is not None]
        added = sum((entry.amount for entry in project.entries.filter(kind=kind)), Decimal())
        if totals and sum(totals) != added:
            said = {"kind": kind, "code": project.code, "told": plain(sum(totals, Decimal())), "added": plain(added)}
            taken.notes.append(("coop-undp-sum", said))


def _donor(name: str) -> Organisation:
    found = Organisation.objects.filter(names__en=name).first()
    return found or Organisation.objects.create(names={"en": name})


def _several(told: Any) -> Sequence[Any]:
    return told if isinstance(told, list) else []


def _listed(told: Any) -> list[Mapping[str, Any]]:
    return [each for each in _several(told) if isinstance(each, dict)]


def _text(told: Any) -> str:
    """Where the first file has a text, the second may have an empty list."""
    return " ".join(str(told).split()) if isinstance(told, (str, int)) else ""
