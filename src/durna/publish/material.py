"""What a Profile is made of, gathered once and handed to every renderer, so that all of them say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from durna.checks.deliveries import Status
from durna.checks.explanations import Explanations
from durna.checks.findings import Finding
from durna.indicators.breaks import Break
from durna.indicators.definition import Chapter, Indicator
from durna.indicators.figures import Figures
from durna.indicators.gaps import Gap
from durna.indicators.preference import Reconciliation
from durna.indicators.references import Reference
from durna.periods import Period
from durna.publish.history import History
from durna.store.receipts import Receipt


@dataclass(frozen=True)
class Material:
    country: str
    title: Mapping[str, str]
    languages: tuple[str, ...]
    period: Period
    as_of: str
    indicators: Mapping[str, Indicator]
    chapters: Sequence[Chapter]
    figures: Figures
    gaps: Sequence[Gap]
    breaks: Sequence[Break]
    reconciliations: Sequence[Reconciliation]
    findings: Sequence[Finding]
    receipts: Sequence[Receipt]
    references: Mapping[str, Reference]
    passports: Mapping[str, Mapping[str, Any]]  # figure_id -> passport as `durna explain --json` prints it
    listings: Mapping[str, Sequence[Mapping[str, Any]]]  # policy_register, project_portfolio, training_center: records
    explanations: Explanations = field(default_factory=Explanations)
    due: Sequence[Status] = ()  # what became of expected deliveries
    watermark: bool = True
    protection: str = "none"  # the method by which figures are protected
    history: History = field(default_factory=History)
