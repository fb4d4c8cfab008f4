"""What is said with every figure of residence by the duration rule: the rule, the cut-off, and what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from durna.indicators.figures import Settlement
from durna.indicators.tallies import Tally
from durna.indicators.texts import text
from durna.languages.filling import filled
from durna.residence.observed import Observed

NO_LEAD_IN = "no_lead_in"


def said(tallies: Sequence[Tally], observed: Observed) -> list[Tally]:
    """The tallies with their note, flagged where the data begin too late for them to be trusted."""
    note = _note(observed)
    return [_said(tally, observed, note) for tally in tallies]


def _said(tally: Tally, observed: Observed, note: Mapping[str, str]) -> Tally:
    told = replace(tally, note=note, settled=_settlement(tally, observed))
    return told.flagged(NO_LEAD_IN) if tally.period.start < observed.trusted_from else told


def _settlement(tally: Tally, observed: Observed) -> Settlement:
    """Of a balance both sides may be open: `open` is then how far apart its ends are."""
    value = tally.value or 0.0
    lower, upper = (value if end is None else end for end in (tally.lower, tally.upper))
    return Settlement(
        rule=str(observed.rule), observed_until=observed.until.isoformat(),
        settled_until=observed.settled_until.isoformat(), yes=value, open=upper - lower,
    )  # fmt: skip


def _note(observed: Observed) -> Mapping[str, str]:
    rule = observed.rule
    return filled(
        text("duration_rule"), threshold=rule.threshold, window=rule.window, unit=text(f"window_{rule.unit}"),
        until=observed.until, settled=observed.settled_until,
    )  # fmt: skip
