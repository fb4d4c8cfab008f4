"""What a workspace says about checks in `checks.yaml`: severities, owners, mirror series, cells of two names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from durna.checks import catalogue
from durna.checks.catalogue import SEVERITIES
from durna.checks.findings import Finding
from durna.indicators import definition, handwritten

FILE = "checks.yaml"
EXPECTED = "Sections severity, owners, mirrors and same_cells, as docs/reference/checks.md shows them."
Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Severity:
    """Another severity for a check, or for one finding, with the reason why."""

    of: str
    severity: str
    reason: Mapping[str, str]


@dataclass(frozen=True)
class Mirror:
    """A national series and the cell of another series that reflects it."""

    national: str
    mirror: str
    dimensions: Cells = ()


@dataclass(frozen=True)
class SameCell:
    """A cell of published figures and the cell of records that it speaks of, where the two have other names."""

    stated: Cells
    counted: Cells


@dataclass(frozen=True)
class Declared:
    severities: tuple[Severity, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    mirrors: tuple[Mirror, ...] = ()
    same_cells: tuple[SameCell, ...] = ()

    def applied(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings with the severities and owners of this workspace."""
        if not self.severities and not self.owners:
            return list(findings)
        return [self._applied(finding) for finding in findings]

    def _applied(self, finding: Finding) -> Finding:
        # What is said of one finding goes before what is said of its check.
        names = (finding.finding_id, finding.check)
        severity = next((one.severity for name in names for one in self.severities if one.of == name), finding.severity)
        keys = (*names, finding.indicator, finding.source, finding.owner)
        owner = next((self.owners[key] for key in keys if key and key in self.owners), finding.owner)
        return replace(finding, severity=severity, owner=owner)


def load(file: Path) -> Declared:
    """Nothing where the workspace has no such file. Raises UserError where it is wrong."""
    raw = handwritten.read(file, EXPECTED) or {}
    if not isinstance(raw, dict) or set(raw) - {"severity", "owners", "mirrors", "same_cells"}:
        raise handwritten.wrong(file, "It has another section than those expected, or none.", EXPECTED)
    return Declared(
        severities=tuple(_severity(file, entry) for entry in _list(file, raw, "severity")),
        owners=_owners(file, raw.get("owners") or {}),
        mirrors=tuple(_mirror(file, entry) for entry in _list(file, raw, "mirrors")),
        same_cells=tuple(_same_cell(file, entry) for entry in _list(file, raw, "same_cells")),
    )


def _list(file: Path, raw: Mapping[str, Any], section: str) -> Iterator[Mapping[str, Any]]:
    entries = raw.get(section) or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise handwritten.wrong(file, f"Section {section} is not a list of entries.", EXPECTED)
    yield from entries


def _severity(file: Path, entry: Mapping[str, Any]) -> Severity:
    of, severity, reason = entry.get("of"), entry.get("severity"), handwritten.texts(entry.get("reason"))
    known = isinstance(of, str) and of.partition(":")[0] in catalogue.load()
    if not known or severity not in SEVERITIES or reason is None:
        raise handwritten.wrong(
            file, f"A severity for '{of}' lacks a known check, a severity or a reason.",
            f"of (the id of a check or of a finding), severity ({', '.join(SEVERITIES)}) and reason (en, az).",
        )  # fmt: skip
    return Severity(of or "", severity, reason)


def _owners(file: Path, raw: Any) -> Mapping[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(part, str) for pair in raw.items() for part in pair):
        raise handwritten.wrong(
            file, "Section owners is not a list of names.",
            "The id of a check, finding, indicator, source or institution, and who answers for it.",
        )  # fmt: skip
    return raw


def _mirror(file: Path, entry: Mapping[str, Any]) -> Mirror:
    names = (entry.get("national"), entry.get("mirror"))
    strange = [str(name) for name in names if name not in definition.catalogue()]
    if strange:
        raise handwritten.wrong(
            file, f"A mirror names '{strange[0]}', which is no indicator.", "national and mirror: ids of the catalogue."
        )
    return Mirror(str(names[0]), str(names[1]), _cells(file, entry.get("dimensions") or {}))


def _same_cell(file: Path, entry: Mapping[str, Any]) -> SameCell:
    return SameCell(_cells(file, entry.get("stated")), _cells(file, entry.get("counted")))


def _cells(file: Path, raw: Any) -> Cells:
    if not isinstance(raw, dict):
        raise handwritten.wrong(file, "A cell does not say breakdown and value.", "A cell as {sex: female}.")
    return tuple(sorted((str(name), str(value)) for name, value in raw.items()))
