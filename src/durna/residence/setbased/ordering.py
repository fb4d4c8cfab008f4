"""Crossings of each person in their true order, and what is wrong with them: reference.in_true_order and problem_of."""

from __future__ import annotations

import ibis
from ibis.expr import types as ir

from durna.residence import problems
from durna.residence.setbased.days import day_number, whole


def prepared(crossings: ir.Table, initial: ir.Table | None) -> ir.Table:
    """The columns that follow, with the day as a number and the status given for the person."""
    t = crossings
    t = t.select(
        person=t.person,
        row=t.row.cast("int64"),
        order=t.order.cast("int64") if "order" in t.columns else ibis.null("int64"),
        time=t.time if "time" in t.columns else t.date,
        date=t.date,
        direction=t.direction.cast("int64"),
        day=day_number(t.date),
    )
    if initial is None:
        return t.mutate(given=ibis.null("int64"))
    statuses = initial.select(whose=initial.person, given=initial.resident.cast("int64"))
    return t.left_join(statuses, t.person == statuses.whose).drop("whose")


def with_problem(t: ir.Table, is_numbered: bool) -> ir.Table:
    """`problem` of the whole person, '' for none. Two crossings of one direction show only in true order."""
    person = ibis.window(group_by="person")
    t = _journeys_go_back(t) if is_numbered else t.mutate(goes_back=ibis.literal(False))
    t = t.mutate(
        lacks_date=t.date.isnull().cast("int8").max().over(person) == 1,
        lacks_direction=t.direction.isnull().cast("int8").max().over(person) == 1,
    )
    problem = ibis.cases(
        (t.lacks_date, problems.MISSING_DATE),
        (t.lacks_direction, problems.MISSING_DIRECTION),
        (t.goes_back, problems.DECREASING_DATES),
        else_="",
    )
    return t.mutate(problem=problem).drop("lacks_date", "lacks_direction", "goes_back")


def _journeys_go_back(t: ir.Table) -> ir.Table:
    """Orders that number a life's journeys without a gap, from 0 or 1, along which time goes back."""
    along = ibis.window(group_by="person", order_by=["order", "row"])
    person = ibis.window(group_by="person")
    t = t.mutate(step=t.order - t.order.lag().over(along), is_back=t.time < t.time.lag().over(along))
    broken = t.order.isnull() | (t.step != 1).fill_null(False)
    t = t.mutate(
        numbers=broken.cast("int8").max().over(person) == 0,
        lowest=t.order.min().over(person),
        backs=t.is_back.fill_null(False).cast("int8").max().over(person) == 1,
    )
    goes_back = (t.numbers & t.lowest.isin([0, 1]) & t.backs).fill_null(False)
    return t.mutate(goes_back=goes_back).drop("step", "is_back", "numbers", "lowest", "backs")


def in_true_order(t: ir.Table) -> ir.Table:
    """`place` of each crossing in the person's history, and the crossing before it.

    By time, then by order; crossings that neither tells apart alternate.
    """
    t = _with_turns(_with_moments(t.mutate(rank=t.order.fill_null(0))))
    by_place = ibis.window(group_by="person", order_by=["moment", "nth", "is_second"])
    return t.select(
        "person", "row", "order", "direction", "day", "given", "problem",
        place=ibis.row_number().over(by_place),
        last_direction=t.direction.lag().over(by_place),
        last_day=t.day.lag().over(by_place),
    )  # fmt: skip


def _with_moments(t: ir.Table) -> ir.Table:
    """`moment` counts the person's moments; `balance` is arrivals less departures in it; `nth` of its direction."""
    within = ["person", "time", "rank"]
    return t.mutate(
        moment=ibis.dense_rank().over(ibis.window(group_by="person", order_by=["time", "rank"])),
        ranked=ibis.row_number().over(ibis.window(group_by="person", order_by=["time", "rank", "row"])),
        balance=whole((t.direction * 2 - 1).sum().over(ibis.window(group_by=within))),
        nth=ibis.row_number().over(ibis.window(group_by=[*within, "direction"], order_by="row")),
    )


def _with_turns(t: ir.Table) -> ir.Table:
    """`is_second`: another crossing of the moment goes first, as this one leads where the person was before it."""
    person = ibis.window(group_by="person")
    earlier = ibis.window(group_by="person", order_by="moment", range=(None, -1))
    from_here = ibis.window(group_by="person", order_by="moment", range=(0, None))
    # A moment and the state that it leaves in one number, so that the latest moment brings its state along.
    left = (t.balance != 0).ifelse(t.moment * 2 + (t.balance > 0).cast("int64"), ibis.null("int64"))
    t = t.mutate(
        last_left=left.max().over(earlier) % 2,
        next_left=left.min().over(from_here) % 2,
        first_direction=(t.ranked * 2 + t.direction).min().over(person) % 2,
    )
    is_in = ibis.coalesce(t.last_left, 1 - t.next_left, 1 - t.first_direction)
    return t.mutate(is_second=(t.direction == is_in).cast("int8"))
