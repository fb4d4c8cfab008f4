"""What intake is about to do with one file, and whether its mapping fits the contract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from durna.errors import UserError
from durna.intake.values import Columns, columns_of
from durna.periods import Period
from durna.sources.contract import Contract
from durna.sources.mapping import FieldMapping, Mapping


@dataclass(frozen=True)
class Plan:
    """What intake is about to do with one file."""

    contract: Contract
    mapping: Mapping
    scan: str
    columns: Columns
    delivery_id: str
    recorded_at: str
    cut_off: date | None = None
    covers: Period | None = None

    @property
    def ends_on(self) -> date | None:
        """The last day that the delivery speaks of, as far as anybody said."""
        return self.cut_off or (self.covers.end if self.covers else None)

    @property
    def events(self) -> tuple[str, ...]:
        return tuple(self.mapping.events) or ("",)

    @property
    def has_one_record_a_row(self) -> bool:
        return len(self.events) == 1 and self.mapping.unpivot is None

    @property
    def columns_not_read(self) -> list[str]:
        """The columns that the mapping leaves out: where a year stands in each, a new one may be called `2024 (p)`."""
        used = {*columns_wanted(self.mapping), *self.turned}
        return [column for column in self.columns.header if column not in used]

    @property
    def turned(self) -> list[str]:
        """The columns that become rows."""
        unpivot = self.mapping.unpivot
        if unpivot is None:
            return []
        if isinstance(unpivot.columns, str):
            return [column for column in self.columns.types if re.search(unpivot.columns, column)]
        return list(unpivot.columns)

    @property
    def identifying(self) -> dict[str, FieldMapping]:
        """The mapped fields that identify a person."""
        known = self.mapping.fields
        return {name: known[name] for name in self.contract.identifiers if name in known}


def given_fields(mapping: Mapping) -> list[FieldMapping]:
    return [*mapping.fields.values(), *(given for overrides in mapping.events.values() for given in overrides.values())]


def columns_wanted(mapping: Mapping) -> tuple[str, ...]:
    """The columns of the file that a mapping names."""
    return tuple(column for given in given_fields(mapping) for column in columns_of(given))


def refuse_unfit(plan: Plan) -> None:
    """Raises UserError where the mapping does not fit the contract."""
    contract, mapping = plan.contract, plan.mapping
    columns = {column for field in contract.fields.values() for column in field.columns}
    given = {*mapping.fields, *(name for overrides in mapping.events.values() for name in overrides)}
    strange = sorted(given - set(contract.fields) - columns)
    if strange:
        raise UserError(
            message="strange-field",
            what=strange[0],
            source=contract.source,
            found=f"The mapping fills '{strange[0]}', which source '{contract.source}' does not have.",
            expected=f"Fields of the contract: {', '.join(contract.fields)}.",
            do=f"Correct mapping '{mapping.name}'.",
        )
    named = sorted({name for overrides in mapping.events.values() for name in overrides} & set(contract.identifiers))
    if named:
        raise UserError(
            message="person-in-event",
            what=named[0],
            found=f"An event of the mapping names '{named[0]}', which identifies a person.",
            expected="Identifiers under 'fields': all events of a row are about one person.",
            do=f"Move '{named[0]}' from 'events' to 'fields' in mapping '{mapping.name}'.",
        )
    absent = [
        field.name
        for field in contract.fields.values()
        if field.required and not field.identifies_person and not given & {field.name, *field.columns}
    ]
    if absent:
        raise UserError(
            message="not-filled",
            what=", ".join(absent),
            found=f"The mapping does not fill '{absent[0]}': a row of '{contract.source}' cannot be used without it.",
            expected=f"A column or a constant for each required field: {', '.join(absent)}.",
            do=f"Add it to mapping '{mapping.name}', or let `durna map FILE {contract.source}` propose it.",
        )
    if plan.ends_on is None and any(one.cut for one in given_fields(mapping)):
        raise UserError(
            message="no-last-day",
            what=mapping.name,
            found=f"Mapping '{mapping.name}' cuts periods where the delivery ends, and nobody said where that is.",
            expected="The last day that the file speaks of: the last year of a release is often half a year.",
            do="Deliver with --cut-off DATE, or with --covers PERIOD.",
        )
