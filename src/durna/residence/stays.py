"""Stays: each entry with the exit that follows it, and how long it was permitted to last.

An entry that is followed by another entry has lost its exit: its stay has no end and no length. The permitted end is
the latest that any visa, extension or residence permit of the person gives that was valid during the stay; a person
without one may have needed none, so that nothing is said.
"""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from durna.persons.record_keys import KEY
from durna.residence.answers import ATTRIBUTES, ROW
from durna.residence.observed import CROSSINGS, Observed, Records

_GRANTED = ("granted", "partly_granted")
# Where each title begins and ends; a permit without an end goes on.
TITLES = {
    "visa_register": ("valid_from", "valid_to"),
    "sms_stay_extension": ("decided_on", "extended_until"),
    "sms_temporary_residence": ("valid_from", "valid_to"),
    "sms_permanent_residence": ("valid_from", "valid_to"),
}
_WITHOUT_END = ("sms_permanent_residence",)
_FOREVER = "9999-12-31"


def stays(answers: ir.Table, records: Records, persons: ir.Table, observed: Observed) -> ir.Table:
    """person, record_key, arrived_on, departed_on (null: still here, or lost), exit_lost, permitted_until, days_over.

    `exit_lost`: another entry follows, so that the stay ended on a day nobody recorded.
    """
    entries = answers.filter(~answers["is_imputed"], answers["direction"] == "entry")
    found = entries.select(
        "person", KEY, "purpose", "place", *ATTRIBUTES, *ROW, origin=ibis.literal(CROSSINGS),
        arrived_on=entries["crossed_on"], exit_lost=entries["next_repeats"].fill_null(False),
        departed_on=ibis.cases((~entries["next_repeats"], entries["next_on"]), else_=ibis.null("date")),
    )  # fmt: skip
    return _with_permission(found, _titles(records, persons), observed)


def _with_permission(stays: ir.Table, titles: ir.Table | None, observed: Observed) -> ir.Table:
    if titles is None:
        return stays.mutate(permitted_until=ibis.null("date"), days_over=ibis.null("int64"))
    ends = _permitted(stays, titles, observed)
    told = stays.left_join(ends, [stays["person"] == ends["holder"], stays["place"] == ends["at_place"]])
    # A stay whose end was not recorded is neither over nor within its term.
    open_end = ibis.cases((told["exit_lost"], ibis.null("date")), else_=ibis.literal(observed.until))
    last = ibis.coalesce(told["departed_on"], open_end)
    over = last.delta(told["permitted_until"], unit="day").cast("int64")
    return told.mutate(days_over=ibis.cases((over > 0, over), (over.notnull(), 0), else_=ibis.null("int64"))).drop(
        "holder", "at_place"
    )


def _permitted(stays: ir.Table, titles: ir.Table, observed: Observed) -> ir.Table:
    """The latest end of a title that was valid on some day of the stay, by stay."""
    met = stays.join(titles, [stays["person"] == titles["number"]])
    last = ibis.coalesce(met["departed_on"], ibis.literal(observed.until))
    valid = met.filter(met["starts_on"] <= last, met["ends_on"] >= met["arrived_on"])
    by_days = valid["arrived_on"] + (valid["days"] - 1).as_interval("D")
    end = ibis.cases((by_days < valid["ends_on"], by_days), else_=valid["ends_on"]).cast("date")
    return (
        valid.mutate(end=end)
        .group_by(holder="person", at_place="place")
        .aggregate(permitted_until=ibis._.end.max())
    )  # fmt: skip


def _titles(records: Records, persons: ir.Table) -> ir.Table | None:
    delivered = [source for source in TITLES if source in records.sources()]
    if not delivered:
        return None
    titles = reduce(lambda one, other: one.union(other), (_title(records.table(name), name) for name in delivered))
    return titles.join(persons.select("person", "number"), "person").drop("person")


def _title(table: ir.Table, source: str) -> ir.Table:
    """A register without a column for the decision holds what was granted; one without a beginning, from that day."""
    starts, ends = TITLES[source]
    granted = table.filter(table["decision"].isin(_GRANTED) | table["decision"].isnull())
    forever = ibis.literal(_FOREVER).cast("date")
    end = granted[ends].cast("date")
    titles = granted.select(
        "person",
        starts_on=ibis.coalesce(granted[starts].cast("date"), granted["decided_on"].cast("date")),
        ends_on=ibis.coalesce(end, forever) if source in _WITHOUT_END else end,
        days=(granted["days_allowed"] if source == "visa_register" else ibis.null("int64")).cast("int64"),
    )
    return titles.filter(titles["starts_on"].notnull(), titles["ends_on"].notnull())
