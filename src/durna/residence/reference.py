"""The rule in plain Python: one person, day by day. Slow and obvious; every fast form must agree with it.

Definitions: docs/decisions/0011-when-an-answer-is-settled.md. Nothing here is vectorised, cached or clever on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from durna.residence import problems
from durna.residence.rule import Rule

ARRIVAL, DEPARTURE = 1, 0
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Crossing:
    """`direction` is 1 for an arrival, 0 for a departure, as the state it leads to: in the country or not.

    `time` orders crossings, by default the day alone; `order` is the number that the source gave, if any.
    """

    day: date | None
    direction: int | None
    time: float | None = None
    order: int | None = None
    imputed: bool = False

    @property
    def on(self) -> date:
        """The day of a crossing that has one."""
        assert self.day is not None
        return self.day

    @property
    def leads_to(self) -> int:
        """The state that a crossing with a direction leads to."""
        assert self.direction is not None
        return self.direction


@dataclass(frozen=True)
class Answer:
    """None stands for unknown; then the date beside it is the latest on which it will be known."""

    before: int | None
    after: int | None
    migration: bool | None
    before_on: date | None
    after_on: date | None
    migration_on: date | None
    days_in: int | None
    days_observed: int | None
    problem: str = ""


@dataclass(frozen=True)
class Decision:
    """Whether a crossing qualifies, and the day that decided it; both None while it is open."""

    qualifies: bool | None
    on: date | None


@dataclass(frozen=True)
class Status:
    """A state of residence and the day it was settled; None while it is open, then the latest day that settles it."""

    resident: int | None
    on: date


def classify_person(
    crossings: Sequence[Crossing],
    rule: Rule,
    observed_until: date,
    initial: int | None = None,
    gaps: str = problems.REJECT,
) -> list[tuple[Crossing, Answer]]:
    """Every crossing of one person in its true order, with its answer; imputed ones among them."""
    problem = problem_of(crossings)
    usable = [c for c in crossings if c.day is not None and c.direction is not None]
    aside = [c for c in crossings if c.day is None or c.direction is None]
    ordered = in_true_order(usable)
    if problem and gaps == problems.REJECT:
        return _rejected(ordered, aside, rule, observed_until, problem)
    filled = with_imputed(ordered)
    answers = _answers(filled, rule, observed_until, initial)
    found = [
        (c, replace(a, problem=problems.IMPUTED if c.imputed else "")) for c, a in zip(filled, answers, strict=True)
    ]
    return found + [(c, _unknown(_missing(c))) for c in aside]


def problem_of(crossings: Sequence[Crossing]) -> str:
    if any(c.day is None for c in crossings):
        return problems.MISSING_DATE
    if any(c.direction is None for c in crossings):
        return problems.MISSING_DIRECTION
    if _journeys_go_back(crossings):
        return problems.DECREASING_DATES
    ordered = in_true_order(crossings)
    if any(one.direction == other.direction for one, other in pairwise(ordered)):
        return problems.SAME_DIRECTION
    return ""


def _journeys_go_back(crossings: Sequence[Crossing]) -> bool:
    """Orders 1, 2, ... n (or from 0) number the journeys of a life: along them time may not go back.

    Any other order says something of crossings at one time only, and may begin anew each day.
    """
    orders = sorted(c.order for c in crossings if c.order is not None)
    if not orders or orders[0] not in (0, 1) or orders != list(range(orders[0], orders[0] + len(crossings))):
        return False
    times = [_time(c) for c in sorted(crossings, key=lambda c: c.order or 0)]
    return any(later < earlier for earlier, later in pairwise(times))


def _time(crossing: Crossing) -> float:
    return crossing.on.toordinal() if crossing.time is None else crossing.time


def in_true_order(crossings: Sequence[Crossing]) -> list[Crossing]:
    """By time, then by the order given; crossings that neither tells apart alternate."""
    ranked = sorted(crossings, key=_rank)
    ordered: list[Crossing] = []
    for moment in _moments(ranked):
        ordered += _alternating(moment, _state_before(moment, ranked))
    return ordered


def _rank(crossing: Crossing) -> tuple[float, int]:
    return (_time(crossing), 0 if crossing.order is None else crossing.order)


def _moments(ranked: Sequence[Crossing]) -> list[list[Crossing]]:
    moments: list[list[Crossing]] = []
    for crossing in ranked:
        if moments and _rank(moments[-1][0]) == _rank(crossing):
            moments[-1].append(crossing)
        else:
            moments.append([crossing])
    return moments


def _balance(moment: Sequence[Crossing]) -> int:
    return sum(1 if c.direction == ARRIVAL else -1 for c in moment)


def _state_before(moment: Sequence[Crossing], ranked: Sequence[Crossing]) -> int:
    """In the country or not before a moment: as the last moment that did not balance left it; else as the next one
    that does not balance needs it; else as the first row given needs it."""
    balances = [(_rank(m[0]), _balance(m)) for m in _moments(ranked)]
    earlier = [balance for rank, balance in balances if rank < _rank(moment[0]) and balance != 0]
    later = [balance for rank, balance in balances if rank >= _rank(moment[0]) and balance != 0]
    if earlier:
        return 1 if earlier[-1] > 0 else 0
    if later:
        return 0 if later[0] > 0 else 1
    return 1 - ranked[0].leads_to


def _alternating(moment: Sequence[Crossing], state: int) -> list[Crossing]:
    first = [c for c in moment if c.direction != state]
    second = [c for c in moment if c.direction == state]
    ordered: list[Crossing] = []
    for n in range(max(len(first), len(second))):
        ordered += first[n : n + 1] + second[n : n + 1]
    return ordered


def with_imputed(ordered: Sequence[Crossing]) -> list[Crossing]:
    """Between two crossings of one direction the other one is missing: it is put half way, in whole days."""
    filled: list[Crossing] = []
    for crossing in ordered:
        if filled and filled[-1].direction == crossing.leads_to:
            previous = filled[-1]
            half_way = previous.on + timedelta(days=(crossing.on - previous.on).days // 2)
            filled.append(Crossing(half_way, 1 - previous.leads_to, imputed=True))
        filled.append(crossing)
    return filled


def _rejected(
    ordered: Sequence[Crossing], aside: Sequence[Crossing], rule: Rule, until: date, problem: str
) -> list[tuple[Crossing, Answer]]:
    """Nothing is concluded of a person with a problem. Days are told where the half-way assumption gives them."""
    if problem != problems.SAME_DIRECTION:
        return [(c, _unknown(problem)) for c in (*ordered, *aside)]
    filled = with_imputed(ordered)
    found = []
    for place, crossing in enumerate(filled):
        if not crossing.imputed:
            days_in, days_observed = days_within(filled, place, rule, until)
            found.append((crossing, replace(_unknown(problem), days_in=days_in, days_observed=days_observed)))
    return found


def _unknown(problem: str) -> Answer:
    return Answer(None, None, None, None, None, None, None, None, problem)


def _missing(crossing: Crossing) -> str:
    return problems.MISSING_DATE if crossing.day is None else problems.MISSING_DIRECTION


def is_in(crossings: Sequence[Crossing], day: date, first: int) -> bool:
    """In the country during the day that begins now: as the last crossing until that day says, from `first` on."""
    state = 0
    for crossing in crossings[first:]:
        if crossing.on > day:
            break
        state = crossing.leads_to
    return state == ARRIVAL


def decide(crossings: Sequence[Crossing], place: int, rule: Rule, until: date) -> Decision:
    """Walk on day by day until the days in the new state reach the threshold or those in the other exceed the rest."""
    start, direction = crossings[place].on, crossings[place].leads_to
    threshold = rule.threshold_days(start)
    allowance = rule.window_days(start) - threshold
    kept = lost = 0
    day = start
    while day < until:
        if is_in(crossings, day, place) == (direction == ARRIVAL):
            kept += 1
        else:
            lost += 1
        day += ONE_DAY
        if kept >= threshold:
            return Decision(True, day)
        if lost > allowance:
            return Decision(False, day)
    return Decision(None, None)


def days_within(crossings: Sequence[Crossing], place: int, rule: Rule, until: date) -> tuple[int, int]:
    """Days in the country, and days observed, within the window of a crossing."""
    start = crossings[place].on
    end = min(rule.window_end(start), until)
    days = [start + timedelta(days=n) for n in range((end - start).days)]
    return sum(is_in(crossings, day, place) for day in days), len(days)


def _answers(crossings: Sequence[Crossing], rule: Rule, until: date, initial: int | None) -> list[Answer]:
    decisions = [decide(crossings, place, rule, until) for place in range(len(crossings))]
    befores: list[Status] = []
    afters: list[Status] = []
    for place in range(len(crossings)):
        before = afters[-1] if afters else _first_status(crossings[0], initial)
        befores.append(before)
        afters.append(_status_after(crossings, place, before, decisions, rule))
    answers = []
    for place in range(len(crossings)):
        migration, on = _migration(crossings, place, befores, decisions, rule)
        days_in, days_observed = days_within(crossings, place, rule, until)
        before, after = _at(befores[place], crossings[place]), afters[place]
        answers.append(
            Answer(before.resident, after.resident, migration, before.on, after.on, on, days_in, days_observed)
        )
    return answers


def _first_status(first: Crossing, initial: int | None) -> Status:
    """Who arrives came from abroad, and who leaves lived here, unless told."""
    return Status(1 - first.leads_to if initial is None else initial, first.on)


def _at(before: Status, crossing: Crossing) -> Status:
    """Nothing is known of a crossing before the day on which it happens."""
    return Status(before.resident, max(before.on, crossing.on))


def _status_after(
    crossings: Sequence[Crossing], place: int, before: Status, decisions: Sequence[Decision], rule: Rule
) -> Status:
    crossing, decision = crossings[place], decisions[place]
    if before.resident is None:
        return Status(None, _latest(crossings, place, decisions, rule))
    if crossing.leads_to == before.resident:
        return Status(before.resident, max(crossing.on, before.on))
    if decision.on is None:
        return Status(None, _latest(crossings, place, decisions, rule))
    resident = crossing.leads_to if decision.qualifies else before.resident
    return Status(resident, max(before.on, decision.on))


def _latest(crossings: Sequence[Crossing], place: int, decisions: Sequence[Decision], rule: Rule) -> date:
    """When the last of the open decisions up to here will be made at the latest: when its window is over."""
    open_days = [c.on for c, d in zip(crossings[: place + 1], decisions, strict=False) if d.on is None]
    return max(rule.window_end(day) for day in open_days)


def _migration(
    crossings: Sequence[Crossing], place: int, befores: Sequence[Status], decisions: Sequence[Decision], rule: Rule
) -> tuple[bool | None, date]:
    crossing, before, decision = crossings[place], befores[place], decisions[place]
    noes = [decision.on] if decision.on is not None and not decision.qualifies else []
    noes += _ruled_out(crossings, place, befores, rule)
    if noes:
        return False, min(noes)
    if decision.on is not None and before.resident is not None:
        return True, max(before.on, decision.on)
    if decision.on is None:
        return None, rule.window_end(crossing.on)
    return None, before.on


def _ruled_out(crossings: Sequence[Crossing], place: int, befores: Sequence[Status], rule: Rule) -> list[date]:
    """When it became known that this crossing leads where the person lived already, whatever comes.

    Two opposite crossings that lie close cannot both qualify. So somebody who lived there just before a short absence
    either still does at this crossing, or its opposite qualified and then this one does not.
    """
    crossing = crossings[place]
    known = []
    for p in range(place + 1):
        status = befores[p]
        is_near = p == place or _days_in_other_state(crossings, p, place) < rule.exclusion_days
        if is_near and status.resident == crossing.leads_to:
            known.append(max(crossing.on, status.on))
    return known[:1]


def _days_in_other_state(crossings: Sequence[Crossing], first: int, last: int) -> int:
    """Days between two crossings in the state that the last one ends."""
    total = 0
    for one, other in zip(crossings[first:last], crossings[first + 1 : last + 1], strict=True):
        if one.leads_to != crossings[last].leads_to:
            total += (other.on - one.on).days
    return total
