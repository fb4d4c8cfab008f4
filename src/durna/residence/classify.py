"""`durna.residence.classify`: the rule over any table of crossings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from durna.errors import UserError
from durna.residence import crossings as reading
from durna.residence import results
from durna.residence.initial import given_statuses, refuse_unmet
from durna.residence.kernel import classify_columns
from durna.residence.problems import GAPS, IMPUTE, REJECT
from durna.residence.rule import RuleLike, as_rule


def classify(
    crossings: Any,
    rule: RuleLike,
    observed_until: date | str | None,
    initial_status: Any = None,
    gaps: str = REJECT,
    *,
    columns: Mapping[str, str] | None = None,
    threads: int | None = None,
) -> pa.Table:
    """Who changed the country of residence with which crossing, and since when that is settled.

    `crossings`: an Arrow, Polars or pandas table, a DuckDB relation, or the path of a Parquet or CSV file, with the
    columns person (any type), date (date or timestamp), direction (A/D, 1/0, arrival/departure, in/out) and, if there
    is one, order (whole number: order at one time, or the number of the journey); `columns` names them otherwise.
    `rule`: a Rule, (threshold_days, window_days), or text as "12/16" (365 of 487 days) or "12/16 months" (calendar).
    `observed_until`: the last day observed. `initial_status`: a table person, resident (1, 0), since (may be empty).
    `gaps`: what is done about bad sequences, "reject" or "impute" (see problems.py).

    Returns one row a crossing in the order of the input, imputed crossings after them: person, order, date, direction
    (A, D), resident_before, resident_after, migration (yes, no, unknown), for each the day on which it was settled or,
    where unknown, the latest on which it will be, days_in and days_observed (days within the window), problem.
    `report_of(table)` counts problems and open answers. Definitions: docs/decisions/0011. The same input gives the same
    bytes. Raises UserError for input that cannot be understood.
    """
    the_rule, until = as_rule(rule), reading.last_day(observed_until)
    refuse_gaps(gaps)
    found = reading.read(crossings, columns)
    reading.refuse_later(found.columns, until)
    given = given_statuses(initial_status, found, until)
    answers = classify_columns(found.columns, the_rule, until, given, gaps == IMPUTE, threads)
    refuse_unmet(given, answers.met)
    report = {"rule": str(the_rule), "observed_until": until.isoformat(), "gaps": gaps}
    return results.as_table(found, answers, report | results.counted(answers, found.columns.rows))


def refuse_gaps(gaps: str) -> None:
    if gaps not in GAPS:
        raise UserError(
            found=f"gaps = '{gaps}'.",
            expected="'reject' (the person is answered unknown) or 'impute' (the missing crossing half way).",
            do="Choose one of them.",
        )
