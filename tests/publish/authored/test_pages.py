"""Authored paragraphs and their footnotes on the pages of the site."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from durna.publish.html import Site
from durna.publish.material import Material
from tests.publish.authored.written import english, with_text

TEXT = """\
First.[^a] Second.[^b]

[^a]: Of the *law*.
[^b]: See [the page](https://example.org/).
"""


@pytest.fixture
def pages(tmp_path: Path, material: Material) -> dict[str, str]:
    own = with_text(replace(material, figures=material.figures), tmp_path, TEXT)
    folder = tmp_path / "en"
    folder.mkdir()
    Site(english(own), own.language("en"), folder).write()
    return {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.html")}


def test_footnotes_stand_at_the_end_of_their_page_and_of_no_other(pages: dict[str, str]) -> None:
    assert sorted(name for name, page in pages.items() if 'role="doc-endnotes"' in page) == ["a1", "print"]


@pytest.mark.parametrize("name", ["a1", "print"])
def test_marks_and_notes_lead_to_each_other(pages: dict[str, str], name: str) -> None:
    page = pages[name]
    marks = re.findall(r'<a id="(note\.\d\.from)" href="#(note\.\d)" role="doc-noteref">(\d)</a>', page)
    assert marks == [("note.1.from", "note.1", "1"), ("note.2.from", "note.2", "2")]
    notes = re.findall(r'<li id="(note\.\d)">(.*?) <a href="#(note\.\d\.from)" role="doc-backlink"', page)
    assert [(id, back) for id, _, back in notes] == [("note.1", "note.1.from"), ("note.2", "note.2.from")]
    assert notes[0][1] == "Of the <strong>law</strong>."
    assert '<a href="https://example.org/" rel="external">the page</a>' in notes[1][1]
    assert page.index("note.2.from") < page.index('role="doc-endnotes"')
    assert '<p class="authored">First.<sup' in page
