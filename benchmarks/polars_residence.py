"""The rule in Polars, as a plain library gives it: labels only, no settling days. Something to measure against."""

from __future__ import annotations

import polars as pl

_BETWEEN_PERSONS = 1 << 20  # more days than any history has


def classify(crossings: pl.DataFrame, threshold: int, window: int, until: int) -> pl.DataFrame:
    """Columns person, day, direction in; before, after, migration (null where unknown) out, by person and day."""
    frame = (
        crossings.sort("person", "day", maintain_order=True)
        .with_columns(history=pl.col("person").rle_id().cast(pl.Int64))
        .with_columns(
            spell=pl.col("day").shift(-1).over("history").fill_null(until) - pl.col("day"),
            repeats=(pl.col("direction") == pl.col("direction").shift(1).over("history")).fill_null(False),
        )
        .with_columns(
            inside=(pl.col("spell") * pl.col("direction")).cum_sum().over("history")
            - pl.col("spell") * pl.col("direction"),
            rejected=pl.col("repeats").any().over("history"),
            place=pl.col("history") * _BETWEEN_PERSONS + pl.col("day"),
            end=pl.min_horizontal(pl.col("day") + window, pl.lit(until)),
        )
    )
    last = frame["place"].search_sorted(frame["history"] * _BETWEEN_PERSONS + frame["end"], side="right") - 1
    there = frame.select("day", "inside", "direction")[last]
    stayed = there["inside"] + there["direction"] * (frame["end"] - there["day"]) - frame["inside"]
    observed = frame["end"] - frame["day"]
    kept = pl.select(pl.when(frame["direction"] == 1).then(stayed).otherwise(observed - stayed)).to_series()
    return _states(frame.with_columns(kept=kept, lost=observed - kept), threshold, window)


def _states(frame: pl.DataFrame, threshold: int, window: int) -> pl.DataFrame:
    qualifies = pl.when(pl.col("kept") >= threshold).then(True).when(pl.col("lost") > window - threshold).then(False)
    state = pl.col("direction").cast(pl.Int8)
    frame = frame.with_columns(qualifies=qualifies, initial=1 - state.first().over("history"))
    carried = pl.when(pl.col("qualifies")).then(state).forward_fill().over("history")
    frame = frame.with_columns(settled=pl.coalesce(carried, "initial"))
    before = pl.col("settled").shift(1).over("history").fill_null(pl.col("initial"))
    frame = frame.with_columns(before=before)
    is_open = (pl.col("qualifies").is_null() & (state != pl.col("before"))).cast(pl.Int8)
    opened = is_open.cum_max().over("history") == 1
    known_before = ~opened.shift(1).over("history").fill_null(False) & ~pl.col("rejected")
    return frame.select(
        "person",
        "day",
        before=pl.when(known_before).then("before"),
        after=pl.when(~opened & ~pl.col("rejected")).then("settled"),
        migration=pl.when(known_before & pl.col("qualifies")).then(state != pl.col("before")),
    )
