"""Forms: how each institution writes what it keeps, and the mappings that read it back.

Headers, codes, dates and file formats differ between institutions as they do in life; what the words mean is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.classifications import codelists, countries
from durna.sources.contract import Contract, Field
from durna.synthetic.place import CITIZENSHIPS

PARQUET, CSV = "parquet", "csv"
_FIRST_DAY, _LAST_DAY = np.datetime64("1900-01-01"), np.datetime64("2060-01-01")


@dataclass(frozen=True)
class Form:
    """`header` names the language of the column names, or `field` or `capitals`; `codes` likewise."""

    file: str
    header: str
    codes: str
    countries: str = "iso3"
    date_form: str = "iso"
    delimiter: str = ","


FORMS: Mapping[str, Form] = {
    "sbs": Form(PARQUET, "capitals", "capitals"),
    "mfa": Form(PARQUET, "en", "codes"),
    "sms": Form(CSV, "az", "az", countries="iso2", date_form="dmy", delimiter=";"),
    "moj": Form(CSV, "az", "numbers", countries="en", delimiter="|"),
    "mia": Form(CSV, "en", "en", countries="en", date_form="yyyymmdd", delimiter="\t"),
    "mlspp": Form(CSV, "en", "codes", date_form="dmy"),
}
OTHERS = Form(CSV, "field", "codes")
_PATTERNS = {"iso": "%Y-%m-%d", "dmy": "%d.%m.%Y", "yyyymmdd": "%Y%m%d"}


def form_of(contract: Contract) -> Form:
    return FORMS.get(contract.institution, OTHERS)


def header(form: Form, field: Field, column: str) -> str:
    """The name of a column in the file; a period has two."""
    name = {"field": column, "capitals": column.upper()}.get(form.header) or field.title[form.header]
    return name if form.header in ("field", "capitals") or column == field.name else f"{name}: {column}"


def codes_of(form: Form, codes: str) -> dict[str, str]:
    """By code: how the institution writes it."""
    if codes == "country":
        return {code: _COUNTRY_NAMES[form.countries](code) for code in CITIZENSHIPS}
    listed = codelists.load(codes).codes
    if form.codes == "numbers":
        return {code: f"{number:02}" for number, code in enumerate(listed, 1)}
    if form.codes in ("az", "en"):
        return {code: known.names[form.codes] for code, known in listed.items()}
    return {code: code.upper() if form.codes == "capitals" else code for code in listed}


def _iso2(code: str) -> str:
    return countries.load()[code].iso2 or code


_COUNTRY_NAMES: Mapping[str, Callable[[str], str]] = {
    "iso3": lambda code: code,
    "iso2": _iso2,
    "en": lambda code: countries.name(code, "en"),
}


def written(form: Form, contract: Contract, table: pa.Table) -> pa.Table:
    """A table as the institution writes it: its own names, codes and dates."""
    known = [(field, column) for field in contract.fields.values() for column in field.columns]
    chosen = [(field, column) for field, column in known if column in table.column_names]
    return pa.table({header(form, field, column): _cells(form, field, table[column]) for field, column in chosen})


def mapping(form: Form, contract: Contract, columns: Collection[str]) -> dict[str, object]:
    """The mapping that reads a file with these columns of the contract."""
    known = [(field, column) for field in contract.fields.values() for column in field.columns]
    fields = {
        column: _described(form, field, header(form, field, column)) for field, column in known if column in columns
    }
    about = f"{contract.title['en']}, as the office of the synthetic country writes them"
    return {"source": contract.source, "about": about, **_of_file(form), "fields": fields}


def _of_file(form: Form) -> dict[str, object]:
    return {"file": {"delimiter": form.delimiter}} if form.file == CSV and form.delimiter != "," else {}


def _described(form: Form, field: Field, name: str) -> object:
    if field.codes and (spelt := {text: code for code, text in codes_of(form, field.codes).items() if text != code}):
        return {"column": name, "codes": spelt}
    if field.type in ("date", "period") and form.file == CSV and form.date_form != "iso":
        return {"column": name, "form": form.date_form}
    return name


def _cells(form: Form, field: Field, column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    if field.codes:
        return _respelt(column, codes_of(form, field.codes))
    if form.file == CSV and field.type in ("date", "period"):
        return _dates(form.date_form, column)
    if form.file == CSV and field.type == "boolean":
        return pc.if_else(column, "yes", "no")
    return column.cast(pa.string()) if form.file == CSV and pa.types.is_dictionary(column.type) else column


def _respelt(column: pa.ChunkedArray, words: Mapping[str, str]) -> pa.Array:
    """Only the list of words is written anew; a word that is no code stays as it is."""
    whole = column.combine_chunks()
    if not pa.types.is_dictionary(whole.type):
        whole = whole.cast(pa.string()).dictionary_encode()
    spelt = pa.array([words.get(word, word) for word in whole.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(whole.indices, spelt)


def _dates(date_form: str, column: pa.ChunkedArray) -> pa.Array:
    """Looked up in a calendar: formatting millions of dates one by one takes a minute."""
    days = column.combine_chunks().cast(pa.int32())
    first = int(_FIRST_DAY.astype(np.int64))
    return pa.DictionaryArray.from_arrays(pc.subtract(days, pa.scalar(first, pa.int32())), _calendar(date_form))


@cache
def _calendar(date_form: str) -> pa.Array:
    days = np.arange(_FIRST_DAY, _LAST_DAY)
    return pc.strftime(pa.array(days), _PATTERNS[date_form]).cast(pa.string())
