"""How well a column fits a field: what its name says, and what its values say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from durna.intake.proposing.code_values import read_codes
from durna.intake.proposing.columns import SAMPLE, Column, is_numeric
from durna.intake.proposing.date_forms import read_dates
from durna.intake.proposing.numbers import read_numbers
from durna.intake.proposing.words import fold, is_telling, likeness, meaning, synonyms
from durna.intake.values import Columns, compile_field
from durna.sources.contract import Contract, Field
from durna.sources.mapping import FieldMapping

NAME_FITS = 0.6
_VALUES_FIT = 0.8  # share of cells that can be read, below which a column is not taken for a date or a number
_BY_VALUES = {"sex", "direction", "age_group"}  # lists whose words are known so well that the values alone tell
_SCORE_BY_VALUES = 0.65


@dataclass(frozen=True)
class Fit:
    """One column for one field, with the reasons a person can check."""

    field: str
    column: str
    score: float
    given: FieldMapping
    why: str
    remarks: tuple[str, ...] = ()
    refused: str = ""  # the name fits, the values do not


@dataclass(frozen=True)
class _Values:
    """What the values of a column say for a field: a factor of the score, and what the mapping must know."""

    factor: float
    given: FieldMapping
    why: str = ""
    remarks: tuple[str, ...] = ()


class Fitting:
    """Compares the columns of one file with the fields of one contract."""

    def __init__(self, con: duckdb.DuckDBPyConnection, contract: Contract, missing: tuple[str, ...]) -> None:
        self.con, self.contract, self.missing = con, contract, missing

    def fits(self, columns: tuple[Column, ...]) -> Iterator[Fit]:
        for target in self.contract.fields.values():
            for column in columns:
                fit = self._fit(target, column)
                if fit is not None:
                    yield fit

    def only_one_left(
        self, columns: Sequence[Column], chosen: Sequence[Fit], given: set[str], taken: set[str]
    ) -> list[Fit]:
        """A required date or value that no name gave, where one column only is left that could be it."""
        used = {fit.column for fit in chosen} | taken
        filled = {fit.field for fit in chosen} | given
        left = [column for column in columns if column.name not in used and column.filled]
        found: list[Fit] = []
        dated = self.contract.fields[self.contract.dated_by]
        if dated.name not in filled and dated.type == "date":
            found += self._only_date(dated, [column for column in left if "birth" not in meaning(column.name)])
        if "value" in self.contract.fields and "value" not in filled:
            name = last_numbers(self.contract, left)
            if name is not None:
                why = "it is the only column of numbers left"
                given_by = FieldMapping(column=name)
                found.append(Fit("value", name, NAME_FITS, given_by, why, ("Check that it is the value.",)))
        return found

    def _only_date(self, dated: Field, left: Sequence[Column]) -> list[Fit]:
        readings = {column.name: self._dates(dated, column) for column in left if not is_numeric(column)}
        good = {name: values for name, values in readings.items() if values.factor > 0}
        if len(good) != 1:
            return []
        name, values = next(iter(good.items()))
        why = f"it is the only column of dates left; {values.why}"
        return [Fit(dated.name, name, NAME_FITS, values.given, why, (*values.remarks, "Check that it is this date."))]

    def _fit(self, target: Field, column: Column) -> Fit | None:
        by_name, said = name_score(target, column.name)
        if not column.filled:
            return None
        if by_name < NAME_FITS:
            return self._by_values(target, column)
        values = self._values(target, column)
        if values.factor == 0:
            return Fit(target.name, column.name, 0.0, values.given, said, refused=values.why)
        why = f"{said}; {values.why}" if values.why else said
        return Fit(target.name, column.name, by_name * values.factor, values.given, why, values.remarks)

    def _by_values(self, target: Field, column: Column) -> Fit | None:
        if target.codes in _BY_VALUES:
            reading = read_codes(target, column.values)
            known = {*reading.mapped, *reading.itself}
            several = len(set(reading.mapped.values()) | reading.itself) >= 2
            if several and column.share(known) >= 0.9 and reading.share >= 0.5:
                why = f"its values are words for {target.title['en'].lower()}"
                return Fit(target.name, column.name, _SCORE_BY_VALUES, FieldMapping(column=column.name), why)
        if target.type == "text" and not target.identifies_person and _values_name(target, column):
            why = f"its values speak of a {target.title['en'].split(' ')[0].lower()}"
            return Fit(target.name, column.name, _SCORE_BY_VALUES, FieldMapping(column=column.name), why)
        return None

    def _values(self, target: Field, column: Column) -> _Values:
        if target.type in ("date", "datetime", "period"):
            return self._dates(target, column)
        if target.type in ("integer", "number"):
            return _numbers(target, column)
        if target.type == "code":
            return _codes(target, column)
        if target.type == "boolean":
            return self._booleans(target, column)
        return self._text(target, column)

    def _dates(self, target: Field, column: Column) -> _Values:
        reading = read_dates(
            self.con, column, self.missing, periods=target.type == "period" or target.name == self.contract.dated_by,
            serials="date" in meaning(column.name) or column.name in synonyms()["columns"],
            of_birth=target.name == "birth_date",
        )  # fmt: skip
        given = FieldMapping(column=column.name, forms=reading.forms, special=reading.special)
        with_words = reading.share + column.share(set(reading.special))
        if with_words < _VALUES_FIT:
            return _Values(0.0, given, f"only {reading.share:.0%} of its values can be read as dates")
        form = f"dates in the form {', '.join(reading.forms)}" if reading.forms else "a column of dates"
        return _Values(1.0 if with_words > 0.95 else 0.9, given, form, reading.remarks)

    def _booleans(self, target: Field, column: Column) -> _Values:
        given = FieldMapping(column=column.name)
        value = compile_field(target, given, Columns({column.name: column.kind}, self.missing), "")
        row = self.con.execute(f"SELECT count(*) FILTER ({value.unreadable}) FROM {SAMPLE}").fetchone()
        fits = row is not None and row[0] <= (1 - _VALUES_FIT) * column.filled
        return _Values(float(fits), given, "" if fits else "its values are not yes and no")

    def _text(self, target: Field, column: Column) -> _Values:
        given = FieldMapping(column=column.name)
        if target.name in self.contract.natural_key and not self.contract.is_table:
            repeats = column.filled - column.distinct
            remarks = (f"{repeats:,} of {column.filled:,} cells repeat another.",) if repeats else ()
            return _Values(0.9 + 0.1 * column.uniqueness, given, "", remarks)
        return _Values(0.8 if column.is_native_date else 1.0, given)


def name_score(target: Field, column: str) -> tuple[float, str]:
    """0..1, and the sentence that says why."""
    known = synonyms()["columns"].get(column.casefold()) or ()
    if target.name in known:
        return 1.0 - 0.001 * known.index(target.name), "the column is known from public files"
    said = meaning(column)
    best, phrase = 0.0, ""
    for place, (candidate, words) in enumerate(_phrases(target)):
        # Earlier phrases are the better ones: of two columns with known names the first meant is taken.
        here = (1.0 if fold(column) == fold(candidate) else likeness(said, words) * 0.99) - 0.0005 * place
        if here > best:
            best, phrase = here, candidate
    if not any(is_telling(word) for word in said) and best < 0.98:
        return min(best, NAME_FITS - 0.01), ""
    return best, f"the name is that of '{phrase}'" if best > 0.97 else f"the name resembles '{phrase}'"


def last_numbers(contract: Contract, left: Sequence[Column]) -> str | None:
    """The only column of numbers left over: what a table is about, whatever it is called."""
    names = [
        column.name for column in left if is_numeric(column) and not meaning(column.name) & {"year", "code", "number"}
    ]
    return names[0] if contract.is_table and len(names) == 1 else None


def _phrases(target: Field) -> Iterator[tuple[str, frozenset[str]]]:
    own = target.name.replace("_", " ")
    implied = {"date"} if target.type == "date" else set()
    yield own, frozenset(meaning(own) | implied)
    for title in target.title.values():
        yield title, meaning(title)
    for phrase in synonyms()["fields"].get(target.name) or ():
        yield str(phrase), meaning(str(phrase))


def _numbers(target: Field, column: Column) -> _Values:
    reading = read_numbers(column, target)
    given = FieldMapping(column=column.name, decimal=reading.decimal)
    if reading.share < _VALUES_FIT:
        bounded = target.maximum is not None and target.minimum is not None
        limits = f" between {target.minimum:g} and {target.maximum:g}" if bounded else ""
        return _Values(0.0, given, f"only {reading.share:.0%} of its values are plain numbers{limits}")
    return _Values(1.0, given, "", reading.remarks)


def _codes(target: Field, column: Column) -> _Values:
    given = FieldMapping(column=column.name)
    if column.is_native_date:
        return _Values(0.0, given, "its values are dates")
    reading = read_codes(target, column.values)
    many = column.distinct > 400 and reading.share < 0.5
    return _Values(0.3 if many else 0.75 + 0.25 * reading.share, given)


def _values_name(target: Field, column: Column) -> bool:
    """Whether most distinct values carry the field's own word: Northland Region, Ganja Airport."""
    own = {word for word in meaning(target.name.replace("_", " ")) if is_telling(word)}
    texts = list(column.values)[:200]
    if not own or column.is_native_number or column.distinct > 0.5 * column.filled or len(texts) < 2:
        return False
    return sum(bool(own & meaning(text)) for text in texts if len(text) < 60) >= 0.6 * len(texts)
