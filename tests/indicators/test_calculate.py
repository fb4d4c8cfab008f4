"""What a request gets: totals, groups, evidence, units, publishers; and what it is refused."""

from datetime import date
from typing import Any

import pytest

from durna.errors import Refused
from durna.indicators.calculate import Request, compute
from durna.indicators.definition import indicator
from durna.indicators.figures import Evidence
from durna.periods import parse
from tests.indicators.memory import MemoryRecords

ENTRY = {"crossed_on": date(2020, 4, 1), "direction": "entry", "citizenship": "GEO", "person": "p1"}
CROSSINGS = [
    {**ENTRY, "crossing_no": "1", "sex": "male"},
    {**ENTRY, "crossing_no": "2", "delivery_id": "d2"},
    {**ENTRY, "crossing_no": "3", "delivery_id": "d2", "direction": "exit"},
]
EVERYTHING = Request()


def figures(name: str, sources: Any, request: Request = EVERYTHING, **options: Any) -> Any:
    return compute(indicator(name), MemoryRecords(sources, **options), request)  # type: ignore[arg-type]


def test_without_a_delivery_there_is_no_figure_and_no_error() -> None:
    assert figures("border_entries_foreigners", {}, Request(by=("citizenship",))) == []


def test_an_indicator_without_a_measure_has_no_figure() -> None:
    assert figures("foreigners_living", {"sbs_border_crossing": CROSSINGS}) == []


def test_a_breakdown_that_no_delivered_source_can_give_is_refused_with_those_that_can() -> None:
    with pytest.raises(Refused, match="cannot be given by fund") as refusal:
        figures("border_entries_foreigners", {"sbs_border_crossing": CROSSINGS}, Request(by=("sex", "fund")))
    assert "citizenship" in refusal.value.expected
    assert "crossing_no" not in refusal.value.expected


def test_more_than_the_catalogue_names_may_be_asked_where_the_source_says_it() -> None:
    some = figures("border_entries_foreigners", {"sbs_border_crossing": CROSSINGS}, Request(by=("visa_type",)))
    assert [figure.dimensions for figure in some] == [(), (("visa_type", "unknown"),)]


def test_a_star_gives_every_breakdown_of_the_catalogue_one_at_a_time() -> None:
    some = figures("border_entries_foreigners", {"sbs_border_crossing": CROSSINGS}, Request(by=("*",)))
    names = [name for figure in some for name, _ in figure.dimensions]
    assert set(names) == set(indicator("border_entries_foreigners").breakdowns)
    assert all(len(figure.dimensions) <= 1 for figure in some)


def test_a_figure_leads_to_the_rows_of_each_delivery() -> None:
    [figure] = figures(
        "border_entries_foreigners", {"sbs_border_crossing": CROSSINGS}, covers={"sbs_border_crossing": ["2020"]}
    )
    assert figure.evidence == (Evidence("sbs_border_crossing", "d1", 1), Evidence("sbs_border_crossing", "d2", 1))
    assert (figure.source, figure.publisher, figure.counting_unit) == ("sbs_border_crossing", "authority", "event")
    assert figure.figure_id == "border_entries_foreigners:2020:AZE@authority"


def test_a_figure_of_a_table_leads_to_its_row() -> None:
    row = {
        "series": "population",
        "period_start": date(2020, 1, 1),
        "period_end": date(2020, 1, 1),
        "value": 10.0,
        "row_no": 7,
    }
    [figure] = figures("population_total", {"ssc_population": [row]})
    assert figure.evidence == (Evidence("ssc_population", "d1", 1, 7),)
    assert (figure.period_kind, figure.publisher, figure.flags) == ("date", "ssc", ())


def test_the_freeze_of_the_request_is_on_every_figure() -> None:
    [figure] = figures("border_entries_foreigners", {"sbs_border_crossing": CROSSINGS}, Request(freeze="edition-1"))
    assert figure.freeze == "edition-1"


def test_of_two_record_sources_the_preferred_one_speaks_for_the_authority() -> None:
    stays = [{"stay_no": "1", "arrived_on": date(2020, 5, 1), "citizenship": "GEO"}]
    covers = {"sbs_border_crossing": ["2020"], "sbs_stay": ["2020..2021"]}
    both = figures("border_entries_foreigners", {"sbs_border_crossing": CROSSINGS, "sbs_stay": stays}, covers=covers)
    assert [(str(figure.period), figure.value) for figure in both] == [("2020", 2)]
    alone = figures("border_entries_foreigners", {"sbs_stay": stays}, covers=covers)
    assert [(str(figure.period), figure.value) for figure in alone] == [("2020", 1), ("2021", 0)]


