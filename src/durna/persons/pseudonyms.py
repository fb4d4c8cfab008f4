"""Pseudonyms: HMAC-SHA256 (RFC 2104) of an identifier, kept to 128 bits.

The same identifier gives the same pseudonym in every source, so records can be joined without knowing who they are
about. It is computed by the engine, as set operations: with the two padded keys as variables of the session,
HMAC(k, m) = H((k ^ opad) || H((k ^ ipad) || m)).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

import duckdb

from durna.engine import sql

_BLOCK = 64
_HEX_DIGITS = 32
_BLANKS = " \u00a0\u202f"
_SMALL, _CAPITAL = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def hand_over(con: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Give the key to the session, as variables, so that it stands in no other statement.

    Written as hexadecimal: binding a parameter would import pandas, a second for every intake.
    """
    if len(key) > _BLOCK:
        key = hashlib.sha256(key).digest()
    padded = key.ljust(_BLOCK, b"\0")
    for name, mask in (("durna_inner", 0x36), ("durna_outer", 0x5C)):
        con.execute(f"SET VARIABLE {name} = from_hex('{bytes(byte ^ mask for byte in padded).hex()}')")


def expression(identifiers: Sequence[tuple[str, str]]) -> str:
    """SQL for the pseudonym of the first identifier present; `identifiers` are (field, SQL of its text) pairs."""
    spelled = [f"{sql.text(field + ':')} || {_folded(value)}" for field, value in identifiers]
    message = spelled[0] if len(spelled) == 1 else f"coalesce({', '.join(spelled)})"
    inner = f"sha256(getvariable('durna_inner') || encode({message}))"
    return f"left(sha256(getvariable('durna_outer') || unhex({inner})), {_HEX_DIGITS})"


def _folded(value: str) -> str:
    """Without blanks, Latin letters in capitals. Other letters stay: engines disagree on the capital of ı and ß."""
    # What stands in the first list beyond the length of the second is left out.
    bare = f"translate({value}, '{_SMALL}{_BLANKS}', '{_CAPITAL}')"
    return f"CASE WHEN regexp_full_match({value}, '[0-9A-Z]*') THEN {value} ELSE {bare} END"


def pseudonym(key: bytes, field: str, value: str) -> str:
    """The same, for one identifier, in plain Python: what the engine's result is checked against."""
    message = f"{field}:{value.translate(str.maketrans(_SMALL, _CAPITAL, _BLANKS))}"
    return hmac.digest(key, message.encode(), "sha256").hex()[:_HEX_DIGITS]
