"""One document in every language: the same parts in the same order, and the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

import pytest

from durna.languages import facts
from durna.publish.document import Chart, Document, Number, Table
from durna.publish.formats import MINUS
from durna.publish.material import Material
from durna.publish.profile.assemble import document_of
from durna.publish.texts import FALLBACK, languages

TRANSLATED = [code for code in languages() if code != FALLBACK]


@pytest.fixture(scope="module")
def documents(material: Material) -> dict[str, Document]:
    return {code: document_of(material, material.language(code), material.languages) for code in languages()}


def parts(node: object) -> Iterator[object]:
    if is_dataclass(node) and not isinstance(node, type):
        yield node
        for each in fields(node):
            yield from parts(getattr(node, each.name))
    elif isinstance(node, tuple):
        for held in node:
            yield from parts(held)


def shape(document: Document) -> list[tuple[object, ...]]:
    """Pages, sections and blocks with their ids, tables and charts with their sizes, in reading order."""
    return [_shape(node) for node in parts(document.pages) if hasattr(node, "id") or hasattr(node, "slug")]


def _shape(node: object) -> tuple[object, ...]:
    kind, name = type(node).__name__, getattr(node, "id", None) or getattr(node, "slug", None)
    if isinstance(node, Table):
        rows = [(len(row.cells), row.role, [cell.role for cell in row.cells]) for row in node.rows]
        return kind, name, node.number, node.role, [column.role for column in node.columns], rows, len(node.notes)
    if isinstance(node, Chart):
        return kind, name, node.number, node.kind, [(point.role, point.value, point.ends) for point in node.points]
    return kind, name


@cache
def plain(text: str, code: str) -> str:
    """The digits of a number as one language shows it, in no language's form."""
    known = facts(code)
    return text.replace(known.minus, MINUS).replace(known.decimal, ".")


def numbers(document: Document) -> list[tuple[str, str]]:
    """Every number that is bound to a figure. A sentence may give them in another order."""
    found = [node for node in parts(document.pages) if isinstance(node, Number)]
    return sorted((each.figure_id, plain(each.text, document.language)) for each in found)


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_parts_of_the_document_are_those_of_the_english_one(documents: dict[str, Document], code: str) -> None:
    assert shape(documents[code]) == shape(documents[FALLBACK])


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_numbers_are_those_of_the_english_one(documents: dict[str, Document], code: str) -> None:
    assert numbers(documents[code]) == numbers(documents[FALLBACK])
    assert len(numbers(documents[FALLBACK])) > 50


@pytest.mark.parametrize("code", languages())
def test_a_document_knows_its_language_and_names_the_others(documents: dict[str, Document], code: str) -> None:
    assert documents[code].language == code
    assert dict(documents[code].cover.languages)["en"] == "English"
