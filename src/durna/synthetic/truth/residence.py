"""True migration and true usual residents by the duration rule, from the true crossings and their whole future.

Age is that at the crossing, or on the day of a stock; citizenship and sex are those of the crossing, or of the last one
up to that day, a naturalisation since taken into account. Residents are those who cross by the end of the deliveries:
whoever does not is in no register of crossings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pyarrow as pa

from durna.indicators.definition import catalogue
from durna.periods import Period, day
from durna.synthetic.truth.answers import Answer, Answers, Dimensions, Place, latest, rows
from durna.synthetic.truth.books import Country, opened
from durna.synthetic.truth.comparing import Question, Sum
from durna.synthetic.truth.counting import THOSE, Count, Seen
from durna.synthetic.truth.travelled import Travelled, crossings

IMMIGRATION, EMIGRATION = "immigration_residence_12m", "emigration_residence_12m"
NET, RESIDENTS = "net_migration_residence_12m", "usual_residents_12m"
OTHER_CHANGES = "usual_residents_other_changes_12m"
NAMES = frozenset((IMMIGRATION, EMIGRATION, NET, RESIDENTS, OTHER_CHANGES))
COUNTED = ("persons", "person")
GROUPS = ("sex", "age_group", "citizenship")
BREAKDOWNS: Mapping[str, tuple[str, ...]] = {
    IMMIGRATION: catalogue()[IMMIGRATION].breakdowns,
    EMIGRATION: catalogue()[EMIGRATION].breakdowns,
    NET: GROUPS,
}
DECIDED = Seen(
    "decided",
    "decided_day",
    thing="is_migration",
    known="settled_on",
    named={"previous_residence": "residence", "next_residence": "country_of_destination"},
)
IN, OUT = (Count((DECIDED.also(f"direction = '{to}'"),), THOSE) for to in ("entry", "exit"))
BORN_AND_NOT_DEAD = "(birth_date IS NULL OR birth_date <= day) AND (death_date IS NULL OR death_date > day)"
LIVING = Count((Seen("living", holds=BORN_AND_NOT_DEAD, thing="is_resident", known="settled_on"),), THOSE)
QUESTIONS: Mapping[str, Question] = {IMMIGRATION: IN, EMIGRATION: OUT, NET: Sum(IN, OUT, sign=-1)}


def figures(
    country: Country, until: date, period: Period, own: str, wanted: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Migrations by year and by month; usual residents at the end of each year, and their other changes in it."""
    known = crossings(country)
    travelled = Travelled.of(known) if NAMES.intersection(wanted) else None
    if travelled is None:
        return
    monthly = _migrations(travelled, known, period, own)
    yearly = {name: _by_year(answers, period) for name, answers in monthly.items()}
    for name in [name for name in QUESTIONS if name in wanted]:
        yield from rows(name, *COUNTED, _without_empty_groups(monthly[name], until))
        yield from rows(name, *COUNTED, _without_empty_groups(yearly[name], until))
    if not {RESIDENTS, OTHER_CHANGES}.intersection(wanted):
        return
    years = tuple(period.split("year"))
    days = [period.start - timedelta(days=1), *(year.end for year in years)]
    stocks = [_residents(travelled.living(known, country.people, when, until, own), when) for when in days]
    if RESIDENTS in wanted:
        for stock in stocks[1:]:
            yield from rows(RESIDENTS, *COUNTED, _without_empty_groups(stock, until))
    if OTHER_CHANGES in wanted:
        for year, (before, now) in zip(years, pairwise(stocks), strict=True):
            changes = _other_changes(now, before, yearly[NET], year)
            yield from rows(OTHER_CHANGES, *COUNTED, _without_empty_groups(changes, until))


def _migrations(travelled: Travelled, known: pa.Table, period: Period, own: str) -> dict[str, Answers]:
    books = opened({"decided": travelled.table(known)}, period, "month", own)
    return {
        name: question.answers(books, question.breakdowns(books, BREAKDOWNS[name]))
        for name, question in QUESTIONS.items()
    }


def _residents(living: pa.Table, when: date) -> Answers:
    books = opened({"living": living}, day(when), "year", own="")
    return LIVING.answers(books, LIVING.breakdowns(books, GROUPS))


def _other_changes(now: Answers, before: Answers, net: Answers, year: Period) -> Answers:
    """Births, deaths, naturalisations and birthdays: how residents have changed beside by migration."""
    at_end, at_start = _by_group(now), _by_group(before)
    moved = _by_group({place: answer for place, answer in net.items() if place.bucket == year})
    found: Answers = {}
    for group in {**at_end, **at_start, **moved}:
        parts = [side.get(group) for side in (at_end, at_start, moved)]
        end, start, net_of_group = (part.value if part else 0.0 for part in parts)
        settled_on = latest(part.settled_on for part in parts if part)
        found[Place(year, group)] = Answer(end - start - net_of_group, year, settled_on)
    return found


def _by_group(answers: Answers) -> dict[Dimensions, Answer]:
    return {place.dimensions: answer for place, answer in answers.items()}


def _by_year(monthly: Answers, period: Period) -> Answers:
    """A migration belongs to one month, so months add up; a year is settled when its last month is."""
    found: Answers = {}
    years = {part.start.year: part for part in period.split("year")}
    for place, month in monthly.items():
        year = years[place.bucket.start.year]
        known = found.get(Place(year, place.dimensions), Answer(0.0, year))
        settled_on = latest((known.settled_on, month.settled_on))
        found[Place(year, place.dimensions)] = Answer(known.value + month.value, year, settled_on)
    return found


def _without_empty_groups(answers: Answers, until: date) -> Answers:
    """A group in which nobody is has no figure; one in which somebody may turn out to be has a true nought."""
    return {
        place: answer
        for place, answer in answers.items()
        if answer.value or not place.dimensions or (answer.settled_on is not None and answer.settled_on > until)
    }
