"""Contracts: what one source delivers. Data, one YAML file each; read here and compiled by intake."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from durna import yaml_text
from durna.errors import UserError

COUNTING_UNITS = (
    "event", "person", "permit", "decision", "case", "spell",
    "registration", "document", "family", "contract", "money", "item",
)  # fmt: skip
TYPES = ("text", "code", "integer", "number", "date", "datetime", "boolean", "period")


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    title: Dict[str, str]
    required: bool = False
    identifies_person: bool = False
    codes: str | None = None
    minimum: float | None = None
    maximum: float | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The stored columns: a period is kept as its first and its last day."""
        return (f"{self.name}_start", f"{self.name}_end") if self.type == "period" else (self.name,)


@dataclass(frozen=True)
class Check:
    """A condition between fields; a row that breaks it is accepted and flagged."""

    name: str
    expect: str
    title: Dict[str, str]


@dataclass(frozen=True)
class Contract:
    source: str
    kind: str
    title: Dict[str, str]
    institution: str
    counting_unit: str
    fields: Dict[str, Field]
    dated_by: str
    natural_key: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    forbids_repeats: bool = False
    checks: tuple[Check, ...] = ()
    frequency: str = ""
    address: str = ""
    derived_from: str = ""

    @property
    def origin(self) -> str:
        """The source whose deliveries stand behind the rows: its own, unless they are made from another's."""
        return self.derived_from or self.source

    @property
    def is_table(self) -> bool:
        return self.kind == "table"

    @property
    def identifiers(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields.values() if field.identifies_person)

    @property
    def stored_columns(self) -> tuple[str, ...]:
        """The contract's columns in the records; identifiers never reach them."""
        kept = [column for field in self.fields.values() if not field.identifies_person for column in field.columns]
        return (("person",) if self.person else ()) + tuple(kept)

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The stored columns of the natural key; an identifying field is represented by the pseudonym."""
        columns: list[str] = []
        for name in self.natural_key:
            field = self.fields[name]
            columns += ["person"] if field.identifies_person else field.columns
        return tuple(dict.fromkeys(columns))

    @property
    def date_column(self) -> str:
        return self.fields[self.dated_by].columns[-1]


def sources() -> tuple[str, ...]:
    """What can be delivered."""
    return _named("contracts")


def derived() -> tuple[str, ...]:
    """What the program makes of deliveries: counted as records are, never taken in."""
    return _named("derived")


@cache
def _named(folder: str) -> tuple[str, ...]:
    found = (files("durna.sources") / folder).iterdir()
    return tuple(sorted(file.name[:-5] for file in found if file.name.endswith(".yaml")))


@cache
def load(source: str) -> Contract:
    """The contract of one source. Raises UserError for a source that has none."""

    folder = "derived" if source in derived() else "contracts"
    if source not in _named(folder):
        from difflib import get_close_matches

        near = get_close_matches(source, sources(), n=3)
        raise UserError(
            message="no-source",
            what=source,
            found=f"There is no source '{source}'.",
            expected="One of the sources that have a contract." + (f" Near: {', '.join(near)}." if near else ""),
            do="List them with `durna sources`.",
        )
    text = (files("durna.sources") / folder / f"{source}.yaml").read_text(encoding="utf-8")
    return parse(yaml_text.load(text))


def to_deliver(source: str) -> Contract:
    """The contract of a source that is taken in. Raises UserError also for one that is made of another's deliveries."""
    contract = load(source)
    if contract.derived_from:
        raise UserError(
            message="made-of-another",
            what=source,
            source=contract.derived_from,
            found=f"'{source}' is not delivered: it is made of the records of '{contract.derived_from}'.",
            expected="A source that an institution delivers.",
            do=f"Deliver '{contract.derived_from}', or list the sources with `durna sources`.",
        )
    return contract


def parse(raw: dict[str, Any]) -> Contract:
    """Build a contract from its YAML form; raises ValueError where the file contradicts itself."""
    fields = {name: _field(name, spec) for name, spec in raw["fields"].items()}
    contract = Contract(
        source=raw["source"], kind=raw["kind"], title=raw["title"], institution=raw["institution"],
        counting_unit=raw["counting_unit"], fields=fields, dated_by=raw["dated_by"],
        natural_key=tuple(raw.get("natural_key") or ()), person=tuple(raw.get("person") or ()),
        forbids_repeats=bool(raw.get("forbids_repeats")),
        checks=tuple(Check(name, spec["expect"], spec["title"]) for name, spec in (raw.get("checks") or {}).items()),
        frequency=raw.get("frequency", ""), address=raw.get("address", ""), derived_from=raw.get("derived_from", ""),
    )  # fmt: skip
    _consistent(contract)
    return contract


def _field(name: str, spec: dict[str, Any]) -> Field:
    return Field(
        name=name, type=spec["type"], title=spec["title"], required=bool(spec.get("required")),
        identifies_person=spec.get("identifies") == "person", codes=spec.get("codes"),
        minimum=spec.get("min"), maximum=spec.get("max"),
    )  # fmt: skip


def _consistent(contract: Contract) -> None:
    """Raises ValueError for a contract that contradicts itself: a mistake of ours, found by tests."""
    fields = contract.fields
    problems = [name for name in (contract.dated_by, *contract.natural_key, *contract.person) if name not in fields]
    problems += [field.name for field in fields.values() if field.type not in TYPES]
    # A stored field in the pseudonym would stand beside it in the records.
    problems += [name for name in contract.person if name in fields and not fields[name].identifies_person]
    if contract.dated_by in fields and fields[contract.dated_by].type not in ("date", "datetime", "period"):
        problems.append(contract.dated_by)
    if contract.counting_unit not in COUNTING_UNITS or contract.kind not in ("record", "table"):
        problems += [contract.counting_unit, contract.kind]
    if problems:
        raise ValueError(f"contract {contract.source}: {', '.join(problems)}")
