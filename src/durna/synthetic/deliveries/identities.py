"""Identities: made-up names and numbers, by which deliveries say whom a row is about.

Citizens by birth have a personal number and a passport; everybody else has the number of one document for life, so that
without defects a person is one person in all sources. Names are put together from syllables and written in three ways.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from durna.synthetic.chance import generator
from durna.synthetic.place import OWN
from durna.synthetic.timeline import Days, Flags

FILLED = ("personal_number", "document_number", "family_name", "given_name")
LATIN, AZERBAIJANI, CYRILLIC = range(3)
LETTERS = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", dtype="S1")
_PLACES = 7
# One syllable in three scripts: as passports transliterate it, in Azerbaijani, in Cyrillic.
_FIRST = (
    ("Shah", "Şah", "Шах"), ("Ali", "Əli", "Али"), ("Jab", "Cab", "Джаб"), ("Gur", "Gur", "Гур"),
    ("Kha", "Xa", "Ха"), ("Nur", "Nur", "Нур"), ("Tey", "Tey", "Тей"), ("Rza", "Rza", "Рза"),
    ("Bay", "Bay", "Бай"), ("Chin", "Çin", "Чин"), ("Zey", "Zey", "Зей"), ("Mur", "Mur", "Мур"),
)  # fmt: skip
_SECOND = (
    ("lar", "lar", "лар"), ("mad", "məd", "мад"), ("in", "in", "ин"), ("shad", "şad", "шад"), ("ban", "ban", "бан"),
    ("gul", "gül", "гюль"), ("dar", "dər", "дар"), ("yam", "yəm", "ям"), ("vaz", "vaz", "ваз"),
    ("nara", "nara", "нара"),
)  # fmt: skip
_FAMILY_END = ("ov", "ov", "ов")
GIVEN = tuple(tuple(one[s] + other[s] for one in _FIRST for other in _SECOND) for s in range(3))
FAMILY = tuple(tuple(name + _FAMILY_END[s] for name in GIVEN[s]) for s in range(3))


@dataclass(frozen=True)
class Identities:
    """By person: numbers, and places in the lists of names. `second_document` is used by those with two passports."""

    personal_number: pa.Array
    document: pa.Array
    second_document: pa.Array
    is_native: Flags
    given: Days
    family: Days

    def columns(self, person: Days, uses_second: Flags, script: Days) -> dict[str, pa.Array]:
        """The identifying columns of rows: whom they are about, by which passport, with names in which script."""
        native = self.is_native[person]
        documents = pa.chunked_array([self.document, self.second_document]).combine_chunks()
        place = person + np.where(uses_second, len(self.document), 0)
        return {
            # Spelled out: a file that lists its words would list the numbers of the whole country.
            "personal_number": self.personal_number.take(pa.array(person, mask=~native)),
            "document_number": documents.take(pa.array(place)),
            "family_name": _spelt(FAMILY, script, self.family[person]),
            "given_name": _spelt(GIVEN, script, self.given[person]),
        }


def identities(people: pa.Table, seed: int) -> Identities:
    count, rng = len(people), generator(seed, "identities")
    order = rng.permutation(3 * count)
    family_name = rng.integers(0, len(FAMILY[0]), count)
    head = people["family"].to_numpy() - 1
    return Identities(
        _written(order[:count], ""),
        _written(order[count : 2 * count], "P"),
        _written(order[2 * count :], "P"),
        people["citizenship"].cast(pa.string()).to_numpy(zero_copy_only=False) == OWN,
        rng.integers(0, len(GIVEN[0]), count),
        family_name[head],
    )


def _written(numbers: Days, prefix: str) -> pa.Array:
    """Numbers in letters and digits, all of one length."""
    # A step that has no divisor in common with the number of all words leaves them all different.
    base = len(LETTERS)
    spread = (numbers.astype(np.uint64) * np.uint64(7_368_787) + np.uint64(1_234_567)) % np.uint64(base**_PLACES)
    digits = np.empty((len(numbers), _PLACES), dtype="S1")
    for place in range(_PLACES):
        digits[:, place] = LETTERS[(spread // np.uint64(base**place)) % np.uint64(base)]
    words = digits.view(f"S{_PLACES}").ravel().astype(str)
    return pa.array(np.char.add(prefix, words) if prefix else words, pa.string())


def _spelt(names: tuple[tuple[str, ...], ...], script: Days, place: Days) -> pa.Array:
    """Many names are the same in two scripts. A word listed twice leaves stray bytes in a Parquet file."""
    words = sum(names, ())
    known = {word: number for number, word in enumerate(dict.fromkeys(words))}
    numbers = np.array([known[word] for word in words])
    places = numbers[script * len(names[0]) + place].astype(np.int16)
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(list(known)))
