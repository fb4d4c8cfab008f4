"""Take a list of nominees, or a register of past participations, in: good rows are entered, the others wait."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training import lists, nominating
from durna.web.training.lists import Line, Problem
from durna.web.training.models import (
    NominationFile,
    NominationLink,
    NominationRow,
    Participation,
    Training,
)  # fmt: skip
from durna.web.training.nominating import Entered, Nomination, Nominee
from durna.web.training.understanding import understand

_RESULTS = ("attendance", "days", "pre_test", "post_test", "completed", "training")
Read = tuple[Line, dict[str, Any], list[Problem]]


@dataclass(frozen=True)
class Taken:
    """A list that came in: its rows, each with what is wrong with it, and what was made of the others, in order.

    `unread`: headings and sheets that are not read.
    """

    file: NominationFile
    rows: Sequence[Read]
    entered: Entered
    unread: Sequence[str] = ()


@transaction.atomic
def take_nominations(
    *, by: str, training: Training, content: bytes, name: str, link: NominationLink | None = None
) -> Taken:
    """Every row becomes a nomination or waits with what is wrong with it. Raises UserError for a file that is no list,
    or that was taken before."""
    if training.closed_at or training.cancelled_at or training.is_told_only:
        raise refusal("training-wrong-closed")
    if link is not None:  # two lists by one link do not share its last place
        link = NominationLink.objects.select_for_update().get(pk=link.pk)
    file = _file(by, training, link, content, name)
    given = {"country": link.country, "institution": link.institution} if link else None
    handed = lists.read(content, name)
    rows = [(line, *understand(line, given)) for line in handed.lines]
    _mark_doubles(rows, nominating.on_the_list(training, link))
    if link:
        _mark_without_place(rows, nominating.places_left(link))
    entered = nominating.enter(
        [_nomination(training, fields, {}) for _, fields, problems in rows if not problems], link=link
    )
    _keep_waiting(file, rows)
    chain.record(
        by, "training-list-taken", training.key, file=file.pk, rows=len(rows), taken=len(entered.participations),
        link=link.pk if link else None,
    )  # fmt: skip
    return Taken(file, rows, entered, handed.unread)


@transaction.atomic
def take_register(*, by: str, content: bytes, name: str) -> Taken:
    """Past participations: each row names its training by its number and says what came of it; matches are proposed."""
    file = _file(by, None, None, content, name)
    handed = lists.read(content, name)
    rows = [(line, *understand(line)) for line in handed.lines]
    known = {each.number.casefold(): each for each in Training.objects.filter(cancelled_at=None)}
    _mark_unknown_trainings(rows, known)
    _mark_doubles_in_each(rows, known)
    entered = nominating.enter([
        _nomination(known[fields["training"].casefold()], fields, _results(fields))
        for _, fields, problems in rows if not problems
    ])  # fmt: skip
    _keep_waiting(file, rows)
    chain.record(
        by, "training-register-taken", f"training/list/{file.pk}", rows=len(rows), taken=len(entered.participations)
    )
    return Taken(file, rows, entered, handed.unread)


@transaction.atomic
def mend(*, by: str, row: NominationRow, values: Mapping[str, str]) -> list[Problem]:
    """Try a waiting row again with other texts. Returns what is still wrong; nothing where it was taken."""
    locked = NominationRow.objects.select_for_update(of=("self",))
    row = locked.select_related("file__training", "file__link").get(pk=row.pk)
    if row.state != "waiting":
        raise refusal("training-wrong-row-done")
    line = Line(row.place, {**row.values, **values})
    link = row.file.link
    given = {"country": link.country, "institution": link.institution} if link else None
    rows: list[Read] = [(line, *understand(line, given))]
    training = row.file.training or _training_named(line, rows)
    if training is not None:
        _mark_doubles(rows, nominating.on_the_list(training, link))
    _, fields, problems = rows[0]
    row.values, row.problems = dict(line.values), [list(problem) for problem in problems]
    if not problems and training is not None:
        more = _results(fields) if row.file.training_id is None else {}
        (made,) = nominating.enter([_nomination(training, fields, more)], link=link).participations
        row.state, row.participation = "taken", made
    row.save()
    chain.record(by, "training-row-mended", f"training/list/{row.file_id}", row=row.pk, taken=row.state == "taken")
    return problems


@transaction.atomic
def set_aside(*, by: str, row: NominationRow, because: str) -> None:
    """A row that nobody will mend stays as it came, with the reason. Raises UserError without one."""
    if not because.strip() or row.state != "waiting":
        raise refusal("training-wrong-reason")
    row.state = "aside"
    row.save()
    chain.record(by, "training-row-set-aside", f"training/list/{row.file_id}", row=row.pk, because=because.strip())


def _file(
    by: str, training: Training | None, link: NominationLink | None, content: bytes, name: str
) -> NominationFile:  # fmt: skip
    digest = hashlib.sha256(content).hexdigest()
    if NominationFile.objects.filter(training=training, sha256=digest).exists():
        raise refusal("training-wrong-list-again", file=name)
    return NominationFile.objects.create(training=training, link=link, name=name[:200], sha256=digest, by=by)


def _keep_waiting(file: NominationFile, rows: Iterable[Read]) -> None:
    NominationRow.objects.bulk_create(
        (
            NominationRow(
                file=file, place=line.place[:120], values=dict(line.values),
                problems=[list(problem) for problem in problems],
            )
            for line, _, problems in rows if problems
        ),
        batch_size=500,
    )  # fmt: skip


def _mark_doubles(rows: Sequence[Read], taken: set[tuple[str, str]]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for line, fields, problems in rows:
        if problems:
            continue
        key = Nominee.of(fields).key
        if key in taken:
            problems.append(("family_name", "training-problem-on-the-list", {}))
        elif key in seen:
            problems.append(("family_name", "training-problem-double", {"place": seen[key]}))
        seen.setdefault(key, line.place)


def _mark_without_place(rows: Sequence[Read], left: int) -> None:
    for _, _, problems in rows:
        if problems:
            continue
        if left <= 0:
            problems.append(("family_name", "training-problem-no-place", {}))
        left -= 1


def _mark_unknown_trainings(rows: Sequence[Read], known: Mapping[str, Training]) -> None:
    for _, fields, problems in rows:
        named = str(fields.get("training") or "")
        if named.casefold() not in known:
            problems.append(("training", "training-problem-training", {"text": named[:40]}))


def _mark_doubles_in_each(rows: Sequence[Read], known: Mapping[str, Training]) -> None:
    of: dict[str, list[Read]] = defaultdict(list)
    for row in rows:
        if not row[2]:
            of[row[1]["training"].casefold()].append(row)
    taken: dict[str, set[tuple[str, str]]] = defaultdict(set)
    held = Participation.objects.filter(training__in=[known[number] for number in of])
    for number, *names in held.values_list("training__number", *(f"person__{name}" for name in nominating.NAMES)):
        taken[number.casefold()].add(nominating.key(*names))
    for number, group in of.items():
        _mark_doubles(group, taken[number])


def _nomination(training: Training, fields: Mapping[str, Any], results: Mapping[str, Any]) -> Nomination:
    return Nomination(training, Nominee.of(_without_results(fields)), results)


def _training_named(line: Line, rows: Sequence[Read]) -> Training | None:
    named = line.values.get("training", "")
    found = Training.objects.filter(number__iexact=named, cancelled_at=None).first()
    if found is None:
        rows[0][2].append(("training", "training-problem-training", {"text": named[:40]}))
    return found


def _without_results(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in _RESULTS}


def _results(fields: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: fields[name] for name in _RESULTS if name in fields and name != "training"}
    return {**found, "state": "selected"}
