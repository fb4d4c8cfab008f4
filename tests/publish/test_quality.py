"""The quality page measures the Profile itself, and shows whose each finding is and what was answered to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from durna.checks.deliveries import Status
from durna.checks.explanations import Explanation, Explanations
from durna.checks.findings import Failing, Finding
from durna.indicators.figures import Figures
from durna.periods import parse
from durna.publish.context import Context
from durna.publish.document import Bullets, Section, Table, blocks_of, plain
from durna.publish.house_format import in_house_format
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.own_names import OwnNames
from durna.publish.profile import quality
from durna.publish.profile.quality_measures import revisions_between_vintages
from tests.publish.conftest import figure

LOST = Finding(
    "record_contradiction", "", {"en": "Stays: 3 of 100.", "az": "Olmalar: 100 qeyddən 3."}, source="sbs_stay",
    about="x", owner="sbs", count=3, severity="severe", sample=(Failing("d1", 7, (("arrived_on", "2020-01-02"),)),),
)  # fmt: skip
ANSWER = Explanation(LOST.finding_id, "A. Əliyeva", date(2026, 1, 5), {"en": "Old forms.", "az": "Köhnə formalar."})


def due(period: str, state: str, received: date | None = None, institution: str = "sbs") -> Status:
    return Status(institution, "sbs_stay", "", parse(period), date(2021, 1, 31), state, received)


def page(material: Material, language: str = "en", **changes: object) -> Section:
    return quality.section(Context(replace(material, **changes), Language(language)))  # type: ignore[arg-type]


def rows(section: Section, table: str) -> dict[str, list[str]]:
    (found,) = [block for block in blocks_of(section) if isinstance(block, Table) and block.id == f"table-{table}"]
    return {plain(row.head.runs): [plain(cell.runs) for cell in row.cells] for row in found.rows}


def bullets(section: Section) -> list[str]:
    return [plain(item) for block in blocks_of(section) if isinstance(block, Bullets) for item in block.items]


def test_the_share_of_indicators_delivered(material: Material) -> None:
    # Of the eight indicators of the example one, `nowhere`, has no figure.
    assert rows(page(material), "measures")["Indicators delivered"][0].startswith("7 of 8 (88")


def test_completeness_counts_what_was_due_by_then(material: Material) -> None:
    came = [due("2018", "received", date(2019, 1, 9)), due("2019", "late", date(2020, 6, 1))]
    open_ = [
        due("2020", "late"),
        due("2020", "rejected", date(2021, 1, 2), "sms"),
        due("2021", "due", institution="ssc"),
    ]
    found = page(material, due=[*came, *open_])
    measures = rows(found, "measures")
    # Two of four came; 2021 is not yet due. Neither sbs nor sms owes nothing, and ssc owes nothing yet.
    assert measures["Completeness: expected deliveries received"][0].startswith("2 of 4 (50")
    assert measures["Completeness: institutions that owe nothing"][0].startswith("0 of 2 (0")
    assert rows(found, "due")["State Border Service"][1:] == ["1", "0", "2", "0", "2020"]


def test_without_expected_deliveries_nothing_is_said_of_them(material: Material) -> None:
    assert "Completeness: expected deliveries received" not in rows(page(material), "measures")


def test_timeliness_is_days_from_the_last_day_covered(material: Material) -> None:
    # The example covers to 31 December 2021, its cut-off; it was recorded on 6 October 2023: 365 days of 2022 and 279.
    assert rows(page(material), "timeliness")["example"] == [
        "31 December 2021", "31 December 2021", "0", "6 October 2023", "644",
    ]  # fmt: skip


def test_revisions_are_those_between_releases_of_one_publisher() -> None:
    told = [
        figure("stock", "2019", 100.0, vintage="2020-01"), figure("stock", "2019", 110.0, vintage="2021-01"),
        figure("stock", "2019", 500.0, vintage="2021-06", publisher="sms"),
        figure("stock", "2018", 200.0, vintage="2020-01"), figure("stock", "2018", 190.0, vintage="2022"),
        figure("stock", "2017", 7.0), figure("stock", "2017", 9.0),
    ]  # fmt: skip
    # 110 against 100 is 10 %, 190 against 200 is 5 %.
    assert revisions_between_vintages(told) == pytest.approx([10.0, 5.0])


def test_a_finding_shows_its_owner_its_places_and_that_nobody_explained_it(material: Material) -> None:
    (shown,) = bullets(page(material, findings=[LOST]))
    assert "Owner: State Border Service." in shown
    assert "(delivery:row): d1:7." in shown
    assert "Not explained." in shown
    # A public page says where a record stands, and nothing about it.
    assert "2020-01-02" not in shown


@pytest.mark.parametrize(("language", "expected"), [
    ("en", "Explained by A. Əliyeva on 5 January 2026: Old forms."), ("az", "Köhnə formalar."),
])  # fmt: skip
def test_an_answer_stands_beside_its_finding(material: Material, language: str, expected: str) -> None:
    found = page(material, language, findings=[LOST], explanations=Explanations({LOST.finding_id: ANSWER}))
    (shown,) = bullets(found)
    assert expected in shown


def test_findings_are_counted_with_those_explained(material: Material) -> None:
    explained = Explanations({LOST.finding_id: ANSWER})
    measures = rows(page(material, findings=[LOST], explanations=explained), "measures")
    assert measures["Checks: severe findings"][0] == "1, of which explained 1"
    assert measures["Checks: warnings"][0] == "0, of which explained 0"


def test_an_answer_that_no_longer_holds_says_so(material: Material) -> None:
    late = Explanations({LOST.finding_id: replace(ANSWER, until=date(2026, 2, 1))}, date(2026, 3, 1))
    (shown,) = bullets(page(material, findings=[LOST], explanations=late))
    assert "The explanation no longer holds." in shown


def repeated(place: int, severity: str = "warning") -> Finding:
    said = {"en": f"Entries of example: the same value {place},000 is given for different periods: 2018, 2019."}
    return Finding("same_value_other_period", "entries", said, (f"f{place}",), severity)


def test_of_many_findings_of_one_kind_the_first_are_told_and_the_rest_counted(material: Material) -> None:
    told = bullets(page(material, findings=[repeated(place) for place in range(1, 12)]))
    assert len(told) == 6
    assert told[-1] == "Example entries: 6 more findings of the same kind."


def test_severe_findings_and_those_that_were_answered_are_all_told(material: Material) -> None:
    severe = [repeated(place, "severe") for place in range(1, 12)]
    assert len(bullets(page(material, findings=severe))) == 11
    open_ = [repeated(place) for place in range(1, 12)]
    answer = replace(ANSWER, finding=open_[-1].finding_id)
    told = bullets(page(material, findings=open_, explanations=Explanations({answer.finding: answer})))
    assert len(told) == 7
    assert any("Old forms." in each for each in told)


@pytest.mark.parametrize(
    ("language", "stored", "shown"),
    [
        ("en", "1,324,075 in 2019, -703 in 2018-07 to 2019-06.", "1 324 075 in 2019, −703 in 2018/19."),
        ("en", "5 in 2021-01 to 2021-10, from 2018-07-14.", "5 in Jan–Oct 2021, from 14 Jul 2018."),
        ("en", "From 2018-03 to 2020-05: 12.5 %.", "From March 2018 – May 2020: 12.5 %."),
        ("az", "3\N{NO-BREAK SPACE}495 (2018-07 – 2019-06).", "3 495 (2018/19)."),
        ("ru", "-1\N{NO-BREAK SPACE}000,5 (2019-05)", "−1 000,5 (май 2019)"),
        ("en", *["permits-2024-05.csv, d-1, 2021-13 and 12,34 stay."] * 2),
    ],
)
def test_a_sentence_of_a_check_has_the_signs_of_the_pages(language: str, stored: str, shown: str) -> None:
    assert in_house_format(Language(language), stored) == shown.replace(" 324 075", "\u202f324\u202f075").replace(
        "3 495", "3\u202f495").replace("1 000,5", "1\u202f000,5")  # fmt: skip


def test_a_finding_that_ends_in_a_note_ends_as_a_sentence(material: Material) -> None:
    finding = Finding("disagrees", "entries", {"en": "Others print 5: not reconciled"}, (), "warning", owner="ssc")
    said = [plain(item) for block in blocks_of(page(material, findings=(finding,))) if isinstance(block, Bullets)
            for item in block.items]  # fmt: skip
    assert any("not reconciled. Answerable" in each or "not reconciled. " in each for each in said)


def test_what_a_finding_quotes_is_said_in_the_language_of_the_page(material: Material) -> None:
    noted = figure("entries", "2018", 5.0, note={"en": "Two papers print 1,078: disputed"})
    quoting = {code: f"{said}. Two papers print 1,078: disputed" for code, said in (("en", "Another"), ("ru", "Иное"))}
    finding = Finding("disputed", "entries", quoting, (noted.figure_id,), "warning", owner="ssc")
    own = OwnNames(phrases={"ru": {"Two papers print 1,078: disputed": "Две газеты приводят 1078: оспаривается"}})
    changed = replace(material, figures=Figures([noted]), findings=(finding,))
    found = quality.section(Context(changed, Language("ru", own)))
    assert any("Две газеты приводят 1078: оспаривается. " in each for each in bullets(found))
    assert not any("Two papers" in each for each in bullets(found))
