"""A finding is answered under an id that stays; an answer holds until its day, and for what it was given to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from durna.checks import answering, explanations
from durna.checks.answering import Answer
from durna.checks.explanations import Explanations, unexplained, without_finding
from durna.checks.findings import Finding
from durna.checks.run import check
from durna.errors import UserError
from durna.indicators.figures import Figures
from tests.indicators.example import example_breaks, example_rules, figures_of, row

YEAR = ("2019-01-01", "2019-12-31")


def births(value: str, **more: str) -> dict[str, str]:
    return dict(row("births", YEAR, value, "births", **more))


def severe(*more: dict[str, str], female: str = "5") -> Finding:
    """6 + 5 = 11 children of a total of 10."""
    found = check(figures_of(births("10"), births("6", sex="male"), births(female, sex="female"), *more))
    (finding,) = [one for one in found if one.severity == "severe"]
    return finding


def written(folder: Path, text: str) -> Path:
    file = folder / explanations.FILE
    file.write_text(text, encoding="utf-8")
    return file


def answered(folder: Path, finding: Finding, until: str = "", said: str = "") -> Path:
    more = (f"\n  until: {until}" if until else "") + (f"\n  said: '{said}'" if said else "")
    return written(
        folder, f"- finding: {finding.finding_id}\n  by: A. A.\n  when: 2026-01-05\n  reason: Twins.{more}\n"
    )


def test_the_id_stays_while_values_change_and_parts_are_added() -> None:
    assert severe().finding_id == severe(female="7").finding_id
    assert severe().finding_id == severe(births("1", sex="unknown")).finding_id


def test_every_finding_of_the_example_has_an_id_of_its_own(example_figures: Figures) -> None:
    found = check(example_figures, example_breaks(), example_rules())
    assert len({one.finding_id for one in found}) == len(found) > 10


def test_a_finding_belongs_to_the_publisher_of_its_figure_and_says_how_many_it_concerns() -> None:
    assert severe().owner == "sms"
    assert severe().count == 3


def test_a_severe_finding_without_an_answer_is_unexplained() -> None:
    assert unexplained([severe()], Explanations()) == [severe()]


def test_a_warning_never_stands_in_the_way() -> None:
    assert unexplained([replace(severe(), severity="warning")], Explanations()) == []


def test_an_answer_explains_it(tmp_path: Path) -> None:
    known = explanations.load(answered(tmp_path, severe()))
    assert unexplained([severe()], known) == []


def test_an_answer_holds_until_its_day_and_no_longer(tmp_path: Path) -> None:
    file = answered(tmp_path, severe(), until="2026-06-30")
    assert explanations.load(file, date(2026, 6, 30)).state(severe()) == "explained"
    late = explanations.load(file, date(2026, 7, 1))
    assert late.state(severe()) == "expired"
    assert unexplained([severe()], late) == [severe()]


def test_an_answer_does_not_hold_for_other_numbers_than_it_was_given_to(tmp_path: Path) -> None:
    known = explanations.load(answered(tmp_path, severe(), said=severe().text["en"]))
    assert known.state(severe()) == "explained"
    assert known.state(severe(female="7")) == "changed"


def test_a_reason_is_for_everybody_only_where_that_is_said(tmp_path: Path) -> None:
    finding = severe()
    file = answered(tmp_path, finding)
    inside = explanations.load(file).public
    assert inside.all[finding.finding_id].reason == {}
    assert inside.state(finding) == explanations.EXPLAINED
    file.write_text(file.read_text(encoding="utf-8") + "  public: true\n", encoding="utf-8")
    assert explanations.load(file).public.all[finding.finding_id].reason == {"en": "Twins."}
    file.write_text(file.read_text(encoding="utf-8").replace("public: true", "public: perhaps"), encoding="utf-8")
    with pytest.raises(UserError, match="public as true or false"):
        explanations.load(file)


def test_an_answer_to_a_finding_that_is_gone_is_told(tmp_path: Path) -> None:
    known = explanations.load(answered(tmp_path, severe()))
    (gone,) = without_finding([], known)
    assert (gone.check, gone.severity, gone.owner) == ("explanation_without_finding", "note", "A. A.")
    assert severe().finding_id in gone.text["en"]
    assert without_finding([severe()], known) == []


@pytest.mark.parametrize("text", [
    "finding: x", "- 1", "- {finding: x, by: y, reason: z}", "- {finding: x, when: 2026-01-05, reason: z}",
    "- {finding: x, by: y, when: 2026-01-05, reason: ''}",
    "- {finding: x, by: y, when: 2026-01-05, reason: z, until: soon}",
])  # fmt: skip
def test_a_file_that_is_wrong_is_a_users_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError) as error:
        explanations.load(written(tmp_path, text))
    assert "explanations.yaml" in error.value.found
    assert "finding" in error.value.expected


def test_an_answer_is_added_and_what_stands_there_stays(tmp_path: Path) -> None:
    before = "# Ours.\n- finding: other  # kept\n  by: B.\n  when: 2025-01-01\n  reason: Known.\n"
    written(tmp_path, before)
    file = answering.answer(tmp_path, severe(), Answer("Ə. Əliyeva", "Twins: born on two days.", date(2026, 1, 5)))
    assert file.read_text(encoding="utf-8").startswith(before)
    known = explanations.load(file)
    assert set(known.all) == {"other", severe().finding_id}
    assert known.all[severe().finding_id].by == "Ə. Əliyeva"
    assert known.state(severe()) == "explained"
    assert known.state(severe(female="7")) == "changed"


def test_the_later_answer_holds(tmp_path: Path) -> None:
    answering.answer(tmp_path, severe(), Answer("A.", "First.", date(2026, 1, 5)))
    file = answering.answer(tmp_path, severe(), Answer("A.", "Second.", date(2026, 1, 6)))
    assert explanations.load(file).all[severe().finding_id].reason == {"en": "Second."}


@pytest.mark.parametrize("given", [
    Answer(" ", "Twins.", date(2026, 1, 5)), Answer("A.", " ", date(2026, 1, 5)),
    Answer("A.", "Twins.", date(2026, 1, 5), until=date(2026, 1, 4)),
])  # fmt: skip
def test_an_answer_that_says_nothing_changes_nothing(tmp_path: Path, given: Answer) -> None:
    with pytest.raises(UserError):
        answering.answer(tmp_path, severe(), given)
    assert list(tmp_path.iterdir()) == []


def test_a_list_in_brackets_is_left_alone(tmp_path: Path) -> None:
    file = written(tmp_path, "[]\n")
    with pytest.raises(UserError) as error:
        answering.answer(tmp_path, severe(), Answer("A.", "Twins.", date(2026, 1, 5)))
    assert "Nothing was changed" in error.value.do
    assert file.read_text(encoding="utf-8") == "[]\n"
    assert {each.name for each in tmp_path.iterdir()} == {file.name, answering.LOCK}


def test_an_unknown_finding_is_a_users_error_that_names_near_ones() -> None:
    assert answering.find([severe()], severe().finding_id) == severe()
    with pytest.raises(UserError) as error:
        answering.find([severe()], severe().finding_id[:-1])
    assert severe().finding_id in error.value.expected


def test_answers_given_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    def give(number: int) -> None:
        answering.answer(tmp_path, severe(), Answer(f"Person {number}", "Twins.", date(2026, 1, 5)))

    with ThreadPoolExecutor(8) as people:
        list(people.map(give, range(24)))
    text = (tmp_path / explanations.FILE).read_text(encoding="utf-8")
    assert all(text.count(f"by: Person {number}\n") == 1 for number in range(24))
