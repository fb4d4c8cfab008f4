"""What is counted is named, and persons, events and cases are kept apart."""

from __future__ import annotations

from durna.checks.findings import Finding
from durna.checks.units import check
from tests.indicators.example import Row, figures_of, row

YEAR = ("2019-01-01", "2019-12-31")


def found(*rows: Row) -> list[Finding]:
    return list(check(figures_of(*rows)))


def test_more_persons_than_entries_is_severe() -> None:
    (finding,) = found(
        row("border_persons_entered", YEAR, "11", "persons"), row("border_entries_foreigners", YEAR, "10", "entries")
    )
    assert (finding.check, finding.severity) == ("persons_above_events", "severe")


def test_fewer_persons_than_entries_is_as_it_should_be() -> None:
    assert (
        found(
            row("border_persons_entered", YEAR, "8", "persons"), row("border_entries_foreigners", YEAR, "10", "entries")
        )
        == []
    )


def test_persons_and_entries_of_other_periods_are_not_held_against_each_other() -> None:
    persons = row("border_persons_entered", ("2019-01-01", "2019-06-30"), "11", "persons")
    assert found(persons, row("border_entries_foreigners", ("2019-01-01", "2019-03-31"), "10", "entries")) == []


def test_figures_in_another_unit_than_the_definition_are_listed_once() -> None:
    (finding,) = found(
        row("work_permits_issued", YEAR, "3", "persons"),
        row("work_permits_issued", ("2018-01-01", "2018-12-31"), "4", "persons"),
    )
    assert finding.check == "other_unit"
    assert len(finding.figures) == 2
    assert "counts persons, the definition counts permits" in finding.text["en"]


def test_a_label_that_hides_what_is_counted_is_named() -> None:
    (finding,) = found(row("border_entries_foreigners", YEAR, "3", "entries", counts="entries (called tourists)"))
    assert finding.check == "label_misleads"
    assert found(row("border_entries_foreigners", YEAR, "3", "thousand entries", counts="entries")) == []


def test_cases_and_their_persons_are_two_counts() -> None:
    (finding,) = found(
        row("asylum_cases", YEAR, "95", "applications"), row("asylum_applications", YEAR, "209", "persons")
    )
    assert (finding.check, finding.severity) == ("cases_and_persons", "note")
    assert "95 cases and 209 persons" in finding.text["en"]


def test_an_unknown_unit_is_named() -> None:
    assert [finding.check for finding in found(row("births", YEAR, "3", "storks"))] == ["unknown_unit"]


def test_cases_and_persons_of_a_group_name_it_and_count_in_the_language() -> None:
    of_women = {"citizenship": "UKR", "sex": "female"}
    (finding,) = found(
        row("asylum_cases", YEAR, "1", "applications", **of_women),
        row("asylum_applications", YEAR, "2", "persons", **of_women),
    )
    said = finding.text
    assert said["en"].startswith("Asylum applications (cases), Ukraine, Female, 2019: 1 case and 2 persons are")
    assert "Ukrayna, Qadın, 2019: 1 iş və 2 şəxs" in said["az"]
    assert "Украина, Женский, 2019: 1 дело и 2 человека" in said["ru"]
