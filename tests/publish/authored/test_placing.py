"""Where an authored text stands."""

from pathlib import Path

import pytest

from durna.errors import UserError
from durna.publish.document import Paragraph
from durna.publish.material import Material
from tests.publish.authored.written import authored, english, section, with_text


def roles(material: Material, id: str) -> list[str]:
    return [block.role if isinstance(block, Paragraph) else "-" for block in section(english(material), id).blocks]


@pytest.mark.parametrize(("place", "position"), [("entries", 2), ("start of entries", 0), ("end of entries", -1)])
def test_after_the_statements_or_at_the_start_or_the_end(
    tmp_path: Path, material: Material, place: str, position: int
) -> None:
    own = with_text(material, tmp_path, "Words.", place=place)
    assert roles(material, "entries")[:2] == ["definition", "statement"]
    assert roles(own, "entries")[position] == "authored"
    assert roles(own, "entries").count("authored") == 1


def test_an_indicator_without_a_section_of_its_own_stands_with_the_part_that_names_it(
    tmp_path: Path, material: Material
) -> None:
    assert len(authored(english(with_text(material, tmp_path, "Words.", place="single")))) == 1


def test_a_chapter_of_the_catalogue_is_a_place(tmp_path: Path, material: Material) -> None:
    assert len(authored(english(with_text(material, tmp_path, "Words.", place="A.1.2")))) == 1


def test_a_reference_to_nothing_is_refused_with_its_line(tmp_path: Path, material: Material) -> None:
    own = with_text(material, tmp_path, "Words.\n\nSee {ref: table-nothing}.")
    with pytest.raises(UserError, match=r"example.en.md, line 11: .*'table-nothing'"):
        english(own)
