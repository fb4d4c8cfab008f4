"""May this edition be signed? What the checks found, and what people answered to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from durna.checks import explanations
from durna.checks.explanations import Explanations
from durna.checks.findings import Finding
from durna.editions import freeze
from durna.editions.folder import Edition
from durna.errors import Refused
from durna.publish.editions.publishing import regathered
from durna.publish.material import Material
from durna.workspace import Workspace


@dataclass(frozen=True)
class Checked:
    """`explanations` are judged on the day of the freeze."""

    findings: Sequence[Finding]
    explanations: Explanations

    @property
    def unexplained(self) -> list[Finding]:
        return explanations.unexplained(self.findings, self.explanations)

    def as_json(self, edition: str) -> dict[str, Any]:
        findings = [self._finding(one) for one in self.findings]
        return {"edition": edition, "may_be_signed": self.may_be_signed, "findings": findings}

    def _finding(self, one: Finding) -> dict[str, Any]:
        return {
            "finding": one.finding_id, "check": one.check, "severity": one.severity, "owner": one.owner,
            "state": self.explanations.state(one), "indicator": one.indicator, "source": one.source,
            "text": dict(one.text), "figures": list(one.figures),
        }  # fmt: skip

    @property
    def may_be_signed(self) -> bool:
        return not self.unexplained


def check(workspace: Workspace, edition: Edition) -> Checked:
    """By the explanations of today, or by those that were signed.

    Raises UserError where the figures cannot be made again, or where what is published does not protect.
    """
    notes = edition.inputs if edition.is_signed else workspace.root
    with regathered(workspace, edition) as found:
        return checked(found.unprotected, notes, edition)


def checked(material: Material, notes: Path, edition: Edition) -> Checked:
    day = freeze.read(edition).moment.date()
    return Checked(material.findings, explanations.load(notes / explanations.FILE, day))


def refuse_failed(edition: Edition, found: Checked) -> None:
    if found.may_be_signed:
        return
    first, count = found.unexplained[0], len(found.unexplained)
    raise Refused(
        message="unexplained",
        what=edition.name,
        count=count,
        found=f"Edition '{edition.name}' has {count} severe {'finding' if count == 1 else 'findings'} without an "
        f"explanation; the first is '{first.check}' on {first.indicator or first.source}.",
        expected="No severe finding that nobody has explained.",
        do=f"See them with `durna edition check {edition.name}`. Correct the deliveries and freeze again, or explain "
        f"it in {explanations.FILE}.",
    )
