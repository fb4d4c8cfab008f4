"""Institutions that keep records or publish figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from durna import languages, yaml_text
from durna.classifications.codelists import Code, CodeList

KINDS = ("national", "international", "partner")


@dataclass(frozen=True)
class Institution:
    id: str
    kind: str
    names: Mapping[str, str]


@cache
def load() -> Mapping[str, Institution]:

    raw = yaml_text.load((files("durna.classifications") / "institutions.yaml").read_text(encoding="utf-8"))
    return {
        id: Institution(id, spec["kind"], {key: text for key, text in spec.items() if key != "kind"})
        for id, spec in raw.items()
    }


def name(id: str, language: str) -> str:
    """The name to print; an institution that is not on the list keeps its id."""
    known = load().get(id)
    return id if known is None else languages.text(known.names, language) or id


def code_list() -> CodeList:
    codes = {id: Code(id, institution.names) for id, institution in load().items()}
    return CodeList("institution", {"en": "Institution", "az": "Qurum"}, codes)
