"""Protected figures by month, by quarter and by two breakdowns: those of the tables that the policy names."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import pytest

from durna.disclosure.policy import Policy
from durna.indicators.figures import Figure
from durna.periods import year
from durna.publish.editions.asked import asked
from durna.publish.editions.protecting import Gathered, gathered
from durna.workspace import Workspace, open_workspace
from tests.faults.command import Command
from tests.intake.deliveries import REGISTRATION_COLUMNS, REGISTRATIONS, begin, take_in, written

SETTINGS = """\
languages = ["en"]
[profile]
period = "2020"
[confidentiality]
tables = ["citizenship,sex", "month", "citizenship,month"]
"""


KEY = "5f" * 32


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """150 registrations in all months."""
    folder = tmp_path_factory.mktemp("asked")
    rows = [
        (number, date(2020, 1 + number * 5 % 12, 5), ("GEO", "TUR", "RUS")[number % 7 % 3], "FM"[number % 5 % 2], 30,
         f"P{number}", "x")
        for number in range(150)
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DURNA_PSEUDONYM_KEY", KEY)
        made = begin(folder, SETTINGS, sms_stay_registration=REGISTRATIONS)
        file = written(folder / "a.csv", REGISTRATION_COLUMNS, rows)
        take_in(made, "sms_stay_registration", file, cut_off=date(2020, 12, 31), covers=year(2020))
    return made


@pytest.fixture(scope="module")
def found(land: Workspace) -> Gathered:
    return gathered(open_workspace(land.root))


def registrations(found: Gathered, every: str, *by: str) -> list[Figure]:
    figures = asked(found, Policy(tables=("citizenship,sex", "month", "citizenship,month")), every, by)
    return [one for one in figures if one.indicator == "stay_registrations"]


def totals(figures: Iterable[Figure], *names: str) -> dict[tuple[str | None, ...], float]:
    """What the figures that are broken down by these add up to, by them."""
    found: dict[tuple[str | None, ...], float] = defaultdict(float)
    for one in figures:
        if all(one.dimension(name) for name in names):
            found[tuple(one.dimension(name) for name in names)] += one.value or 0
    return dict(found)


def test_two_breakdowns_add_to_each_of_them(found: Gathered) -> None:
    both = [one for one in registrations(found, "year", "sex", "citizenship") if one.dimensions]
    assert {one.dimension("sex") for one in both} == {"female", "male"}
    for name in ("citizenship", "sex"):
        assert totals(both, name) == totals(registrations(found, "year", name), name)


def test_months_and_quarters_add_to_the_year(found: Gathered) -> None:
    [whole] = [one.value for one in registrations(found, "year")]
    months, quarters = registrations(found, "month"), registrations(found, "quarter")
    assert [str(one.period) for one in months] == [f"2020-{number:02d}" for number in range(1, 13)]
    assert [str(one.period.end) for one in quarters] == ["2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31"]
    assert sum(one.value or 0 for one in months) == sum(one.value or 0 for one in quarters) == whole
    assert all(one.value is not None and one.value % 5 == 0 for one in months)
    assert quarters[0].value == sum(one.value or 0 for one in months[:3])


def test_months_by_a_breakdown_add_to_the_year_by_it(found: Gathered) -> None:
    months = registrations(found, "month", "citizenship")
    assert totals(months, "citizenship") == totals(registrations(found, "year", "citizenship"), "citizenship")


def test_a_table_that_the_policy_does_not_name_is_refused_with_the_way_to_it(
    land: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)
    durna = Command(monkeypatch, capsys)
    shown = durna("figures", "--protected", "--by", "age_group,sex", "--workspace", land.root)
    assert shown.is_a_users_error
    assert 'tables = ["age_group,sex"]' in shown.error
