"""The 52 histories worked by Stats NZ's migrbc and migstat: equal labels, dates that differ for stated reasons only.

The reasons and their counts stand in docs/decisions/0011-when-an-answer-is-settled.md.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import pytest

from durna.residence.problems import IMPUTE, REJECT
from durna.residence.reference import Crossing, classify_person, decide
from durna.residence.rule import Rule
from tests.residence.forms import Line, by_oracle, everywhere
from tests.spec.residence.cases import Worked, worked

pytestmark = pytest.mark.spec
CASES = worked()
SOUND = [case for case in CASES if case.rows[0]["error_code"] == "0"]
ASKED = [
    (f"{rule} until {until}", list(cases))
    for (rule, until), cases in groupby(CASES, key=lambda case: (case.rule, case.until))
]


def asof(row: dict[str, str]) -> tuple[int | None, ...]:
    """What migstat knows at the end of observation."""
    names = ("asof_resident_before", "asof_resident_after", "asof_long_term_migration")
    return tuple(int(row[name]) if row[name] else None for name in names)


def rows_of(cases: list[Worked]) -> list[dict[str, str]]:
    return [row for case in cases for row in case.rows]


def said(cases: list[Worked], gaps: str = REJECT) -> list[Line]:
    """The oracle's answers, crossing by crossing, without imputed ones."""
    lines = by_oracle([case.person for case in cases], cases[0].rule, cases[0].until, gaps)
    return [line for line in lines if line[1] is not None]


@pytest.mark.parametrize(("name", "cases"), ASKED, ids=[name for name, _ in ASKED])
def test_all_forms_agree(name: str, cases: list[Worked]) -> None:
    oracle, kernel, duck = everywhere([case.person for case in cases], cases[0].rule, cases[0].until, REJECT)
    assert kernel == oracle
    assert duck == oracle


@pytest.mark.parametrize("case", SOUND, ids=str)
def test_labels_are_those_of_migstat_at_the_end_of_observation(case: Worked) -> None:
    assert [line[4:7] for line in said([case])] == [asof(row) for row in case.rows]


@pytest.mark.parametrize("case", SOUND, ids=str)
def test_every_label_that_is_known_is_that_of_migrbc(case: Worked) -> None:
    names = ("resident_before", "resident_after", "long_term_migration")
    for line, row in zip(said([case]), case.rows, strict=True):
        theirs = [int(row[name]) for name in names]
        assert [ours if ours is not None else label for ours, label in zip(line[4:7], theirs, strict=True)] == theirs


@pytest.mark.parametrize("case", CASES, ids=str)
def test_days_are_those_of_migrbc(case: Worked) -> None:
    ours = [(line[10], line[11]) for line in said([case])]
    assert ours == [(int(row["days_in_country"]), int(row["days_observed"])) for row in case.rows]


def test_persons_with_a_gap_are_unknown_unless_it_is_mended() -> None:
    """migrbc and migstat answer 'no'; so do we when asked to impute."""
    gaps = [case for case in CASES if case not in SOUND]
    assert [case.name for case in gaps] == ["V28", "V29"]
    assert {line[4:10] for line in said(gaps)} == {(None,) * 6}
    assert [line[4:7] for line in said(gaps, IMPUTE)] == [asof(row) for row in rows_of(gaps)]


LATER, SOONER = "a negative decision is one day later", "migrbc knows sooner than can be known"
RULED_OUT, OPEN, PROBLEM = "ruled out on its day", "not yet settled", "a gap in the records"


def differences() -> Iterator[tuple[str, str, str]]:
    """(case and crossing, what the date is of, reason) for each date that is not that of migrbc."""
    names = ("before_final_on", "after_final_on", "migration_final_on")
    for case in CASES:
        for place, (line, row) in enumerate(zip(said([case]), case.rows, strict=True)):
            for name, label, on in zip(names, line[4:7], line[7:10], strict=True):
                theirs = date.fromisoformat(row[name])
                if on != theirs:
                    yield f"{case.name} {row['seq']}", name, reason(case, place, label, on, theirs)


def reason(case: Worked, place: int, label: int | None, ours: date | None, theirs: date) -> str:
    if ours is None:
        return PROBLEM
    if label is None:
        return OPEN
    if ours == next_day(theirs) and ours in refusals(case):
        return LATER
    if ours > theirs and theirs in known_by(case, place, longest=2 * (case.rule.window - case.rule.threshold)):
        return SOONER
    if ours < theirs and ours == case.person.crossings[place].day:
        assert ours in known_by(case, place, longest=case.rule.exclusion_days)
        return RULED_OUT
    return "none"


def next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def refusals(case: Worked) -> set[Any]:
    """The days on which a crossing of the person failed to qualify."""
    crossings = case.person.crossings
    decisions = [decide(crossings, place, case.rule, case.until) for place in range(len(crossings))]
    return {decision.on for decision in decisions if decision.qualifies is False}


def known_by(case: Worked, place: int, longest: int) -> set[date]:
    """When 'no' would be known if less than `longest` days between two opposite crossings ruled one out."""
    crossings = case.person.crossings
    here = crossings[place]
    answers = [a for _, a in classify_person(crossings, case.rule, case.until, case.person.initial)]
    assert here.day is not None
    return {
        max(here.day, answers[p].before_on or here.day)
        for p in range(place + 1)
        if answers[p].before == here.direction and days_in_other(crossings[p : place + 1], here) < longest
    }


def days_in_other(crossings: tuple[Crossing, ...], last: Crossing) -> int:
    return sum(
        (other.day - one.day).days
        for one, other in pairwise(crossings)
        if one.day and other.day and one.direction != last.direction
    )


def test_every_date_that_differs_has_a_reason() -> None:
    """As many crossings and dates as the decision page says."""
    found = list(differences())
    assert len({crossing for crossing, _, _ in found}) == 126
    assert Counter(reason for _, _, reason in found) == {LATER: 234, SOONER: 13, RULED_OUT: 3, OPEN: 22, PROBLEM: 18}
    assert {crossing for crossing, _, why in found if why == RULED_OUT} == {"V13 4", "V14 4", "V49 2"}
    assert {crossing[:3] for crossing, _, why in found if why == SOONER} == {"V47", "V51", "V52"}


def test_there_are_52_cases_of_191_crossings_under_five_rules() -> None:
    assert (len(CASES), sum(len(case.rows) for case in CASES)) == (52, 191)
    assert {case.rule for case in CASES} == {
        Rule(365, 487), Rule(274, 365), Rule(91, 122), Rule(365, 365), Rule(183, 365),
    }  # fmt: skip
