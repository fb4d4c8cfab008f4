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
from durna.publish.authored.texts import Text
from durna.publish.docx.chosen import Word
from durna.publish.history import History
from durna.publish.language import Language
from durna.publish.maps.land import Land, shipped
from durna.publish.own_names import OwnNames
from durna.publish.template import reading
from durna.publish.template.arrangement import Arrangement
from durna.store.receipts import Receipt
from durna.workspace import Publication


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
    findings_inside: Mapping[str, int] = field(default_factory=dict, kw_only=True)  # by severity, not to be named
    receipts: Sequence[Receipt]
    references: Mapping[str, Reference]
    passports: Mapping[str, Mapping[str, Any]]  # figure_id -> passport as `durna explain --json` prints it
    listings: Mapping[str, Sequence[Mapping[str, Any]]]  # policy_register, project_portfolio, training_center: records
    explanations: Explanations = field(default_factory=Explanations)
    due: Sequence[Status] = ()  # what became of expected deliveries
    watermark: bool = True
    protection: str = "none"  # the method by which figures are protected
    history: History = field(default_factory=History)
    own_names: OwnNames = field(default_factory=OwnNames)
    word: Word = field(default_factory=Word)  # how its Word documents look
    publication: Publication = field(default_factory=Publication)
    arrangement: Arrangement = field(default_factory=reading.shipped)
    authored: tuple[Text, ...] = ()
    land: Land = field(default_factory=shipped)  # as maps draw the world
    formats: tuple[str, ...] = ()  # what is written beside the site, of beside.WRITERS
    beside: str = ""  # where that stands, seen from the folder of the site

    def language(self, code: str) -> Language:
        return Language(code, self.own_names)
