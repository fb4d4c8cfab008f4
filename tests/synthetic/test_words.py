"""The synthetic country shows every language of the publication, so that its own words stand in each of them."""

from durna import yaml_text
from durna.cli.synthetic_workspace import NAMES
from durna.publish.texts import languages
from durna.synthetic.deliveries.fill import BREAKS


def test_the_title_and_the_break_are_said_in_every_language() -> None:
    (closed,) = yaml_text.load(BREAKS)
    assert set(NAMES) == set(languages())
    assert set(closed["text"]) == set(languages())
