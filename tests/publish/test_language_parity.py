"""Every language says the same as English: the same messages with the same facts in them, and all of it translated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from durna.languages import facts as facts_of
from durna.publish.texts import FALLBACK, languages

LOCALES = Path(str(files("durna.publish"))) / "locales"
TRANSLATED = [code for code in languages() if code != FALLBACK]
# Those whose alphabet has no Latin letter.
OTHER_SCRIPTS = [code for code in TRANSLATED if "z" not in facts_of(code).alphabet]
# What a language needs to inflect by; whether it does is its own matter. The facts of a sentence are all the others.
GRAMMAR = {
    "case", "ending", "single", "count", "total", "roman", "number", "months_in", "deliveries", "one_count",
    "other_count",
}  # fmt: skip
CASES = re.compile(r"_(name|in|with|bare)$")
# Names and signs that are the same in several languages.
SAME = re.compile(r"SHA-256|MGI|Status|Model|Donor|interval|\W*")
LATIN = re.compile(r"[A-Za-zÀ-ɏƏə]{2,}")
# Words in Latin letters that a text in another script may hold.
NAMES = {"ML", "SHA", "MGI", "UTF", "CSV", "XLSX", "SDMX", "PDF", "IOM", "Word", "Frictionless", "DCAT"}


def nodes(node: object) -> Iterator[ast.BaseNode]:
    if isinstance(node, ast.BaseNode):
        yield node
        for held in vars(node).values():
            yield from nodes(held)
    elif isinstance(node, list):
        for each in node:
            yield from nodes(each)


@cache
def messages(code: str) -> Mapping[str, tuple[str, ast.Message]]:
    """Messages by their id, with the file that has them."""
    found = {}
    for file in sorted((LOCALES / code).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{code}/{file.name}: {entry.id.name} stands twice"
                found[entry.id.name] = (file.name, entry)
    return found


def variables(code: str, name: str) -> set[str]:
    found = list(nodes(messages(code)[name][1]))
    own = {each.id.name for each in found if isinstance(each, ast.VariableReference)}
    return own.union(*(variables(code, other) for other in references(code, name)))


def references(code: str, name: str) -> set[str]:
    return {each.id.name for each in nodes(messages(code)[name][1]) if isinstance(each, ast.MessageReference)}


def facts(names: set[str]) -> set[str]:
    return {CASES.sub("", name) for name in names} - GRAMMAR


def pieces(message: ast.Message) -> list[str]:
    """The text in all variants of a message."""
    return [each.value.strip() for each in nodes(message) if isinstance(each, ast.TextElement)]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_language_has_the_messages_of_english_in_the_same_files(code: str) -> None:
    english = {name: file for name, (file, _) in messages(FALLBACK).items()}
    own = {name: file for name, (file, _) in messages(code).items()}
    # A message that only others of the language refer to is its own affair.
    used = {other for name in own for other in references(code, name)}
    assert {name: file for name, file in own.items() if name in english or name not in used} == english


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_message_has_the_variables_of_the_english_one(code: str) -> None:
    shared = [name for name in messages(FALLBACK) if name in messages(code)]
    wrong = {
        f"{code}/{messages(code)[name][0]}: {name}": sorted(
            facts(variables(code, name)) ^ facts(variables(FALLBACK, name))
        )
        for name in shared
        if facts(variables(code, name)) != facts(variables(FALLBACK, name))
    }
    assert wrong == {}


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_message_is_english_still(code: str) -> None:
    same = [
        name
        for name, (_, message) in messages(code).items()
        if name in messages(FALLBACK)
        and message.equals(messages(FALLBACK)[name][1])
        and any(not SAME.fullmatch(piece) for piece in pieces(message))
    ]
    assert same == []


@pytest.mark.parametrize("code", OTHER_SCRIPTS)
def test_a_text_in_another_script_holds_latin_words_only_where_they_are_names(code: str) -> None:
    strange = {
        name: words
        for name, (_, message) in messages(code).items()
        if (words := {word for piece in pieces(message) for word in LATIN.findall(piece)} - NAMES)
    }
    assert strange == {}


@pytest.mark.parametrize("code", languages())
def test_quotation_marks_are_those_of_the_language(code: str) -> None:
    others = set('“”„«»"') - set(facts_of(code).quotes)
    strange = {
        name: marks
        for name, (_, message) in messages(code).items()
        if (marks := others.intersection("".join(pieces(message))))
    }
    assert strange == {}
