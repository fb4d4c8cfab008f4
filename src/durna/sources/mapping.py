"""Mappings: how a country's own file becomes the rows of a contract. Data, one YAML file each, edited by people."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from durna.errors import UserError

DATE_FORMS = (
    "iso", "dmy", "mdy", "ymd", "mmddyyyy", "ddmmyyyy", "yyyymmdd",
    "excel", "sas", "year", "quarter", "month", "academic",
)  # fmt: skip
_FILE_KEYS = {
    "sheet", "header_row", "header_rows", "delimiter", "quote", "encoding", "ends_before", "missing", "fill_down",
    "member", "unpivot",
}  # fmt: skip
_FIELD_KEYS = {"column", "constant", "template", "codes", "form", "scale", "decimal", "special"}
_MAPPING_KEYS = {"source", "about", "file", "stream", "fields", "events", "covers"}


@dataclass(frozen=True)
class FileOptions:
    """What a reader must be told about a file; whatever is absent is found out."""

    sheet: str | None = None
    header_row: int | None = None
    header_rows: tuple[int, ...] = ()
    delimiter: str | None = None
    quote: str | None = None
    encoding: str | None = None
    ends_before: str | None = None
    missing: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    member: str | None = None


@dataclass(frozen=True)
class Unpivot:
    """One row becomes one record per column: the column's header goes to `name`, its cell to `value`."""

    columns: tuple[str, ...] | str
    name: str
    value: str


@dataclass(frozen=True)
class FieldMapping:
    """Where one field of the contract comes from: exactly one of column, constant, template."""

    column: str | None = None
    constant: str | None = None
    template: str | None = None
    codes: Dict[str, str | None] | None = None
    forms: tuple[str, ...] = ()
    scale: float | None = None
    decimal: str | None = None
    special: Dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    name: str
    source: str
    file: FileOptions
    fields: Dict[str, FieldMapping]
    events: Dict[str, Dict[str, FieldMapping]]
    unpivot: Unpivot | None = None
    stream: str = ""
    covers: str | None = None
    about: str = ""


def load(path: Path) -> Mapping:
    """Read a mapping. Raises UserError where the file is not one."""
    import yaml

    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _problem(path, "There is no such mapping file.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        place = getattr(error, "problem_mark", None)
        where = f" at line {place.line + 1}" if place else ""
        raise _problem(path, f"It is not readable as YAML{where}.") from None
    return parse(raw, path.stem, path.parent)


def parse(raw: Any, name: str, folder: Path) -> Mapping:
    path = folder / f"{name}.yaml"
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), dict) or "source" not in raw:
        raise _problem(path, "It has no 'source' or no 'fields'.")
    _only(raw, _MAPPING_KEYS, path, "the mapping")
    file = raw.get("file") or {}
    _only(file, _FILE_KEYS, path, "'file'")
    fields = {key: _field(value, key, path, folder) for key, value in raw["fields"].items()}
    events = {
        event: {key: _field(value, key, path, folder) for key, value in overrides.items()}
        for event, overrides in (raw.get("events") or {}).items()
    }
    return Mapping(
        name=name, source=str(raw["source"]), file=_file_options(file), fields=fields, events=events,
        unpivot=_unpivot(file.get("unpivot"), path), stream=str(raw.get("stream") or ""),
        covers=str(raw["covers"]) if raw.get("covers") else None, about=str(raw.get("about") or ""),
    )  # fmt: skip


def _file_options(file: dict[str, Any]) -> FileOptions:
    plain = {key: file.get(key) for key in ("sheet", "header_row", "delimiter", "quote", "encoding", "ends_before")}
    return FileOptions(
        **cast(Any, plain),
        member=file.get("member"),
        header_rows=tuple(file.get("header_rows") or ()),
        missing=tuple(str(word) for word in file.get("missing") or ()),
        fill_down=tuple(file.get("fill_down") or ()),
    )


def _unpivot(raw: Any, path: Path) -> Unpivot | None:
    if raw is None:
        return None
    try:
        columns = raw["columns"]
        columns = columns if isinstance(columns, str) else tuple(str(column) for column in columns)
        return Unpivot(columns=columns, name=str(raw["name"]), value=str(raw["value"]))
    except (KeyError, TypeError):
        raise _problem(path, "'unpivot' needs columns, name and value.") from None


def _field(raw: Any, key: str, path: Path, folder: Path) -> FieldMapping:
    if isinstance(raw, str):
        return FieldMapping(column=raw)
    if not isinstance(raw, dict):
        raise _problem(path, f"Field '{key}' is neither a column name nor a description.")
    _only(raw, _FIELD_KEYS, path, f"field '{key}'")
    if sum(part in raw for part in ("column", "constant", "template")) != 1:
        raise _problem(path, f"Field '{key}' needs exactly one of column, constant, template.")
    forms = raw.get("form") or ()
    return FieldMapping(
        column=None if raw.get("column") is None else str(raw["column"]),
        constant=_text(raw.get("constant")),
        template=raw.get("template"),
        codes=_codes(raw.get("codes"), key, path, folder),
        forms=(forms,) if isinstance(forms, str) else tuple(forms),
        scale=raw.get("scale"),
        decimal=raw.get("decimal"),
        special={str(word): str(flag) for word, flag in (raw.get("special") or {}).items()},
    )


def _codes(raw: Any, key: str, path: Path, folder: Path) -> Dict[str, str | None] | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        return _codes_from(folder / raw, key, path)
    if isinstance(raw, dict):
        return {_text(code) or "": _text(value) for code, value in raw.items()}
    raise _problem(path, f"The codes of field '{key}' are neither a table nor a file name.")


def _codes_from(file: Path, key: str, path: Path) -> Dict[str, str | None]:
    import csv

    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return {row["code"].strip(): row["value"].strip() or None for row in csv.DictReader(stream)}
    except (OSError, KeyError, AttributeError):
        raise _problem(path, f"The code file '{file.name}' of field '{key}' has no columns code and value.") from None


def _text(value: Any) -> str | None:
    """YAML reads `no` and `1` as other types than the text a file carries."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _only(raw: Any, known: set[str], path: Path, what: str) -> None:
    if not isinstance(raw, dict):
        raise _problem(path, f"{what[0].upper()}{what[1:]} is not a table of keys.")
    strange = sorted(str(key) for key in set(raw) - known)
    if strange:
        raise _problem(path, f"In {what} stands the unknown key '{strange[0]}'.")


def _problem(path: Path, found: str) -> UserError:
    return UserError(
        found=f"Mapping {path.name}: {found}",
        expected="A YAML file with source, fields and, where needed, file, events, stream.",
        do="Compare it with docs/reference/mapping.md, or let `durna map FILE SOURCE` write a new one.",
    )
