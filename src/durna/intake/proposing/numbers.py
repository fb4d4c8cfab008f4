"""How a column writes its numbers: with which decimal sign, and whether intake can read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from durna.intake.proposing.columns import Column
from durna.intake.values import PARTING
from durna.sources.contract import Field

Decimal = Literal[",", "."] | None

_PLAIN = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")
_THOUSANDS_BY_COMMA = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_THOUSANDS_BY_DOT = re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?")
_PARTED = re.compile(rf"[^0-9]*[0-9]{{1,3}}([{PARTING}][0-9]{{3}})+([.,][0-9]*)?[^0-9]*")
_AMBIGUOUS_DOT = (
    "AMBIGUOUS: the point is taken for the decimal sign (3.125 is three and an eighth). If it parts thousands, write "
    '`decimal: ","`.'
)
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")


@dataclass(frozen=True)
class NumberReading:
    share: float
    decimal: Decimal = None
    remarks: tuple[str, ...] = ()


def read_numbers(column: Column, target: Field) -> NumberReading:
    """The share of cells that are numbers within the limits of the field, and the decimal sign where it matters."""
    if column.is_native_date:
        return NumberReading(0.0)
    bare = {text: _bare(text) for text in column.values}
    decimal, remarks = _decimal(set(bare.values()))
    good = {text for text, number in bare.items() if _fits(_plain(number, decimal), target)}
    return NumberReading(column.share(good), decimal, remarks)


def _bare(text: str) -> str:
    """As intake reads it: blanks only part thousands."""
    if re.search(rf"[0-9][{PARTING}]+[0-9]", text) and not _PARTED.fullmatch(text):
        return text
    return re.sub(f"[{PARTING}]", "", text).replace("\u2212", "-")


def _decimal(texts: set[str]) -> tuple[Decimal, tuple[str, ...]]:
    """A comma is a decimal sign, or parts thousands; three digits after each of them leave it open."""
    commas = [text for text in texts if "," in text]
    if not commas:
        dotted = [text for text in texts if "." in text]
        if not dotted or not all(map(_THOUSANDS_BY_DOT.fullmatch, dotted)):
            return None, ()
        if any(text.count(".") > 1 for text in dotted):
            return ",", ()
        several = len(dotted) > 1 and not any(text.lstrip("+-").startswith("0") for text in dotted)
        return None, (_AMBIGUOUS_DOT,) if several else ()
    if any(_DECIMAL_COMMA.fullmatch(text) and not _THOUSANDS_BY_COMMA.fullmatch(text) for text in commas):
        return ",", ()
    if any(_THOUSANDS_BY_DOT.fullmatch(text) and "." in text for text in commas):
        return ",", ()
    certain = any("." in text or text.count(",") > 1 for text in commas)
    return ".", () if certain else ("AMBIGUOUS: the comma is taken to part thousands (3,125 = 3125). Check it.",)


def _plain(text: str, decimal: Decimal) -> float | None:
    if decimal == ",":
        text = text.replace(".", "").replace(",", ".")
    elif decimal == ".":
        text = text.replace(",", "")
    return float(text) if _PLAIN.fullmatch(text) else None


def _fits(number: float | None, target: Field) -> bool:
    if number is None or (target.type == "integer" and number != int(number)):
        return False
    low = target.minimum if target.minimum is not None else number
    high = target.maximum if target.maximum is not None else number
    return low <= number <= high
