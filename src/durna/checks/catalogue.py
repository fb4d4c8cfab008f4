"""The catalogue of checks: what each looks for, how severe a finding is, and what its owner does about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from durna import yaml_text

SEVERITIES = ("severe", "warning", "note")


@dataclass(frozen=True)
class Check:
    """`otherwise` says when a finding is of another severity than the check's; empty where it never is."""

    id: str
    kind: str
    severity: str
    what: Mapping[str, str]
    do: Mapping[str, str]
    otherwise: str = ""


@cache
def load() -> Mapping[str, Check]:

    raw = yaml_text.load((files("durna.checks") / "catalogue.yaml").read_text(encoding="utf-8"))
    return {name: Check(name, **entry) for name, entry in raw.items()}


def of(check: str) -> Check:
    return load()[check]
