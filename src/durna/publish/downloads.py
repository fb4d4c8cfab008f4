"""The figures as data: CSV that no spreadsheet can be tricked by, and Parquet with real types."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from durna.indicators.figures import Figure, Figures

BEFORE = ("figure_id", "indicator", "period_start", "period_end", "geography")
AFTER = (
    "unit", "counting_unit", "value", "lower", "upper", "status", "flags", "numerator", "denominator", "publisher",
    "vintage", "preferred", "freeze",
)  # fmt: skip
NUMBERS = ("value", "lower", "upper", "numerator", "denominator")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def dimension_columns(figures: Sequence[Figure]) -> dict[str, str]:
    """Each breakdown with the name of its column; one that is named like a column of every figure gets `by_`."""
    names = sorted({name for figure in figures for name, _ in figure.dimensions})
    return {name: f"by_{name}" if name in (*BEFORE, *AFTER) else name for name in names}


def columns(figures: Sequence[Figure]) -> tuple[str, ...]:
    return _names(dimension_columns(figures))


def tidy(figures: Sequence[Figure]) -> tuple[tuple[str, ...], Iterator[dict[str, Any]]]:
    """The names of the columns, and a row a figure, one after the other; a breakdown that is a total is empty."""
    named = dimension_columns(figures)
    names = _names(named)
    return names, _records(figures, named, dict.fromkeys(names))


def _names(named: Mapping[str, str]) -> tuple[str, ...]:
    return (*BEFORE, *named.values(), *AFTER)


def _records(
    figures: Sequence[Figure], named: Mapping[str, str], empty: Mapping[str, None]
) -> Iterator[dict[str, Any]]:
    for figure in figures:
        yield {**empty, **{named[name]: code for name, code in figure.dimensions}, **_plain(figure)}


def safe(text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets expect."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def write_csv(figures: Figures, path: Path) -> None:
    """UTF-8 without a mark at its start; numbers with a point; flags joined by semicolons."""
    names, records = tidy(figures)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        # Most breakdowns of a figure are empty, and a country has a hundred of them.
        for record in records:
            writer.writerow([None if value is None else _as_text(value) for value in record.values()])


def write_parquet(figures: Figures, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names, records = tidy(figures)
    pq.write_table(pa.Table.from_pylist(list(records), schema=_schema(pa, names)), path)


def _schema(pa: Any, names: Sequence[str]) -> Any:
    special = {
        "period_start": pa.date32(), "period_end": pa.date32(), "flags": pa.list_(pa.string()),
        "preferred": pa.bool_(), **dict.fromkeys(NUMBERS, pa.float64()),
    }  # fmt: skip
    return pa.schema([(name, special.get(name, pa.string())) for name in names])


def _plain(figure: Figure) -> dict[str, Any]:
    return {
        "figure_id": figure.figure_id, "indicator": figure.indicator, "period_start": figure.period.start,
        "period_end": figure.period.end, "geography": figure.geography, "unit": figure.unit,
        "counting_unit": figure.counting_unit, "value": figure.value, "lower": figure.lower, "upper": figure.upper,
        "status": figure.status, "flags": list(figure.flags), "numerator": figure.numerator,
        "denominator": figure.denominator, "publisher": figure.publisher, "vintage": figure.vintage,
        "preferred": figure.preferred, "freeze": figure.freeze,
    }  # fmt: skip


def _as_text(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list):
        return safe(";".join(value))
    return value
