import hmac
from functools import cache

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from durna.persons import pseudonyms

KEY = bytes(range(32))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)


@cache
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def by_engine(key: bytes, identifiers: dict[str, str | None]) -> str | None:
    """The pseudonym of one row, as intake has it computed."""
    con = connection()
    pseudonyms.hand_over(con, key)
    columns = ", ".join(f"${field}::VARCHAR AS {field}" for field in identifiers)
    expression = pseudonyms.expression([(field, field) for field in identifiers])
    row = con.execute(f"SELECT {expression} FROM (SELECT {columns})", identifiers).fetchone()
    assert row is not None
    return row[0] if row[0] is None else str(row[0])


def test_a_pseudonym_is_the_first_half_of_an_hmac_of_field_and_value() -> None:
    expected = hmac.new(KEY, b"document_number:AB1234567", "sha256").hexdigest()[:32]

    assert pseudonyms.pseudonym(KEY, "document_number", "AB1234567") == expected
    assert by_engine(KEY, {"document_number": "AB1234567"}) == expected


@given(texts)
@example("ß")
@example("ıi")
@example("ə 12")
@example("o'Neil\\n%s{}")
def test_the_engine_computes_what_plain_python_computes(value: str) -> None:
    assert by_engine(KEY, {"document_number": value}) == pseudonyms.pseudonym(KEY, "document_number", value)


@given(st.binary(min_size=32, max_size=130))
def test_keys_of_every_length_do(key: bytes) -> None:
    """RFC 2104: a key longer than the block of 64 bytes is replaced by its hash."""
    assert by_engine(key, {"document_number": "AB1234567"}) == pseudonyms.pseudonym(key, "document_number", "AB1234567")


@pytest.mark.parametrize("other", ["ab1234567", "AB 1234567", "AB 12 34 567", " AB1234567 "])
def test_spaces_and_small_letters_do_not_make_another_person(other: str) -> None:
    assert by_engine(KEY, {"document_number": other}) == by_engine(KEY, {"document_number": "AB1234567"})


def test_one_number_in_two_fields_is_two_persons() -> None:
    """The document AB123 of one country need not be the personal number AB123 of another."""
    assert by_engine(KEY, {"document_number": "AB123"}) != by_engine(KEY, {"personal_number": "AB123"})


def test_the_first_identifier_present_wins() -> None:
    both = by_engine(KEY, {"personal_number": "1FIN", "document_number": "AB1"})
    second_only = by_engine(KEY, {"personal_number": None, "document_number": "AB1"})

    assert both == pseudonyms.pseudonym(KEY, "personal_number", "1FIN")
    assert second_only == pseudonyms.pseudonym(KEY, "document_number", "AB1")


def test_nobody_is_nobody() -> None:
    assert by_engine(KEY, {"personal_number": None, "document_number": None}) is None


def test_another_key_makes_another_pseudonym() -> None:
    assert by_engine(KEY, {"document_number": "AB1"}) != by_engine(KEY[::-1], {"document_number": "AB1"})


def test_the_key_does_not_show_in_what_goes_wrong_later() -> None:
    with duckdb.connect() as con:
        pseudonyms.hand_over(con, KEY)
        with pytest.raises(duckdb.Error) as failed:
            con.execute(f"SELECT {pseudonyms.expression([('document_number', 'absent')])} FROM (SELECT 1 AS present)")
    assert KEY.hex() not in str(failed.value)
    assert repr(KEY)[2:10] not in str(failed.value)