def test_every_publisher_is_heard() -> None:
    table = {"series": "births", "period_start": date(2020, 1, 1), "period_end": date(2020, 12, 31), "geography": "AZE"}
    acts = [{"act_no": "1", "office": "a", "event_type": "birth", "event_on": date(2020, 1, 5)}]
    some = figures(
        "births",
        {
            "moj_civil_registry": acts,
            "ssc_population": [{**table, "value": 2.0}],
            "mirror_undesa": [{**table, "value": 0.003, "unit": "thousand persons"}],
        },
        covers={"moj_civil_registry": ["2020"], "ssc_population": ["2020"], "mirror_undesa": ["2020"]},
    )
    assert [(f.publisher, f.value, f.unit) for f in some] == [
        ("authority", 1, "births"), ("ssc", 2, "births"), ("undesa", pytest.approx(3), "births"),
    ]  # fmt: skip


def test_another_counting_unit_of_an_indicator_stands_beside_it_and_says_so() -> None:
    requests = [
        {"case_no": "c1", "person_no": "1", "received_on": date(2020, 1, 1), "person": "p1"},
        {"case_no": "c1", "person_no": "2", "received_on": date(2020, 1, 1), "person": "p2"},
    ]
    some = figures(
        "readmission_requests",
        {"sms_readmission": requests},
        Request(parse("2020")),
        covers={"sms_readmission": ["2020"]},
    )
    assert [(f.counting_unit, f.unit, f.value, f.flags) for f in some] == [
        ("case", "cases", 1, ()), ("person", "persons", 2, ("other_unit",)),
    ]  # fmt: skip


def test_a_unit_of_another_kind_is_shown_as_published() -> None:
    row = {
        "series": "remittances_received", "period_start": date(2020, 1, 1), "period_end": date(2020, 12, 31),
        "geography": "AZE", "value": 5.0, "unit": "AZN",
    }  # fmt: skip
    [figure] = figures("remittances_received", {"mirror_worldbank": [row]})
    assert (figure.value, figure.unit, figure.flags) == (5.0, "AZN", ("unit_as_published",))


def test_completeness_is_given_for_each_source_and_variable() -> None:
    crossings = [{**CROSSINGS[0]}, {**CROSSINGS[1], "citizenship": "?148"}]
    some = figures(
        "data_completeness",
        {"sbs_border_crossing": crossings},
        Request(by=("variable",)),
        covers={"sbs_border_crossing": ["2020"]},
    )
    found = {figure.dimensions: figure.value for figure in some}
    source = ("source", "sbs_border_crossing")
    assert found[(source, ("variable", "citizenship"))] == 50
    assert found[(source, ("variable", "purpose"))] == 0
    # Five variables of two records: sex and citizenship are known once.
    assert found[(source,)] == 20


def test_money_without_an_amount_is_no_figure() -> None:
    permits = [{"permit_no": "1", "decided_on": date(2020, 1, 1), "fee": None}]
    assert figures("fees_collected", {"sms_work_permit": permits}) == []


def test_measures_under_different_fixed_dimensions_stand_side_by_side() -> None:
    at_work = {"starts_on": date(2020, 1, 1), "work_injury_on": date(2020, 6, 1)}
    contracts = [
        {**at_work, "contract_no": "1", "citizenship": "TUR", "person": "p1"},
        {**at_work, "contract_no": "2", "citizenship": "AZE", "person": "p2"},
        {"starts_on": date(2020, 1, 1), "contract_no": "3", "citizenship": "AZE", "person": "p3"},
    ]
    some = figures(
        "work_injuries_migrants",
        {"mlspp_labour_contracts": contracts},
        Request(period=parse("2020")),
        covers={"mlspp_labour_contracts": ["2020"]},
    )
    # One injury for one foreigner at work, one for two citizens, each for 100,000.
    assert {figure.dimensions: figure.value for figure in some} == {
        (("migratory_status", "citizen"),): 50_000,
        (("migratory_status", "foreigner"),): 100_000,
    }
