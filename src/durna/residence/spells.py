"""Spells: how long a person was a usual resident with the same citizenship, sex and birth; or that is still open."""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from durna.persons.record_keys import KEY
from durna.residence.answers import ATTRIBUTES, ROW

_FOREVER = "9999-12-31"


def spells(course: ir.Table) -> ir.Table:
    """person, record_key, since, ended (the day from which it no longer holds; null: still does), is_resident,
    attributes, row.

    A trip that changes nothing does not end a spell; a spell that begins and ends on one day is none.
    """
    forever = ibis.literal(_FOREVER).cast("date")
    pieces = course.filter(course["after"] | course["after"].isnull()).select(
        "person", KEY, "origin", *ATTRIBUTES, *ROW,
        since=course["day"], ended=ibis.coalesce(course["next_day"], forever), is_resident=course["after"],
    )  # fmt: skip
    pieces = pieces.filter(pieces["ended"] > pieces["since"])
    heads = _heads(pieces)
    ended = ibis.coalesce(heads["ended_before"].lead().over(_history()), heads["ended_last"])
    found = heads.mutate(ended=ibis.cases((ended == forever, ibis.null("date")), else_=ended))
    return found.select("person", KEY, "since", "ended", "is_resident", "origin", *ATTRIBUTES, *ROW)


def _heads(pieces: ir.Table) -> ir.Table:
    """The first piece of every spell, with the end of the piece before it and that of the person's last."""
    told = pieces.mutate(
        ended_before=pieces["ended"].lag().over(_history()),
        ended_last=pieces["ended"].max().over(group_by="person"),
        **{f"was_{name}": pieces[name].lag().over(_history()) for name in ("is_resident", *ATTRIBUTES)},
    )
    is_same = [told[name].identical_to(told[f"was_{name}"]) for name in ("is_resident", *ATTRIBUTES)]
    continues = reduce(lambda one, other: one & other, is_same) & (told["ended_before"] == told["since"])
    return told.filter(~continues.fill_null(False))


def _history() -> ibis.expr.builders.WindowBuilder:
    return ibis.window(group_by="person", order_by="since")
