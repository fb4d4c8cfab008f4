"""The crossings that are missing put in, and the days spent in and out of the country up to each crossing."""

from __future__ import annotations

from datetime import date

import ibis
from ibis.expr import types as ir

from durna.residence import problems
from durna.residence.setbased.days import day_number, whole


def with_imputed(t: ir.Table) -> ir.Table:
    """Between two crossings of one direction the missing one half way. Directions alternate from here on.

    Places stay in order and are no longer dense. `last_day` is the day of the crossing before.
    """
    t = t.mutate(
        is_after_gap=(t.last_direction == t.direction).fill_null(False),
        half_way=t.last_day + (t.day - t.last_day) // 2,
        is_imputed=ibis.array([False, True]).unnest(),
    )
    t = t.filter(~t.is_imputed | t.is_after_gap)
    return t.select(
        "person", "given", "problem", "is_imputed", "is_after_gap",
        row=t.is_imputed.ifelse(ibis.null("int64"), t.row),
        order=t.is_imputed.ifelse(ibis.null("int64"), t.order),
        direction=t.is_imputed.ifelse(1 - t.direction, t.direction),
        day=t.is_imputed.ifelse(t.half_way, t.day).cast("int64"),
        last_day=(t.is_after_gap & ~t.is_imputed).ifelse(t.half_way, t.last_day).cast("int64"),
        place=(t.place * 2 - t.is_imputed.cast("int64")).cast("int64"),
    )  # fmt: skip


def with_spells(t: ir.Table, observed_until: date) -> ir.Table:
    """What running sums tell of each crossing, and of the person.

    `kept`, `other`: days up to the crossing in the state that it leads to and in the other one, since the first
    crossing; `kept_after`: days of the first kind up to the next crossing; `all_kept`: up to the end of observation.
    `first_day`; `at_first`: the status before it; `problem`, now also of crossings in one direction.
    """
    person = ibis.window(group_by="person")
    by_place = ibis.window(group_by="person", order_by="place")
    so_far = ibis.window(group_by="person", order_by="place", rows=(None, 0))
    until = day_number(observed_until)
    # The spell that a departure ends was spent in the country.
    spell_in = ibis.coalesce((t.day - t.last_day) * (1 - t.direction), 0)
    # Place and direction in one number: the first or last place brings its direction along.
    step = t.place * 2 + t.direction
    t = t.mutate(
        first_day=t.day.min().over(person),
        last_known_day=t.day.max().over(person),
        first_direction=step.min().over(person) % 2,
        last_direction=step.max().over(person) % 2,
        days_in_before=whole(spell_in.sum().over(so_far)),
        days_in_spells=whole(spell_in.sum().over(person)),
        spell=ibis.coalesce(t.day.lead().over(by_place), until) - t.day,
        has_gap=t.is_after_gap.cast("int8").max().over(person) == 1,
    )
    arrives, elapsed = t.direction == 1, t.day - t.first_day
    all_in = t.days_in_spells + t.last_direction * (until - t.last_known_day)
    kept = arrives.ifelse(t.days_in_before, elapsed - t.days_in_before)
    t = t.mutate(
        kept=kept,
        other=elapsed - kept,
        kept_after=kept + t.spell,
        all_kept=arrives.ifelse(all_in, until - t.first_day - all_in),
        at_first=ibis.coalesce(t.given, 1 - t.first_direction),
        problem=((t.problem == "") & t.has_gap).ifelse(problems.SAME_DIRECTION, t.problem),
    )
    gone = ("given", "is_after_gap", "last_known_day", "first_direction", "last_direction")
    return t.drop(*gone, "days_in_before", "days_in_spells", "spell", "has_gap")
