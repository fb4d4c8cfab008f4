"""Ages however a publisher writes them: `18-29`, `70+`, `65 and over`, `Under 18`."""

from __future__ import annotations

import re

_AGES = re.compile(
    r"(?:under|below|<)\s*(?P<below>\d+)"
    r"|(?:over\s*)?(?P<first>\d+)\s*(?:[-\u2013]\s*(?P<last>\d+)|(?P<over>\+|(?:and|or) (?:over|more|older)))?",
    re.IGNORECASE,
)


def youngest(ages: str) -> float | None:
    """Where the ages begin, to put them in order; None where it is no age."""
    found = _AGES.fullmatch(ages.strip())
    if found is None:
        return None
    return -1.0 if found["below"] else float(found["first"])


def open_end(ages: str) -> tuple[str, int] | None:
    """`under` or `over`, and the age; None where the ages are open to neither side."""
    found = _AGES.fullmatch(ages.strip())
    if found is None or not (found["below"] or found["over"]):
        return None
    return ("under", int(found["below"])) if found["below"] else ("over", int(found["first"]))
