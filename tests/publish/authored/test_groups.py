"""A claim about the place of a group changes with the figures, or asks for its author."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from durna.errors import UserError
from durna.indicators.figures import Figure, Figures
from durna.publish import groups
from durna.publish.document import plain
from durna.publish.language import Language
from durna.publish.material import Material
from tests.publish.authored.written import authored, english, findings, with_text, with_value
from tests.publish.conftest import figure

# Entries of 2019 in the example: 3 000 000, of them RUS 1 200 000, GEO 900 000, TUR 500 000, other 400 000.
RUS = "entries:2019:AZE:citizenship=RUS@ssc.yearbook"
GEO = "entries:2019:AZE:citizenship=GEO@ssc.yearbook"


def told(material: Material) -> list[str]:
    return [plain(paragraph.runs) for paragraph in authored(english(material))]


@pytest.mark.parametrize(
    ("claim", "word", "holds"),
    [
        ("largest: entries 2019 citizenship=RUS", "the largest group", True),
        ("second-largest: entries 2019 citizenship=GEO", "the second largest group", True),
        ("third-largest: entries 2019 citizenship=TUR", "the third largest group", True),
        ("largest: entries 2019 citizenship=GEO", "the second largest group", False),
        ("more-than-half: entries 2019 citizenship=RUS", "less than half", False),
        ("largest: entries 2019 citizenship=RUS | far ahead of all", "far ahead of all", True),
    ],
)
def test_the_word_is_the_one_that_is_true(
    tmp_path: Path, material: Material, claim: str, word: str, holds: bool
) -> None:
    own = with_text(material, tmp_path, f"They were {{{claim}}}.")
    assert told(own) == [f"They were {word}."]
    assert [finding.check for finding in findings(own)] == ([] if holds else ["authored_claim"])


def test_when_a_figure_moves_the_word_moves_and_the_author_is_asked(tmp_path: Path, material: Material) -> None:
    """1 800 000 of 3 000 000 are more than half; RUS falls behind."""
    own = with_text(material, tmp_path, "A {largest: entries 2019 citizenship=RUS}. B {more-than-half: entries 2019 "
                    "citizenship=GEO}.")  # fmt: skip
    moved = with_value(own, GEO, 1_800_000.0)
    assert told(own) == ["A the largest group. B less than half."]
    assert told(moved) == ["A the second largest group. B more than half."]
    assert [finding.check for finding in findings(own)] == ["authored_claim"]
    assert [finding.figures for finding in findings(moved)] == [(RUS,)]


@pytest.mark.parametrize("value", [None, 1_200_000.0])
def test_without_certainty_the_sentence_is_left_out(tmp_path: Path, material: Material, value: float | None) -> None:
    """A group that is suppressed could be larger; of two of one size neither is the largest."""
    own = with_text(material, tmp_path, "A {largest: entries 2019 citizenship=RUS}. So it was.")
    changed = with_value(own, GEO, value, "suppressed" if value is None else "final")
    assert told(changed) == ["So it was."]
    assert [finding.check for finding in findings(changed)] == ["authored_claim"]


def test_own_words_stand_only_while_they_are_true(tmp_path: Path, material: Material) -> None:
    own = with_text(material, tmp_path, "A {largest: entries 2019 citizenship=RUS | led by far}. So it was.")
    assert told(with_value(own, GEO, 2_000_000.0)) == ["So it was."]


def of(citizenship: str, value: float | None, sex: str = "", **said: str) -> Figure:
    dimensions = [("citizenship", citizenship)] if citizenship else []
    return figure("entries", "2018", value, dimensions=(*dimensions, *([("sex", sex)] if sex else [])), **said)


def rank(figures: Sequence[Figure]) -> int | None:
    return groups.group(figures[0], "citizenship", Figures(figures)).rank


def test_what_is_left_of_the_total_may_hide_a_larger_group() -> None:
    """100 less 30 and 25 leaves 45, more than 30; 80 leaves 25."""
    listed = [of("RUS", 30.0), of("GEO", 25.0)]
    assert rank([*listed, of("", 100.0)]) is None
    assert rank([*listed, of("", 80.0)]) == 1
    assert rank(listed) == 1


def test_a_rest_is_no_group() -> None:
    assert rank([of("RUS", 30.0), of("GEO", 25.0), of("other", 45.0)]) == 1
    assert rank([of("other", 45.0), of("RUS", 30.0)]) is None


def test_other_publishers_and_periods_are_not_compared() -> None:
    assert rank([of("RUS", 30.0), of("GEO", 25.0, publisher="sms")]) is None
    assert rank([of("RUS", 30.0), replace(of("GEO", 40.0), period=figure("entries", "2017", 1).period)]) is None


def test_the_other_breakdowns_stay_as_they_are() -> None:
    """Among women GEO is larger, among men RUS."""
    cells = [of("RUS", 10.0, "female"), of("GEO", 20.0, "female"), of("RUS", 50.0, "male"), of("GEO", 5.0, "male")]
    assert groups.group(cells[0], "citizenship", Figures(cells)).rank == 2
    assert groups.group(cells[2], "citizenship", Figures(cells)).rank == 1


@pytest.mark.parametrize(("part", "half"), [(50.0, 0), (51.0, 1), (49.0, -1)])
def test_half_is_of_the_total(part: float, half: int) -> None:
    cells = [of("RUS", part), of("", 100.0)]
    assert groups.group(cells[0], "citizenship", Figures(cells)).half == half
    assert groups.group(cells[0], "citizenship", Figures(cells[:1])).half is None


@pytest.mark.parametrize(
    ("language", "second", "more"),
    [
        ("az", "böyüklüyünə görə ikinci qrup", "yarıdan çox"),
        ("ru", "вторая по величине группа", "более половины"),
        ("ar", "ثاني أكبر مجموعة", "أكثر من النصف"),
    ],
)
def test_the_words_are_in_every_language(language: str, second: str, more: str) -> None:
    cells = Figures([of("RUS", 30.0), of("GEO", 70.0), of("", 100.0)])
    russians, georgians = (groups.group(each, "citizenship", cells) for each in list(cells)[:2])
    assert groups.word(Language(language), "largest", russians) == second
    assert groups.word(Language(language), "more-than-half", georgians) == more


@pytest.mark.parametrize(
    "claim", ["entries", "entries 2019", "entries 2019 citizenship=RUS |", "entries citizenship=RUS 2019"]
)
def test_what_is_no_claim_is_told(tmp_path: Path, material: Material, claim: str) -> None:
    with pytest.raises(UserError, match="is no claim about a group") as caught:
        with_text(material, tmp_path, f"A {{largest: {claim}}}.")
    assert "DIMENSION=VALUE" in caught.value.expected
