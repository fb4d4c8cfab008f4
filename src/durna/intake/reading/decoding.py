"""Which encoding a text is in, and its bytes as UTF-8, streamed; DuckDB reads no other.

Found out from the text: byte order marks, zero bytes, valid UTF-8, then the single-byte code pages met in Azerbaijani
and Russian offices, by how well the decoded letters fit the language.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from durna.errors import UserError

# Letters beyond ASCII that the languages use, the common ones in the order of their frequency.
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")
_LATIN = {
    "cp1254": frozenset("çğıöşüİâîû"),
    "cp1252": frozenset("éèàáíóúñöüäßøåçêôâîûëïãõýæœ’‘“”–"),
}
_CANDIDATES = ("cp1251", "cp1254", "cp1252", "koi8_r", "cp866")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Undecodable(Exception):
    """Bytes that the encoding does not know, at an offset and line of the unpacked file."""

    def __init__(self, offset: int, line: int, around: bytes) -> None:
        super().__init__(f"byte {offset}, line {line}")
        self.offset = offset
        self.line = line
        self.around = around


def find_encoding(head: bytes) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return guess_code_page(head)
    return "utf-8"


def guess_code_page(sample: bytes) -> str:
    """The code page under which the letters beyond ASCII look most like words; UTF-8 where it is merely damaged."""
    replaced = sample.decode("utf-8", errors="replace")
    damaged = replaced.count("\ufffd")
    if sum(not char.isascii() for char in replaced) > 5 * damaged:
        return "utf-8"
    scores = {name: _score(sample, name) for name in _CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else "latin-1"


def known_encoding(name: str) -> str:
    """The declared encoding under Python's name for it."""
    aliases = {"windows-1251": "cp1251", "windows-1254": "cp1254", "windows-1252": "cp1252", "utf-8-sig": "utf-8"}
    plain = name.strip().lower()
    try:
        return codecs.lookup(aliases.get(plain, plain)).name
    except LookupError:
        raise UserError(
            message="no-encoding",
            what=name,
            found=f"'{name}' is not the name of an encoding.",
            expected="For example utf-8, utf-16, cp1251, cp1254 or latin-1.",
            do="Correct 'encoding' under 'file' in the mapping, or leave it out: then it is found out.",
        ) from None


def as_utf8(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The text as UTF-8 without a byte order mark. Raises Undecodable."""
    decoder = codecs.getincrementaldecoder(encoding)()
    unchanged = encoding == "utf-8"
    fed = lines = 0
    for chunk in chunks:
        held = _held(decoder)
        try:
            # Decoding is skipped where nothing can go wrong; most files of codes and numbers are pure ASCII.
            text = "" if unchanged and not held and chunk.isascii() else decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise _undecodable(error, fed - held, lines) from None
        if unchanged:
            yield chunk if fed else chunk.removeprefix(codecs.BOM_UTF8)
        else:
            yield (text if fed else text.removeprefix("\ufeff")).encode()
        fed += len(chunk)
        lines += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _undecodable(error, fed - len(error.object), lines) from None


def unix_newlines(chunks: Iterable[bytes], lone_returns: bool) -> Iterator[bytes]:
    """CRLF becomes LF, so that files mixing both split alike; so does CR where the file has nothing else.

    Elsewhere a lone CR is a line break inside a cell, which DuckDB would take for the end of the row.
    """
    held = b""
    for chunk in chunks:
        block = held + chunk
        held = b""
        if b"\r" in block:
            if block.endswith(b"\r"):
                block, held = block[:-1], b"\r"
            block = block.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")
            block = block.replace(b"\r", b"\n" if lone_returns else b" ")
        yield block
    if held:
        yield b"\n"


def _held(decoder: codecs.IncrementalDecoder) -> int:
    state = decoder.getstate()[0]
    return len(state) if isinstance(state, bytes) else 0


def _undecodable(error: UnicodeDecodeError, base: int, lines: int) -> Undecodable:
    data, start = error.object, error.start
    line = lines + data[:start].count(b"\n") + 1
    return Undecodable(base + start, line, bytes(data[max(0, start - 32768) : start + 32768]))


def _score(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, errors="replace")
    foreign = [place for place, char in enumerate(text) if ord(char) > 127]
    if not foreign:
        return 0.0
    fits = _fits_cyrillic if encoding in {"cp1251", "koi8_r", "cp866"} else _fits_latin
    return sum(fits(text, place, encoding) for place in foreign) / len(foreign)


def _fits_cyrillic(text: str, place: int, encoding: str) -> float:
    """A Cyrillic letter stands beside others; in the wrong code page capitals follow small letters."""
    char = text[place]
    if char.lower() not in _CYRILLIC:
        return 0.3 if char in "№«»–—" else -1.0
    before = text[place - 1] if place else " "
    after = text[place + 1 : place + 2] or " "
    if before.lower() not in _CYRILLIC and after.lower() not in _CYRILLIC:
        return 0.0
    if before.islower() and char.isupper():
        return -1.0
    return 1.0 if char.lower() in "оеаинтсрвл" else 0.5


def _fits_latin(text: str, place: int, encoding: str) -> float:
    """A Latin letter with a mark stands among ASCII letters, seldom beside another one."""
    char = text[place]
    if char not in _LATIN[encoding] and char.lower() not in _LATIN[encoding]:
        return -1.0
    before = text[place - 1] if place else " "
    after = text[place + 1 : place + 2] or " "
    beside_ascii = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    return 1.0 if beside_ascii else 0.2
