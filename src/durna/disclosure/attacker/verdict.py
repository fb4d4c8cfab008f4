"""What an attack came to."""

from __future__ import annotations

from dataclasses import dataclass

from durna.disclosure.attacker.problem import Floats, Integers
from durna.errors import UserError


@dataclass(frozen=True)
class Exposed:
    """A protected cell that can be told too well, and the tables whose figures together do it."""

    place: int
    cell: str
    lower: float
    upper: float
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """Of the protected cells [k], `cells` are their places.

    `lower`, `upper`: float[k], outer bounds: the true figure lies within. `low`, `high`: float[k], values that the cell
    does take in figures which agree with everything published; a cell is safe because of these. `unsettled`: cells
    left open when the time was up; they count as failures.
    Whole numbers may allow sharper bounds than linear ones: see docs/explanation/attacker.md.
    """

    cells: Integers
    lower: Floats
    upper: Floats
    low: Floats
    high: Floats
    exposed: tuple[Exposed, ...]
    unsettled: tuple[str, ...]

    @property
    def is_safe(self) -> bool:
        return not self.exposed and not self.unsettled

    def require_safe(self) -> None:
        """Nothing may be published otherwise."""
        if self.exposed:
            raise disclosure(self.exposed)
        if self.unsettled:
            raise out_of_time(self.unsettled)


class Disclosure(UserError):
    """Published figures tell a protected cell too well, or nobody could show that they do not."""


def disclosure(exposed: tuple[Exposed, ...]) -> Disclosure:
    tables = sorted({table for one in exposed for table in one.tables})
    first = exposed[0]
    shown = ", ".join(tables[:8]) + (f" and {len(tables) - 8} more" if len(tables) > 8 else "")
    # The interval is what must not be known, so the message does not state it.
    return Disclosure(
        message="told-cells",
        count=len(exposed),
        found=f"{len(exposed)} protected cells can be worked out from what is published, the first of them "
        f"{first.cell}. The tables that do it: {shown}.",
        expected="For every protected cell an interval as wide, and as high, as the policy demands.",
        do="Choose a wider rounding or suppression with more cells in the policy, or take one of these tables out. "
        "What an earlier edition showed cannot be taken back: where one is named, keep its policy.",
    )


def out_of_time(cells: tuple[str, ...]) -> Disclosure:
    return Disclosure(
        message="too-slow",
        found=f"The attack on {len(cells)} protected cells did not come to an end in its time, the first of them "
        f"{cells[0]}.",
        expected="An answer for every protected cell; one that nobody could check is not published.",
        do="Split the tables, round instead of suppressing, or allow the attacker more seconds in the policy.",
    )
