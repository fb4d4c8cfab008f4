"""A history that grows month by month: a new delivery recomputes only the people whom it can concern.

Those are the people who crossed, and those with a crossing whose window was not over at the last end of observation: an
answer of theirs may have come due, and their days are still counted. Everybody else's answers stand. The result equals
a full recomputation, byte for byte.

A folder: `history.json` names what belongs to it; crossings are kept in segments that never change, one a delivery and
part, answers in one file a part. A new state is complete before `history.json` is replaced; what that does not name is
swept away by the next update.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from durna.errors import UserError
from durna.residence import crossings as reading
from durna.residence import files, results
from durna.residence.calendar import day_number
from durna.residence.columns import Columns, Numbers, numbers_of
from durna.residence.cores import usable_cores
from durna.residence.crossings import Crossings
from durna.residence.grouping import table_bits
from durna.residence.hashing import hash_of
from durna.residence.initial import of_present, read_statuses, refuse_absent
from durna.residence.kernel import Answers, classify_columns
from durna.residence.partitions import part_of_all
from durna.residence.problems import CODES, IMPUTE, REJECT
from durna.residence.rule import MONTHS, Rule, RuleLike, as_rule
from durna.residence.scan import WIDTH
from durna.residence.touched import open_rows, rows_of_touched

STATE = "history.json"
FORMAT = 1
PARTS_BITS = 6


@dataclass(frozen=True)
class _State:
    """What `history.json` says. `segments` and `answers` are numbers of updates: names of files follow from them."""

    rule: tuple[int, int, str]
    gaps: str
    observed_until: str
    updates: int = 1
    segments: list[list[int]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    format: int = FORMAT


class History:
    """Crossings so far with their answers, in a folder. `start` makes one, `open` finds it, `update` adds to it."""

    def __init__(self, folder: Path, state: _State) -> None:
        self.folder, self._state = folder, state

    @classmethod
    def start(
        cls,
        folder: Path,
        crossings: Any,
        rule: RuleLike,
        observed_until: date | str | None,
        initial_status: Any = None,
        gaps: str = REJECT,
        *,
        columns: Mapping[str, str] | None = None,
    ) -> History:
        """Raises UserError as `classify` does, and where the folder holds a history already."""
        if (folder / STATE).exists():
            raise _wrong(f"'{folder}' holds a history already.", "A new folder.", "Update that one, or name another.")
        the_rule = as_rule(rule)
        folder.mkdir(parents=True, exist_ok=True)
        statuses = read_statuses(initial_status)
        _write(folder / "initial", statuses if statuses is not None else _NO_STATUSES)
        count = 1 << PARTS_BITS
        empty = _State(
            (the_rule.threshold, the_rule.window, the_rule.unit), gaps, "", 0, [[] for _ in range(count)], [0] * count
        )
        history = cls(folder, empty)
        met = history._advance(crossings, reading.last_day(observed_until), columns)
        if statuses is not None:
            refuse_absent(statuses.num_rows - met, statuses.num_rows)
        history._keep()
        return history

    @classmethod
    def open(cls, folder: Path) -> History:
        try:
            raw = json.loads((folder / STATE).read_text(encoding="utf-8"))
            if raw["format"] != FORMAT:
                raise ValueError
            state = _State(**{**raw, "rule": tuple(raw["rule"])})
        except (OSError, ValueError, KeyError, TypeError):
            raise _wrong(f"'{folder}' is no history.", "A folder that History.start made.", "Name it.") from None
        return cls(folder, state)

    @property
    def rule(self) -> Rule:
        return Rule(*self._state.rule)

    @property
    def observed_until(self) -> date:
        return date.fromisoformat(self._state.observed_until)

    def refuse_another(self, rule: Rule, gaps: str, initial_status: Any) -> None:
        if (rule, gaps) != (self.rule, self._state.gaps) or initial_status is not None:
            raise _wrong(
                f"A history by {self.rule} with gaps = '{self._state.gaps}', and a request by {rule} with '{gaps}'"
                + (" and initial statuses." if initial_status is not None else "."),
                "The rule that the history began with; statuses are given at its start.",
                "Leave them out, or start another history in a new folder.",
            )

    def update(
        self, crossings: Any, observed_until: date | str | None, *, columns: Mapping[str, str] | None = None
    ) -> None:
        """Add crossings (of any date up to the new end of observation), all or nothing."""
        until = reading.last_day(observed_until)
        if until < self.observed_until:
            raise _wrong(
                f"An end of observation ({until}) before the last one ({self.observed_until}).",
                "A day on or after it: what was known is not forgotten.",
                "Give a later observed_until, or start another history.",
            )
        self._advance(crossings, until, columns)
        self._keep()

    def tables(self) -> Iterator[pa.Table]:
        """The columns of `classify`, part after part; within a part in the order in which crossings were delivered."""
        for read, answers in self._parts():
            yield results.as_table(read, answers, {}).replace_schema_metadata(None)

    def report(self) -> dict[str, Any]:
        """What `report_of` tells of a table of `classify`."""
        migrations, problems = np.zeros(3, np.int64), np.zeros((2, len(CODES)), np.int64)
        rows = imputed = 0
        for read, answers in self._parts():
            rows += read.columns.rows
            imputed += len(answers.imputed)
            migrations += results.migrations_of(answers.scattered)
            problems += results.problems_of(read.columns.persons, answers.packed)
        counts = results.report_counts(rows, migrations, problems, imputed)
        return results.heading(self.rule, self.observed_until, self._state.gaps) | counts

    def _parts(self) -> Iterator[tuple[Crossings, Answers]]:
        for part in range(1 << PARTS_BITS):
            stored = self._crossings(part)
            if stored.num_rows:
                imputed = self._read_imputed(part)
                packed = self._packed(part, stored.num_rows)
                yield _as_read(stored), replace(Answers.plain(packed), imputed=imputed)

    def _advance(self, crossings: Any, until: date, columns: Mapping[str, str] | None) -> int:
        """Write the files of the next state, and hold that state; returns how many given statuses were met."""
        table = reading.as_table(crossings, columns)
        found = reading.understood(table)
        reading.refuse_later(found.columns, until)
        number = self._state.updates + 1
        stored = _as_stored(found)
        parts = part_of_all(hash_of(found.persons), PARTS_BITS)
        order = np.argsort(parts, kind="stable")
        stored, bounds = stored.take(pa.array(order)), np.searchsorted(parts[order], np.arange((1 << PARTS_BITS) + 1))
        self._sweep()

        def advance(part: int) -> tuple[int, bool]:
            own = stored.slice(bounds[part], bounds[part + 1] - bounds[part])
            return self._advance_part(part, own, until, number)

        # One core a part: reading and writing go on while another part is computed.
        with ThreadPoolExecutor(usable_cores()) as workers:
            met = list(workers.map(advance, range(1 << PARTS_BITS)))
        self._state = replace(
            self._state,
            observed_until=until.isoformat(),
            updates=number,
            segments=[
                [*segments, number] if bounds[part + 1] > bounds[part] else segments
                for part, segments in enumerate(self._state.segments)
            ],
            answers=[number if changed else old for (_, changed), old in zip(met, self._state.answers, strict=True)],
        )
        return sum(count for count, _ in met)

    def _advance_part(self, part: int, new: pa.Table, until: date, number: int) -> tuple[int, bool]:
        """Met statuses, and whether any answer of the part was computed anew."""
        old = self._crossings(part)
        if new.num_rows:
            _write(self._segment(part, number), new)
        together = pa.concat_tables([old, new]) if old.num_rows else new
        if not together.num_rows:
            return 0, False
        read = _as_read(together)
        chosen = self._to_recompute(read.columns, old.num_rows)
        if not len(chosen):
            return 0, False
        own = _rows_of(read, chosen)
        statuses = _read(self.folder / "initial")
        given = of_present(statuses if statuses.num_rows else None, own)
        answers = classify_columns(own.columns, self.rule, until, given, self._state.gaps == IMPUTE, threads=1)
        packed = np.empty((together.num_rows, WIDTH), np.uint16)
        if old.num_rows:
            packed[: old.num_rows] = self._packed(part, old.num_rows)
        packed[chosen] = answers.packed
        packed.tofile(self._answers_file(part, number))
        self._imputed(part, chosen, answers).tofile(self._imputed_file(part, number))
        return answers.met, True

    def _to_recompute(self, columns: Columns, known: int) -> Numbers:
        """Rows of people who crossed anew, or who had a window that was not over."""
        is_open = np.ones(columns.rows, np.bool_)
        if known:
            until = day_number(self.observed_until)
            is_open[:known] = open_rows(columns.days[:known], self.rule.window, self.rule.unit == MONTHS, until)
        rows: Numbers = rows_of_touched(columns.persons, is_open, table_bits(columns.rows))
        return rows

    def _imputed(self, part: int, chosen: Numbers, answers: Answers) -> Numbers:
        """Those of people who were not concerned stay; in the order of the rows that they precede."""
        fresh = answers.imputed.copy()
        fresh[:, 0] = chosen[fresh[:, 0]]
        kept = self._read_imputed(part)
        kept = kept[~np.isin(kept[:, 0], chosen)]
        together = np.concatenate([kept, fresh])
        return together[np.argsort(together[:, 0], kind="stable")]

    def _read_imputed(self, part: int) -> Numbers:
        file = self._imputed_file(part, self._state.answers[part])
        return (np.fromfile(file, np.int64) if file.exists() else np.empty(0, np.int64)).reshape(-1, 3 + WIDTH)

    def _crossings(self, part: int) -> pa.Table:
        segments = [_read(self._segment(part, number)) for number in self._state.segments[part]]
        return pa.concat_tables(segments) if segments else pa.table({"person": pa.nulls(0)})

    def _packed(self, part: int, rows: int) -> Numbers:
        file = self._answers_file(part, self._state.answers[part])
        packed: Numbers = np.memmap(file, np.uint16, mode="r", shape=(rows, WIDTH))
        return packed

    def _segment(self, part: int, number: int) -> Path:
        return self.folder / f"crossings-{part:02}-{number}"

    def _answers_file(self, part: int, number: int) -> Path:
        return self.folder / f"answers-{part:02}-{number}"

    def _imputed_file(self, part: int, number: int) -> Path:
        return self.folder / f"imputed-{part:02}-{number}"

    def _keep(self) -> None:
        fresh = self.folder / (STATE + ".new")
        fresh.write_text(json.dumps(asdict(self._state)), encoding="utf-8")
        fresh.replace(self.folder / STATE)
        self._sweep()

    def _sweep(self) -> None:
        """Remove the files of states that are over, and of an update that did not come to its end."""
        named = {STATE, "initial"}
        for part, segments in enumerate(self._state.segments):
            number = self._state.answers[part]
            named |= {self._segment(part, segment).name for segment in segments}
            named |= {self._answers_file(part, number).name, self._imputed_file(part, number).name}
        for file in self.folder.iterdir():
            if file.name.partition("-")[0] in ("crossings", "answers", "imputed") and file.name not in named:
                file.unlink()


def add_file(
    path: Path,
    out: Path,
    folder: Path,
    rule: RuleLike,
    observed_until: date | str | None,
    *,
    initial_status: Any = None,
    gaps: str = REJECT,
    columns: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Start a history with a file, or add a file to it; write all answers to `out`. Returns the report.

    Raises UserError where the history follows another rule.
    """
    files.kind_of(out)
    if (folder / STATE).exists():
        history = History.open(folder)
        history.refuse_another(as_rule(rule), gaps, initial_status)
        history.update(path, observed_until, columns=columns)
    else:
        history = History.start(folder, path, rule, observed_until, initial_status, gaps, columns=columns)
    with files.writer(out) as write:
        for table in history.tables():
            write(table)
    return history.report()


