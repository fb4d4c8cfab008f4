"""The shown figure is chosen by a written rule; the others stay beside it with their differences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from durna.errors import UserError
from durna.indicators.figures import Evidence, Figure, Figures
from durna.indicators.preference import Rules, differences, load, prefer
from tests.indicators.example import EXAMPLE, figures_of, row

YEAR = ("2019-01-01", "2019-12-31")


def entries(value: str = "100", unit: str = "entries", **more: str) -> dict[str, str]:
    return dict(row("border_entries_foreigners", YEAR, value, unit, **more))


def shown(*rows: dict[str, str], rules: Rules | None = None) -> str:
    (figure,) = (one for one in figures_of(*rows, rules=rules) if one.preferred)
    return figure.reference


def rules_of(folder: Path, text: str) -> Rules:
    file = folder / "preference.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_the_source_first_in_the_catalogue_is_shown() -> None:
    # share_of_entries: sbs_border_crossing, then ssc_border_tourism
    one = dict(row("share_of_entries", YEAR, "30", "percent", reference="a", source="ssc_border_tourism"))
    other = dict(row("share_of_entries", YEAR, "31", "percent", reference="b", source="sbs_border_crossing"))
    assert shown(one, other) == "b"


def test_the_newest_release_is_shown_and_one_without_a_date_comes_last() -> None:
    old, new = entries(reference="a", published_on="2020-01"), entries("99", reference="b", published_on="2020-01-17")
    assert shown(old, new, entries("98", reference="c")) == "b"


def test_the_exact_value_comes_before_the_rounded_one() -> None:
    assert shown(entries("0.1", "thousand entries", reference="a"), entries("101", reference="b")) == "b"


def test_a_published_value_comes_before_a_derived_one() -> None:
    assert shown(entries(reference="a", derived="90 plus 10"), entries("101", reference="b")) == "b"


def test_an_undisputed_value_comes_before_a_disputed_one() -> None:
    assert shown(entries(reference="a", disputed="true"), entries("101", reference="b")) == "b"


def test_what_is_left_is_decided_by_the_reference_whatever_the_order_of_delivery() -> None:
    assert shown(entries(reference="b"), entries("101", reference="a")) == "a"
    assert shown(entries("101", reference="a"), entries(reference="b")) == "a"


def test_what_was_computed_from_records_comes_before_a_release_of_the_same_source() -> None:
    (release,) = figures_of(entries(reference="a", published_on="2020-01-17", source="sbs_border_crossing"))
    counted = replace(
        release, reference="", vintage="", evidence=(Evidence("sbs_border_crossing", "d2", 101),), value=101.0
    )
    figures, _ = prefer([release, counted], Rules())
    assert [figure.preferred for figure in figures] == [False, True]


def test_a_rule_of_the_workspace_names_the_publisher(tmp_path: Path) -> None:
    rules = rules_of(
        tmp_path,
        "indicators:\n  border_entries_foreigners:\n    publishers: [ssc, sms]\n    order: [publisher, newest]\n"
        "    reason: {en: The Committee answers for the series., az: Sıraya görə Komitə cavabdehdir.}\n",
    )
    one, other = entries(reference="a"), entries("101", reference="b", publisher="ssc")
    assert shown(one, other) == "a"
    assert shown(one, other, rules=rules) == "b"
    (reconciliation,) = prefer(figures_of(one, other), rules)[1]
    assert reconciliation.rule["en"] == "The Committee answers for the series."


def test_equal_values_confirm_and_are_no_disagreement() -> None:
    figures = figures_of(
        entries(reference="a"), entries(reference="b"), entries("0.1", "thousand entries", reference="c")
    )
    assert prefer(figures, Rules())[1] == []
    assert [figure.preferred for figure in figures].count(True) == 1


def test_differences_are_absolute_and_in_percent_of_the_figure_shown() -> None:
    figures = figures_of(entries("200", reference="a"), entries("190", reference="b"))
    (reconciliation,) = prefer(figures, Rules())[1]
    (difference,) = differences(reconciliation)
    # 190 - 200 = -10; -10 / 200 = -5 %
    assert (reconciliation.shown.value, difference.absolute, difference.percent) == (200, -10, -5.0)


def test_other_counting_units_periods_and_breakdowns_are_other_cells() -> None:
    persons = dict(row("permanent_permits_issued", YEAR, "5", "persons"))
    permits = dict(row("permanent_permits_issued", YEAR, "6", "permits"))
    part = dict(row("permanent_permits_issued", ("2019-01-01", "2019-06-30"), "3", "permits"))
    turkish = dict(row("permanent_permits_issued", YEAR, "2", "permits", citizenship="TUR"))
    figures = figures_of(persons, permits, part, turkish)
    assert all(figure.preferred for figure in figures)
    assert prefer(figures, Rules())[1] == []


def test_a_figure_without_a_value_is_shown_only_where_there_is_no_other() -> None:
    (known,) = figures_of(entries(reference="b"))
    hidden = replace(known, reference="a", value=None, status="suppressed")
    figures, reconciliations = prefer([hidden, known], Rules())
    assert [figure.preferred for figure in figures] == [False, True]
    assert reconciliations == []


def test_no_vintage_is_lost(example_figures: Figures) -> None:
    def key(figure: Figure) -> str:
        return figure.figure_id

    again, _ = prefer(example_figures, load(EXAMPLE / "preference.yaml"))
    assert sorted(again, key=key) == sorted(example_figures, key=key)


def test_the_rules_of_the_example_are_readable() -> None:
    rules = load(EXAMPLE / "preference.yaml")
    assert rules.of("population_total").publishers == ("ssc",)
    assert rules.of("births") == rules.default


def test_a_workspace_without_rules_has_the_default(tmp_path: Path) -> None:
    assert load(tmp_path / "preference.yaml") == Rules()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("indicators:\n  births: {order: [newest]}\n", "'births' gives no reason"),
        ("indicators:\n  births: {order: [largest], reason: Why not}\n", "orders by 'largest'"),
        ("- births\n", "no entries under `indicators`"),
        ("indicators: {births: [\n", "cannot be read as YAML"),
    ],
)
def test_a_faulty_rule_is_explained(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(UserError) as error:
        rules_of(tmp_path, text)
    assert found in error.value.found
    assert error.value.expected.endswith(".")
    assert error.value.do.endswith(".")
