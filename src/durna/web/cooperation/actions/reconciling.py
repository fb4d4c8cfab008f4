"""Take some lines of a partner's file over into a project: what they say comes in the place of what ours said there."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from django.core import signing
from django.db import transaction

from durna.iati import reconcile
from durna.iati.reconcile import Line
from durna.iati.shapes import Node
from durna.web.cooperation import models, nodes, taking
from durna.web.cooperation.actions import projects
from durna.web.cooperation.models import Project
from durna.web.cooperation.money_nodes import day
from durna.web.cooperation.spoken import contents
from durna.web.refusals import refusal
from durna.web.texts import say
from durna.web.versioned import ChangedMeanwhile

_SALT, _A_DAY = "durna reconcile", 24 * 60 * 60
_KINDS = {"partner": models.Partner, "place": models.Place, "sector": models.Sector, "entry": models.Entry}


def lines(project: Project, theirs: Node, today: date) -> list[Line]:
    """`project`: one of nodes.fetched()."""
    return reconcile.reconcile(nodes.node(project, nodes.reporter(), today), theirs)


def held(theirs: Node, found: Sequence[Line]) -> str:
    """For a page that goes there and back: their activity, and what was seen of ours, signed. Nothing is saved."""
    return signing.dumps({"theirs": theirs, "seen": _seen(found)}, salt=_SALT, compress=True)


@transaction.atomic
def take(*, by: str, project: Project, held: str, chosen: Collection[int], today: date) -> int:
    """`chosen`: places in the list of lines. Returns how many were taken over.

    Raises UserError where none is chosen, where the comparison is older than a day, and for days that contradict each
    other; ChangedMeanwhile where the project is no more what was compared. Nothing is then changed.
    """
    projects.lock(project.pk)
    project = nodes.fetched().get(pk=project.pk)
    try:
        told = signing.loads(held, salt=_SALT, max_age=_A_DAY)
    except signing.BadSignature:
        raise refusal("coop-lines-old") from None
    found = lines(project, told["theirs"], today)
    if told["seen"] != _seen(found):
        raise ChangedMeanwhile(**{name: say(f"coop-lines-changed-{name}") for name in ("found", "expected", "do")})
    wanted = [line for number, line in enumerate(found) if number in chosen and line.is_to_take]
    if not wanted:
        raise refusal("coop-no-lines")
    keys = {(line.what, line.which) for line in wanted}
    _remove(reconcile.only(nodes.node(project, nodes.reporter(), today), keys))
    _put(project, reconcile.only(told["theirs"], keys), str(told["theirs"].get("language") or "en"))
    changed = [f"{line.what} {line.which}"[:200] for line in wanted]
    projects.change_project(by=by, project=project, seen=project.version, changed=changed)
    return len(wanted)


def _seen(found: Sequence[Line]) -> str:
    said = repr([(line.what, line.which, line.ours) for line in found])
    return hashlib.sha256(said.encode()).hexdigest()


def _remove(ours: Node) -> None:
    for each in (part for name, parts in ours.items() if name != "title" for part in parts):
        kind, _, number = str(each.get("origin", "")).partition("/")
        if kind in _KINDS:
            _KINDS[kind].objects.filter(pk=int(number)).delete()


def _put(project: Project, told: Node, language: str) -> None:
    project.titles = {**project.titles, **contents(told["title"], language)}
    for each in told.get("days", ()):
        name: str | None = nodes.DAYS.get(str(each.get("type")))
        on: Any = day(each.get("on"))
        if name and on:
            setattr(project, name, on)
            setattr(project, f"{name}_precision", "day")
    project.kept = deepcopy(project.kept)
    taking.take_parts(project, told, taking.Directory(), project.kept)
