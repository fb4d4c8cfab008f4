"""From the path of a message back to the node that its element was written from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from durna.iati.shapes import ACTIVITY, Node, Shape

_STEP = re.compile(r"([^\[\]]+)(?:\[(\d+)\])?")


def nodes_of(path: str, nodes: Sequence[Node]) -> tuple[list[Node], str]:
    """The nodes on the way down, the activity first, and the tag of the first element that is none of them.

    `path`: as a message has it, /iati-activities/iati-activity[2]/budget[1]/value.
    """
    steps = [(found[1], int(found[2] or 1)) for part in path.split("/") if (found := _STEP.fullmatch(part))]
    if len(steps) < 2 or not 0 < steps[1][1] <= len(nodes):
        return [], steps[0][0] if steps else ""
    way, shape = [nodes[steps[1][1] - 1]], ACTIVITY
    for tag, number in steps[2:]:
        under = _under(way[-1], shape, tag, number)
        if under is None:
            return way, tag
        way.append(under[0])
        shape = under[1]
    return way, ""


def _under(node: Node, shape: Shape, tag: str, number: int) -> tuple[Node, Shape] | None:
    for name, (child, inner) in shape.many.items():
        held = node.get(name, ())
        if child == tag and number <= len(held):
            return held[number - 1], inner
    return None
