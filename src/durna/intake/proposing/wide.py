"""Rows that hold more than one record: a column for each year or kind, or an arrival and a departure in one row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import duckdb

from durna.intake.proposing.code_values import recognise
from durna.intake.proposing.columns import Column, is_numeric
from durna.intake.proposing.date_forms import read_dates
from durna.intake.proposing.spread import Spread, free
from durna.intake.proposing.words import fold, meaning
from durna.intake.proposing.years import HAS_YEAR, by_period
from durna.sources.contract import Contract
from durna.sources.mapping import FieldMapping, Unpivot

_TOTAL = {"total", "all", "cemi", "umumi", "itogo", "vsego", "всего", "итого"}
_WORDS = {"entry": "arrival", "exit": "departure"}


def find_spread(con: duckdb.DuckDBPyConnection, contract: Contract, columns: Sequence[Column]) -> Spread | None:
    """How the rows of a wide file are to be read; None for a file with one record a row."""
    if contract.is_table:
        return (
            by_period(con, contract, columns) or _by_direction(contract, columns) or _by_code(contract, columns)
        )  # fmt: skip
    return None


def find_events(con: duckdb.DuckDBPyConnection, contract: Contract, columns: Sequence[Column]) -> Spread | None:
    """Two dates in one row, of an arrival and of a departure, for a source whose rows are single crossings."""
    direction = contract.fields.get("direction")
    if contract.is_table or direction is None or direction.codes != "direction":
        return None
    dated = contract.dated_by
    events: dict[str, Mapping[str, FieldMapping]] = {}
    used: list[str] = []
    remarks: list[str] = []
    for code, word in _WORDS.items():
        for column in columns:
            if word not in meaning(column.name) or column.name in used or "date" not in _date_words(column.name):
                continue
            reading = read_dates(con, column, (), serials=True)
            if reading.share >= 0.8:
                when = FieldMapping(column=column.name, forms=reading.forms, special=reading.special)
                events[word] = {"direction": FieldMapping(constant=code), dated: when}
                used.append(column.name)
                remarks += [f"{column.name}: {text}" for text in reading.remarks]
                break
    if len(events) < 2:
        return None
    why = f"each row holds an arrival ({used[0]}) and a departure ({used[1]})"
    return Spread(tuple(used), {}, why, events=events, remarks=tuple(remarks))


def _date_words(name: str) -> frozenset[str]:
    words = meaning(name)
    return words | {"date"} if words & {"time", "datetime"} else words


def _by_code(contract: Contract, columns: Sequence[Column]) -> Spread | None:
    """Columns named after codes of one field: refugees, asylum_seekers, idps."""
    numbers = [column.name for column in columns if is_numeric(column) and not HAS_YEAR.search(column.name)]
    best: dict[str, str] = {}
    chosen_field = ""
    for target in contract.fields.values():
        if target.codes is None or target.codes in ("country", "institution", "figure_status"):
            continue
        found = {name: code for name in numbers if (code := recognise(target.codes, name)) is not None}
        if len(found) > len(best) and len(set(found.values())) == len(found):
            best, chosen_field = found, target.name
    if len(best) < 2:
        return None
    taken = {column.name for column in columns}
    name, value = free(f"{chosen_field}_in_header", taken), free("cell", taken)
    fields = {
        chosen_field: FieldMapping(column=name, codes=dict(best)),
        "value": FieldMapping(column=value),
    }
    why = f"{len(best)} columns of numbers are named after codes of '{chosen_field}'"
    return Spread(tuple(best), fields, why, Unpivot(tuple(best), name, value))


def _by_direction(contract: Contract, columns: Sequence[Column]) -> Spread | None:
    """Columns named after a direction and something else: arrive_resident, departure_others."""
    direction = contract.fields.get("direction")
    if direction is None or direction.codes != "direction":
        return None
    named = {column.name: code for column in columns if is_numeric(column) if (code := _direction(column.name))}
    full = all(column.filled == column.rows for column in columns if column.name in named)
    if set(named.values()) != set(_WORDS) or not full:
        return None
    rests = {name: _rest(name) for name in named}
    totals = tuple(name for name, rest in rests.items() if set(rest.split()) & _TOTAL)
    kept = [name for name in named if name not in totals] or list(named)
    group = _group_field(contract, columns)
    events = {}
    for name in kept:
        event = {"direction": FieldMapping(constant=named[name]), "value": FieldMapping(column=name)}
        if group and rests[name]:
            event[group] = FieldMapping(constant=rests[name])
        events[re.sub(r"\W+", "_", name.strip())] = event
    why = f"{len(kept)} columns of numbers are named after a direction"
    left_out = totals if kept != list(named) else ()
    return Spread((*kept, *left_out), {}, why, events=events, left_out=left_out)


def _direction(name: str) -> str | None:
    words = meaning(name)
    found = [code for code, word in _WORDS.items() if word in words]
    return found[0] if len(found) == 1 else None


def _rest(name: str) -> str:
    return " ".join(word for word in fold(name).split() if not meaning(word) & set(_WORDS.values()))


def _group_field(contract: Contract, columns: Sequence[Column]) -> str | None:
    """A text dimension of the contract that no column of the file is named after."""
    named = {word for column in columns for word in meaning(column.name)}
    open_fields = [
        target.name
        for target in contract.fields.values()
        if target.type == "text" and target.name in contract.natural_key and target.name != "vintage"
        and not meaning(target.name) & named and not _is_named(target.name, columns)
    ]  # fmt: skip
    return open_fields[0] if len(open_fields) == 1 else None


def _is_named(target: str, columns: Sequence[Column]) -> bool:
    from durna.intake.proposing.words import likeness, synonyms

    phrases = synonyms()["fields"].get(target) or ()
    return any(likeness(meaning(column.name), meaning(phrase)) > 0.9 for column in columns for phrase in phrases)
