"""What may be asked: which sources, which of their fields, which years. Never a field that identifies anybody."""

from __future__ import annotations

from dataclasses import dataclass

from durna.indicators.breakdowns import DURATION, of_records
from durna.publish.language import Language
from durna.sources import contract
from durna.sources.contract import Contract
from durna.store.records import Records
from durna.web.texts import say

_MADE = ("age_group", "month", DURATION)
_TYPES = ("code", "boolean")


@dataclass(frozen=True)
class Field:
    name: str
    text: str


def sources(records: Records) -> list[str]:
    """Sources of records that were delivered whole: of a selection nothing can be counted."""
    known = [name for name in records.sources() if name in contract.sources() and not contract.load(name).is_table]
    return [name for name in sorted(known) if not any(each.partial for each in records.receipts(name))]


def fields(source: str) -> tuple[str, ...]:
    """Codes of lists, yes or no, and bands of ages and durations; texts and numbers may tell somebody."""
    found = contract.load(source)
    return tuple(name for name in of_records(found, {}) if name in _MADE or _is_coded(found, name))


def _is_coded(found: Contract, name: str) -> bool:
    field = found.fields.get(name)
    return field is not None and field.type in _TYPES and not field.identifies_person


def years(records: Records, source: str) -> list[int]:
    """The latest first."""
    covered = records.coverage(source)
    return sorted({year for each in covered for year in range(each.start.year, each.end.year + 1)}, reverse=True)


def titled(source: str, language: Language) -> list[Field]:
    """The fields in the words of their contract."""
    found = contract.load(source)
    return [Field(name, _title(found, name, language)) for name in fields(source)]


def _title(found: Contract, name: str, language: Language) -> str:
    if name in _MADE:
        return say(f"counts-{name.replace('_', '-')}") if name == DURATION else language.dimension(name)
    return language.of(found.fields[name].title)
