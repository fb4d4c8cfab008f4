"""The passport of a figure holds everything that is known of it."""

from pathlib import Path

import pytest

from durna.publish import passports
from durna.publish.context import Context, passport_file, slug
from durna.publish.document import plain
from tests.publish.pages import Page


@pytest.fixture(scope="module")
def shown(english: Context) -> dict[str, str]:
    """What the passport of one published figure says, by the label it is said under."""
    figure = next(each for each in english.material.figures if each.figure_id.startswith("entries:2019:AZE@ssc"))
    made = passports.passport(english, figure)
    return {term: plain(said) for group in made.groups for term, said in group.pairs}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Counts", "Event"),
        ("Period", "1 January 2019 – 31 December 2019"),
        ("Publisher", "State Statistical Committee"),
        ("Address", "https://example.org/yearbook"),
        ("File", "example.csv"),
        ("SHA-256", "0123abcd"),
        ("Row", "7"),
        ("Rows in the delivery", "61"),
        ("Rejected", "1"),
        ("Protection", "none yet"),
        ("State of the data", "2023-10-06"),
        ("Engine", "example engine 1"),
        ("Program", "durna 0.0"),
        ("Check", "Check: parts; Severity: warning; Finding: Parts differ."),
    ],
)
def test_what_a_passport_says(shown: dict[str, str], label: str, text: str) -> None:
    assert shown[label] == text


def test_a_key_that_nobody_foresaw_is_printed_too(shown: dict[str, str]) -> None:
    assert shown["kept"] == "as it is"


def test_a_passport_has_the_same_address_in_every_build() -> None:
    assert slug("entries:2019:AZE@ssc.yearbook") == slug("entries:2019:AZE@ssc.yearbook")
    assert len(slug("entries:2019:AZE@ssc.yearbook")) == 12


def test_a_figure_that_is_not_shown_has_a_passport_too(site: Path, english: Context) -> None:
    other = next(each for each in english.material.figures if not each.preferred)
    page = Page(site / "en" / "passports" / passport_file(other.figure_id))
    assert slug(other.figure_id) in page.ids
    assert "another publication is preferred" in page.text
