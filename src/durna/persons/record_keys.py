"""Record keys: a number for each record, the same for all records of a person; they decide the noise of the cell key
method and are never published."""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

KEY = "record_key"
# Record keys are whole numbers below this: so many leading digits of a pseudonym as fit.
KEYS = 16**6
_DIGITS, _PLACES = "0123456789abcdef", 6
# Neighbouring rows have keys far apart.
_FACTOR = 2_654_435_761


def record_key(table: ir.Table) -> ir.IntegerValue:
    """A pseudonym is a random number that was drawn once, when it was made.

    A record without a person has a key of its own, from its place in the delivery. A table whose persons are numbered
    brings the keys with it.
    """
    if KEY in table.columns:
        return table[KEY]
    row = key_of_row(table["row_no"])
    if "person" not in table.columns:
        return row
    person = table["person"].cast("string")
    return ibis.ifelse(person.isnull(), row, key_of_person(person))


def key_of_row(row_no: ir.IntegerValue) -> ir.IntegerValue:
    return (row_no.cast("int64") * _FACTOR) % KEYS


def key_of_person(pseudonym: ir.StringValue) -> ir.IntegerValue:
    digits = (ibis.literal(_DIGITS).find(pseudonym.substr(place, 1)) for place in range(_PLACES))
    return reduce(lambda made, digit: made * 16 + digit.cast("int64"), digits, ibis.literal(0, "int64"))
