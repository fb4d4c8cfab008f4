"""`durna.residence.classify`: the rule over any table of crossings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from durna.errors import UserError
from durna.residence import crossings as reading
from durna.residence import files, results, spill
from durna.residence.cores import one_ahead
from durna.residence.initial import of_present, read_statuses, refuse_absent
from durna.residence.kernel import Answers, classify_columns
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
    return results.as_table(*_answered(crossings, rule, observed_until, initial_status, gaps, columns, threads))


def _answered(
    crossings: Any,
    rule: RuleLike,
    observed_until: date | str | None,
    initial_status: Any,
    gaps: str,
    columns: Mapping[str, str] | None,
    threads: int | None = None,
) -> tuple[reading.Crossings, Answers, dict[str, Any]]:
    """The crossings as they were read, what is known of each, and the report."""
    the_rule, until = as_rule(rule), reading.last_day(observed_until)
    refuse_gaps(gaps)
    found = reading.read(crossings, columns)
    reading.refuse_later(found.columns, until)
    statuses = read_statuses(initial_status)
    answers = classify_columns(found.columns, the_rule, until, of_present(statuses, found), gaps == IMPUTE, threads)
    if statuses is not None:
        refuse_absent(statuses.num_rows - answers.met, statuses.num_rows)
    return found, answers, results.heading(the_rule, until, gaps) | results.counted(answers, found.columns.rows)


def classify_file(
    path: Path,
    out: Path,
    rule: RuleLike,
    observed_until: date | str | None,
    *,
    initial_status: Any = None,
    gaps: str = REJECT,
    columns: Mapping[str, str] | None = None,
    memory: str | None = None,
) -> dict[str, Any]:
    """`classify` from file to file (Parquet or CSV, by their endings) within `memory` (as "2GB"; else what is free).

    What does not fit goes through the disk by parts, in a folder beside `out`; the result is the same. Returns the
    report.
    """
    the_rule, until = as_rule(rule), reading.last_day(observed_until)
    refuse_gaps(gaps)
    files.kind_of(out)
    with files.readable(path):
        rows = files.rows_in(path)
    budget = spill.bytes_of(memory) if memory else free_memory()
    if spill.fits(rows, budget):
        found, answers, report = _answered(path, the_rule, until, initial_status, gaps, columns)
        with files.writer(out) as write:
            for table in one_ahead(results.in_stretches(found, answers)):
                write(table)
        return report
    job = spill.Job(path, columns, the_rule, until, read_statuses(initial_status), gaps == IMPUTE)
    with TemporaryDirectory(dir=out.parent, prefix=".durna-") as scratch:
        counts = spill.classify_through_disk(job, out, spill.bits_needed(rows, budget), Path(scratch))
    return results.heading(the_rule, until, gaps) | counts


def free_memory() -> int:
    """Three quarters of what the machine has free, in bytes; the smallest budget where it does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES") * 3 // 4
    except (ValueError, OSError, AttributeError):
        return 2 * 10**9


def refuse_gaps(gaps: str) -> None:
    if gaps not in GAPS:
        raise UserError(
            found=f"gaps = '{gaps}'.",
            expected="'reject' (the person is answered unknown) or 'impute' (the missing crossing half way).",
            do="Choose one of them.",
        )
