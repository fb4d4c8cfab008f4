"""SDG indicator 10.7.2 by its published formula.

Source: UN metadata of 10.7.2, computation (github.com/worldbank/sdg-metadata, api/10-7-2/DATA_COMP.json): a domain is
the mean of its five items x 100, the whole the mean of the thirty x 100. Below 40 requires further progress, 40 to less
than 80 partially meets, 80 to less than 100 meets, 100 fully meets. The MGI itself has no score, and gets none here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from durna.frameworks.questions import Framework

ITEMS = tuple(f"{domain}{letter}" for domain in "123456" for letter in "abcde")
DOMAINS = tuple("123456")
BANDS = ("requires_further_progress", "partially_meets", "meets", "fully_meets")


@dataclass(frozen=True)
class Result:
    """`items`: the value of each item that is answered; `domains` and `overall` (0 to 100) only where none is missing.

    `missing`: the codes of the items that are not answered, or answered as not known.
    """

    items: Mapping[str, Fraction]
    domains: Mapping[str, Fraction]
    overall: Fraction | None
    missing: tuple[str, ...]

    @property
    def band(self) -> str:
        return band(self.overall) if self.overall is not None else ""

    @property
    def rounded(self) -> str:
        """The value as the United Nations print it, with two decimals; empty where it cannot be computed."""
        return "" if self.overall is None else rounded(self.overall)


def compute(items: Mapping[str, Fraction | None]) -> Result:
    """From the value of each item (`1a` .. `6e`); one that is missing or not known is never taken for a no."""
    known = {code: value for code in ITEMS if (value := items.get(code)) is not None}
    of = {domain: [known[code] for code in ITEMS if code[0] == domain and code in known] for domain in DOMAINS}
    domains = {domain: sum(values, Fraction(0)) / 5 * 100 for domain, values in of.items() if len(values) == 5}
    missing = tuple(code for code in ITEMS if code not in known)
    overall = None if missing else sum(known.values(), Fraction(0)) / 30 * 100
    return Result(known, domains, overall, missing)


def of_answers(framework: Framework, answers: Mapping[str, str]) -> Result:
    """From answers by question code; a value that the scale gives no number to counts as not known."""
    asked = {each.sdg_10_7_2: each for each in framework.questions if each.sdg_10_7_2}
    return compute({
        code: framework.scale_of(question).score(answers.get(question.code, "")) for code, question in asked.items()
    })  # fmt: skip


def band(overall: Fraction) -> str:
    if overall < 40:
        return BANDS[0]
    if overall < 80:
        return BANDS[1]
    return BANDS[2] if overall < 100 else BANDS[3]


def rounded(value: Fraction) -> str:
    """Half up, as people round by hand."""
    cents = int(value * 100 + Fraction(1, 2))
    return f"{cents // 100}.{cents % 100:02d}"
