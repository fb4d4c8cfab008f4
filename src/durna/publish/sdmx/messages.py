"""SDMX-ML written element by element, so that a message of any size takes no memory.

Neither of the two libraries for SDMX writes names in several languages into a 3.0 message, nor data without holding
all of it: docs/decisions/0023-the-figures-as-sdmx.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
INFOMODEL = "urn:sdmx:org.sdmx.infomodel"
XML_NAMESPACES = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xmlns:mes": f"{SCHEMAS}/message",
    "xmlns:com": f"{SCHEMAS}/common",
}  # fmt: skip
# XML 1.0, 2.2: no character outside these may stand in a document, however it is escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Writer:
    """Elements and texts; what XML cannot hold is left out."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._depth = 0

    def begin(self) -> None:
        self._stream.write('<?xml version="1.0" encoding="utf-8"?>')

    @contextmanager
    def element(self, name: str, **attributes: str) -> Iterator[None]:
        with self.named(name, attributes):
            yield

    @contextmanager
    def named(self, name: str, attributes: Mapping[str, str]) -> Iterator[None]:
        """For attributes whose names are no Python names."""
        self._line(f"<{name}{_attributes(attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._line(f"</{name}>")

    def empty(self, name: str, attributes: Mapping[str, str]) -> None:
        self._line(f"<{name}{_attributes(attributes)}/>")

    def text(self, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
        self._line(f"<{name}{_attributes(attributes or {})}>{escape(legal(text))}</{name}>")

    def texts(self, name: str, texts: Mapping[str, str]) -> None:
        """One element for each language that has a text."""
        for language, text in texts.items():
            if legal(text).strip():
                self.text(name, text, {"xml:lang": language})

    def _line(self, markup: str) -> None:
        self._stream.write(f"\n{'  ' * self._depth}{markup}")


def legal(text: str) -> str:
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def header(writer: Writer, id: str, prepared: str, agency: str) -> None:
    writer.text("mes:ID", id)
    writer.text("mes:Test", "false")
    writer.text("mes:Prepared", prepared)
    # A party of a message has no point in its id.
    writer.empty("mes:Sender", {"id": agency.replace(".", "_")})


def urn(package: str, kind: str, agency: str, id: str, version: str, item: str = "") -> str:
    return f"{INFOMODEL}.{package}.{kind}={agency}:{id}({version})" + (f".{item}" if item else "")


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={_quoted(text)}" for name, text in attributes.items())


# Of the hundred attributes of an observation nearly all are codes, the same ones again and again.
@lru_cache(maxsize=1_000)
def _quoted(text: str) -> str:
    return quoteattr(legal(text))
