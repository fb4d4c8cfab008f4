"""Revisions as data: one row a changed figure, for spreadsheets and programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from durna.editions.comparing import Comparison, Revision, amount, base_of
from durna.publish.downloads import safe

COLUMNS = (
    "indicator", "period_start", "period_end", "geography", "dimensions", "counting_unit", "unit", "change", "old",
    "new", "absolute", "percent", "old_status", "new_status", "old_figure_id", "new_figure_id", "causes",
)  # fmt: skip


def rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Values are in the base of the unit; `causes` is a list of mappings with a kind."""
    return (_row(each) for each in comparison.revisions)


def as_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "old": comparison.old, "new": comparison.new, "unchanged": comparison.unchanged,
        "revisions": list(rows(comparison)), "summary": [asdict(each) for each in comparison.summaries],
    }  # fmt: skip


def write_csv(comparison: Comparison, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        print_csv(comparison, stream)


def print_csv(comparison: Comparison, stream: TextIO) -> None:
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows(comparison):
        writer.writerow({name: _as_text(value) for name, value in row.items()})


def _row(each: Revision) -> dict[str, Any]:
    figure, old, new = each.figure, each.old, each.new
    return {
        "indicator": figure.indicator, "period_start": figure.period.start.isoformat(),
        "period_end": figure.period.end.isoformat(), "geography": figure.geography,
        "dimensions": dict(figure.dimensions), "counting_unit": figure.counting_unit, "unit": base_of(figure),
        "change": each.kind, "old": amount(old), "new": amount(new), "absolute": each.absolute,
        "percent": each.percent, "old_status": old.status if old else None, "new_status": new.status if new else None,
        "old_figure_id": old.figure_id if old else None, "new_figure_id": new.figure_id if new else None,
        "causes": [{"kind": cause.kind, **cause.details} for cause in each.causes],
    }  # fmt: skip


def _as_text(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, dict):
        return safe(";".join(f"{name}={said}" for name, said in value.items()))
    if isinstance(value, list):
        return safe("; ".join(" ".join(each.values()) for each in value))
    return safe(value) if isinstance(value, str) else value
