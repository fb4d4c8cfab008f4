"""What stands in braces: a figure, a reference, or a claim about how a figure moved."""

from __future__ import annotations

import re
from dataclasses import replace

from durna.errors import UserError
from durna.indicators.addresses import read_address
from durna.periods import Period, parse
from durna.publish import groups, sentences
from durna.publish.authored.texts import Claim, Piece, Pointer, Quoted
from durna.publish.authored.wrong import wrong

_CLAIMS = (*sentences.CLAIMS, *sentences.OVER_YEARS)
_DIMENSION = re.compile(r"(?P<name>[a-z_]+)=(?P<value>\S+)")
_FIGURE = "{figure: INDICATOR PERIOD [DIMENSION=VALUE ...] [= VALUE AS CONFIRMED]}, or a full address."


def read(file: str, line: int, said: str) -> Piece:
    """Raises UserError for anything that is none of them."""
    kind, colon, rest = said.partition(":")
    kind, rest = kind.strip(), " ".join(rest.split())
    if colon and kind == "figure":
        return _figure(file, line, rest)
    if colon and kind == "ref" and re.fullmatch(r"#?[\w-]+", rest):
        return Pointer(rest.removeprefix("#"), line)
    if colon and kind in _CLAIMS:
        return _claim(file, line, kind, rest)
    if colon and kind in groups.CLAIMS:
        return _of_group(file, line, kind, rest)
    known = ", ".join(("figure", "ref", *_CLAIMS, *groups.CLAIMS))
    raise wrong(file, line, f"{{{said.strip()}}} is none of the forms that braces hold.", f"One of: {known}; a colon.")


def _figure(file: str, line: int, said: str) -> Quoted:
    # A dimension is joined by = without blanks; what was confirmed follows a blank and =.
    asked, _, confirmed = said.partition(" = ")
    if asked.endswith(" ="):
        raise wrong(file, line, f"'{said}': nothing follows the sign =.", _FIGURE)
    found = _addressed(file, line, asked) if "@" in asked else _short(file, line, asked)
    return replace(found, confirmed=confirmed.strip())


def _addressed(file: str, line: int, said: str) -> Quoted:
    try:
        address = read_address(said)
    except UserError as error:
        raise wrong(file, line, error.found, error.expected) from None
    return Quoted(said, line, address.indicator, address.period, address.dimensions, address=said)


def _short(file: str, line: int, said: str) -> Quoted:
    words = said.split()
    if len(words) < 2:
        raise wrong(file, line, f"'{said}' names no figure.", _FIGURE)
    dimensions = _dimensions(file, line, words[2:])
    return Quoted(said, line, words[0], _period(file, line, words[1]), dimensions)


def _claim(file: str, line: int, kind: str, said: str) -> Claim:
    asked, bar, own = said.partition("|")
    words, expected = asked.split(), f"{{{kind}: INDICATOR EARLIER LATER [DIMENSION=VALUE ...] [| own words]}}"
    if len(words) < 3 or (bar and not own.strip()) or "=" in "".join(words[:3]):
        raise wrong(file, line, f"'{said}' is no claim.", expected)
    dimensions = _dimensions(file, line, words[3:])
    earlier, later = (
        Quoted(" ".join((words[0], word, *words[3:])), line, words[0], _period(file, line, word), dimensions)
        for word in words[1:3]
    )
    if earlier.period and later.period and not earlier.period < later.period:
        raise wrong(file, line, f"'{words[1]}' does not lie before '{words[2]}'.", expected)
    return Claim(f"{kind}: {' '.join(words)}", line, kind, earlier, later, own.strip())


def _of_group(file: str, line: int, kind: str, said: str) -> Claim:
    asked, bar, own = said.partition("|")
    words, expected = asked.split(), f"{{{kind}: INDICATOR PERIOD DIMENSION=VALUE [... | own words]}}"
    if len(words) < 3 or (bar and not own.strip()) or "=" in "".join(words[:2]):
        raise wrong(file, line, f"'{said}' is no claim about a group.", expected)
    dimensions = _dimensions(file, line, words[2:])
    group = Quoted(" ".join(words), line, words[0], _period(file, line, words[1]), dimensions)
    return Claim(f"{kind}: {' '.join(words)}", line, kind, group, group, own.strip(), words[2].partition("=")[0])


def _period(file: str, line: int, said: str) -> Period:
    try:
        return parse(said)
    except UserError as error:
        raise wrong(file, line, error.found, error.expected) from None


def _dimensions(file: str, line: int, words: list[str]) -> tuple[tuple[str, str], ...]:
    found = {}
    for word in words:
        pair = _DIMENSION.fullmatch(word)
        if pair is None or pair["name"] in found:
            raise wrong(file, line, f"'{word}' is no breakdown, or stands twice.", "DIMENSION=VALUE, as sex=female.")
        found[pair["name"]] = pair["value"]
    return tuple(sorted(found.items()))
