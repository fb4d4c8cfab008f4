"""Documents and projects: a few dozen laws, agreements, yearbooks and donors' projects, the same for any population."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from durna.sources.contract import load
from durna.synthetic.place import NATIONS, STATELESS
from durna.synthetic.registers.scene import Scene, complete
from durna.synthetic.registers.stated import YEARS
from durna.synthetic.timeline import DAY, LAST_DAY, SEEN_FROM, calendar, day_of

# By kind: how many were adopted in the time of the data, and whether each is made with a partner.
DOCUMENTS = {
    "law": (6, False), "convention": (7, False), "bilateral_agreement": (9, True), "readmission_agreement": (5, True),
    "multilateral_agreement": (2, False), "memorandum": (6, True), "strategy": (2, False),
}  # fmt: skip
PARTNERS = tuple(nation.code for nation in NATIONS if nation.code != STATELESS)
RUNS_OUT, YEARS_IN_FORCE = 0.3, (3, 9)
PROJECTS_A_YEAR, PROJECT_DAYS, CANCELLED = (2, 6), (300, 1500), 0.1
DONORS = ("Crane Fund", "Union of the Islands", "Northern Bank")
Row = dict[str, Any]


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    documents = [*_adopted(scene.rng("policy_register")), *_yearbooks(scene.rng("policy_register/yearbooks"))]
    return {
        "policy_register": _by_date("policy_register", "document_no", "DOC-", documents),
        "project_portfolio": _by_date("project_portfolio", "project_no", "PRJ-", _projects(scene)),
    }


def _by_date(source: str, number: str, prefix: str, rows: Sequence[Row] | Iterator[Row]) -> pa.Table:
    contract = load(source)
    ordered = sorted(rows, key=lambda row: row[contract.dated_by])
    for place, row in enumerate(ordered, 1):
        row[number] = f"{prefix}{place:03}"
    names = [name for name in contract.stored_columns if any(name in row for row in ordered)]
    return complete(contract, {name: pa.array([row.get(name) for row in ordered]) for name in names})


def _adopted(rng: np.random.Generator) -> Iterator[Row]:
    """A text comes into force some months after its adoption, and some run out."""
    for kind, (count, has_partner) in DOCUMENTS.items():
        for _ in range(count):
            adopted = int(rng.integers(SEEN_FROM // DAY, LAST_DAY))
            force = adopted + int(rng.integers(0, 200))
            row: Row = {"kind": kind, "title_en": f"Invented {kind.replace('_', ' ')}", "adopted_on": _day(adopted)}
            row["in_force_from"] = _day(force)
            if rng.random() < RUNS_OUT:
                row["in_force_to"] = _day(force + 365 * int(rng.integers(*YEARS_IN_FORCE)))
            if kind == "convention":
                row["ratified_on"] = _day(adopted)
            if has_partner:
                row["partner_country"] = PARTNERS[int(rng.integers(0, len(PARTNERS)))]
            yield row


def _yearbooks(rng: np.random.Generator) -> Iterator[Row]:
    """The yearbook of each year comes out two to nine months after it."""
    for year in YEARS[:-1]:
        out = _day(day_of(f"{year}-12-31") + int(rng.integers(60, 270)))
        released = {"adopted_on": out, "released_on": out, "reference_end": date(year, 12, 31)}
        yield {"kind": "statistics", "title_en": f"Invented yearbook {year}", **released}


def _projects(scene: Scene) -> Iterator[Row]:
    """A cancelled project ends on the day on which it would have begun."""
    rng = scene.rng("project_portfolio")
    for year in YEARS:
        for _ in range(int(rng.integers(*PROJECTS_A_YEAR))):
            starts = day_of(f"{year}-01-01") + int(rng.integers(0, 365))
            runs = int(rng.integers(*PROJECT_DAYS)) if rng.random() >= CANCELLED else 0
            yield {
                "title_en": "Invented project",
                "starts_on": _day(starts),
                "ends_on": _day(starts + runs),
                "status": "completed" if runs else "cancelled",
                "donor": DONORS[int(rng.integers(0, len(DONORS)))],
                "budget": float(rng.integers(5, 200) * 10_000),
                "currency": "USD",
            }


def _day(number: int) -> date:
    day: date = calendar(number).astype("datetime64[D]").item()
    return day
