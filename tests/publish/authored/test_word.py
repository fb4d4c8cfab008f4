"""Authored paragraphs in the Word document: their footnotes are Word's own."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from durna.publish.docx.write import write
from durna.publish.material import Material
from tests.publish.authored.written import english, section, with_text

pytestmark = pytest.mark.slow


def test_a_footnote_of_an_author_is_a_footnote_of_word(tmp_path: Path, material: Material) -> None:
    own = with_text(material, tmp_path, "It was {figure: entries 2020}.[^1]\n\n[^1]: Counted at the border.")
    whole = english(own)
    small = replace(whole, pages=tuple(p for p in whole.pages if p.section == section(whole, "a1")))
    write(tmp_path / "a.docx", small, own.language("en"), own.as_of)
    with zipfile.ZipFile(tmp_path / "a.docx") as file:
        notes, body = (file.read(f"word/{name}.xml").decode() for name in ("footnotes", "document"))
    assert "Counted at the border." in notes
    assert len(re.findall("<w:footnoteReference ", body)) == 1
    assert "Counted at the border." not in body
