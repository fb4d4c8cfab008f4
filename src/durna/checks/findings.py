"""What a check found out about figures or records, and who may answer for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from durna.checks import catalogue


@dataclass(frozen=True)
class Failing:
    """A record that fails a check, told by its place in a delivery and by fields that say nothing of whose it is."""

    delivery_id: str
    row_no: int
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """What a check found out about published or computed figures, or about the records of a source.

    Of figures `figures` holds the addresses; of records `source` names the contract, and `sample` holds a few of them.
    `count` is the number of figures or records concerned. Severity and owner are those of the check unless told.
    `about` tells this finding from others of its check on the same subject, where its figures grow from run to run.
    """

    check: str
    indicator: str
    text: Mapping[str, str]
    figures: tuple[str, ...] = ()
    severity: str = ""  # note | warning | severe
    source: str = ""
    about: str = ""
    owner: str = ""
    count: int = 0
    sample: tuple[Failing, ...] = ()

    def __post_init__(self) -> None:
        told = {
            "severity": self.severity or catalogue.of(self.check).severity,
            "owner": self.owner or _publisher(self.figures),
            "count": self.count or len(self.figures),
        }
        for name, value in told.items():
            object.__setattr__(self, name, value)

    @property
    def finding_id(self) -> str:
        """The same in every run while what it is about is the same, whatever the values: explanations cite it."""
        subject = self.source or self.indicator
        about = self.about or "\n".join(sorted(self.figures))
        return f"{self.check}:{subject}:{hashlib.sha256(about.encode()).hexdigest()[:8]}"


def _publisher(figures: tuple[str, ...]) -> str:
    """Who answers for a figure is who published it; of several the one whose figure is in question, which is first."""
    return re.split("[./]", figures[0].rpartition("@")[2])[0] if figures else ""
