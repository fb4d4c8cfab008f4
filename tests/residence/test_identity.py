"""Residents at two dates differ by exactly what happened between them, in every group, whatever people do.

Random lives: short and long stays, lost crossings, births after the data begin, deaths, new citizenships, corrected
birth dates, people of unknown sex, and what nobody can know yet at the cut-off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from durna.checks import residents
from durna.indicators.calculate import Request, compute
from durna.indicators.definition import indicator
from durna.indicators.figures import Figure, Figures
from durna.residence import course
from durna.residence.classifying import classify
from durna.residence.derived import view
from tests.residence.histories_told import records, table

FIRST, LAST = date(2015, 1, 1), date(2021, 10, 31)
GAPS = (1, 3, 10, 40, 100, 122, 123, 130, 300, 364, 365, 370, 600, 900)
Sources = dict[str, list[dict[str, Any]]]


def lives(random: Random, people: int) -> Sources:
    sources: Sources = {"sbs_border_crossing": [], "moj_civil_registry": [], "sms_citizenship": []}
    for number in range(people):
        person = f"p{number}"
        last = travels(random, person, sources["sbs_border_crossing"])
        sources["sms_citizenship"] += decisions(random, person)
        if random.random() < 0.3:
            died = min(LAST, last - timedelta(random.randrange(1000)))
            death = {"person": person, "act_no": person, "office": "1", "event_type": "death", "event_on": died}
            sources["moj_civil_registry"].append(death)
    return sources


def travels(random: Random, person: str, crossings: list[dict[str, Any]]) -> date:
    day = FIRST + timedelta(random.randrange(2400))
    young = day - timedelta(random.randrange(3000))
    born = random.choice((date(1960, 2, 29), date(1990, 7, 1), date(2014, 12, 31), young))
    citizenship, sex = random.choice(("AZE", "AZE", "TUR", "GEO", None)), random.choice(("male", "female", None))
    direction = random.choice(("entry", "exit"))
    while day <= LAST:
        known = {"birth_date": born} if random.random() < 0.8 else {"birth_year": born.year}
        crossing = {"person": person, "crossing_no": str(len(crossings)), "crossed_on": day, "direction": direction}
        crossings.append({**crossing, "citizenship": citizenship, "sex": sex, **known})
        if random.random() > 0.05:
            direction = {"entry": "exit", "exit": "entry"}[direction]
        citizenship = "AZE" if random.random() < 0.05 else citizenship
        born -= timedelta(40 if random.random() < 0.02 else 0)
        day += timedelta(random.choice(GAPS))
    return day


def decisions(random: Random, person: str) -> Iterator[dict[str, Any]]:
    for number in range(random.choice((0, 0, 1, 2))):
        kind, to = random.choice((("admission", None), ("termination", "DEU")))
        yield {
            "person": person, "application_no": f"{person} {number}", "type": kind, "new_citizenship": to,
            "decided_on": FIRST + timedelta(random.randrange(2400)),
            "decision": random.choice(("granted", "refused", None)),
        }  # fmt: skip


def figures(known: Any, every: str, by: str = "") -> list[Figure]:
    request = Request(None, every, (by,) if by else ())
    return [figure for name in residents.RELATED for figure in compute(indicator(name), known, request)]


@pytest.mark.slow
@pytest.mark.parametrize("gaps", ["impute", "reject"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_residents_change_by_what_happens(seed: int, gaps: str) -> None:
    known = view(records(lives(Random(seed), 80), gaps=gaps))
    for by in ("", "citizenship", "sex", "age_group"):
        for every in ("year", "quarter"):
            found = Figures(figures(known, every, by))
            assert len(found.of("usual_residents_12m")) > 6
            assert [one.text["en"] for one in residents.check(found)] == []


def test_every_component_takes_part() -> None:
    """Otherwise the identity above would not try them."""
    known = view(records(lives(Random(1), 80)))
    request = Request(None, "year", ("residence_component",))
    seen = {
        figure.dimension("residence_component")
        for figure in compute(indicator("usual_residents_other_changes_12m"), known, request)
    }
    assert seen == {None, "birth", "death", "citizenship", "ageing", "correction", "undecided"}


def test_a_figure_that_does_not_add_up_is_found() -> None:
    found = figures(view(records(lives(Random(1), 80))), "year", "sex")
    place, one = next(
        (place, one)
        for place, one in enumerate(found)
        if one.indicator == "immigration_residence_12m"
        and one.dimension("sex") == "female"
        and str(one.period) == "2018"
    )
    assert one.settled is not None
    wrong = replace(one, settled=replace(one.settled, yes=one.settled.yes + 1))

    (finding,) = residents.check(Figures([*found[:place], wrong, *found[place + 1 :]]))

    assert finding.severity == "severe"
    assert wrong.figure_id in finding.figures
    assert "Female" in finding.text["en"]


@pytest.mark.parametrize("seed", [4, 5])
def test_residents_and_migrations_are_those_that_the_rule_finds_person_by_person(seed: int) -> None:
    """Without births, deaths and new citizenships: each person's answers read off one after the other."""
    drawn = lives(Random(seed), 60)["sbs_border_crossing"]
    crossings = [{**row, "birth_date": None, "birth_year": None} for row in drawn]
    by_hand = list(answers(crossings))
    found = figures(view(records({"sbs_border_crossing": crossings})), "quarter")
    for figure in found:
        if figure.indicator == residents.RESIDENTS:
            expected = sum(resident_on(history, figure.period.end) for history in by_hand)
        elif figure.indicator == "immigration_residence_12m":
            expected = moved(by_hand, "A", figure)
        elif figure.indicator == "emigration_residence_12m":
            expected = moved(by_hand, "D", figure)
        else:
            continue
        assert (figure.figure_id, figure.counted) == (figure.figure_id, expected)
    assert any(figure.counted for figure in found)


def moved(histories: list[list[dict[str, Any]]], way: str, figure: Figure) -> int:
    rows = [row for history in histories for row in history if row["direction"] == way and row["migration"] == "yes"]
    return sum(figure.period.start <= row["date"] <= figure.period.end for row in rows)


def answers(crossings: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for person in dict.fromkeys(row["person"] for row in crossings):
        mine = [row for row in crossings if row["person"] == person]
        columns = {"person": "person", "date": "crossed_on", "direction": "direction"}
        table = pa.table({name: [row[column] for row in mine] for name, column in columns.items()})
        found = classify(table, "12/16", LAST, gaps="impute").to_pylist()
        yield sorted(found, key=lambda row: row["date"])


def resident_on(history: list[dict[str, Any]], day: date) -> bool:
    """The answer after the last crossing up to the day; before any, the answer before the first."""
    before = [row for row in history if row["date"] <= day]
    answer = before[-1]["resident_after"] if before else history[0]["resident_before"]
    return bool(answer == "yes")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_crossings_that_change_nothing_are_told_apart_from_others(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without them residents are the same, and they are most of the crossings that residents make."""
    sources = lives(Random(seed), 150)
    wanted = ("person", "since", "ended", "is_resident", "citizenship", "sex", "birth_date", "birth_year")
    found = table(records(sources), "residence_spell", *wanted)
    changed = table(records(sources), "residence_change", "person", "changed_on", "direction", "residence_component")

    monkeypatch.setattr(course, "_telling", lambda crossings, decided: crossings)

    assert table(records(sources), "residence_spell", *wanted) == found
    same = table(records(sources), "residence_change", "person", "changed_on", "direction", "residence_component")
    assert same == changed
    assert found
