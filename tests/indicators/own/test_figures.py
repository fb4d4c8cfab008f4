"""An indicator that a workspace defines behaves as any other; both ways of writing one say the same."""

import hashlib
import json

import pytest
from click.testing import CliRunner

from durna.cli.main import durna
from durna.indicators import chapters, definition
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.indicators.figures import Figures
from durna.indicators.own import known, reading
from durna.periods import parse
from durna.publish.gather import gather
from durna.store.records import Records
from durna.workspace import Workspace
from tests.indicators.own import desk


def figures(land: Workspace, period: str = "2024..2025", every: str = "year", by: tuple[str, ...] = ()) -> Figures:
    with known.known(reading.read(land)) as own:
        return assemble(Records(land), Request(parse(period), every, by), tuple(own.indicators))


def values(found: Figures) -> dict[tuple[str, str], float | None]:
    return {(str(one.period), "".join(code for _, code in one.dimensions)): one.value for one in found}


@pytest.fixture(params=["sql", "py"])
def contacts(request: pytest.FixtureRequest, land: Workspace) -> Workspace:
    text = desk.sql("contacts") if request.param == "sql" else desk.python("contacts")
    desk.add(land, f"contacts.{request.param}", text)
    return land


def test_it_counts_each_year_and_cuts_the_last_where_the_deliveries_end(contacts: Workspace) -> None:
    found = figures(contacts)
    assert values(found) == {("2024-01-05..2024-12-31", ""): 7, ("2025-01-02..2025-06-30", ""): 4}
    assert all("part_year" in figure.flags for figure in found)


def test_it_is_given_by_its_breakdown(contacts: Workspace) -> None:
    found = values(figures(contacts, "2024", by=("channel",)))
    period = "2024-01-05..2024-12-31"
    assert found == {(period, ""): 7, (period, "call"): 3, (period, "e_mail"): 2, (period, "letter"): 2}


def test_it_is_given_by_month(contacts: Workspace) -> None:
    assert values(figures(contacts, "2024-03..2024-05", "month")) == {
        ("2024-03", ""): 1, ("2024-04", ""): 1, ("2024-05", ""): 1,
    }  # fmt: skip


def test_a_breakdown_that_it_has_not_is_refused(contacts: Workspace) -> None:
    with pytest.raises(Exception, match="contacts cannot be given by sex"):
        figures(contacts, by=("sex",))


def test_the_rows_counted_stand_with_the_deliveries_they_came_in(contacts: Workspace) -> None:
    """2025 has two contacts in one delivery and two in the other."""
    found = [one for one in figures(contacts) if one.period.start.year == 2025]
    assert [(one.source, one.rows) for one in found[0].evidence] == [("sms_contact_centre", 2)] * 2
    assert len({one.delivery_id for one in found[0].evidence}) == 2


def test_the_passport_names_the_file_and_its_hash(contacts: Workspace) -> None:
    answer = run(contacts, "explain", figures(contacts, "2025")[0].figure_id, "--json")
    told = json.loads(answer)
    file = next((contacts.root / "indicators").iterdir())
    assert told["definition"]["definition"]["en"] == "Contacts of the period."
    assert told["definition"]["written_in"] == {
        "file": f"indicators/{file.name}", "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }  # fmt: skip
    assert [one["rows_counted"] for one in told["evidence"]] == [2, 2]


def test_the_commands_know_it(contacts: Workspace) -> None:
    told = json.loads(run(contacts, "figures", "contacts", "--period", "2024", "--format", "json"))
    assert [one["value"] for one in told] == [7]
    assert "contacts" in run(contacts, "indicators", "--chapter", "C")


def test_it_stands_in_its_chapter_of_the_profile(land: Workspace) -> None:
    desk.add(land, "contacts.sql", desk.sql("contacts"))
    material = gather(land, period=parse("2024..2025-06"))
    assert material.indicators["contacts"].chapter == "C"
    assert {one.value for one in material.figures.of("contacts") if not one.dimensions} == {7, 4}
    assert "contacts" not in {gap.indicator for gap in material.gaps}


def test_without_its_source_it_is_a_gap_of_the_institution(land: Workspace) -> None:
    header = desk.metadata("contacts").replace("sms_contact_centre", "sms_detention")
    select = desk.SELECT.replace("sms_contact_centre", "sms_detention")
    desk.add(land, "contacts.sql", desk.sql("contacts", select, header.replace("[channel]", "[sex]")))
    (gap,) = [one for one in gather(land, period=parse("2024")).gaps if one.indicator == "contacts"]
    assert (gap.reason, gap.institutions) == ("no_delivery", ("sms",))


def test_a_share_is_computed_for_each_group_and_not_added_up(land: Workspace) -> None:
    """Of three calls two were answered: 66.7 %. GEO: 2 of 2. TUR: 0 of 1."""
    header = desk.metadata("answered", kind="rate", unit="percent", by="citizenship")
    header += "numerator: calls answered\ndenominator: calls\n"
    select = """
WITH calls AS (SELECT * FROM sms_contact_centre WHERE channel = 'call')
SELECT p.period_start, p.period_end, coalesce(citizenship, 'unknown') AS citizenship,
       100.0 * count(*) FILTER (WHERE answered) / count(*) AS value, count(*) AS rows
FROM calls JOIN periods p ON received_on BETWEEN p.period_start AND p.period_end
GROUP BY ALL
"""
    desk.add(land, "answered.sql", desk.sql("answered", select, header))
    found = values(figures(land, "2024", by=("citizenship",)))
    assert [round(value or 0, 1) for value in found.values()] == [66.7, 100.0, 0.0]


def test_a_stock_is_told_for_the_last_day(land: Workspace) -> None:
    header = desk.metadata("known", kind="stock", by="").replace("cumulate", "reference_date")
    function = """\
def figures(records, periods, by):
    contacts = records["sms_contact_centre"]
    so_far = contacts.join(periods, contacts.received_on <= periods.period_end)
    return so_far.group_by("period_start", "period_end", *by).aggregate(value=so_far.count(), rows=so_far.count())
"""
    desk.add(land, "known.py", desk.python("known", function, header))
    assert values(figures(land)) == {("2024-12-31", ""): 7, ("2025-06-30", ""): 11}


def test_it_is_in_the_catalogue_only_while_its_workspace_is_open(land: Workspace) -> None:
    desk.add(land, "contacts.sql", desk.sql("contacts"))
    with known.known(reading.read(land)):
        assert definition.indicator("contacts").unit == "calls"
        assert chapters.declared("contacts")
    assert "contacts" not in definition.catalogue()


def test_editions_pin_the_file(contacts: Workspace) -> None:
    from durna.editions import pins

    with known.known(reading.read(contacts)):
        before = pins.definitions()["contacts"]
    file = next((contacts.root / "indicators").iterdir())
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with known.known(reading.read(contacts)):
        assert pins.definitions()["contacts"] != before
    assert f"indicators/{file.name}" in pins.input_hashes(contacts.root)


def run(land: Workspace, *arguments: str) -> str:
    result = CliRunner().invoke(durna, [*arguments, "--workspace", str(land.root)], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout
