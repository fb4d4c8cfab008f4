"""The flows of a country: emigration, immigration, and net, which is what came less what left."""

from __future__ import annotations

import numpy as np

from durna.residence.columns import Numbers

# A flow is the direction of its crossings; net has none.
OUT, IN, NET = 0, 1, 2
FLOWS = ("emigration", "immigration", "net")


def with_net(flows: Numbers) -> Numbers:
    """(3, ...) from (2, ...)."""
    return np.concatenate([flows, (flows[IN] - flows[OUT])[None]])
