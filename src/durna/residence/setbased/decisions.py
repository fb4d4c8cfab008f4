"""Whether each crossing qualifies, and the day that decided it: reference.decide and days_within.

Both ask what is the last crossing that comes in time, so many days further along the history. What a crossing loses,
the next one of the history keeps: so the first question, asked with two numbers of days, decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import ibis
from ibis.expr import types as ir

from durna.residence.rule import DAYS, Rule
from durna.residence.setbased.days import day_number, months_later

# Of the last crossing in time: in which column, and what is taken from it. All of them grow along a history.
_KEPT = {"other_when_kept": "other"}
_LOST = {"other_when_lost": "other"}
_WINDOW = {"window_day": "day", "window_kept": "kept", "window_kept_after": "kept_after"}


def with_decisions(t: ir.Table, rule: Rule, observed_until: date) -> ir.Table:
    """`qualifies` (1, 0) and `decided_on`, both null while open; `open_until` then; the days within the window."""
    t = _with_days_reached(_looked_ahead(_with_lengths(t, rule), rule))
    return _with_days_in(t, day_number(observed_until)).select(
        "person", "row", "order", "direction", "day", "place", "problem", "is_imputed", "at_first", "first_day",
        "other", "qualifies", "decided_on", "open_until", "days_in", "days_observed",
    )  # fmt: skip


def _with_lengths(t: ir.Table, rule: Rule) -> ir.Table:
    """In days: `threshold` and `window` of each crossing, and `too_many` for the one before to lose."""
    if rule.unit == DAYS:
        threshold, window = ibis.literal(rule.threshold, "int64"), ibis.literal(rule.window, "int64")
        return t.mutate(threshold=threshold, window=window, too_many=window - threshold + 1)
    return t.mutate(
        threshold=months_later(t.day, rule.threshold) - t.day,
        window=months_later(t.day, rule.window) - t.day,
        too_many=months_later(t.last_day, rule.window) - months_later(t.last_day, rule.threshold) + 1,
    )


def _looked_ahead(t: ir.Table, rule: Rule) -> ir.Table:
    if rule.unit == DAYS:
        last = {
            **_last_within(t, "kept", rule.threshold - 1, _KEPT),
            **_last_within(t, "kept", rule.window - rule.threshold, _LOST),
            **_last_within(t, "day", rule.window, _WINDOW),
        }
        return t.mutate(**last)
    t = _each_last_within(t, "kept", t.threshold - 1, _KEPT)
    t = _each_last_within(t, "kept", t.too_many - 1, _LOST)
    return _each_last_within(t, "day", t.window, _WINDOW)


def _last_within(t: ir.Table, along: str, days: int, values: Mapping[str, str]) -> dict[str, ir.Value]:
    """Values of the last crossing of the same direction at most so many days further along a column."""
    frame = ibis.window(group_by=["person", "direction"], order_by=along, range=(0, days))
    return {name: t[column].max().over(frame) for name, column in values.items()}


def _each_last_within(t: ir.Table, along: str, days: ir.IntegerValue, values: Mapping[str, str]) -> ir.Table:
    """The same where each crossing looks its own number of days ahead, which no frame can do.

    It stands in the line twice: where it is, and where it looks.
    """
    t = t.mutate(ahead=days, looks=ibis.array([0, 1]).unnest())
    t = t.mutate(at=t[along] + t.looks * t.ahead)
    so_far = ibis.window(group_by=["person", "direction"], order_by=["at", "looks"], rows=(None, 0))
    shown = {name: (t.looks == 0).ifelse(t[column], ibis.null("int64")) for name, column in values.items()}
    t = t.mutate(**{name: value.max().over(so_far) for name, value in shown.items()})
    return t.filter(t.looks == 1).drop("ahead", "looks", "at")


def _with_days_reached(t: ir.Table) -> ir.Table:
    """The days on which the threshold was reached and the allowance exceeded: the earlier one decides.

    So many days in one state have passed when also the days in the other state have, up to the last crossing in time.
    """
    by_place = ibis.window(group_by="person", order_by="place")
    nothing, start = ibis.null("int64"), t.first_day + t.kept
    kept_on = (t.kept + t.threshold <= t.all_kept).ifelse(start + t.threshold + t.other_when_kept, nothing)
    lost_on = (t.kept + t.too_many <= t.all_kept).ifelse(start + t.too_many + t.other_when_lost, nothing)
    t = t.mutate(kept_on=kept_on, lost_on=lost_on.lead().over(by_place))
    is_kept = (t.kept_on.notnull() & (t.lost_on.isnull() | (t.kept_on < t.lost_on))).fill_null(False)
    is_open = t.kept_on.isnull() & t.lost_on.isnull()
    return t.mutate(
        decided_on=is_kept.ifelse(t.kept_on, t.lost_on),
        qualifies=is_open.ifelse(nothing, is_kept.cast("int64")),
        open_until=is_open.ifelse(t.day + t.window, nothing),
    )


def _with_days_in(t: ir.Table, until: ir.IntegerValue) -> ir.Table:
    """`days_in` the country and `days_observed` within the window of each crossing."""
    observed = ibis.least(t.window, until - t.day)
    # The last spell of this direction that began within the window may go on beyond its end.
    kept = ibis.least(t.window_kept + t.day + observed - t.window_day, t.window_kept_after) - t.kept
    return t.mutate(days_observed=observed, days_in=(t.direction == 1).ifelse(kept, observed - kept))
