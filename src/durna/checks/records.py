"""Records: what contradicts itself, cannot be, could not be read, has a code nobody knows, or came twice.

Intake flags a doubtful row by the checks of the contract. Here the flags are counted over what is current, and a few
rows of each are sampled: two queries a source. A sample says where a record stands in its delivery, its day and what
the check compares; it never holds the pseudonym, a number, a text or anything about the birth of somebody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from operator import or_
from typing import TYPE_CHECKING, Any

from durna.checks import texts
from durna.checks.findings import Failing, Finding
from durna.periods import Period, parse
from durna.residence.observed import Records
from durna.sources import contract as contracts
from durna.sources.contract import Contract
from durna.store.receipts import Receipt

if TYPE_CHECKING:
    import ibis.expr.types as ir

SAMPLED = 5
# From these shares on a finding is of another severity: one record in twenty is no slip but a fault of the system.
SEVERE_SHARE = 0.05
SEVERE_UNKNOWN, TELLING_UNKNOWN = 0.20, 0.01
_SHOWN_TYPES = ("date", "datetime", "code", "boolean", "integer")
# What a birth certificate says tells people apart even without a name.
_NEVER_SHOWN = ("age", "birth_date", "birth_year", "country_of_birth", "citizenship")
_IMPLAUSIBLE, _UNREADABLE = ("_implausible", "_after_cut_off"), ("_unreadable", "_missing")


def check(records: Records, sources: Collection[str] | None = None) -> Iterator[Finding]:
    """The findings on every source that was delivered, or on those named."""
    for source in records.sources():
        if source in contracts.derived() or (sources is not None and source not in sources):
            continue
        contract, receipts = contracts.load(source), records.receipts(source)
        if any(receipt.flags or receipt.unknown_codes or receipt.rejected for receipt in receipts):
            yield from _doubtful(contract, receipts, records.table(source))
        shared = _shared_days(receipts)
        if contract.person and shared:
            yield from _repeated(contract, records.table(source), shared)


def _doubtful(contract: Contract, receipts: Sequence[Receipt], table: ir.Table) -> Iterator[Finding]:
    """What intake doubted, of what is current: what another delivery has replaced is held against nobody."""
    found = table.group_by(["delivery_id", "flags"]).aggregate(rows=table.count()).to_pyarrow().to_pylist()
    latest = {receipt.stream: receipt.delivery_id for receipt in receipts}
    counted = {row["delivery_id"] for row in found} | {
        receipt.delivery_id
        for receipt in receipts
        if not receipt.accepted and latest[receipt.stream] == receipt.delivery_id
    }
    current = [receipt for receipt in receipts if receipt.delivery_id in counted]
    yield from _unknown_codes(contract, current)
    yield from _rejected(contract, current)
    yield from _flagged(contract, table, found)


def _flagged(contract: Contract, table: ir.Table, found: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for row in found:
        for flag in (row["flags"] or "").split():
            counts[flag] = counts.get(flag, 0) + row["rows"]
    kinds = {flag: kind for flag in sorted(counts) if (kind := _check_of(contract, flag))}
    rows, few = sum(row["rows"] for row in found), _first_flagged(contract, table) if kinds else []
    for flag, kind in kinds.items():
        failing = [row for row in few if flag in row["flags"].split()][:SAMPLED]
        sample = tuple(_failing(row, _shown(contract, flag)) for row in failing)
        yield _finding(kind, contract, flag, counts[flag], rows, title=_title(contract, flag), sample=sample)


def _first_flagged(contract: Contract, table: ir.Table) -> list[dict[str, Any]]:
    """The first rows of every set of flags, and so of every flag, in one query."""
    import ibis

    place = ["delivery_id", "row_no", "event_no"]
    flagged = table.filter(table["flags"].notnull())
    numbered = flagged.mutate(n=ibis.row_number().over(group_by="flags", order_by=place))
    few = numbered.filter(numbered["n"] < SAMPLED).select("flags", *place, *_showable(contract))
    rows: list[dict[str, Any]] = few.order_by(place).to_pyarrow().to_pylist()
    return rows


def _check_of(contract: Contract, flag: str) -> str | None:
    if any(each.name == flag for each in contract.checks) or "_before_" in flag:
        return "record_contradiction"
    if flag.endswith(_IMPLAUSIBLE):
        return "record_implausible"
    # What else intake flags (a special value of a mapping) is told in the receipt and is no fault.
    return "record_unreadable" if flag.endswith(_UNREADABLE) else None


def _title(contract: Contract, flag: str) -> texts.Text:
    """The title of the contract's check, else the field and what is wrong with it."""
    for each in contract.checks:
        if each.name == flag:
            return each.title
    for ending in (*_IMPLAUSIBLE, *_UNREADABLE):
        field = contract.fields.get(flag.removesuffix(ending))
        if flag.endswith(ending) and field is not None:
            return texts.say(f"value{ending}", field=field.title)
    return texts.say("key_missing") if flag == "key_missing" else {"en": flag.replace("_", " ")}


