"""Combining: ratios, differences and shares of tallies. Both sides always share bucket, group and period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from durna.classifications import units
from durna.indicators.figures import Evidence
from durna.indicators.tallies import AUTHORITY, BUILT, Dimensions, Tally, added, joined, weakest, widest
from durna.periods import Period

Place = tuple[Period, Dimensions]
Voice = tuple[str, str]


def ratios(numerators: Sequence[Tally], denominators: Sequence[Tally], scale: float, nought: bool) -> list[Tally]:
    """`nought`: a numerator without a row is nought (records); otherwise it is not known (tables)."""
    found: list[Tally] = []
    for voice, over in _paired(numerators, denominators):
        above = {_place(tally): tally for tally in numerators if tally.voice == voice}
        for below in over:
            alike = next((tally for tally in above.values() if tally.bucket == below.bucket), below)
            top = above.get(_place(below)) or (_none_of(alike, below.dimensions) if nought else None)
            if top is not None and below.value and _fit(top, below):
                found.append(_ratio(top, below, below.value, scale))
    return found


def _ratio(top: Tally, below: Tally, over: float, scale: float) -> Tally:
    period = below.period if top.is_stock and not below.is_stock else top.period
    return replace(
        _built(top, below, widest((*top.evidence, *below.evidence))),
        period=period,
        value=None if top.value is None else scale * top.value / over,
        is_stock=top.is_stock and below.is_stock,
        numerator=top.value,
        denominator=below.value,
    )


def sums(some: Sequence[Tally], others: Sequence[Tally], nought: bool, sign: int = 1) -> list[Tally]:
    """Sums, or with a sign of -1 differences, of what each voice says of the same place."""
    found: list[Tally] = []
    for voice, matched in _paired(some, others):
        left = {_place(tally): tally for tally in some if tally.voice == voice}
        right = {_place(tally): tally for tally in matched}
        for place in dict.fromkeys([*left, *right]):
            known = left.get(place) or right[place]
            one = left.get(place) or (_none_of(known, place[1]) if nought else None)
            other = right.get(place) or (_none_of(known, place[1]) if nought else None)
            if one and other and _fit(one, other):
                evidence = added((*one.evidence, *other.evidence))
                value = None if one.value is None or other.value is None else one.value + sign * other.value
                built = replace(_built(one, other, evidence), value=value, unit=one.unit)
                found.append(_within_bounds(built, one, other, sign))
    return found


def _within_bounds(built: Tally, one: Tally, other: Tally, sign: int) -> Tally:
    """What is open on either side widens a sum; the upper end of what is taken away makes the lower end."""
    if all(end is None for end in (one.lower, one.upper, other.lower, other.upper)) or built.value is None:
        return built
    (low, high), (less, more) = _ends(one), _ends(other)
    if sign < 0:
        less, more = more, less
    return replace(built, lower=low + sign * less, upper=high + sign * more)


def _ends(tally: Tally) -> tuple[float, float]:
    value = tally.value or 0.0
    return (value if tally.lower is None else tally.lower), (value if tally.upper is None else tally.upper)


def shares(groups: Iterable[Tally], wholes: Iterable[Tally]) -> list[Tally]:
    whole = {(tally.voice, tally.bucket): tally for tally in wholes if not tally.dimensions}
    found: list[Tally] = []
    for group in groups:
        total = whole.get((group.voice, group.bucket))
        if total and total.value and _fit(group, total):
            found.append(_ratio(group, total, total.value, 100))
    return found


def _paired(some: Sequence[Tally], others: Sequence[Tally]) -> list[tuple[Voice, list[Tally]]]:
    """Each voice of the first with the second by the same voice, or by the one that spoke last."""
    voices = list(dict.fromkeys(tally.voice for tally in some)) or list(dict.fromkeys(tally.voice for tally in others))
    known = {tally.voice for tally in others}
    if not known:
        return [(voice, []) for voice in voices]
    last = max(known, key=lambda voice: (voice[1], voice[0]))
    return [
        (voice, [tally for tally in others if tally.voice == (voice if voice in known else last)]) for voice in voices
    ]


def _place(tally: Tally) -> Place:
    return (tally.bucket, tally.dimensions)


def _fit(one: Tally, other: Tally) -> bool:
    """Whether two tallies are of one period and of units that can be compared."""
    same_period = one.is_stock or other.is_stock or one.period == other.period
    return same_period and units.comparable(one.unit, other.unit)


def _none_of(tally: Tally, dimensions: Dimensions) -> Tally:
    """Nought: no row of this group where there are rows of others in the bucket."""
    return replace(
        tally, value=0.0, dimensions=dimensions, publisher=AUTHORITY, vintage="",
        evidence=(), flags=(), lower=None, upper=None, note={}, status="final", cell=BUILT if tally.cell else None,
    )  # fmt: skip


def _built(one: Tally, other: Tally, evidence: tuple[Evidence, ...]) -> Tally:
    """A tally made of two. It speaks for a publisher only where both parts are that publisher's."""
    is_one_publisher = one.publisher == other.publisher
    from_tables = not (one.from_records and other.from_records)
    return replace(
        one,
        publisher=one.publisher if is_one_publisher else AUTHORITY,
        vintage=one.vintage if is_one_publisher else "",
        from_records=not from_tables,
        flags=joined(one.flags, other.flags, ("derived",) if from_tables else ()),
        status=weakest((one.status, other.status)),
        unit=None,
        lower=None,
        upper=None,
        note={},
        evidence=evidence,
        cell=BUILT if one.cell or other.cell else None,
    )
