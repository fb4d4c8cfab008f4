"""What stays of a person's name when script and spelling do not count: Əliyev, Алиев, Aliyev and Eliyev are one.

Coarse on purpose: it finds who might be the same, and a person decides. Letters that are written for one another when a
name passes from Azerbaijani to Russian to English fall together: ə, a, e; g, ğ, q, h, x (Hüseynov, Гусейнов); c, j, dj.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

# Before anything else: pairs and triples of letters that write one sound.
_GROUPS = (
    ("дж", "j"), ("dzh", "j"), ("dj", "j"), ("shch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "ç"), ("zh", "z"),
    ("kh", "g"), ("gh", "g"), ("ph", "f"), ("ts", "s"), ("ck", "k"), ("x", "g"),
)  # fmt: skip
_LETTERS = {
    **dict.fromkeys("əэеae", "a"), **dict.fromkeys("ıиыйiy", "i"), **dict.fromkeys("оөo", "o"),
    **dict.fromkeys("уүu", "u"), **dict.fromkeys("гғqgğhхҳ", "g"), **dict.fromkeys("кқk", "k"), "ç": "ch", "ч": "ch",
    "c": "j", "j": "j", "ж": "z", "з": "z", "z": "z", "ş": "s", "ш": "s", "щ": "s", "с": "s", "ц": "s", "s": "s",
    "б": "b", "в": "v", "w": "v", "д": "d", "л": "l", "м": "m", "н": "n", "п": "p", "р": "r", "т": "t", "ф": "f",
    "я": "ia", "а": "a", "ю": "iu", "ё": "io", "ҷ": "j", "ї": "i", "і": "i", "є": "ia", "ґ": "g",
    "ъ": "", "ь": "",
}  # fmt: skip
_KEPT = str.maketrans(_LETTERS)
_HYPHEN, _NO_LETTER, _REPEATED = re.compile(r"[-–—]"), re.compile(r"[^a-z\s]"), re.compile(r"(.)\1+")
# What only says "son of" or "daughter of".
_WORDS_LEFT_OUT = {"ogli", "oglu", "ogly", "kizi", "gizi", "qizi", "kyzy", "bin", "bint", "uulu"}


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """One word or several, as small Latin letters; order and blanks stay."""
    plain = text.casefold()
    if not plain.isascii():
        # Marks that make another letter are kept: the table knows these letters.
        plain = "".join(map(_without_mark, unicodedata.normalize("NFC", plain.replace("i̇", "i"))))
    for group, letter in _GROUPS:
        plain = plain.replace(group, letter)
    folded = _NO_LETTER.sub("", _HYPHEN.sub(" ", plain).translate(_KEPT))
    single = _REPEATED.sub(r"\1", folded)
    return " ".join(word for word in single.split() if word not in _WORDS_LEFT_OUT)


def name_key(family: str, given: str) -> str:
    """The same for a name and its two parts the other way round."""
    return " ".join(sorted(f"{fold(family)} {fold(given)}".split()))[:200]


def block_key(family: str, given: str) -> str:
    """A few letters of a name, that near spellings share: only those who have the same are compared at all.

    Of the longest word the first three consonants, of the next one the first two.
    """
    words = sorted(name_key(family, given).split(), key=lambda word: (-len(_bones(word)), _bones(word)))[:2]
    return " ".join((_bones(word) or word)[: 3 - place] for place, word in enumerate(words))


def is_near(one: str, other: str) -> bool:
    """Whether two keys differ in one word, and there by one letter."""
    if abs(len(one) - len(other)) > 1:
        return False
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return False
    unlike = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(unlike) == 1 and _within_one(*unlike[0])


def share_words(one: str, other: str) -> bool:
    """Whether two institutions may be one: half of the words of the shorter name stand in the longer one."""
    first, second = _words(one), _words(other)
    fewer = min(len(first), len(second))
    return fewer > 0 and len(first & second) * 2 >= fewer


@lru_cache(maxsize=50_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


@cache
def _without_mark(char: str) -> str:
    if char in _LETTERS:
        return char
    return "".join(each for each in unicodedata.normalize("NFKD", char) if not unicodedata.combining(each))


def _bones(word: str) -> str:
    return "".join(letter for letter in word if letter not in "aeiou")


def _within_one(one: str, other: str) -> bool:
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
        return False
    same = _common_start(one, other)
    rest = (one[same:], other[same:])
    return rest[0][1:] == rest[1][1:] or rest[0][1:] == rest[1] or rest[0] == rest[1][1:]


def _common_start(one: Sequence[str], other: Sequence[str]) -> int:
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same
