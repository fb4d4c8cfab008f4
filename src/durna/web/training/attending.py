"""Attendance: marks for each session, and the rate over all that was planned, not only over what has passed."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from decimal import Decimal

from django.core import signing
from django.db import transaction
from django.utils import timezone

from durna.errors import UserError
from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training import grids, hours
from durna.web.training.models import Attendance, Participation, ScannedSheet, Session, Training

_DOOR = "durna training door"
# The door opens an hour before and closes two hours after.
_EARLY, _LATE = 60 * 60, 2 * 60 * 60
# How spreadsheets write the heading of a session back: with the seconds or without, in the order of their country.
_MOMENTS = [
    f"{day}{between}{hour}"
    for day in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y")
    for between in (" ", "T") for hour in ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p")
]  # fmt: skip


def present(session: Session) -> set[int]:
    return set(session.marks.values_list("participation_id", flat=True))


@transaction.atomic
def mark(*, by: str, session: Session, there: Collection[int], way: str = "screen") -> None:
    """Say who was at a session: exactly these. Raises UserError for somebody who was not selected."""
    _open(session.training)
    selected = {each.pk: each for each in _selected(session.training)}
    strange = set(there) - set(selected)
    if strange:
        raise refusal("training-wrong-not-selected", people=len(strange))
    held = present(session)
    gone = held - set(there)
    Attendance.objects.filter(session=session, participation__in=gone).delete()
    _add(session, set(there) - held, way, by)
    count(session.training)
    chain.record(
        by, "training-attendance-marked", session.training.key, session=session.pk, way=way,
        added=sorted(set(there) - held), removed=sorted(gone),
    )  # fmt: skip


def door_token(session: Session) -> str:
    """What the square at the door says: this session, signed; a photograph of it works while the door is open only."""
    return signing.dumps(session.pk, salt=_DOOR)


def session_at(token: str) -> Session | None:
    try:
        pk = signing.loads(token, salt=_DOOR)
    except signing.BadSignature:
        return None
    return Session.objects.select_related("training", "training__programme").filter(pk=pk).first()


def is_door_open(session: Session, now: datetime) -> bool:
    since_start = (now - session.starts_at).total_seconds()
    return -_EARLY <= since_start <= float(session.hours) * 3600 + _LATE


@transaction.atomic
def enter_by_code(*, token: str, code: str, now: datetime) -> Participation:
    """Somebody at the door types the code of the letter. Raises UserError for a wrong code and a closed door."""
    session = session_at(token)
    if session is None or not is_door_open(session, now) or session.training.closed_at:
        raise refusal("training-wrong-door-closed")
    typed = code.strip().upper().replace(" ", "").replace("-", "")
    found = _selected(session.training).filter(code=typed).first() if typed else None
    if found is None:
        raise refusal("training-wrong-code")
    if found.pk not in present(session):
        _add(session, {found.pk}, "door", "door")
        count(session.training)
        chain.record("door", "training-attendance-marked", session.training.key, session=session.pk, added=[found.pk])
    return found


@transaction.atomic
def mark_from_csv(*, by: str, training: Training, content: bytes, name: str = "CSV") -> int:
    """Marks of a file, CSV or a workbook: a column `code` (or `email`), then one column for each session, headed by its
    day and hour, in whichever way a spreadsheet wrote them down.

    A mark is 1, x, + or yes. Raises UserError that says in which line something is wrong; nothing is then saved.
    """
    _open(training)
    table = _table(training, content, name)
    sessions = _columns(training, table.heads)
    rows = list(table.numbered())
    known = {each.code: each for each in _selected(training).select_related("person")}
    by_email = {each.person.email: each for each in known.values() if each.person.email}
    there: dict[Session, set[int]] = {session: present(session) for session in sessions.values()}
    for line, row in rows:
        who = known.get((row.get("code") or "").strip().upper()) or by_email.get(
            (row.get("email") or "").strip().casefold()
        )
        if who is None:
            raise refusal("training-wrong-line-not-selected", line=line)
        for column, session in sessions.items():
            _one(there[session], who.pk, (row.get(column) or "").strip().casefold(), line, column)
    for session, people in there.items():
        _add(session, people - present(session), "csv", by)
    count(training)
    chain.record(by, "training-attendance-read", training.key, lines=len(rows), sessions=len(sessions))
    return len(rows)


@transaction.atomic
def keep_sheet(*, by: str, session: Session, stored: int, name: str) -> ScannedSheet:
    made = ScannedSheet.objects.create(session=session, stored=stored, name=name[:200], by=by)
    chain.record(by, "training-sheet-kept", session.training.key, session=session.pk, file=stored)
    return made


def count(training: Training) -> None:
    """Count the rates of everybody on a list anew from the marks; to be called in the transaction that changed them."""
    planned, sessions = planned_hours(training), {each.pk: each for each in training.sessions.all()}
    attended: dict[int, Decimal] = defaultdict(Decimal)
    dates: dict[int, set[object]] = defaultdict(set)
    marks = Attendance.objects.filter(session__training=training).values_list("participation_id", "session_id")
    for participation, session in marks:
        attended[participation] += sessions[session].hours
        dates[participation].add(hours.here(sessions[session].starts_at).date())
    changed = []
    for each in training.participations.filter(state="selected"):
        each.attendance = round(100 * attended[each.pk] / planned, 1) if planned else None
        each.days = Decimal(len(dates[each.pk])) if planned else None
        changed.append(each)
    Participation.objects.bulk_update(changed, ["attendance", "days"], batch_size=500)


def planned_hours(training: Training) -> Decimal:
    return sum((each.hours for each in training.sessions.all()), Decimal(0))


def csv_for(training: Training) -> str:
    """An empty list to fill: codes and names of the selected, and a column for each session."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["code", "name", *(_heading(each) for each in training.sessions.all())])
    for each in _selected(training).select_related("person"):
        name = each.person.name
        # A name that a spreadsheet would take for a formula is shown as words.
        writer.writerow(
            [
                each.code,
                f"'{name}" if name.startswith(("=", "+", "-", "@")) else name,
                *("" for _ in training.sessions.all()),
            ]
        )
    return out.getvalue()


