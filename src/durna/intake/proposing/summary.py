"""A proposal in a few lines for the screen. Values of cells are never among them."""

from __future__ import annotations

from collections.abc import Iterator

from durna.intake.proposing.proposal import Proposal, Proposed


def summary(proposal: Proposal) -> Iterator[str]:
    contract = proposal.contract
    yield f"{proposal.file}: {proposal.rows:,} rows -> {contract.source} ({contract.title['en']})"
    if proposal.remark:
        yield f"  {proposal.remark}"
    spread = proposal.spread
    if spread:
        yield f"  {spread.why}"
        yield from (f"  {remark}" for remark in spread.remarks)
    width = max((len(proposed.field.name) for proposed in proposal.fields), default=0)
    for proposed in proposal.fields:
        yield f"  {proposed.field.name:<{width}}  {_origin(proposed)}{_codes(proposed)}"
        yield from (f"  {'':<{width}}    {remark}" for remark in proposed.remarks)
    required = [target.name for target in proposal.absent if target.required]
    optional = len(proposal.absent) - len(required)
    if required:
        yield f"  REQUIRED AND NOT FOUND: {', '.join(required)}"
    yield f"  not found, optional: {optional} fields; columns not used: {len(proposal.unused)}"


def _origin(proposed: Proposed) -> str:
    given = proposed.given
    origin = given.column or given.template or f"always {given.constant}"
    return f"{origin} ({', '.join(given.forms)})" if given.forms else origin


def _codes(proposed: Proposed) -> str:
    if not proposed.seen:
        return ""
    unknown = len(proposed.unknown)
    known = len(proposed.seen) - unknown
    return f": {known} of {len(proposed.seen)} values recognised" + (f", {unknown} to map by hand" if unknown else "")
