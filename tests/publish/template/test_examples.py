"""Examples of other publishers have arrangements that suit their sources; what they name is in the catalogue."""

from pathlib import Path

import pytest

from durna.indicators.definition import catalogue, chapters
from durna.publish.template.checking import Known
from durna.publish.template.reading import FILE, read
from durna.workspace import open_workspace

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.mark.parametrize(
    ("example", "pages"),
    [
        ("hong-kong", ["arrivals", "departures", "balance", "quality", "methods", "glossary", "downloads"]),
        (
            "new-zealand",
            ["findings", "net", "arrivals", "departures", "disagreeing", "quality", "methods", "glossary", "downloads"],
        ),
        ("uk-home-office", ["findings", "asylum", "abroad", "gaps", "quality", "methods", "glossary", "downloads"]),
    ],
)
def test_it_has_its_own_pages(example: str, pages: list[str]) -> None:
    root = EXAMPLES / example
    known = Known(catalogue(), [chapter.id for chapter in chapters()], open_workspace(root).languages)
    assert [page.id for page in read(root, known).pages] == pages


def test_no_example_has_an_arrangement_that_is_not_tried_here() -> None:
    found = sorted(file.parent.name for file in EXAMPLES.glob(f"*/{FILE}"))
    assert found == ["hong-kong", "new-zealand", "uk-home-office"]