def _selected(training: Training) -> Participation:
    return training.participations.filter(state="selected")


def _open(training: Training) -> None:
    if training.closed_at or training.cancelled_at:
        raise refusal("training-wrong-closed")


def _add(session: Session, people: Iterable[int], way: str, by: str) -> None:
    now = timezone.now()
    Attendance.objects.bulk_create(
        (Attendance(session=session, participation_id=pk, way=way, by=by, at=now) for pk in sorted(people)),
        batch_size=500,
    )


def _table(training: Training, content: bytes, name: str) -> grids.Table:
    found = grids.table(content, name, lambda heads: bool(heads & {"code", "email"}))
    if found is None:
        known = [_heading(each) for each in training.sessions.all()]
        raise refusal("training-wrong-csv-columns", expected=", ".join(["code", *known]))
    return found


def _columns(training: Training, heads: Sequence[str]) -> dict[str, Session]:
    known = {_heading(each): each for each in training.sessions.all()}
    columns = {head: known[meant] for head in heads if (meant := _meant(head, known))}
    if not columns:
        raise refusal("training-wrong-csv-columns", expected=", ".join(["code", *known]))
    strange = set(heads) - set(columns) - {"code", "email", "name", ""}
    if strange:
        raise refusal("training-wrong-csv-column", column=sorted(strange)[0], expected=", ".join(known))
    return columns


def _meant(head: str, known: Mapping[str, Session]) -> str | None:
    """The session that a heading names; None where it names none, or could name two: 2 March or 3 February."""
    found = set()
    for form in _MOMENTS:
        with suppress(ValueError):
            found.add(f"{datetime.strptime(head.upper(), form):%Y-%m-%d %H:%M}")
    meant = found & set(known)
    return meant.pop() if len(meant) == 1 else None


def _heading(session: Session) -> str:
    return f"{hours.here(session.starts_at):%Y-%m-%d %H:%M}"


def _one(people: set[int], pk: int, said: str, line: int, column: str) -> None:
    if said in ("1", "x", "+", "yes", "bəli", "да"):
        people.add(pk)
    elif said not in ("", "0", "-", "no", "xeyr", "нет"):
        raise _wrong_mark(said, line, column)


def _wrong_mark(said: str, line: int, column: str) -> UserError:
    return refusal("training-wrong-csv-mark", mark=said[:20], line=line, column=column)
