"""The revisions annex: what changed, by how much, and because of what."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durna.editions import known
from durna.editions.comparing import Comparison, Revision, compare, kind_of
from durna.editions.folder import Edition
from durna.indicators.figures import Figure
from durna.periods import year
from durna.workspace import Workspace
from tests.editions.land import Row, deliver, entries, freeze, new_land
from tests.faults.command import Command

PERMITS = """\
- id: counting
  date: 2019-06-01
  text: {en: Counted otherwise from here on., az: Bundan sonra başqa cür sayılır.}
  affected: [border_entries_foreigners]
"""
PREFERENCE = """\
indicators:
  border_entries_foreigners:
    reason: {en: The oldest publication., az: Ən köhnə dərc.}
    publishers: [sbs]
"""


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    return new_land(tmp_path)


def compared(old: Edition, new: Edition) -> Comparison:
    return compare(known.of(old), known.of(new))


def kinds(comparison: Comparison) -> list[tuple[str, str, list[str]]]:
    return [
        (str(each.figure.period), each.kind, [cause.kind for cause in each.causes]) for each in comparison.revisions
    ]


def two(land: Workspace, first: list[Row], second: list[Row]) -> Comparison:
    deliver(land, "first", first)
    old = freeze(land, "old")
    deliver(land, "second", second)
    return compared(old, freeze(land, "new"))


def test_a_later_publication_revises_what_is_shown(land: Workspace) -> None:
    found = two(
        land,
        [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")],
        [entries(2019, 210, "2021-01"), entries(2020, 20, "2021-01")],
    )

    revised, new = found.revisions
    assert kinds(found) == [("2019", "revised", ["delivery"]), ("2020", "new", ["delivery"])]
    # 210 - 200 = 10, of 200 that is 5 %.
    assert (revised.absolute, revised.percent) == (10, 5)
    assert revised.causes[0].details["file"] == "second.csv"
    assert (new.absolute, new.percent) == (None, None)
    assert found.unchanged == 1


def test_means_are_over_the_figures_that_both_have(land: Workspace) -> None:
    found = two(
        land,
        [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01"), entries(2020, 50, "2020-12")],
        [entries(2019, 230, "2021-01"), entries(2020, 40, "2021-01")],
    )

    (summary,) = found.summaries
    assert (summary.both, summary.revised, summary.new) == (3, 2, 0)
    # (0 + 30 - 10) / 3; (0 + 30 + 10) / 3; 40 of 100 + 230 + 40.
    assert summary.mean == pytest.approx(20 / 3)
    assert summary.mean_absolute == pytest.approx(40 / 3)
    assert summary.relative == pytest.approx(100 * 40 / 370)
    assert summary.largest == 30


def test_a_row_delivered_anew_is_a_correction(land: Workspace) -> None:
    """The same indicator, period, publisher and day of publication: the natural key."""
    found = two(land, [entries(2019, 200, "2020-01")], [entries(2019, 190, "2020-01")])
    assert kinds(found) == [("2019", "revised", ["correction"])]


def test_a_row_repeated_as_it_was_changes_nothing(land: Workspace) -> None:
    found = two(land, [entries(2019, 200, "2020-01")], [entries(2019, 200, "2020-01"), entries(2018, 1, "2019-01")])
    assert kinds(found) == [("2018", "new", ["delivery"])]


def test_what_is_repeated_is_no_cause_of_what_another_publication_changed(land: Workspace) -> None:
    deliver(land, "first", [entries(2019, 200, "2020-01")])
    old = freeze(land, "old")
    deliver(land, "again", [entries(2019, 200, "2020-01")])
    deliver(land, "later", [entries(2019, 210, "2021-01")])
    (revision,) = compared(old, freeze(land, "new")).revisions
    assert [(cause.kind, cause.details["file"]) for cause in revision.causes] == [("delivery", "later.csv")]


def test_a_provisional_figure_that_became_final_changed_its_status(land: Workspace) -> None:
    found = two(land, [entries(2019, 200, "2020-01", "provisional")], [entries(2019, 200, "2021-01", "final")])
    assert kinds(found) == [("2019", "status", ["delivery"])]


def test_thousands_and_units_are_one_amount(land: Workspace) -> None:
    row = entries(2019, 0.21, "2021-01")
    in_thousands = (*row[:4], "thousand entries", *row[5:])
    found = two(land, [entries(2019, 200, "2020-01")], [in_thousands])
    (revision,) = found.revisions
    assert revision.absolute == pytest.approx(10)


def test_a_break_that_was_written_down_is_a_cause(land: Workspace) -> None:
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    old = freeze(land, "old")
    (land.root / "breaks.yaml").write_text(PERMITS, encoding="utf-8")
    found = compared(old, freeze(land, "new"))
    # The break lies in 2019: its figure gets the flag; 2018 lies before.
    assert kinds(found) == [("2019", "status", ["break"])]
    assert found.revisions[0].causes[0].details == {"id": "counting", "date": "2019-06-01"}


def test_another_rule_of_preference_is_a_cause(land: Workspace) -> None:
    row = entries(2019, 150, "2019-12")
    border = (*row[:5], "sbs", *row[6:])
    deliver(land, "first", [entries(2019, 200, "2020-01"), border])
    old = freeze(land, "old")
    (land.root / "preference.yaml").write_text(PREFERENCE, encoding="utf-8")
    found = compared(old, freeze(land, "new"))
    assert kinds(found) == [("2019", "revised", ["preference"])]


def test_another_definition_is_a_cause(land: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from durna.editions import pins

    deliver(land, "first", [entries(2019, 200, "2020-01")])
    old = freeze(land, "old")
    deliver(land, "second", [entries(2019, 200, "2020-01", "provisional")])
    now = pins.definitions() | {"border_entries_foreigners": "0" * 64}
    monkeypatch.setattr(pins, "definitions", lambda: now)
    found = compared(old, freeze(land, "new"))
    assert kinds(found) == [("2019", "status", ["correction", "definition"])]


def test_an_older_state_compared_with_a_newer_one_names_the_delivery_too(land: Workspace) -> None:
    deliver(land, "first", [entries(2019, 200, "2020-01")])
    old = freeze(land, "old")
    deliver(land, "second", [entries(2019, 210, "2021-01")])
    found = compared(freeze(land, "new"), old)
    (revision,) = found.revisions
    assert (revision.absolute, revision.causes[0].details["file"]) == (-10, "second.csv")


def test_one_figure_is_one(land: Workspace, durna: Command) -> None:
    deliver(land, "first", [entries(2019, 200, "2020-01")])
    freeze(land, "old")
    deliver(land, "second", [entries(2019, 210, "2021-01")])
    freeze(land, "new")
    shown = durna("edition", "compare", "old", "new", "--workspace", land.root)
    assert "Edition old -> new: 1 figure revised, 0 with another interval" in shown.out


def test_an_edition_compared_with_itself_has_no_revision(land: Workspace) -> None:
    deliver(land, "first", [entries(2019, 200, "2020-01"), entries(2018, None, "2020-01")])
    edition = freeze(land, "old")
    found = compared(edition, edition)
    assert (found.revisions, found.summaries) == ((), ())


def figure(value: float | None, status: str = "final", flags: tuple[str, ...] = ()) -> Figure:
    return Figure("births", year(2020), "AZE", "births", "event", value, "ssc", status=status, flags=flags)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (None, figure(1), "new"),
        (figure(1), None, "dropped"),
        (figure(None, "not_available"), figure(1), "new"),
        (figure(1), figure(None, "not_available"), "dropped"),
        (figure(None, "not_available"), None, None),
        (figure(1), figure(None, "suppressed"), "status"),
        (figure(1), figure(2), "revised"),
        (figure(1), figure(1, flags=("break",)), "status"),
        (figure(1, flags=("a", "b")), figure(1, flags=("b", "a")), None),
        (figure(0), figure(0), None),
    ],
)
def test_kinds_of_change(old: Figure | None, new: Figure | None, kind: str | None) -> None:
    assert kind_of(old, new) == kind


values = st.one_of(st.none(), st.integers(-1000, 1000).map(float))


@given(values, values)
def test_forth_and_back_cancel(old: float | None, new: float | None) -> None:
    forth, back = (Revision("revised", one, other, ()) for one, other in
                   ((figure(old), figure(new)), (figure(new), figure(old))))  # fmt: skip
    if forth.absolute is None:
        assert back.absolute is None
    else:
        assert forth.absolute == -(back.absolute or 0.0)
    assert forth.percent is None or old