_NO_STATUSES = pa.table({"person": pa.array([], pa.int64()), "resident": pa.array([], pa.int64())})


def _as_stored(found: Crossings) -> pa.Table:
    columns = found.columns
    stored: dict[str, Any] = {"person": found.persons, "day": columns.days, "direction": columns.directions}
    if found.order is not None:
        stored["order"] = found.order
    if columns.times.size:
        stored["time"] = columns.times
    return pa.table(stored)


def _as_read(stored: pa.Table) -> Crossings:
    numbers, keys = reading.person_numbers(stored["person"])
    columns = Columns(numbers, numbers_of(stored["day"]), numbers_of(stored["direction"]))
    order = None
    if "time" in stored.column_names:
        columns = replace(columns, times=numbers_of(stored["time"]))
    if "order" in stored.column_names:
        order = stored["order"]
        orders, numbered = reading.order_numbers(order)
        columns = replace(columns, orders=orders, numbered=numbered)
    return Crossings(stored["person"], order, columns, keys)


def _rows_of(read: Crossings, chosen: Numbers) -> Crossings:
    columns = read.columns
    parts = {name: getattr(columns, name) for name in ("persons", "days", "directions", "times", "orders", "numbered")}
    own = Columns(**{name: values[chosen] if values.size else values for name, values in parts.items()})
    return replace(read, columns=own)


def _write(file: Path, table: pa.Table) -> None:
    with pa.OSFile(str(file), "wb") as stream, pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table.combine_chunks())


def _read(file: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(file))).read_all()


def _wrong(found: str, expected: str, do: str) -> UserError:
    return UserError(found=found, expected=expected, do=do)
