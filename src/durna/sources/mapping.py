"""Mappings: how a country's own file becomes the rows of a contract. Data, one YAML file each, edited by people."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping as Dict
from dataclasses import field
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError, field_validator, model_validator
from pydantic.dataclasses import dataclass

from durna.errors import UserError
from durna.sources.plain_yaml import load_plain

DATE_FORMS = (
    "iso", "dmy", "mdy", "ymd", "mmddyyyy", "ddmmyyyy", "yyyymmdd",
    "excel", "sas", "year", "quarter", "month", "academic",
)  # fmt: skip
YEAR_ENDING = "year_ending_"  # and its last month: a fiscal year, New Zealand's year to June
_YEAR_ENDING = re.compile(r"year_ending_(0[1-9]|1[0-2])")
_PATTERN = re.compile(r"(?:[^%]|%-?[aAbBcdDfFgGhHIjmMnpPSuUVwWxXyYzZ%])*")
_NOTHING = ("", "null", "~")  # how YAML writes that a code means no value
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=_STRICT)
class FileOptions:
    """What a reader must be told about a file; whatever is absent is found out."""

    sheet: str | None = None
    header_row: int | None = None
    header_rows: tuple[int, ...] = ()
    delimiter: str | None = None
    quote: str | None = None
    encoding: str | None = None
    ends_before: str | None = None
    last_row: int | None = None
    missing: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    member: str | None = None


@dataclass(frozen=True, config=_STRICT)
class Unpivot:
    """One row becomes one record per column: the column's header goes to `name`, its cell to `value`.

    Named groups of the pattern become columns of their own: `(?P<region>.+) / (?P<year>[0-9]{4})`.
    """

    columns: tuple[str, ...] | str
    name: str
    value: str

    @field_validator("columns")
    @classmethod
    def _is_pattern(cls, columns: tuple[str, ...] | str) -> tuple[str, ...] | str:
        if isinstance(columns, str):
            _compiled(columns)
            if columns.isdigit():
                raise ValueError("columns is a number, not a list of names or a pattern such as ^[0-9]{4}$")
        return columns


@dataclass(frozen=True, config=_STRICT)
class FieldMapping:
    """Where one field of the contract comes from: column, constant or template, and how to read it."""

    column: str | None = None
    constant: str | None = None
    template: str | None = None
    codes: Dict[str, str | None] | None = None
    forms: tuple[str, ...] = ()
    scale: float | None = None
    power_of_ten: str | None = None  # the column that says by which one the number is multiplied, row by row
    decimal: Literal[",", "."] | None = None
    special: Dict[str, str] = field(default_factory=dict)
    cut: bool = False  # a period or a last day beyond what the delivery covers ends where that ends

    @field_validator("forms")
    @classmethod
    def _are_forms(cls, forms: tuple[str, ...]) -> tuple[str, ...]:
        for form in forms:
            if not is_date_form(form):
                known = ", ".join(DATE_FORMS)
                raise ValueError(f"the date form '{form}' is none of {known}, year_ending_06, or a pattern of % signs")
        return forms

    @field_validator("template")
    @classmethod
    def _has_columns(cls, template: str | None) -> str | None:
        if template is not None and not re.fullmatch(r"(?:[^{}]*\{[^{}]+\})+[^{}]*", template):
            raise ValueError(f"the template '{template}' needs columns in closed braces, as {{Issuer}}-{{Number}}")
        return template


@dataclass(frozen=True, config=_STRICT)
class Mapping:
    name: str
    source: str
    fields: Dict[str, FieldMapping]
    file: FileOptions = field(default_factory=FileOptions)
    events: Dict[str, Dict[str, FieldMapping]] = field(default_factory=dict)
    unpivot: Unpivot | None = None
    stream: str = ""
    covers: str | None = None
    partial: bool = False  # a selection: its rows can be listed, and nothing follows from their number
    about: str = ""

    @model_validator(mode="after")
    def _is_one_way(self) -> Mapping:
        if self.events and self.unpivot:
            raise ValueError("a row is taken apart either by events or by unpivot, not by both")
        if any(not overrides for overrides in self.events.values()):
            raise ValueError("an event under 'events' describes nothing")
        return self


_MAPPING: TypeAdapter[Mapping] = TypeAdapter(Mapping)


def load(path: Path) -> Mapping:
    """Read a mapping. Raises UserError where the file is not one."""
    try:
        return parse(load_plain(path.read_text(encoding="utf-8")), path.stem, path.parent)
    except FileNotFoundError:
        raise _problem(path, "There is no such mapping file.") from None
    except (OSError, UnicodeDecodeError):
        raise _problem(path, "It cannot be read as a text file.") from None
    except ValueError as error:
        raise _problem(path, f"{error}.") from None


def parse(raw: Any, name: str, folder: Path) -> Mapping:
    """A mapping from its YAML form; `folder` is where its code files lie. Raises UserError where it is none."""
    path = folder / f"{name}.yaml"
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), dict) or "source" not in raw:
        raise _problem(path, "It has no 'source' or no 'fields'.")
    try:
        return _MAPPING.validate_python(_spelled_out(raw, name, folder))
    except ValidationError as error:
        raise _problem(path, _first(error)) from None
    except ValueError as error:
        raise _problem(path, f"{error}.") from None


def _spelled_out(raw: dict[str, Any], name: str, folder: Path) -> dict[str, Any]:
    """The short forms of YAML written in full, so that the model says all the rest."""
    file = raw.get("file") or {}
    if not isinstance(file, dict):
        raise ValueError("'file' is not a table of keys")
    spelled = {**raw, "name": name, "file": {key: value for key, value in file.items() if key != "unpivot"}}
    if "unpivot" in file:
        spelled["unpivot"] = file["unpivot"]
    spelled["fields"] = {key: _field(value, key, folder) for key, value in raw["fields"].items()}
    if "events" in raw:
        spelled["events"] = _events(raw["events"], folder)
    return spelled


def _events(raw: Any, folder: Path) -> Any:
    if not isinstance(raw, dict):
        raise ValueError("'events' is not a table of events")
    events = {}
    for event, overrides in raw.items():
        if not isinstance(overrides, dict):
            raise ValueError(f"event '{event}' is not a table of fields")
        events[event] = {key: _field(value, key, folder) for key, value in overrides.items()}
    return events


def _field(raw: Any, key: str, folder: Path) -> dict[str, Any]:
    if isinstance(raw, str):
        return {"column": raw}
    if not isinstance(raw, dict):
        raise ValueError(f"field '{key}' is neither a column name nor a description")
    if sum(part in raw for part in ("column", "constant", "template")) != 1:
        raise ValueError(f"field '{key}' needs exactly one of column, constant, template")
    spelled = dict(raw)
    if "form" in spelled:
        form = spelled.pop("form")
        spelled["forms"] = [form] if isinstance(form, str) else form
    if "codes" in spelled:
        spelled["codes"] = _codes(spelled["codes"], key, folder)
    return spelled


def _codes(raw: Any, key: str, folder: Path) -> Dict[str, Any]:
    if isinstance(raw, str) and raw:
        return _codes_from(folder / raw, key)
    if isinstance(raw, dict):
        return {code: None if value in _NOTHING else value for code, value in raw.items()}
    raise ValueError(f"the codes of field '{key}' are neither a table nor a file name")


def _codes_from(file: Path, key: str) -> Dict[str, str | None]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return {row["code"].strip(): row["value"].strip() or None for row in _rows(stream)}
    except (OSError, KeyError, AttributeError, UnicodeDecodeError, csv.Error):
        raise ValueError(f"the code file '{file.name}' of field '{key}' has no columns code and value") from None


def _rows(stream: Any) -> csv.DictReader[str]:
    reader = csv.DictReader(stream)
    if not {"code", "value"} <= set(reader.fieldnames or ()):
        raise KeyError
    return reader


def is_date_form(form: str) -> bool:
    """Whether a word is one of the forms of a date, or a pattern whose % signs all mean something."""
    if form in DATE_FORMS or _YEAR_ENDING.fullmatch(form):
        return True
    return "%" in form and _PATTERN.fullmatch(form) is not None


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error:
        raise ValueError(f"'{pattern}' is not a regular expression") from None


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, with its place, in words of ours."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = " / ".join(str(part) for part in first["loc"] if not str(part).startswith("function-"))
    if first["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        return f"The key '{place}' is not known here."
    said = first["msg"].removeprefix("Value error, ")
    return f"{place}: {said}." if place else f"{said[0].upper()}{said[1:]}."


def _problem(path: Path, found: str) -> UserError:
    return UserError(
        message="wrong-mapping",
        what=path.name,
        detail=found,
        found=f"Mapping {path.name}: {found}",
        expected="A YAML file with source, fields and, where needed, file, events, stream.",
        do="Compare it with docs/reference/mapping.md, or let `durna map FILE SOURCE` write a new one.",
    )
