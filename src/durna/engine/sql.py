"""SQL text: quoting, and nothing else. Every name and value that reaches a statement passes through here."""

from __future__ import annotations

from collections.abc import Iterable


def name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    return "(" + ", ".join(text(value) for value in values) + ")"
