"""An index over the figures of one edition: no page reads more of them than it shows, however many there are.

The figures of an edition lie in one file, in order of their address. The index is made once, from that file, into the
site's folder; it says on which byte a figure begins, and which figures have a breakdown, a member of it, a period or an
address. It can be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from django.conf import settings
from filelock import FileLock

from durna.editions import kept
from durna.editions.folder import Edition
from durna.indicators.figures import Figure

_FORMAT = 2
_AT_ONCE = 20_000
LARGE = 30 << 20  # bytes of figures, of which an index takes a few seconds
_ENDING = len("0123456789abcdef.sqlite3")
_ONE_AT_A_TIME = Lock()
_BEGUN_LOCK = Lock()
_BEGUN: set[Path] = set()

_TABLES = """
CREATE TABLE breakdown (no INTEGER PRIMARY KEY, indicator TEXT, names TEXT, figures INTEGER);
CREATE TABLE member (no INTEGER PRIMARY KEY, breakdown INTEGER, name TEXT, code TEXT);
CREATE TABLE period (no INTEGER PRIMARY KEY, breakdown INTEGER, period TEXT, kind TEXT, first TEXT, last TEXT);
CREATE TABLE counted (no INTEGER PRIMARY KEY, breakdown INTEGER, geography TEXT, counting_unit TEXT, figures INTEGER);
CREATE TABLE figure (place INTEGER PRIMARY KEY, start INTEGER, address INTEGER, cell INTEGER, breakdown INTEGER,
    period INTEGER, counted INTEGER, publisher TEXT, preferred INTEGER);
