"""Counting units: what publications really count, persons against events, cases against persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from durna.checks import texts
from durna.checks.findings import Finding
from durna.checks.lookup import by_place, place
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, Figures
from durna.indicators.published import half_step

# Each person stands behind at least one of the events.
PERSONS_OF_EVENTS = (
    ("border_persons_entered", "border_entries_foreigners"),
    ("border_persons_exited", "border_exits_foreigners"),
    ("persons_registered_stay", "stay_registrations"),
)
# One case covers one person or a family.
PERSONS_OF_CASES = (("asylum_cases", "asylum_applications"),)


def check(figures: Figures) -> Iterator[Finding]:
    yield from _other_units(figures)
    yield from _misleading_labels(figures)
    yield from map(_unknown, (figure for figure in figures if "unknown_unit" in figure.flags))
    for persons, events in PERSONS_OF_EVENTS:
        yield from _persons_above_events(figures.of(persons), figures.of(events))
    yield from _two_counts(figures)


def _other_units(figures: Figures) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if "other_unit" in figure.flags:
            groups[figure.indicator, figure.counting_unit].append(figure)
    for (indicator, counted), found in groups.items():
        defined = catalogue()[indicator].counting_unit
        text = texts.say(
            "other_unit", title=texts.title(indicator), count=len(found), counted=texts.counting_unit(counted),
            defined=texts.counting_unit(defined),
        )  # fmt: skip
        yield Finding("other_unit", indicator, text, tuple(one.figure_id for one in found), about=counted)


def _misleading_labels(figures: Figures) -> Iterator[Finding]:
    """Where the delivery says what was counted and the printed unit does not say the same."""
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        counts = figure.note.get("counts", "")
        if counts and counts not in figure.published:
            groups[figure.indicator, figure.counting_unit].append(figure)
    for (indicator, counted), found in groups.items():
        remarks = "; ".join(dict.fromkeys(figure.note["counts"] for figure in found))
        text = texts.say(
            "label_misleads", title=texts.title(indicator), count=len(found), counts=remarks,
            counted=texts.unit(found[0]),
        )  # fmt: skip
        yield Finding("label_misleads", indicator, text, tuple(one.figure_id for one in found), about=counted)


def _unknown(figure: Figure) -> Finding:
    text = texts.say("unknown_unit", title=texts.about(figure), period=figure.period)
    return Finding("unknown_unit", figure.indicator, text, (figure.figure_id,))


def _persons_above_events(persons: Sequence[Figure], events: Sequence[Figure]) -> Iterator[Finding]:
    beside = by_place(events)
    for few in persons:
        for many in beside.get(place(few), ()):
            if (few.counting_unit, many.counting_unit) == ("person", "event"):
                yield from _contradiction(few, many)


def _contradiction(few: Figure, many: Figure) -> Iterator[Finding]:
    if few.value is None or many.value is None or few.value - half_step(few) <= many.value + half_step(many):
        return
    text = texts.say(
        "persons_above_events", period=few.period, persons=few.value, events=many.value,
        persons_title=texts.about(few), events_title=texts.about(many),
    )  # fmt: skip
    yield Finding("persons_above_events", few.indicator, text, (few.figure_id, many.figure_id))


def _two_counts(figures: Figures) -> Iterator[Finding]:
    """Cases and the persons in them, given for one period by one publisher: by one indicator or by a pair."""
    pairs = [(name, name) for name in figures.indicators] + list(PERSONS_OF_CASES)
    for first, second in pairs:
        persons = by_place(figure for figure in figures.of(second) if figure.counting_unit == "person")
        for case in (figure for figure in figures.of(first) if figure.counting_unit == "case"):
            for person in persons.get(place(case), ()):
                if _of_one_release(case, person):
                    yield _cases_and_persons(case, person)


def _cases_and_persons(case: Figure, person: Figure) -> Finding:
    values: dict[str, Any] = {
        "first": case.value, "first_unit": texts.counting_unit(case.counting_unit, case.value),
        "second": person.value, "second_unit": texts.counting_unit(person.counting_unit, person.value),
    }  # fmt: skip
    text = texts.say("cases_and_persons", title=texts.about(case), period=case.period, **values)
    return Finding("cases_and_persons", case.indicator, text, (case.figure_id, person.figure_id))


def _of_one_release(one: Figure, other: Figure) -> bool:
    return (one.publisher, one.reference) == (other.publisher, other.reference)
