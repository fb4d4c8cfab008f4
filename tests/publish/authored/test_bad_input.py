"""A text that is wrong stops with its file and line, and with what to correct."""

from pathlib import Path

import pytest

from durna.errors import UserError
from durna.publish.authored import reading
from durna.publish.material import Material
from tests.publish.authored.written import head, known, with_text, write


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The head has seven lines; the paragraph is in line 9.
        ("A {figure: entriess 2020}.", "line 9: There is no indicator 'entriess'. Near: entries"),
        ("A\nb {figure: entries 2020x}.", "line 10: '2020x' is not a period"),
        ("A {figure: entries 2020 colour=red}.", "line 9: 'entries' has no breakdown 'colour'"),
        ("A {figure: entries 2020 red}.", "line 9: 'red' is no breakdown"),
        ("A {figure: entries}.", "line 9: 'entries' names no figure"),
        ("A {figure: entries@ssc}.", "line 9: 'entries@ssc' is not the address of a figure"),
        ("A {figure: nothing:2020:AZE@ssc}.", "line 9: There is no indicator 'nothing'"),
        ("A {figure: entries 2020 = }.", "line 9: 'entries 2020 =': nothing follows"),
        ("A {rose: entries 2020}.", "line 9: 'entries 2020' is no claim"),
        ("A {rose: entries 2019 2020 |}.", "is no claim"),
        ("A {rose: entries 2020 2019}.", "'2020' does not lie before '2019'"),
        ("A {grew: entries 2019 2020}.", "line 9: {grew: entries 2019 2020} is none of the forms"),
        ("A {anything}.", "{anything} is none of the forms"),
        ("A\nb {figure: entries 2020.", "line 10: A brace { without its partner"),
        ("A } b.", "line 9: A brace } without"),
        ("A <b>b</b>.", "line 9: HTML stands in it"),
        ("A [b](javascript:x).", "'javascript:x' is no address of the web"),
        ("A.[^1]", "line 9: The footnote [^1] has no text"),
        ("A.[^1]\n\n[^1]:", "line 9: The footnote [^1] has no text"),
        ("A.\n\n[^1]: B.", "line 11: Nothing refers to the footnote [^1]"),
        ("A.[^1]\n\n[^1]: B.\n[^1]: C.", "line 12: The footnote [^1] stands twice"),
        ("A.[^1]\n\n[^1]: B.[^1]", "A footnote stands in a footnote"),
        ("", "It has no paragraph"),
    ],
)  # fmt: skip
def test_what_the_grammar_does_not_have(tmp_path: Path, material: Material, text: str, found: str) -> None:
    with pytest.raises(UserError) as error:
        with_text(material, tmp_path, text)
    assert error.value.found.startswith("texts/example.en.md")
    assert found in error.value.found


@pytest.mark.parametrize(
    ("top", "found"),
    [
        (head(place="entriess"), "There is no place 'entriess'. Near: entries"),
        (head(place="middle of entries"), "'middle' is no position"),
        (head(status="done"), "line 5: There is no status 'done'"),
        (head(status=""), "line 1: There is no status 'None'"),
        (head(date="yesterday"), "line 6: Its 'date' is missing or wrong"),
        (head(author=""), "Its 'author' is missing"),
        (head(reviewer=""), "Its 'reviewer' is missing"),
        (head(title="x"), "line 7: 'title' is no key"),
        ("---\nplace: [\n---\n", "line 2: Its head cannot be read as YAML"),
        ("---\n- a\n---\n", "Its head has no keys"),
        ("Words.\n", "line 1: It has no head"),
        ("---\nplace: entries\n", "line 1: It has no head"),
    ],
)
def test_a_head_that_is_none(tmp_path: Path, material: Material, top: str, found: str) -> None:
    write(tmp_path, "example.en.md", top + "Words.\n")
    with pytest.raises(UserError) as error:
        reading.read(tmp_path, known(material))
    assert found in error.value.found


@pytest.mark.parametrize(("name", "language"), [("example.xx.md", "xx"), ("README.md", "README")])
def test_a_language_without_texts(tmp_path: Path, material: Material, name: str, language: str) -> None:
    write(tmp_path, name, head() + "Words.\n")
    with pytest.raises(UserError, match=f"There are no texts in '{language}'"):
        reading.read(tmp_path, known(material))


def test_a_file_that_is_not_in_utf_8(tmp_path: Path, material: Material) -> None:
    write(tmp_path, "example.en.md", "")
    (tmp_path / "texts" / "example.en.md").write_bytes(head().encode() + "Köln.\n".encode("latin-1"))
    with pytest.raises(UserError, match="line 8: It is not in UTF-8"):
        reading.read(tmp_path, known(material))


def test_one_text_twice_in_a_language(tmp_path: Path, material: Material) -> None:
    for name in ("example.en.md", "older/Example.en.md"):
        write(tmp_path, name, head() + "Words.\n")
    with pytest.raises(UserError, match=r"stands in texts/example.en.md too"):
        reading.read(tmp_path, known(material))


def test_a_workspace_without_texts_has_none(tmp_path: Path, material: Material) -> None:
    assert reading.read(tmp_path, known(material)) == ()
