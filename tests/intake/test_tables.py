"""Tables of other years and other publishers: what changes from one edition to the next is said, never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from durna.errors import UserError
from durna.periods import parse
from durna.store.receipts import Receipt
from durna.workspace import Workspace
from tests.intake.deliveries import POPULATION, begin, current, take_in, written

MOVES = """\
source: ssc_permanent_migration
fields:
  series: {constant: permanent}
  direction: {constant: entry}
  period: {column: year, form: year}
  citizenship: {column: country, codes: {Russia: RUS}}
  region: region
  value: n
  unit: unit
"""
COLUMNS = ("year", "country", "region", "n", "unit")
RETURNS = """\
source: mirror_unhcr
fields:
  series: {constant: returned_refugees}
  period: {column: year, form: year, cut: true}
  geography: {constant: AZE}
  value: n
"""
STOCKS = RETURNS.replace(
    "period: {column: year, form: year, cut: true}",
    'period_start: {template: "{year}-12-31", cut: true}\n  period_end: {template: "{year}-12-31", cut: true}',
)


def moves(folder: Path, *rows: tuple[object, ...], mapping: str = MOVES) -> tuple[Receipt, list[dict[str, Any]]]:
    land = begin(folder, ssc_permanent_migration=mapping)
    receipt = take_in(land, "ssc_permanent_migration", written(folder / "a.csv", COLUMNS, rows))
    return receipt, current(land, "ssc_permanent_migration")


@pytest.mark.parametrize("word", ["Total", "TOTAL", "_T", "Cəmi", "CƏMİ", "Итого:", "Toplam", "Всего"])
def test_a_word_for_all_together_is_no_group_and_is_counted(tmp_path: Path, word: str) -> None:
    receipt, records = moves(tmp_path, (2022, "Russia", "Baku", 1, "persons"), (2022, word, word, 1, "persons"))

    assert [(row["citizenship"], row["region"]) for row in records] == [("RUS", "Baku"), (None, None)]
    assert receipt.flags == {"citizenship_total": 1, "region_total": 1}
    assert receipt.unknown_codes == {}


def test_the_letter_for_both_sexes_is_no_sex(tmp_path: Path) -> None:
    mapping = MOVES.replace("region: region", "sex: region")

    receipt, records = moves(tmp_path, (2022, "Russia", "T", 1, "persons"), mapping=mapping)

    assert (receipt.flags, receipt.unknown_codes, records[0]["sex"]) == ({"sex_total": 1}, {}, None)


def test_labels_that_stand_once_above_several_rows_leave_keys_that_repeat(tmp_path: Path) -> None:
    """Each bare cell alone would be the row of all together."""
    rows = [(2022, "Russia", "Baku", 1, "persons"), (2022, None, "Ganja", 2, "persons"),
            (2022, "Georgia", "Baku", 1, "persons"), (2022, None, "Ganja", 3, "persons")]  # fmt: skip

    receipt, _ = moves(tmp_path, *rows)

    assert receipt.flags == {"key_repeated": 1}


def test_what_the_mapping_says_of_a_total_goes_before(tmp_path: Path) -> None:
    mapping = MOVES.replace("{Russia: RUS}", "{Russia: RUS, Total: WLD}")

    receipt, records = moves(tmp_path, (2022, "Total", "Baku", 1, "persons"), mapping=mapping)

    assert [row["citizenship"] for row in records] == ["WLD"]
    assert receipt.flags == {}


def test_a_total_of_a_required_field_is_an_unknown_code(tmp_path: Path) -> None:
    mapping = MOVES.replace("direction: {constant: entry}", "direction: country")

    receipt, _ = moves(tmp_path, (2022, "Total", None, 1, "persons"), mapping=mapping)

    assert receipt.unknown_codes == {"direction": {"Total": 1}}


def test_a_fraction_of_a_person_and_a_unit_nobody_knows_are_in_doubt(tmp_path: Path) -> None:
    rows = [("1.234", "persons"), ("1.234", "thousand persons"), (5, "people"), ("0.5", "percent"), (7, None)]

    receipt, _ = moves(tmp_path, *((2000 + n, "Russia", "Baku", *row) for n, row in enumerate(rows)))

    assert receipt.flags == {"value_not_whole": 1, "unit_unknown": 1}


def test_a_year_that_the_mapping_does_not_read_stands_on_the_receipt(tmp_path: Path) -> None:
    land = begin(tmp_path, ssc_population=POPULATION)

    receipt = take_in(
        land, "ssc_population", written(tmp_path / "a.csv", ("region", "2022", "2023p"), [("Baku", 1, 2)])
    )

    assert receipt.columns_not_read == ["2023p"]
    assert receipt.records == 1


def periods(land: Workspace) -> list[tuple[date, date]]:
    return [(row["period_start"], row["period_end"]) for row in current(land, "mirror_unhcr")]


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        (RETURNS, [(date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 6, 30))]),
        (STOCKS, [(date(2023, 12, 31), date(2023, 12, 31)), (date(2024, 6, 30), date(2024, 6, 30))]),
    ],
)
def test_the_last_year_of_a_release_ends_where_the_delivery_ends(
    tmp_path: Path, mapping: str, expected: list[tuple[date, date]]
) -> None:
    file = written(tmp_path / "a.csv", ("year", "n"), [(2023, 5), (2024, 3)])
    land = begin(tmp_path, mirror_unhcr=mapping)

    receipt = take_in(land, "mirror_unhcr", file, cut_off=date(2024, 6, 30))

    assert periods(land) == expected
    assert receipt.flags == {}


def test_the_period_covered_says_where_the_years_begin_and_end(tmp_path: Path) -> None:
    land = begin(tmp_path, mirror_unhcr=RETURNS)

    take_in(
        land, "mirror_unhcr", written(tmp_path / "a.csv", ("year", "n"), [(2024, 3)]), covers=parse("2023..2024-06")
    )

    assert periods(land) == [(date(2024, 1, 1), date(2024, 6, 30))]


def test_a_year_after_the_last_day_is_not_moved_but_in_doubt(tmp_path: Path) -> None:
    land = begin(tmp_path, mirror_unhcr=RETURNS)
    file = written(tmp_path / "a.csv", ("year", "n"), [(2025, 3)])

    receipt = take_in(land, "mirror_unhcr", file, cut_off=date(2024, 6, 30))

    assert periods(land) == [(date(2025, 1, 1), date(2025, 12, 31))]
    assert receipt.flags == {"period_after_cut_off": 1}


def test_nobody_guesses_where_the_last_year_ends(tmp_path: Path) -> None:
    land = begin(tmp_path, mirror_unhcr=RETURNS)

    with pytest.raises(UserError, match="--cut-off"):
        take_in(land, "mirror_unhcr", written(tmp_path / "a.csv", ("year", "n"), [(2024, 3)]))


def test_the_power_of_ten_stands_beside_each_value(tmp_path: Path) -> None:
    mapping = MOVES.replace("value: n", "value: {column: n, power_of_ten: region}").replace("  region: region\n", "")

    receipt, records = moves(
        tmp_path, (2020, "Russia", 6, "3.9", "USD"), (2021, "Russia", 0, 12, "USD"), (2022, "Russia", None, 7, "USD"),
        (2023, "Russia", "many", 7, "USD"), mapping=mapping,
    )  # fmt: skip

    assert [row["value"] for row in records] == [pytest.approx(3_900_000), 12, 7]
    assert receipt.reasons == {"value_unreadable": 1}


def test_rows_of_an_old_edition_that_the_new_one_lacks_are_told(tmp_path: Path) -> None:
    moves(tmp_path, (2022, "Russia", "Baku", 1, "persons"), (2022, "Russia", "Ganja", 2, "persons"))

    receipt, records = moves(tmp_path, (2022, "Russia", "Baku", 3, "persons"))

    assert (receipt.superseded, receipt.left_over) == (1, 1)
    assert sorted(row["value"] for row in records) == [2, 3]


def test_a_whole_new_edition_leaves_nothing_over(tmp_path: Path) -> None:
    moves(tmp_path, (2021, "Russia", "Baku", 1, "persons"))
    moves(tmp_path, (2022, "Russia", "Baku", 1, "persons"))

    receipt, _ = moves(tmp_path, (2022, "Russia", "Baku", 3, "persons"), (2023, "Russia", "Baku", 4, "persons"))

    assert (receipt.superseded, receipt.left_over) == (1, 0)


def test_a_missing_column_is_told_with_the_columns_of_the_file_only(tmp_path: Path) -> None:
    land = begin(tmp_path, ssc_population=POPULATION + "  sex: gender\n")

    with pytest.raises(UserError) as refused:
        take_in(land, "ssc_population", written(tmp_path / "a.csv", ("region", "2022"), [("Baku", 1)]))

    assert "has: region, 2022." in refused.value.expected


def test_an_amount_of_money_without_a_unit_cannot_be_used(tmp_path: Path) -> None:
    """It may be dollars or millions of them."""
    land = begin(
        tmp_path,
        cba_bop="""
source: cba_bop
fields:
  series: {constant: personal_transfers}
  direction: {constant: received}
  period: {column: year, form: year}
  value: n
  unit: unit
""",
    )
    file = written(tmp_path / "a.csv", ("year", "n", "unit"), [(2021, 5, "million USD"), (2022, 6, None)])

    assert take_in(land, "cba_bop", file).reasons == {"unit_missing": 1}
