"""A mapping as a form and back: one line a field. What the form does not know stays as it stands in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from durna.errors import UserError
from durna.intake.codes import valid_codes
from durna.sources.contract import Contract, Field
from durna.sources.mapping import DATE_FORMS
from durna.sources.plain_yaml import load_plain
from durna.web.dataroom import words
from durna.web.refusals import refusal

_DATED = ("date", "datetime", "period")
_PLAIN_KEYS = {"column", "constant", "form", "codes"}
_MOST_OFFERED = 400


@dataclass(frozen=True)
class Line:
    """A field of the contract, or an end of its period, as the form shows it."""

    name: str
    title: str
    field: Field
    column: str
    constant: str
    form: str
    codes: str
    is_only_in_text: bool

    @property
    def is_dated(self) -> bool:
        return self.field.type in _DATED

    @property
    def has_codes(self) -> bool:
        return self.field.type == "code"


def read(text: str) -> dict[str, Any]:
    """The YAML form of a mapping. Raises UserError for what is none."""
    try:
        raw = load_plain(text)
    except ValueError as error:
        raise refusal("mapping-text", problem=str(error)) from None
    if not isinstance(raw, dict) or not isinstance(raw.get("fields") or {}, dict):
        raise refusal("mapping-text", problem="fields")
    return {**raw, "fields": raw.get("fields") or {}}


def write(raw: Mapping[str, Any]) -> str:
    text: str = yaml.safe_dump(dict(raw), allow_unicode=True, sort_keys=False, width=110)
    return text


def begin(source: str) -> dict[str, Any]:
    return {"source": source, "fields": {}}


def lines(raw: Mapping[str, Any], contract: Contract) -> list[Line]:
    """Required fields first."""
    names = [(name, field) for field in contract.fields.values() for name in _names(field, raw["fields"])]
    found = [_line(name, field, raw["fields"].get(name), contract) for name, field in names]
    return sorted(found, key=lambda line: not line.field.required)


def merged(raw: Mapping[str, Any], contract: Contract, sent: Mapping[str, str]) -> dict[str, Any]:
    """What the form says, over the text that it was made from. Raises UserError for codes that are no pairs."""
    fields = dict(raw["fields"])
    for line in lines(raw, contract):
        if not line.is_only_in_text and f"{line.name}-column" in sent:
            given = _given(line, sent)
            if given is None:
                fields.pop(line.name, None)
            else:
                fields[line.name] = given
    return {**raw, "fields": fields}


def columns_named(raw: Mapping[str, Any]) -> list[str]:
    given = raw["fields"].values()
    named = (one if isinstance(one, str) else one.get("column") for one in given if isinstance(one, str | dict))
    return [name for name in named if name]


def offered(contract: Contract, columns: Iterable[str]) -> dict[str, list[str]]:
    """What the form offers: the columns of the file, the forms of dates, and the codes of each list that is short."""
    lists = {field.codes: valid_codes(field) for field in contract.fields.values() if field.codes}
    codes = {name or "": sorted(known) for name, known in lists.items() if len(known) <= _MOST_OFFERED}
    return {"columns": list(dict.fromkeys(columns)), "forms": list(DATE_FORMS), **codes}


def _names(field: Field, given: Mapping[str, Any]) -> tuple[str, ...]:
    """A period stands in one column, or its two ends in two."""
    if field.type == "period" and any(column in given for column in field.columns) and field.name not in given:
        return field.columns
    return (field.name,)


def _line(name: str, field: Field, given: Any, contract: Contract) -> Line:
    raw = {"column": given} if isinstance(given, str) else dict(given or {})
    codes = raw.get("codes")
    form = raw.get("form", "")
    return Line(
        name, words.field(contract, name), field, str(raw.get("column", "")), str(raw.get("constant", "")),
        ", ".join(form) if isinstance(form, list) else str(form),
        _pairs(codes), bool(set(raw) - _PLAIN_KEYS) or isinstance(codes, str),
    )  # fmt: skip


def _pairs(codes: Any) -> str:
    if not isinstance(codes, dict):
        return ""
    return "\n".join(f"{code} = {value or ''}".rstrip() for code, value in codes.items())


def _given(line: Line, sent: Mapping[str, str]) -> str | dict[str, Any] | None:
    column, constant = (sent.get(f"{line.name}-{part}", "").strip() for part in ("column", "constant"))
    if not column and not constant:
        return None
    given: dict[str, Any] = {"column": column} if column else {"constant": constant}
    forms = [form.strip() for form in sent.get(f"{line.name}-form", "").split(",") if form.strip()]
    if forms:
        given["form"] = forms[0] if len(forms) == 1 else forms
    codes = _codes(line, sent.get(f"{line.name}-codes", ""))
    if codes:
        given["codes"] = codes
    return column if set(given) == {"column"} else given


def _codes(line: Line, text: str) -> dict[str, str | None]:
    """One pair a line, `code of the file = code of Durna`; nothing behind the sign means no value."""
    found: dict[str, str | None] = {}
    for number, each in enumerate(filter(None, (part.strip() for part in text.splitlines())), start=1):
        code, sign, value = each.rpartition("=") if "=" in each else (each, "", "")
        if not sign or not code.strip():
            raise _no_pair(line, number)
        found[code.strip()] = value.strip() or None
    return found


def _no_pair(line: Line, number: int) -> UserError:
    return refusal("mapping-codes", field=line.title, line=number)
