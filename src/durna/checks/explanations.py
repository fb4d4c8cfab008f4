"""Explanations: what people answered to findings, by hand or with `durna check --explain`, in `explanations.yaml`.

An explanation answers one finding. It holds until its day, and only for what the finding said when it was given: if the
numbers have changed since, somebody has to look again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from durna.checks import texts
from durna.checks.findings import Finding
from durna.indicators import handwritten

FILE = "explanations.yaml"
EXPECTED = (
    "A list of entries with finding (its id), by, when (YYYY-MM-DD) and reason (en, az), where wanted until (a day), "
    "said, and public (true)."
)
EXPLAINED, EXPIRED, CHANGED, UNEXPLAINED = "explained", "expired", "changed", "unexplained"


@dataclass(frozen=True)
class Explanation:
    """`until` is the last day on which it holds; `said` the finding in English when it was explained.

    `is_public`: the reason tells nothing of what is protected, and may be read by everybody. Without a `reason`: it is
    kept inside.
    """

    finding: str
    by: str
    when: date
    reason: Mapping[str, str]
    until: date | None = None
    said: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class Explanations:
    """The explanations of a workspace, judged on a day; without one none expires."""

    all: Mapping[str, Explanation] = field(default_factory=dict)
    day: date | None = None

    def of(self, finding: Finding) -> Explanation | None:
        return self.all.get(finding.finding_id)

    def state(self, finding: Finding) -> str:
        """explained | expired | changed (the finding says something else now) | unexplained"""
        given = self.of(finding)
        if given is None:
            return UNEXPLAINED
        if given.until is not None and self.day is not None and self.day > given.until:
            return EXPIRED
        if given.said and given.said != finding.text["en"]:
            return CHANGED
        return EXPLAINED

    @property
    def public(self) -> Explanations:
        """As they may be published beside protected figures: a reason in free words may state what was counted."""
        told = {name: one if one.is_public else replace(one, reason={}) for name, one in self.all.items()}
        return Explanations(told, self.day)


def load(file: Path, day: date | None = None) -> Explanations:
    """Those of a workspace, judged on a day; none where it has no such file. Raises UserError where it is wrong.

    Of two answers to one finding the later entry holds.
    """
    raw = handwritten.read(file, EXPECTED) or []
    if not isinstance(raw, list):
        raise handwritten.wrong(file, "It is not a list.", EXPECTED)
    found = [_explanation(file, place, entry) for place, entry in enumerate(raw, start=1)]
    return Explanations({each.finding: each for each in found}, day)


def unexplained(findings: Iterable[Finding], explanations: Explanations) -> list[Finding]:
    """The severe findings that no explanation holds for: an edition with one cannot be signed."""
    return [one for one in findings if one.severity == "severe" and explanations.state(one) != EXPLAINED]


def without_finding(findings: Iterable[Finding], explanations: Explanations) -> list[Finding]:
    """A finding for each explanation whose own is gone. To be asked of all findings, never of some."""
    known = {one.finding_id for one in findings}
    return [_gone(each) for name, each in explanations.all.items() if name not in known]


def _gone(given: Explanation) -> Finding:
    text = texts.say("explanation_without_finding", finding=given.finding, by=given.by, on=given.when.isoformat())
    return Finding("explanation_without_finding", "", text, about=given.finding, owner=given.by, count=1)


def _explanation(file: Path, place: int, entry: Any) -> Explanation:
    if not isinstance(entry, dict):
        raise handwritten.wrong(file, f"Entry {place} is not an explanation.", EXPECTED)
    reason, until = handwritten.texts(entry.get("reason")), entry.get("until")
    good = {
        "finding": isinstance(entry.get("finding"), str) and bool(entry["finding"].strip()),
        "by": bool(entry.get("by")),
        "when": type(entry.get("when")) is date,
        "reason": reason is not None and all(part.strip() for part in reason.values()),
        "until as a date": until is None or type(until) is date,
        "public as true or false": type(entry.get("public", False)) is bool,
    }
    missing = [name for name, is_good in good.items() if not is_good]
    if missing:
        raise handwritten.wrong(file, f"Entry {place} lacks {', '.join(missing)}.", EXPECTED)
    return Explanation(
        entry["finding"].strip(), str(entry["by"]), entry["when"], reason or {}, until, str(entry.get("said") or ""),
        entry.get("public", False),
    )  # fmt: skip