def _showable(contract: Contract) -> tuple[str, ...]:
    """The day of the record, and what says nothing about who it is of."""
    fields = (
        field
        for field in contract.fields.values()
        if field.type in _SHOWN_TYPES and not field.identifies_person and field.name not in _NEVER_SHOWN
    )
    return tuple(dict.fromkeys([contract.date_column, *(column for field in fields for column in field.columns)]))


def _shown(contract: Contract, flag: str) -> tuple[str, ...]:
    """The day of the record, and the columns that the check compares."""
    condition = next((each.expect for each in contract.checks if each.name == flag), flag)
    compared = (column for column in _showable(contract) if re.search(rf"\b{column}(\b|_)", condition))
    return tuple(dict.fromkeys([contract.date_column, *compared]))


def _failing(row: Mapping[str, Any], columns: Sequence[str]) -> Failing:
    fields = tuple((column, str(row[column])) for column in columns if row[column] is not None)
    return Failing(row["delivery_id"], row["row_no"], fields)


def _shared_days(receipts: Sequence[Receipt]) -> tuple[Period, ...]:
    """The days that more than one delivery speaks of: no record can stand twice on any other."""
    covers = [parse(receipt.covers) for receipt in receipts if receipt.covers]
    shared = (one.intersection(other) for one, other in combinations(covers, 2))
    return tuple(sorted({period for period in shared if period is not None}))


def _repeated(contract: Contract, table: ir.Table, shared: Sequence[Period]) -> Iterator[Finding]:
    """Records of one person alike in all but what numbers them, that stand in more than one delivery."""
    numbers = {field.name for field in contract.fields.values() if field.name.endswith(("_no", "_number"))}
    alike = [column for column in contract.stored_columns if column not in numbers]
    day = table[contract.date_column].cast("date")
    meanwhile = reduce(or_, (day.between(period.start, period.end) for period in shared))
    known = table.filter(table["person"].notnull() & meanwhile)
    groups = known.group_by(alike).aggregate(
        rows=known.count(), delivery_id=known["delivery_id"].min(), last=known["delivery_id"].max(),
        row_no=known["row_no"].min(), event_no=known["event_no"].min(),
    )  # fmt: skip
    twice = groups.filter(groups["delivery_id"] != groups["last"])
    counted = twice.aggregate(rows=twice["rows"].sum(), groups=twice.count()).to_pyarrow().to_pylist()[0]
    if counted["groups"]:
        repeats = int(counted["rows"]) - int(counted["groups"])
        total = int(table.count().to_pyarrow().as_py())
        few = twice.order_by(["delivery_id", "row_no", "event_no"]).limit(SAMPLED).to_pyarrow().to_pylist()
        sample = tuple(_failing(row, (contract.date_column,)) for row in few)
        yield _finding("repeated_across_deliveries", contract, "", repeats, total, sample=sample)


def _unknown_codes(contract: Contract, receipts: Sequence[Receipt]) -> Iterator[Finding]:
    rows = sum(receipt.rows_in for receipt in receipts)
    found: dict[str, int] = {}
    for receipt in receipts:
        for field, codes in receipt.unknown_codes.items():
            found[field] = found.get(field, 0) + sum(codes.values())
    for field, count in sorted(found.items()):
        share = count / rows if rows else 0.0
        severity = "severe" if share >= SEVERE_UNKNOWN else "warning" if share >= TELLING_UNKNOWN else ""
        known = contract.fields.get(field)
        title = known.title if known else {"en": field}
        yield _finding("unknown_codes", contract, field, count, rows, severity=severity, title=title)


def _rejected(contract: Contract, receipts: Sequence[Receipt]) -> Iterator[Finding]:
    rejected, rows = sum(receipt.rejected for receipt in receipts), sum(receipt.rows_in for receipt in receipts)
    if rejected:
        yield _finding("rows_rejected", contract, "", rejected, rows)


def _finding(
    check: str, contract: Contract, about: str, count: int, of: int, severity: str | None = None,
    sample: tuple[Failing, ...] = (), **named: Any,
) -> Finding:  # fmt: skip
    percent = 100 * count / of if of else 0.0
    if severity is None:
        severity = "severe" if percent >= 100 * SEVERE_SHARE else ""
    said = texts.say(check, source=contract.title, count=count, of=of, percent=_percent(percent), **named)
    return Finding(
        check, "", said, severity=severity, source=contract.source, about=about or contract.source,
        owner=contract.institution, count=count, sample=sample,
    )  # fmt: skip


def _percent(percent: float) -> float | str:
    """Never 0.0 % of something: what is there is at least said to be there."""
    return round(percent, 1) if percent >= 0.05 else "< 0.1"
