"""What a list would do, seen before it is taken in: all of that is then done, or nothing.

It is taken in and undone in one transaction, so that nothing is told but what would be. Meanwhile the file waits in the
site's folder, as long as somebody may need to read what it would do.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training.lists import Problem
from durna.web.training.models import Match, Participation, Person
from durna.web.training.taking_lists import Taken
from durna.web.versioned import ChangedMeanwhile

FOLDER = "previews"
KEPT = 24 * 60 * 60  # seconds
SHOWN = 200  # of each kind
_SALT = "durna.training.preview"
# Takes in what is in a file of this name.
Take = Callable[[bytes, str], Taken]


@dataclass(frozen=True)
class Here:
    """A row of the list, by its place, and who stands in it."""

    place: str
    participation: Participation


@dataclass(frozen=True)
class Likeness:
    """Somebody of the list who may be known, or may stand in another row. `match.state`: what would be done at once."""

    here: Here
    other: Person
    match: Match


@dataclass(frozen=True)
class Preview:
    """`new`, `joined`, `proposed`: how many of those `entered` are of each kind. Of each no more than SHOWN are there.

    `seal`: of all that would be done. Two previews with the same seal would do the same.
    """

    rows: int
    entered: int
    joined: int
    proposed: int
    waiting: int
    people: Sequence[Here]
    likenesses: Sequence[Likeness]
    refused: Sequence[tuple[str, Sequence[Problem]]]
    unread: Sequence[str]
    seal: str

    @property
    def new(self) -> int:
        return self.entered - self.joined - self.proposed


def preview(by: str, about: str, take: Take, content: bytes, name: str, *, tells_known: bool = True) -> Preview:
    """`tells_known`: whether whoever looks may see who of the list is known here already, and by what.

    Raises UserError where nothing of the file could be taken in.
    """
    with transaction.atomic():
        found = _of(take(content, name), content, tells_known)
        transaction.set_rollback(True)
    chain.record(
        by, "training-list-previewed", about, kind=chain.LOOK, rows=found.rows, would_enter=found.entered,
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    return found


@transaction.atomic
def apply(take: Take, content: bytes, name: str, seal: str, *, tells_known: bool = True) -> Taken:
    """Raises ChangedMeanwhile where it would do other things by now; then nothing is done."""
    taken = take(content, name)
    if _of(taken, content, tells_known).seal != seal:
        wrong = refusal("training-wrong-preview-changed")
        raise ChangedMeanwhile(found=wrong.found, expected=wrong.expected, do=wrong.do)
    return taken


def keep(owner: str, about: str, content: bytes, name: str, seal: str) -> str:
    """Lets the file wait, in the place of one that waited for the same. Returns the pass by which this owner alone
    applies just this preview."""
    forget_old()
    place = Path(settings.FOLDER) / FOLDER
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = hashlib.sha256(f"{owner} {about}".encode()).hexdigest()[:16]
    for earlier in place.glob(f"{mine}-*"):
        earlier.unlink(missing_ok=True)
    file = f"{mine}-{secrets.token_hex(16)}"
    handle = os.open(place / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    return signing.dumps([owner, about, file, name, seal], salt=_SALT)


@dataclass(frozen=True)
class Kept:
    file: Path
    content: bytes
    name: str
    seal: str

    def forget(self) -> None:
        self.file.unlink(missing_ok=True)


def kept(owner: str, about: str, token: str) -> Kept:
    """What waits for this pass. Raises UserError where nothing does any more, and for the pass of another."""
    try:
        whose, of, file, name, seal = signing.loads(token, salt=_SALT, max_age=KEPT)
        if (whose, of) != (owner, about):
            raise ValueError
        path = Path(settings.FOLDER) / FOLDER / file
        return Kept(path, path.read_bytes(), name, seal)
    except (signing.BadSignature, ValueError, OSError):
        raise refusal("training-wrong-preview-over") from None


def forget_old() -> None:
    """The lists of people that nobody took in go after a day."""
    place = Path(settings.FOLDER) / FOLDER
    for file in place.iterdir() if place.is_dir() else ():
        if file.stat().st_mtime < time.time() - KEPT:
            file.unlink(missing_ok=True)


def _of(taken: Taken, content: bytes, tells_known: bool) -> Preview:
    made, matches = taken.entered.participations, taken.entered.matches if tells_known else []
    good = [line.place for line, _, problems in taken.rows if not problems]
    waiting = [(line.place, problems) for line, _, problems in taken.rows if problems]
    here = {each.person_id: Here(place, each) for place, each in zip(good, made, strict=True)}
    joined = {match.second_id for match in matches if match.state == "same"}
    proposed = {match.second_id for match in matches} - joined
    return Preview(
        rows=len(taken.rows), entered=len(made), joined=len(joined), proposed=len(proposed), waiting=len(waiting),
        people=list(here.values())[:SHOWN], likenesses=list(_likenesses(matches[:SHOWN], here)),
        refused=waiting[:SHOWN], unread=taken.unread, seal=_seal(content, here, matches, waiting),
    )  # fmt: skip


def _likenesses(matches: Sequence[Match], here: dict[int, Here]) -> Iterator[Likeness]:
    others = Person.objects.in_bulk([match.first_id for match in matches])
    for match in matches:
        yield Likeness(here[match.second_id], others[match.first_id], match)


def _seal(content: bytes, here: dict[int, Here], matches: Sequence[Match], waiting: Sequence[Any]) -> str:
    """Of a record that is new the place stands for it: its number is another one each time."""
    place = {person: each.place for person, each in here.items()}
    like = sorted(
        [place[match.second_id], str(place.get(match.first_id, match.first_id)), match.state, match.score]
        for match in matches
    )  # fmt: skip
    said = [hashlib.sha256(content).hexdigest(), sorted(place.values()), like, waiting]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
