"""Words as the search knows them: the letters that a keyboard may lack are folded into those that it has.

Azerbaijani ə, ı, İ, ö, ü, ş, ç, ğ become e, i, i, o, u, s, c, g; Russian ё becomes е, while й stays what it is.
"""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 40
_LIKE = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ё": "е", "й": "\x00"})
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`İ` gives an i with a dot over it when its case is folded: the dot goes with the other marks."""
    plain = unicodedata.normalize("NFC", text).replace("Ə", "ə").casefold().translate(_LIKE)
    parted = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in parted if not unicodedata.combining(letter)).replace("\x00", "й")


def words(text: str) -> list[str]:
    """Each word once, in the order in which it comes first."""
    return list(dict.fromkeys(word[:_LONGEST] for word in _WORD.findall(fold(text))))
