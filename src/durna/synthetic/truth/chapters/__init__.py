"""What is asked of the true registers for each indicator of the catalogue, one module a chapter.

A tuple holds the same question for other registers, the best first; a list holds questions that stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping

from durna.synthetic.truth.chapters import (
    asylum,
    emigration,
    employment,
    foreign_population,
    governance,
    impact,
    irregular,
    mobility,
    other,
    study,
)  # fmt: skip
from durna.synthetic.truth.comparing import Question

CHAPTERS = (mobility, foreign_population, employment, study, asylum, emigration, irregular, other, impact, governance)
# The indicators that have no true value, and why: Durna has no measure of them either.
WITHOUT_TRUTH: Mapping[str, str] = {
    "foreigners_in_country": "published without a day and a definition: there is nothing to count",
    "foreigners_living": "published with an unknown part of short stays: there is nothing to count",
}
Questions = Question | tuple[Question, ...] | list[Question]


def questions() -> Mapping[str, Questions]:
    found: dict[str, Questions] = {}
    for chapter in CHAPTERS:
        found.update(chapter.TRUTHS)
    return found
