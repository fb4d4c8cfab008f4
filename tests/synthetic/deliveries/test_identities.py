"""Identities: one person, one number; names in three scripts."""

from __future__ import annotations

import numpy as np

from durna.synthetic.country import Country
from durna.synthetic.deliveries.identities import AZERBAIJANI, CYRILLIC, LATIN, identities
from durna.synthetic.place import OWN


def test_no_two_people_share_a_number(small_country: Country) -> None:
    who = identities(small_country.people, 1)
    documents = who.document.to_pylist() + who.second_document.to_pylist()
    assert len(set(documents)) == 2 * len(small_country.people)
    assert len(set(who.personal_number.to_pylist())) == len(small_country.people)


def test_citizens_by_birth_and_nobody_else_have_a_personal_number(small_country: Country) -> None:
    who, people = identities(small_country.people, 1), np.arange(len(small_country.people))
    columns = who.columns(people, np.zeros(len(people), dtype=bool), np.zeros(len(people), dtype=np.int64))
    is_citizen = [code == OWN for code in small_country.people["citizenship"].to_pylist()]
    assert [number is not None for number in columns["personal_number"].to_pylist()] == is_citizen


def test_a_second_passport_has_another_number_and_the_same_names(small_country: Country) -> None:
    who, person, script = identities(small_country.people, 1), np.array([7]), np.array([LATIN])
    one, other = (who.columns(person, np.array([second]), script) for second in (False, True))
    assert one["document_number"].to_pylist() != other["document_number"].to_pylist()
    assert one["family_name"].to_pylist() == other["family_name"].to_pylist()


def test_a_name_has_three_spellings(small_country: Country) -> None:
    who, person = identities(small_country.people, 1), np.array([7, 7, 7])
    columns = who.columns(person, np.zeros(3, dtype=bool), np.array([LATIN, AZERBAIJANI, CYRILLIC]))
    latin, _, cyrillic = columns["family_name"].to_pylist()
    assert latin.isascii()
    assert cyrillic.endswith("ов")
