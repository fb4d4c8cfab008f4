"""Organisations, rates of exchange, and evaluations that somebody published."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from durna.web.audit import chain
from durna.web.cooperation.models import Evaluation, Organisation, Project, Rate
from durna.web.numbers import whole
from durna.web.refusals import refusal

_ASKED = ("Title", "Year", "Project Code", "Countries Covered")
_PARTS = re.compile(r"[;,]")
_CODE = re.compile(r"[A-Z]{1,3}[.\- ]?\d{3,4}|[A-Z0-9]{2,5}-\d{2,5}")


@transaction.atomic
def put_organisation(*, by: str, organisation: Organisation) -> None:
    """The site publishes in the name of one organisation at most: of two, the one saved last."""
    organisation.save()
    if organisation.is_reporter:
        Organisation.objects.filter(is_reporter=True).exclude(pk=organisation.pk).update(is_reporter=False)
    chain.record(by, "organisation-saved", f"cooperation/organisation/{organisation.pk}", ref=organisation.ref)


@transaction.atomic
def put_rate(*, by: str, rate: Rate) -> None:
    """Raises UserError for a rate of a currency into itself."""
    if rate.currency == rate.base:
        raise refusal("coop-rate-same")
    rate.save()
    chain.record(by, "rate-saved", str(rate), source=rate.source)


@dataclass(frozen=True)
class Taken:
    """Rows in = `new` + `known` + `empty`. `joined`: how many projects an evaluation was joined to, in all."""

    new: int
    known: int
    empty: int
    joined: int


@transaction.atomic
def take_evaluations(*, by: str, content: bytes, name: str) -> Taken:
    """An export of IOM's evaluation repository. A second import adds nothing, and joins what has become known since.

    Raises UserError for a file that is no such export.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        raise refusal("coop-evaluations-file", file=name) from None
    if not rows or any(column not in rows[0] for column in _ASKED):
        raise refusal("coop-evaluations-file", file=name)
    held = {each.mark: each for each in Evaluation.objects.all()}
    by_code = _projects_by_code()
    new = known = empty = joined = 0
    for row in rows:
        made = _evaluation(row)
        if made is None:
            empty += 1
            continue
        if made.mark in held:
            known += 1
        else:
            made.save()
            held[made.mark] = made
            new += 1
        projects = [by_code[code] for code in map(_plain, made.codes) if code in by_code]
        held[made.mark].projects.add(*projects)
        joined += len(set(projects))
    chain.record(by, "evaluations-imported", name, new=new, known=known, empty=empty, joined=joined)
    return Taken(new, known, empty, joined)


def _evaluation(row: Mapping[str, str | None]) -> Evaluation | None:
    told = {column: " ".join((text or "").split()) for column, text in row.items() if isinstance(column, str)}
    if not told["Title"]:
        return None
    year = told["Year"]
    addresses = [each for each in _several(told.get("File URL", "")) if each.startswith(("https://", "http://"))]
    mark = hashlib.sha256("\n".join([told["Title"], year, told["Project Code"], *addresses]).encode()).hexdigest()
    return Evaluation(
        title=told["Title"][:600], year=number if (number := whole(year)) is not None and number < 10_000 else None,
        author=told.get("Author", "")[:300], donor=told.get("Donor", "")[:400], codes=codes(told["Project Code"]),
        countries=_several(told["Countries Covered"]), themes=[told.get("Migration Thematic Areas", "")],
        addresses=addresses, mark=mark,
    )  # fmt: skip


def codes(cell: str) -> list[str]:
    """Several codes stand in one cell, parted by commas or semicolons, some with remarks around them."""
    found = [match[0] for part in _several(cell) for match in _CODE.finditer(part)]
    return list(dict.fromkeys(found)) or _several(cell)


def _several(cell: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(cell) if part.strip()]


def _projects_by_code() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for project in Project.objects.only("pk", "code", "other_codes"):
        for code in _names(project.code, project.other_codes):
            found.setdefault(code, project)
    return found


def _names(code: str, others: Iterable[str]) -> list[str]:
    return [_plain(each) for each in (code, *others) if each]


def _plain(code: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", code.upper())
