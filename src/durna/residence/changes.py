"""What changes the number of usual residents, or of a group of them, beside migration: each by its name.

With these, residents at one date and at a later one differ by exactly what happened between them, in every group:
people are born and die, change citizenship and grow older, and a later crossing may answer differently than an earlier.
"""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from durna.persons.record_keys import KEY
from durna.residence.answers import ATTRIBUTES, ROW
from durna.residence.course import BIRTH, CITIZENSHIP, CROSSING, DEATH, birthday
from durna.residence.observed import Observed

# The first ages of the groups of five years, up to 85 and more; beyond 130 no age is believed.
FIRST_AGES = (*range(5, 90, 5), 131)
JOINS, LEAVES = "entry", "exit"


def changes(course: ir.Table, spells: ir.Table, observed: Observed) -> ir.Table:
    """person, record_key, changed_on, direction (into the group, out of it), residence_component, age (before a
    birthday), the attributes, origin and row."""
    residents = course.filter(course["before"])
    turned = _turned(residents)
    lost = residents.filter(residents["after"].isnull(), residents["kind"] == CROSSING)
    # With what was known last, not at the last crossing: citizenship may have changed since.
    died = _as_they_were(residents.filter(residents["kind"] == DEATH))
    born = course.filter(course["kind"] == BIRTH, course["after"])
    parts = [
        _events(_as_they_were(turned), LEAVES),
        _events(turned, JOINS),
        _events(lost.mutate(residence_component=ibis.literal("undecided")), LEAVES),
        _events(died.mutate(residence_component=ibis.literal("death")), LEAVES),
        _events(born.mutate(residence_component=ibis.literal("birth")), JOINS),
        *_birthdays(spells, observed),
    ]
    return reduce(lambda one, other: one.union(other), parts)


def _turned(residents: ir.Table) -> ir.Table:
    """Where a crossing or a decision says something else of a resident than what was said before."""
    differences = (~residents[name].identical_to(residents[f"was_{name}"]) for name in ATTRIBUTES)
    differs = reduce(lambda one, other: one | other, differences)
    turned = residents.filter(differs, residents["kind"].isin([CROSSING, CITIZENSHIP]))
    is_same_citizenship = turned["citizenship"].identical_to(turned["was_citizenship"])
    return turned.mutate(residence_component=ibis.cases((is_same_citizenship, "correction"), else_="citizenship"))


def _as_they_were(course: ir.Table) -> ir.Table:
    return course.mutate(**{name: course[f"was_{name}"] for name in ATTRIBUTES})


def _events(course: ir.Table, direction: str) -> ir.Table:
    return _shaped(course.mutate(changed_on=course["day"], age=ibis.null("int64")), direction)


def _birthdays(spells: ir.Table, observed: Observed) -> tuple[ir.Table, ir.Table]:
    """Birthdays of residents into the next age group: out of the one and into the other on the same day."""
    ages = ibis.array([ibis.literal(age, "int64") for age in FIRST_AGES]).unnest()
    residents = spells.filter(spells["is_resident"]).mutate(first_age=ages)
    residents = residents.mutate(changed_on=birthday(residents, residents["first_age"]))
    last = ibis.coalesce(residents["ended"], ibis.literal(observed.until))
    # The day on which a spell ends counts: whoever leaves on a birthday leaves with the new age.
    passed = residents.filter(residents["changed_on"] > residents["since"], residents["changed_on"] <= last)
    passed = passed.mutate(residence_component=ibis.literal("ageing"))
    younger, older = passed["first_age"] - 1, ibis.null("int64")
    return _shaped(passed.mutate(age=younger), LEAVES), _shaped(passed.mutate(age=older), JOINS)


def _shaped(table: ir.Table, direction: str) -> ir.Table:
    return table.select(
        "person",
        KEY,
        "changed_on",
        "residence_component",
        "age",
        "origin",
        *ATTRIBUTES,
        *ROW,
        direction=ibis.literal(direction),
    )