CREATE TABLE holds (member INTEGER, place INTEGER);
"""
_INDEXES = """
CREATE INDEX by_address ON figure (address);
CREATE INDEX by_cell ON figure (cell);
CREATE INDEX by_period ON figure (breakdown, period, place);
CREATE INDEX by_place ON figure (breakdown, place);
CREATE INDEX by_member ON holds (member, place);
CREATE INDEX of_breakdown ON member (breakdown, name);
CREATE INDEX of_period ON period (breakdown);
CREATE INDEX of_counted ON counted (breakdown);
CREATE INDEX of_indicator ON breakdown (indicator);
"""


class NotReady(Exception):
    """The index of a large edition is being made: what needs it can be had in a while."""


def file_of(edition: Edition, *, wait: bool = False) -> Path:
    """The index of an edition as its figures are now; made where there is none yet.

    Raises NotReady where that takes longer than a reader waits, and begins it; unless it is to `wait`.
    """
    figures = edition.data / kept.FILE
    seen = figures.stat()
    of_figures = f"{_FORMAT} {figures.resolve()} {seen.st_size} {seen.st_mtime_ns}"
    name = f"{edition.name}-{hashlib.sha256(of_figures.encode()).hexdigest()[:16]}.sqlite3"
    file = Path(settings.FOLDER) / "explorer" / name
    if not file.is_file():
        if seen.st_size > LARGE and not wait:
            _begin(figures, file)
            raise NotReady(edition.name)
        _make_once(figures, file)
    return file


def is_ready(edition: Edition) -> bool:
    try:
        file_of(edition)
    except NotReady:
        return False
    return True


def _begin(figures: Path, file: Path) -> None:
    with _BEGUN_LOCK:
        if file in _BEGUN:
            return
        _BEGUN.add(file)
    Thread(target=_in_background, args=(figures, file), name=f"index of {file.name}", daemon=True).start()


def _in_background(figures: Path, file: Path) -> None:
    try:
        _make_once(figures, file)
    finally:
        # Where it failed the next reader begins it again.
        with _BEGUN_LOCK:
            _BEGUN.discard(file)


def _make_once(figures: Path, file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Of the threads of a process, and of the processes that serve a site: each begins it when it is started.
    with _ONE_AT_A_TIME, FileLock(file.parent / "making.lock"):
        if not file.is_file():
            _make(figures, file)
            _tidy(file)


def _tidy(file: Path) -> None:
    """An index of figures that the edition does not have any more goes; one that somebody reads just now may stay."""
    mine = re.compile(rf"{re.escape(file.name[:-_ENDING])}[0-9a-f]{{16}}\.sqlite3")
    for other in file.parent.iterdir():
        if other != file and mine.fullmatch(other.name):
            with suppress(OSError):
                other.unlink()


def _make(figures: Path, file: Path) -> None:
    """Whole or not at all: what is made under another name takes its place in one step."""
    handle, work = tempfile.mkstemp(dir=file.parent, prefix=".new-")
    os.close(handle)
    try:
        with closing(sqlite3.connect(work)) as database:
            database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
            _fill(database, figures)
            database.executescript(f"{_INDEXES} ANALYZE;")
            database.commit()
        Path(work).replace(file)
    finally:
        Path(work).unlink(missing_ok=True)


def _fill(database: sqlite3.Connection, figures: Path) -> None:
    numbers = _Numbers()
    rows: list[tuple[Any, ...]] = []
    held: list[tuple[int, int]] = []
    with figures.open("rb") as stream:
        start = 0
        for place, line in enumerate(stream):
            figure = kept.decode(line)
            breakdown, members = numbers.breakdown(figure)
            rows.append((
                place, start, short(figure.figure_id), of_cell(figure.cell), breakdown,
                numbers.period(figure, breakdown), numbers.counted(figure, breakdown), figure.publisher,
                figure.preferred,
            ))  # fmt: skip
            held += [(member, place) for member in members]
            start += len(line)
            if len(rows) == _AT_ONCE:
                _insert(database, rows, held)
    _insert(database, rows, held)
    numbers.write(database)


def _insert(database: sqlite3.Connection, rows: list[tuple[Any, ...]], held: list[tuple[int, int]]) -> None:
    database.executemany("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    database.executemany("INSERT INTO holds VALUES (?, ?)", held)
    rows.clear()
    held.clear()


class _Numbers:
    """A number for each breakdown of each indicator, and in it for each member, period and thing that is counted."""

    def __init__(self) -> None:
        self._known: dict[str, dict[tuple[Any, ...], int]] = {
            name: {} for name in ("breakdown", "member", "period", "counted")
        }
        # Few figures differ in these, and an index is made of millions.
        self._cells: dict[tuple[Any, ...], tuple[int, list[int]]] = {}
        self._periods: dict[tuple[Any, ...], int] = {}
        self._figures: dict[str, Counter[int]] = {"breakdown": Counter(), "counted": Counter()}

    def breakdown(self, figure: Figure) -> tuple[int, list[int]]:
        """Its number, and those of its members that the figure is of."""
        key = (figure.indicator, figure.dimensions)
        found = self._cells.get(key)
        if found is None:
            names = ",".join(name for name, _ in figure.dimensions)
            number = self._number("breakdown", (figure.indicator, names))
            found = number, [self._number("member", (number, *pair)) for pair in figure.dimensions]
            self._cells[key] = found
        self._figures["breakdown"][found[0]] += 1
        return found

    def period(self, figure: Figure, breakdown: int) -> int:
        period = figure.period
        key = (breakdown, period, figure.period_kind)
        found = self._periods.get(key)
        if found is None:
            when = (breakdown, str(period), figure.period_kind, period.start.isoformat(), period.end.isoformat())
            found = self._periods[key] = self._number("period", when)
        return found

    def counted(self, figure: Figure, breakdown: int) -> int:
        number = self._number("counted", (breakdown, figure.geography, figure.counting_unit))
        self._figures["counted"][number] += 1
        return number

    def write(self, database: sqlite3.Connection) -> None:
        for table, known in self._known.items():
            counts = self._figures.get(table)
            rows = [(no, *key, *([counts[no]] if counts else [])) for key, no in known.items()]
            if rows:
                database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def _number(self, table: str, key: tuple[Any, ...]) -> int:
        known = self._known[table]
        return known.setdefault(key, len(known))


def short(text: str) -> int:
    """A number for an address or a cell; two may share one, so whoever finds a figure by it looks at the figure."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")


def of_cell(cell: tuple[Any, ...]) -> int:
    """The number of what a figure is about, whoever published it; see `short`."""
    indicator, period, *rest = cell
    return short(f"{indicator} {period.start.toordinal()} {period.end.toordinal()} {rest!r}")


def rows(file: Path, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    # Whatever is found by a name lies in a file that never changes.
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        return database.execute(query, values).fetchall()


def figures_at(edition: Edition, starts: Sequence[int]) -> list[Figure]:
    """The figures that begin on these bytes of the edition's file."""
    with (edition.data / kept.FILE).open("rb") as stream:
        return [_read(stream, start) for start in starts]


def _read(stream: Any, start: int) -> Figure:
    stream.seek(start)
    return kept.decode(stream.readline())
