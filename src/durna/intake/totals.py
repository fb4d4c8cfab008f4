"""Words of a table that stand where a group could stand and mean all groups together.

A row "Total" beside rows for each country has no country: taken for one more, it would double every sum of the rows.
"""

from __future__ import annotations

from dataclasses import replace

from durna.engine import sql
from durna.intake.values import Columns, Value, cell
from durna.sources.contract import Contract, Field
from durna.sources.mapping import FieldMapping

_WORDS = frozenset((
    "total", "totals", "grand total", "all", "both sexes", "all ages", "all countries",
    "all nationalities", "_t", "cəmi", "cemi", "ümumi", "ümumilikdə", "yekun", "bütün ölkələr", "hər iki cins", "всего",
    "итого", "оба пола", "все страны", "все возрасты", "toplam", "genel toplam", "ensemble", "total général",
    "tous pays", "gesamt", "insgesamt", "المجموع", "الإجمالي",
))  # fmt: skip
_OF_BOTH_SEXES = frozenset(("t",))  # so in older SDMX messages and at Eurostat
# Which publication a row is from, and of what it speaks, is no group of a whole.
_NO_GROUPS = ("institution", "series")
_NAMES_NO_GROUP = ("indicator", "geography", "unit", "vintage", "reference", "source", "published_on", "variant")


def understood(contract: Contract, field: Field, given: FieldMapping, columns: Columns, value: Value) -> Value:
    """The value with the words for all together as no group, each row counted under `FIELD_total`.

    What the mapping says of a word goes before. A bare cell means the same and is not counted: labels that stand once
    above several rows leave keys behind that repeat, and that is told.
    """
    if not is_group(contract, field) or given.column is None:
        return value
    raw = cell(given.column, columns.types[given.column], columns.missing)
    said = {_plain(word) for word in (*(given.codes or {}), *given.special)}
    total = f"coalesce(lower(rtrim({raw}, ':')) IN {sql.texts(sorted(_words(field) - said))}, false)"
    if value.lookup:
        # Nearly every cell holds a known code, for which the words need not be gone through.
        total = f"CASE WHEN {value.lookup}.durna_known THEN false ELSE {total} END"
    return replace(
        value,
        columns={column: f"CASE WHEN {total} THEN NULL ELSE {known} END" for column, known in value.columns.items()},
        special={**value.special, f"{field.name}_total": total},
    )


def is_total(field: Field, text: str) -> bool:
    return _plain(text) in _words(field)


def is_group(contract: Contract, field: Field) -> bool:
    """Whether the field parts a whole, so that a row without it is the row of all together."""
    if not contract.is_table or field.required or field.name not in contract.natural_key:
        return False
    return field.type in ("code", "text") and not (
        field.name in _NAMES_NO_GROUP or (field.codes or "").startswith(_NO_GROUPS)
    )


def _words(field: Field) -> frozenset[str]:
    return _WORDS | _OF_BOTH_SEXES if field.codes == "sex" else _WORDS


def _plain(word: str) -> str:
    """As the engine folds it: the dotted capital of Azerbaijani is a plain i."""
    return word.strip().rstrip(":").replace("İ", "i").lower()
