"""Sentences say what the figures allow, and nothing else."""

import pytest

from durna.errors import Refused
from durna.publish import sentences
from durna.publish.context import Context
from durna.publish.document import Number, plain
from durna.publish.profile.indicator import changes
from tests.publish.conftest import figure

GAP = "\u202f"


@pytest.mark.parametrize(
    ("earlier", "later", "direction"),
    [
        (100.0, 112.0, "rose"),
        (100.0, 100.9, "almost_unchanged"),
        (100.0, 99.1, "almost_unchanged"),
        (100.0, 100.0, "unchanged"),
        (100.0, 98.0, "fell"),
        (100.0, 49.0, "fell_more_than_half"),
        (100.0, 50.0, "fell"),
        (100.0, 200.0, "doubled"),
        (100.0, 250.0, "more_than_doubled"),
        (100.0, 450.0, "manifold"),
        (0.0, 5.0, "from_to"),
        (5.0, 0.0, "fell_more_than_half"),
        (-5.0, 5.0, "from_to"),
    ],
)
def test_words_for_changes(earlier: float, later: float, direction: str) -> None:
    change = sentences.compare(figure("entries", "2018", earlier), figure("entries", "2019", later))
    assert change.direction == direction


def test_percentages_are_compared_in_points(english: Context) -> None:
    earlier, later = (figure("shares", year, value, unit="percent") for year, value in (("2018", 66.1), ("2019", 81.1)))
    change = sentences.compare(earlier, later)
    assert change.size == pytest.approx(15.0)
    shares = english.material.indicators["shares"]
    said = sentences.statement(english.language, shares, sentences.Changes(change))
    assert said is not None
    assert "by 15.0 percentage points" in plain(said.runs)


def test_a_part_year_is_never_compared_with_a_full_year() -> None:
    with pytest.raises(Refused):
        sentences.compare(figure("entries", "2020", 750000.0), figure("entries", "2021-01..2021-10", 608100.0))


def test_persons_are_never_compared_with_entries() -> None:
    people = figure("entries", "2019", 827352.0, unit="persons", counting_unit="person")
    with pytest.raises(Refused):
        sentences.compare(people, figure("entries", "2020", 750000.0))


def test_a_year_cut_short_is_never_compared_with_a_full_year() -> None:
    cut = figure("entries", "2017-01-01..2017-12-23", 2300000.0, period_kind="year_cut_short")
    with pytest.raises(Refused):
        sentences.compare(cut, figure("entries", "2018", 2500000.0))


def test_the_statement_of_a_series(english: Context) -> None:
    # 750/3000 = 0.25, 750/2000 = 0.375, 608.1/2600 = 0.2339: falls of 75.0, 62.5 and 76.6 percent.
    assert said(english, "entries") == (
        f"Example entries fell by more than half (75.0{GAP}%) between 2019 and 2020, from 3{GAP}000{GAP}000 to "
        f"750{GAP}000 entries. Against 2013 (2{GAP}000{GAP}000) this is a fall of 62.5{GAP}%. For January–October 2021 "
        f"the figure is 608{GAP}100 entries, 76.6{GAP}% below the same months of 2019 (2{GAP}600{GAP}000). Between the "
        "periods compared lies a change of law or method (1 March 2020); part of the difference may come from it."
    )


def test_the_same_numbers_in_the_other_language(english: Context, azerbaijani: Context) -> None:
    for indicator in ("entries", "stock"):
        here, there = (numbers(context, indicator) for context in (english, azerbaijani))
        assert here == there != []


def test_nothing_is_said_of_figures_that_count_something_else(english: Context) -> None:
    assert "37" not in said(english, "decisions")


def test_a_value_that_was_carried_forward_is_not_called_unchanged(english: Context) -> None:
    flagged = {"flags": ("carried_forward",), "unit": "persons", "counting_unit": "person"}
    earlier, later = (figure("stock", f"{year}-12-31", 3585.0, **flagged) for year in (2019, 2020))
    stock = english.material.indicators["stock"]
    found = sentences.statement(english.language, stock, sentences.Changes(sentences.compare(earlier, later)))
    assert found is not None
    assert "carried forward, not counted anew" in plain(found.runs)


def test_a_change_of_publisher_is_said(english: Context) -> None:
    earlier, later = figure("entries", "2018", 10.0), figure("entries", "2019", 20.0, publisher="sms")
    entries = english.material.indicators["entries"]
    found = sentences.statement(english.language, entries, sentences.Changes(sentences.compare(earlier, later)))
    assert found is not None
    assert "different publishers" in plain(found.runs)


def test_nothing_is_said_where_nothing_can_be_compared(english: Context) -> None:
    assert said(english, "single") == ""


def said(context: Context, indicator: str) -> str:
    entry = context.material.indicators[indicator]
    found = sentences.statement(context.language, entry, changes(context, context.view(entry)))
    return plain(found.runs) if found else ""


def numbers(context: Context, indicator: str) -> list[tuple[str, str]]:
    entry = context.material.indicators[indicator]
    found = sentences.statement(context.language, entry, changes(context, context.view(entry)))
    assert found is not None
    return sorted((run.figure_id, run.text) for run in found.runs if isinstance(run, Number))


def test_a_small_beginning_is_told_in_times_and_not_in_thousands_of_percent(
    english: Context, azerbaijani: Context
) -> None:
    # 313 / 3 = 104.3; in percent it would be a rise of 10 333.3.
    change = sentences.compare(figure("entries", "2014", 3.0), figure("entries", "2017", 313.0))
    entries = english.material.indicators["entries"]

    def short(context: Context) -> str:
        found = sentences.statement(context.language, entries, sentences.Changes(overall=change))
        assert found is not None
        return plain(found.runs)

    assert short(english) == "Against 2014 (3) it is 104.3 times as large."
    assert short(azerbaijani) == "2014-cü illə (3) müqayisədə 104,3 dəfə artım qeydə alınmışdır."


def test_the_same_months_are_compared_in_times_too(english: Context) -> None:
    earlier, later = (figure("entries", f"{year}-01..{year}-10", value) for year, value in ((2020, 17.0), (2021, 74.0)))
    part = sentences.Changes(part=sentences.compare(earlier, later))
    found = sentences.statement(english.language, english.material.indicators["entries"], part)
    assert found is not None
    # 74 / 17 = 4.35
    assert "4.4 times that of the same months of 2020 (17)" in plain(found.runs)
