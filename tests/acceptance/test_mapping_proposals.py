"""How much of what a person would map `durna map` finds by itself, on real files of six publishers.

The expected mappings were written down by reading the files and their descriptions. Fields with a fixed value that no
column and no title gives are expected too: they count as not found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from durna.intake.proposing.proposal import Proposal, propose
from durna.intake.proposing.writing import as_yaml
from durna.sources import contract as contracts
from durna.sources import mapping as mappings
from durna.sources.mapping import Mapping

I94 = "us-i94-arrivals-2016-04/i94-arrivals-2016-04-01--15.parquet"
I94_PERSON = {
    "citizenship": "i94cit", "residence": "i94res", "age": "i94bir", "birth_year": "biryear", "sex": "gender",
    "visa_type": "visatype", "purpose": "i94visa", "transport_mode": "i94mode", "checkpoint": "i94port",
}  # fmt: skip
I94_STAY = {"stay_no": "cicid", "arrived_on": "arrdate", "departed_on": "depdate", "permitted_until": "dtaddto",
            "region": "i94addr", **I94_PERSON}  # fmt: skip
I94_CROSSING = {"crossing_no": "cicid", "crossed_on": "arrdate", "direction": "=entry", **I94_PERSON}
REMOVALS = {
    "dated_on": "Removal Date", "enforced_on": "Departed Date", "apprehended_on": "Apprehension Date",
    "citizenship": "Citizenship", "sex": "Gender", "region": "Area of Responsibility",
    "legal_article": "Final Charge Section", "type": "Processing Disposition Code",
}  # fmt: skip
H2B = {
    "permit_no": "CASE_NUMBER", "applied_on": "SUBMITTED_DATE", "decided_on": "DECISION_DATE",
    "decision": "CASE_STATUS", "persons_requested": "NBR_WORKERS_REQUESTED", "persons_granted": "NBR_WORKERS_CERTIFIED",
    "employer_region": "EMPLOYER_STATE", "region": "WORKSITE_STATE", "economic_activity": "NAIC_CODE",
    "occupation": "SOC_TITLE", "wage": "BASIC_RATE_OF_PAY", "wage_period": "BASIC_UNIT_OF_PAY",
    "visa_type": "VISA_CLASS",
    "valid_from": "CERTIFICATION_BEGIN_DATE", "valid_to": "CERTIFICATION_END_DATE",
}  # fmt: skip
UNHCR = {
    "period": "year",
    "geography": "coa_iso",
    "country_of_origin": "coo_iso",
    "series": "~header",
    "value": "~cell",
}
NEW_ZEALAND = {
    "period": "year", "region": "rc13desc", "direction": "direction", "citizenship": "citizenship", "sex": "sex",
    "age_group": "age_grp", "value": "count", "series": "=permanent_and_long_term",
}  # fmt: skip
HONG_KONG = {"period": "date", "checkpoint": "control_point", "direction": "=entry", "value": "arrive_resident",
             "traveller_group": "=resident", "series": "=crossings"}  # fmt: skip
INFOSHARE = {
    "period": "~header", "value": "~cell", "sex": "column_1", "region": "column_2", "age_group": "column_3",
    "direction": "=entry", "series": "=permanent_and_long_term",
}  # fmt: skip
KOSIS = {"period": "~header", "value": "~cell"}


@dataclass(frozen=True)
class Case:
    file: str
    source: str
    expected: dict[str, str]
    found: int


# `found` is the floor that a change may raise and must not lower.
CASES = [
    Case(I94, "sbs_stay", I94_STAY, 14),
    Case(I94, "sbs_border_crossing", I94_CROSSING, 12),
    Case("us-ice-enforcement-fy2016-fy2018/ICERemovals_FY2016.csv.gz", "sms_removal_entry_ban", REMOVALS, 8),
    Case("us-ice-enforcement-fy2016-fy2018/ICERemovals_FY2018.csv.gz", "sms_removal_entry_ban", REMOVALS, 8),
    # The wage is found by name and refused: its cells carry a dollar sign.
    Case("us-h2-work-visa-certifications/H-2B_Disclosure_Data_FY16.xlsx", "sms_work_permit", H2B, 14),
    Case("unhcr-population-statistics-2025-12/population.parquet", "mirror_unhcr", UNHCR, 5),
    # Nothing in the file says what kind of migration it counts; its name alone hints at it.
    Case("nz-plt-migration-1997-2016/rc13_pltmig_9716.zip", "ssc_permanent_migration", NEW_ZEALAND, 7),
    Case("hk-passenger-traffic-2020/hk_passenger_io_2020.csv", "ssc_border_tourism", HONG_KONG, 5),
    Case("nz-plt-migration-1997-2016/ITM340204_arrivals.csv", "ssc_permanent_migration", INFOSHARE, 7),
    Case("messy-spreadsheets/kosis_internal_migrants_province_1970-2020.xlsx", "ssc_permanent_migration", KOSIS, 2),
]


def origins(mapping: Mapping) -> dict[str, str]:
    """Where each field comes from: a column, `=` a constant, `~header` and `~cell` of columns that became rows."""
    first = next(iter(mapping.events.values()), {})
    unpivot = mapping.unpivot
    turned = {unpivot.name: "~header", unpivot.value: "~cell"} if unpivot else {}
    found = {}
    for name, given in {**mapping.fields, **first}.items():
        origin = f"={given.constant}" if given.constant is not None else str(given.column or given.template)
        found[name] = turned.get(origin, origin)
    return found


@pytest.fixture(scope="module")
def proposal_of(shared_data: Path) -> Callable[[Case], Proposal]:
    """Made once of each case: most of the time goes into reading its file."""
    made: dict[tuple[str, str], Proposal] = {}

    def of(case: Case) -> Proposal:
        named = (case.file, case.source)
        if named not in made:
            made[named] = propose(shared_data / case.file, contracts.load(case.source), "AZE")
        return made[named]

    return of


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case.file).stem}-{case.source}")
def test_what_a_person_would_map_is_found(proposal_of: Callable[[Case], Proposal], tmp_path: Path, case: Case) -> None:
    path = tmp_path / "proposed.yaml"
    path.write_text(as_yaml(proposal_of(case)), encoding="utf-8")
    found = origins(mappings.load(path))
    right = [name for name, origin in case.expected.items() if found.get(name) == origin]
    assert len(right) >= case.found, {name: found.get(name) for name in case.expected if name not in right}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case.file).stem}-{case.source}")
def test_nothing_is_mapped_that_a_person_would_not(proposal_of: Callable[[Case], Proposal], case: Case) -> None:
    # The country of a national table is the workspace's, which is not the publisher's here.
    mapped = {each.field.name for each in proposal_of(case).fields} - {"geography"}
    assert mapped - set(case.expected) == set()


@pytest.mark.slow
def test_forms_of_dates_of_real_files(proposal_of: Callable[[Case], Proposal]) -> None:
    def forms(case: Case) -> dict[str, tuple[str, ...]]:
        return {each.field.name: each.given.forms for each in proposal_of(case).fields if each.given.forms}

    assert forms(CASES[0]) == {"arrived_on": ("sas",), "departed_on": ("sas",), "permitted_until": ("mmddyyyy",)}
    assert forms(CASES[2]) == dict.fromkeys(("dated_on", "enforced_on", "apprehended_on"), ("mdy",))


@pytest.mark.slow
def test_years_within_headers_are_read_or_reported(proposal_of: Callable[[Case], Proposal]) -> None:
    infoshare, kosis = proposal_of(CASES[-2]), proposal_of(CASES[-1])
    period = next(each for each in infoshare.fields if each.field.name == "period")
    assert period.given.forms == ("year_ending_12",)
    # "Y1970 1970 / T70 Migrants (14STD04553 Person)" holds four numbers that might be the year.
    assert "No form reads the header" in as_yaml(kosis)


@pytest.mark.slow
def test_the_word_for_an_open_stay_becomes_a_flag(proposal_of: Callable[[Case], Proposal]) -> None:
    until = next(each for each in proposal_of(CASES[0]).fields if each.field.name == "permitted_until")
    assert list(until.given.special) == ["D/S"]


@pytest.mark.slow
def test_countries_in_words_are_recognised_and_two_koreas_are_not_guessed(
    proposal_of: Callable[[Case], Proposal],
) -> None:
    citizenship = next(each for each in proposal_of(CASES[2]).fields if each.field.name == "citizenship")
    assert list(citizenship.unknown) == ["KOREA"]
    assert citizenship.codes.mapped["EL SALVADOR"] == "SLV"
