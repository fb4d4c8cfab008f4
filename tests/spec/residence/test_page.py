"""What docs/reference/residence-rule.md tells of travel histories is what every form of the rule answers."""

import pytest

from tests.residence.forms import everywhere
from tests.spec.residence.cases import PAGE, Told, as_told, of_the_page

pytestmark = pytest.mark.spec


@pytest.mark.parametrize("told", of_the_page(), ids=str)
def test_history(told: Told) -> None:
    for form in everywhere([told.person], told.rule, told.until, told.gaps):
        assert as_told(form) == told.answers


def test_every_section_of_the_page_is_a_history() -> None:
    sections = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert len(of_the_page()) == len(sections) >= 15
