"""Where a figure comes from, as far as an edition says for everybody; the signed passport names the very deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from durna.disclosure import policy
from durna.editions import freeze
from durna.editions.folder import Edition
from durna.editions.freeze import Delivery
from durna.indicators.figures import Figure
from durna.sources import contract
from durna.web.explorer import background
from durna.workspace import SETTINGS

_UNALTERED = "none: published by its source"


def deliveries(edition: Edition, figure: Figure) -> list[Delivery]:
    """Those that the edition pins of the sources of a figure; none of what an institution has published itself, which
    says where it was read."""
    wanted = () if figure.published else of(edition, figure)
    return [each for each in freeze.read(edition).deliveries if each.source in wanted]


def of(edition: Edition, figure: Figure) -> tuple[str, ...]:
    if figure.source:
        return (figure.source,)
    known = background.of(edition).indicators.get(figure.indicator)
    return known.sources if known else ()


def protection(edition: Edition, figure: Figure) -> str:
    """What was done to it. What an institution has published itself is public already and stays as it is."""
    chosen = policy.read(edition.inputs / SETTINGS)
    known = [contract.load(name) for name in of(edition, figure) if name in contract.sources()]
    if not chosen.is_protecting or figure.published or not known or all(one.is_table for one in known):
        return _UNALTERED if chosen.is_protecting else chosen.said
    return chosen.said


def held(edition: Edition, figure: Figure) -> Mapping[str, Any]:
    """The keys of a passport that the page of a figure shows."""
    pinned = freeze.read(edition)
    return {
        "protection": protection(edition, figure), "freeze": pinned.recorded,
        "program": f"durna {pinned.program.version}",
    }  # fmt: skip
