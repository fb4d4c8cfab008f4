"""The corpus of the standard and real files of an agency. Expected numbers stand in the READMEs beside the files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from durna.cli.main import durna
from durna.iati import reading, writing
from durna.iati.validate import validate_file
from durna.iati.xml import parse
from tests.iati.test_exchange import the_same

TODAY = date(2026, 11, 26)
UNDP = "iati-azerbaijan/undp-azerbaijan-activity-00031911.xml"


def corpus(data: Path, kind: str, outcome: str) -> list[Path]:
    return sorted((data / "iati-standard" / "xsd-tests" / f"{kind}-tests" / f"should-{outcome}").rglob("*.xml"))


@pytest.mark.parametrize(("kind", "outcome", "count"), [
    ("activity", "pass", 58), ("activity", "fail", 225), ("organisation", "pass", 12), ("organisation", "fail", 127),
])  # fmt: skip
def test_the_corpus_of_the_standard_is_judged_as_it_says(
    shared_data: Path, kind: str, outcome: str, count: int
) -> None:
    files = corpus(shared_data, kind, outcome)
    assert len(files) == count
    judged = [(file.name, validate_file(file, TODAY).is_valid) for file in files]
    assert [name for name, is_valid in judged if is_valid != (outcome == "pass")] == []


def test_the_command_prints_file_valid_and_messages(shared_data: Path) -> None:
    wrong = corpus(shared_data, "activity", "fail")[0]
    found = CliRunner().invoke(durna, ["iati", "validate", str(shared_data / UNDP), str(wrong), "--json"])
    told = json.loads(found.stdout)
    assert [(set(each), each["valid"]) for each in told] == [
        ({"file", "valid", "messages"}, True), ({"file", "valid", "messages"}, False),
    ]  # fmt: skip
    assert found.exit_code == 1
    assert all(message["line"] and message["do"] for message in told[1]["messages"])


def test_a_real_file_and_the_corpus_are_written_as_they_were_read(shared_data: Path) -> None:
    for file in [shared_data / UNDP, *corpus(shared_data, "activity", "pass")]:
        root = parse(file.read_bytes())
        written = writing.document(reading.activities(root))
        for one, other in zip(root.findall("iati-activity"), written, strict=True):
            assert the_same(one, other), file.name


def test_files_of_2010_are_refused_with_a_reason(shared_data: Path) -> None:
    found = validate_file(shared_data / "iati-standard" / "real-samples" / "worldbank.xml", TODAY)
    assert not found.is_valid
    assert found.messages[0].code in ("version-old", "attribute-missing")


@pytest.mark.django_db
def test_the_agencys_activities_come_in_and_go_out_without_loss(shared_data: Path) -> None:
    from durna.web.cooperation import findings
    from durna.web.cooperation.actions import importing
    from durna.web.cooperation.models import Entry, Project

    content = (shared_data / UNDP).read_bytes()
    taken = importing.take_in(by="x", content=content, name="undp.xml", today=TODAY)
    assert len(taken.new) == 2
    assert Project.objects.get(identifier="XM-DAC-41114-OUTPUT-00032120").parent == taken.new[0]
    assert Entry.objects.filter(amount__lt=0).exists()
    out = {each.findtext("iati-identifier"): each for each in parse(findings.export(Project.objects.all(), TODAY))}
    for told in parse(content).findall("iati-activity"):
        assert the_same(told, out[told.findtext("iati-identifier")])


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "budget", "expenditure", "empty"), [
    ("00058496", 2_572_018, 1_920_941, 1), ("00069778", 39_427, 38_012, 0),
])  # fmt: skip
def test_the_agencys_projects_come_in_with_their_years(
    shared_data: Path, number: str, budget: int, expenditure: int, empty: int
) -> None:
    from durna.web.cooperation.actions import undp

    content = (shared_data / "iati-azerbaijan" / f"undp-project-{number}.json").read_bytes()
    taken = undp.take_in(by="x", content=content, name="undp.json")
    project = taken.new[0]
    sums = {kind: sum(each.amount for each in project.entries.filter(kind=kind)) for kind in ("budget", "expenditure")}
    assert sums == {"budget": budget, "expenditure": expenditure}
    assert [message for message, _ in taken.notes] == ["coop-undp-empty"] * empty
    assert undp.take_in(by="x", content=content, name="undp.json").new == []


@pytest.mark.django_db
def test_the_agencys_list_of_the_country_comes_in_with_places(shared_data: Path) -> None:
    from durna.web.cooperation.actions import undp
    from durna.web.cooperation.models import Place

    content = (shared_data / "iati-azerbaijan" / "undp-units-AZE.json").read_bytes()
    assert len(undp.take_in(by="x", content=content, name="undp.json").new) == 27
    assert Place.objects.filter(code="AZ").count() == 27
    assert Place.objects.filter(names__en="Gazakh", latitude="41.095912").count() == 1


@pytest.mark.django_db
def test_iom_evaluations_come_in_and_find_their_projects(shared_data: Path) -> None:
    from durna.web.cooperation.actions import registers
    from durna.web.cooperation.models import Evaluation, Project

    project = Project.objects.create(code="TRAFFICKING", other_codes=["CT.1019"], titles={"en": "P"})
    file = next((shared_data / "iom-evaluations").glob("evaluation-search-export-*.csv"))
    taken = registers.take_evaluations(by="x", content=file.read_bytes(), name=file.name)
    assert taken.new + taken.known + taken.empty == 734
    assert Evaluation.objects.filter(countries__icontains="Azerbaijan").count() == 11
    assert "HUMAN TRAFFICKING" in project.evaluations.get().title
    assert project.evaluations.get().codes == ["CT.1019", "CT.1093"]
