"""Where each person lived before and after each crossing, and which crossings were migrations: reference._answers.

Every `settled` column holds a day number: when it was settled, or the latest day on which it will be.
"""

from __future__ import annotations

import ibis
from ibis.expr import types as ir

from durna.residence.rule import Rule

# Places of one person are fewer than this; a number of days times this, plus the place, tells both.
PLACES = 2**32


def with_states(t: ir.Table) -> ir.Table:
    """`before` and `after` (1, 0, null) and when they were settled, by the person's crossings up to each."""
    earlier = ibis.window(group_by="person", order_by="place", rows=(None, -1))
    so_far = ibis.window(group_by="person", order_by="place", rows=(None, 0))
    t = _with_lived_in(t)
    is_elsewhere = t.direction != t.lived_in
    t = t.mutate(
        becomes=(is_elsewhere & (t.qualifies == 1).fill_null(False)).ifelse(t.direction, t.lived_in),
        unsettles=(is_elsewhere & t.qualifies.isnull()).cast("int8"),
        settles_on=is_elsewhere.ifelse(t.decided_on, t.day),
    )
    t = t.mutate(
        is_open_before=(t.unsettles.max().over(earlier) == 1).fill_null(False),
        is_open_after=t.unsettles.max().over(so_far) == 1,
        known_before_on=ibis.coalesce(t.settles_on.max().over(earlier), t.first_day),
        known_after_on=ibis.coalesce(t.settles_on.max().over(so_far), t.first_day),
        latest_before=t.open_until.max().over(earlier),
        latest_after=t.open_until.max().over(so_far),
    )
    nothing = ibis.null("int64")
    return t.mutate(
        before=t.is_open_before.ifelse(nothing, t.lived_in),
        after=t.is_open_after.ifelse(nothing, t.becomes),
        before_on=t.is_open_before.ifelse(t.latest_before, t.known_before_on),
        after_on=t.is_open_after.ifelse(t.latest_after, t.known_after_on),
    )


def _with_lived_in(t: ir.Table) -> ir.Table:
    """`lived_in`: the direction of the last crossing before that qualified, else the status at first.

    It holds only until the first open decision; what comes later is told as unknown.
    """
    earlier = ibis.window(group_by="person", order_by="place", rows=(None, -1))
    # The place and the direction in one number, so that the last place brings its direction along.
    qualified = (t.qualifies == 1).ifelse(t.place * 2 + t.direction, ibis.null("int64"))
    return t.mutate(lived_in=ibis.coalesce(qualified.max().over(earlier) % 2, t.at_first))


def with_migrations(t: ir.Table, rule: Rule) -> ir.Table:
    """`migration` (1, 0, null) and `migration_on`."""
    t = _with_ruled_out(t, rule)
    refused_on = (t.qualifies == 0).fill_null(False).ifelse(t.decided_on, ibis.null("int64"))
    t = t.mutate(no_on=ibis.coalesce(ibis.least(refused_on, t.ruled_out_on), refused_on, t.ruled_out_on))
    is_decided, is_known = t.decided_on.notnull(), t.before.notnull()
    is_yes = t.no_on.isnull() & is_decided & is_known
    return t.mutate(
        migration=ibis.cases((t.no_on.notnull(), 0), (is_yes, 1), else_=ibis.null("int8")),
        migration_on=ibis.cases(
            (t.no_on.notnull(), t.no_on),
            (is_yes, ibis.greatest(t.before_on, t.decided_on)),
            (is_decided, t.before_on),
            else_=t.open_until,
        ),
    )  # fmt: skip


def _with_ruled_out(t: ir.Table, rule: Rule) -> ir.Table:
    """`ruled_out_on`: since when it is known that the crossing leads where the person lived, whatever comes.

    It is enough that the person was known to live there just before it, or just before or after a crossing of the same
    direction so close that an opposite one in between cannot qualify together with it.
    """
    nothing = ibis.null("int64")
    lived = (t.before == t.direction).fill_null(False)
    lives = (t.after == t.direction).fill_null(False)
    t = t.mutate(
        lived_there_on=lived.ifelse(t.before_on, nothing),
        known_there_on=ibis.cases((lived, t.before_on), (lives, t.after_on), else_=nothing),
        along=t.other * PLACES + t.place,
    )
    if rule.exclusion_days > 0:
        close = ibis.window(
            group_by=["person", "direction"], order_by="along", range=(1 - rule.exclusion_days * PLACES, -1)
        )
        # The person's first crossing has another direction, perhaps; the status at first is known from its day on.
        since_first = (t.other < rule.exclusion_days) & (t.at_first == t.direction)
        t = t.mutate(
            near=t.known_there_on.min().over(close),
            from_first=since_first.ifelse(t.first_day, nothing),
        )
    else:
        t = t.mutate(near=nothing, from_first=nothing)
    earliest = ibis.coalesce(t.from_first, t.near, t.lived_there_on)
    return t.mutate(ruled_out_on=earliest.isnull().ifelse(nothing, ibis.greatest(earliest, t.day)))
