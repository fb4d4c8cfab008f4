"""The standard itself: its schemas, its code lists, the order of elements. Carried as data; see data/LICENSE."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from lxml import etree

from durna import yaml_text

VERSION = "2.03"
_SCHEMAS = {"2.03": "2.03", "2.02": "2.02", "2.01": "2.02"}
KINDS = {"iati-activities": "activities", "iati-organisations": "organisations"}
_XSD = "{http://www.w3.org/2001/XMLSchema}"
# Lists that the standard leaves open, but whose codes are given out by somebody else who closes them.
_CLOSED_ELSEWHERE = frozenset({"Country"})


@dataclass(frozen=True)
class CodeList:
    """`is_complete`: a code that is not on it is wrong; else it is only doubtful."""

    name: str
    is_complete: bool
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Coded:
    """An attribute whose values are codes. `vocabularies`: for which it holds, '' where none is told; all if empty."""

    attribute: str
    codes: CodeList
    vocabularies: frozenset[str]


def is_known(version: str) -> bool:
    return version in _SCHEMAS


@cache
def schema(version: str, kind: str) -> etree.XMLSchema:
    """That of a version; of the newest where the version is none that we know."""
    return etree.XMLSchema(_document(_SCHEMAS.get(version, VERSION), kind))


@cache
def code_lists() -> Mapping[str, CodeList]:
    return {
        name: CodeList(name, said["complete"] or name in _CLOSED_ELSEWHERE, said["codes"])
        for name, said in _data()["lists"].items()
    }


def name(code_list: str, code: str, language: str) -> str:
    """In a language where we have it, else as the standard has it; empty for a code that is not on the list."""
    own = _names().get(code_list, {}).get(code, {})
    return own.get(language) or code_lists()[code_list].codes.get(code, "")


@cache
def _names() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = (files("durna.iati") / "data" / "names.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml_text.load(text)
    return found


@cache
def coded() -> Mapping[str, tuple[Coded, ...]]:
    """By the path of an element below the root (`iati-activity/sector`)."""
    found: dict[str, list[Coded]] = {}
    for path, attribute, name, vocabularies in _data()["mapping"]:
        if attribute:
            holds_for = frozenset("" if each == "-" else each for each in vocabularies.split())
            found.setdefault(path, []).append(Coded(attribute, code_lists()[name], holds_for))
    return {path: tuple(each) for path, each in found.items()}


@cache
def order(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The children of an element in the order that the schema asks for, by its path from below the root.

    An element that the schema declares once for all is also found by its name alone.
    """
    root = _document(VERSION, kind).getroot()
    found: dict[str, tuple[str, ...]] = {}
    for element in root.iterchildren(f"{_XSD}element"):
        _walk(element, str(element.get("name")), found)
    return found


def _walk(element: Any, path: str, found: dict[str, tuple[str, ...]]) -> None:
    """Nested declarations only: a reference leads to an element that stands at the top."""
    groups = element.findall(f"{_XSD}complexType/{_XSD}sequence") + element.findall(f"{_XSD}complexType/{_XSD}choice")
    names: list[str] = []
    for group in groups:
        for child in group.iter(f"{_XSD}element"):
            if next(child.iterancestors(f"{_XSD}element")) is not element:
                continue
            name = str(child.get("ref") or child.get("name"))
            names.append(name)
            if child.get("name"):
                _walk(child, f"{path}/{name}", found)
    if names:
        found[path] = tuple(dict.fromkeys(names))


@cache
def _document(version: str, kind: str) -> Any:
    with as_file(files("durna.iati") / "data") as folder:
        return etree.parse(str(folder / version / f"iati-{kind}-schema.xsd"))


@cache
def _data() -> Any:
    return json.loads((files("durna.iati") / "data" / "codes.json").read_text(encoding="utf-8"))
