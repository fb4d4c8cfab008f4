"""Figures by the duration rule, from deliveries to passports."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from durna.cli.main import durna
from durna.errors import UserError
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.indicators.figures import Figure
from durna.indicators.passports import find, passport
from durna.periods import parse
from durna.store.receipts import Receipt
from durna.store.records import Records
from durna.workspace import Workspace
from tests.intake.deliveries import known_at
from tests.residence.travellers import delivered

IN, OUT, NET = "immigration_residence_12m", "emigration_residence_12m", "net_migration_residence_12m"
RESIDENTS = "usual_residents_12m"


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Receipt, Receipt]:
    return delivered(tmp_path_factory.mktemp("travellers"))


@pytest.fixture(scope="module")
def figures(land: tuple[Workspace, Receipt, Receipt]) -> dict[tuple[str, str], Figure]:
    found = assemble(Records(land[0]), Request(parse("2016..2021-10")), (IN, OUT, NET, RESIDENTS))
    return {(figure.indicator, str(figure.period)): figure for figure in found}


def command(workspace: Workspace, *arguments: str) -> list[dict[str, Any]]:
    options = ["--workspace", str(workspace.root), "--format", "json"]
    result = CliRunner().invoke(durna, ["figures", *arguments, *options], standalone_mode=False)
    if result.exception:
        raise result.exception
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_years_that_are_settled_are_final(figures: dict[tuple[str, str], Figure]) -> None:
    # In: 3, 4, 5, 6, 4; out: 2, 2, 2. Residents are those in since 2016, and the six who leave from 2017 on.
    for year, came, left, residents in (
        (2016, 3, 0, 3 + 6), (2017, 4, 2, 7 + 4), (2018, 5, 2, 12 + 2), (2019, 6, 2, 18), (2020, 4, 0, 22),
    ):  # fmt: skip
        for name, period, expected in (
            (IN, str(year), came), (OUT, str(year), left), (NET, str(year), came - left),
            (RESIDENTS, f"{year}-12-31", residents),
        ):  # fmt: skip
            figure = figures[name, period]
            assert (figure.figure_id, figure.value, figure.status) == (figure.figure_id, expected, "final")


def test_january_to_october_2021_is_not_settled(figures: dict[tuple[str, str], Figure]) -> None:
    """And far too few to be stated before; residents are no migrations, and provisional."""
    figure = figures[IN, "2021-01..2021-10"]
    assert (figure.value, figure.lower, figure.upper, figure.status) == (None, 0, 3, "not_available")
    assert "few_migrations" in figure.flags
    assert figure.settled is not None
    assert (figure.settled.yes, figure.settled.open) == (0, 3)
    assert (figure.settled.observed_until, figure.settled.settled_until) == ("2021-10-31", "2020-07-01")
    balance = figures[NET, "2021-01..2021-10"]
    assert (balance.value, balance.lower, balance.upper, balance.status) == (None, 0, 3, "not_available")
    stock = figures[RESIDENTS, "2021-10-31"]
    assert (stock.value, stock.lower, stock.upper, stock.status) == (22, 22, 25, "provisional")


def test_a_balance_is_lowest_where_all_that_is_open_leaves(land: tuple[Workspace, Receipt, Receipt]) -> None:
    # Known on the cut-off of 2019: those in on 1 March 2019 (6) and out on 1 June (2) have not stayed 365 days yet.
    records = Records(land[0], known_at(land[1]))
    (figure,) = assemble(records, Request(parse("2019")), (NET,))
    assert (figure.value, figure.lower, figure.upper, figure.status) == (None, -2, 6, "not_available")
    assert figure.settled is not None
    assert (figure.settled.yes, figure.settled.open) == (0, 8)


def test_a_figure_as_of_an_earlier_day_knows_no_later_delivery(land: tuple[Workspace, Receipt, Receipt]) -> None:
    records = Records(land[0], known_at(land[1]))
    found = {str(figure.period): figure for figure in assemble(records, Request(parse("2018..2021-10")), (IN,))}
    assert set(found) == {"2018", "2019"}
    assert (found["2018"].value, found["2018"].status) == (5, "final")
    assert (found["2019"].value, found["2019"].upper, found["2019"].status) == (None, 6, "not_available")
    assert found["2019"].settled is not None
    assert found["2019"].settled.observed_until == "2019-12-31"


def test_the_first_window_of_the_data_is_flagged(land: tuple[Workspace, Receipt, Receipt]) -> None:
    # The crossings begin on 1 January 2014: with the threshold of 365 days the year 2014 has no lead-in.
    found = {str(figure.period): figure for figure in assemble(Records(land[0]), Request(), (IN,))}
    assert "no_lead_in" in found["2014"].flags
    assert "no_lead_in" not in found["2015"].flags


def test_the_passport_of_what_is_open_names_the_rows_that_leave_it_open(
    land: tuple[Workspace, Receipt, Receipt],
) -> None:
    records = Records(land[0])
    found = passport(find(f"{IN}:2021-01..2021-10:AZE@authority", records), records)

    # The three of February 2021, none of them settled.
    assert [(one["delivery_id"], one["rows_counted"]) for one in found["evidence"]] == [(land[2].delivery_id, 3)]
    assert found["figure"]["status"] == "not_available"
    assert (found["settled"]["yes"], found["settled"]["open"]) == (0, 3)


def explained(workspace: Workspace, figure_id: str) -> list[dict[str, Any]]:
    options = ["--workspace", str(workspace.root), "--revisions", "--json"]
    result = CliRunner().invoke(durna, ["explain", figure_id, *options], standalone_mode=False)
    if result.exception:
        raise result.exception
    found: list[dict[str, Any]] = json.loads(result.stdout)["revisions"]
    return found


def test_the_command_tells_what_was_said_of_a_figure_at_each_cut_off(land: tuple[Workspace, Receipt, Receipt]) -> None:
    # The five of 1 March 2018 have been here 365 days on 1 March 2019; before that five are too few to be stated.
    assert explained(land[0], f"{IN}:2018:AZE@authority") == [
        *(
            {"cut_off": day, "settled": 0, "open": 5, "value": None, "lower": 0, "upper": 5, "status": "not_available"}
            for day in ("2018-12-31", "2019-01-31", "2019-02-28")
        ),
        {"cut_off": "2019-03-31", "settled": 5, "open": 0, "value": 5, "lower": 5, "upper": 5, "status": "final"},
    ]  # fmt: skip


def test_a_stock_is_not_followed_from_cut_off_to_cut_off(land: tuple[Workspace, Receipt, Receipt]) -> None:
    with pytest.raises(UserError, match="not followed from cut-off to cut-off"):
        explained(land[0], f"{RESIDENTS}:2018-12-31:AZE@authority")


def test_the_passport_ends_at_the_delivery_and_the_rows(land: tuple[Workspace, Receipt, Receipt]) -> None:
    workspace, earlier, _ = land
    records = Records(workspace)
    figure = find(f"{IN}:2018:AZE@authority", records)
    found = passport(figure, records)
    (evidence,) = found["evidence"]
    assert (evidence["source"], evidence["delivery_id"]) == ("sbs_border_crossing", earlier.delivery_id)
    assert (evidence["file"], evidence["rows_counted"]) == ("earlier.csv", 5)
    assert found["settled"] == {
        "rule": "365/487 days", "observed_until": "2021-10-31", "settled_until": "2020-07-01", "yes": 5, "open": 0,
    }  # fmt: skip
    assert "365 of 487 days" in found["note"]["en"]


def test_the_command_gives_them_by_citizenship(land: tuple[Workspace, Receipt, Receipt]) -> None:
    rows = command(land[0], IN, "--by", "citizenship", "--period", "2018")
    # One from Georgia, the other four of the five from Turkey.
    assert {(row["citizenship"], row["value"]) for row in rows} == {(None, 5), ("GEO", 1), ("TUR", 4)}


def test_the_command_gives_them_by_month(land: tuple[Workspace, Receipt, Receipt]) -> None:
    rows = command(land[0], IN, "--every", "month", "--period", "2020-02..2020-04")
    assert [(row["period_start"], row["value"]) for row in rows] == [
        ("2020-02-01", 0), ("2020-03-01", 4), ("2020-04-01", 0),
    ]  # fmt: skip


def test_another_rule_of_the_workspace_gives_other_figures(land: tuple[Workspace, Receipt, Receipt]) -> None:
    workspace = land[0]
    settings = workspace.root / "durna.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + '[residence]\nrule = "6/12"\n', encoding="utf-8")
    try:
        (row,) = command(workspace, IN, "--period", "2021-01..2021-10")
    finally:
        settings.write_text(before, encoding="utf-8")
    # 1 February 2021 and 183 days are 3 August: all three are settled.
    assert (row["value"], row["status"]) == (3, "final")
