"""What the program refuses is said on pages in the words and the language of its reader."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import durna
from durna.errors import UserError
from durna.intake.deliver import find_mapping
from durna.intake.reading.table import open_table
from durna.publish.texts import message_ids
from durna.sources.mapping import FileOptions
from durna.web.refusals import in_words
from durna.workspace import open_workspace

SOURCES = Path(durna.__file__).parent
PARTS = ("found", "expected", "do")


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Every refusal that has a name, with the names of its values."""
    for file in SOURCES.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                said = {one.arg or "": one.value for one in call.keywords}
                if {*PARTS, "message"} <= set(said):
                    name = said["message"]
                    assert isinstance(name, ast.Constant), f"{file.name}, line {call.lineno}"
                    yield str(name.value), frozenset(said) - {*PARTS, "message"}


def worded() -> dict[str, frozenset[str]]:
    """The messages of the pages, each with the values that its three parts put in."""
    text = (SOURCES / "web" / "locales" / "en" / "program.ftl").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for name, said in re.findall(r"^program-([\w-]+)-(?:found|expected|do) = (.*)", text, re.M):
        found[name] = found.get(name, frozenset()) | frozenset(re.findall(r"\$(\w+)", said))
    return found


def test_every_refusal_with_a_name_has_words_for_each_of_its_parts_and_gives_their_values() -> None:
    words, known = worded(), message_ids("en", ("durna.web",))
    for name, values in raised():
        assert {f"program-{name}-{part}" for part in PARTS} <= known, name
        assert words[name] <= values, name


def test_no_words_are_left_for_what_nobody_refuses_any_more() -> None:
    assert set(worded()) == {name for name, _ in raised()}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("az", "İş sahəsində visa_register uyğunlaşdırma qaydası yoxdur."),
        ("en", "The workspace has no mapping visa_register."),
        ("ru", "В рабочей папке нет сопоставления visa_register."),
    ],
)
def test_a_refusal_is_said_in_the_language_of_the_reader(land: Path, language: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        find_mapping(open_workspace(land), "visa_register", None)
    with translation.override(language):
        assert in_words(refused.value).found == said
    assert refused.value.found == "The workspace has no mapping 'visa_register'."


def test_its_values_stand_in_it(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(b"")
    with pytest.raises(UserError) as refused:
        open_table(file, FileOptions(), tmp_path)
    with translation.override("ru"):
        assert in_words(refused.value).found == "rows.csv пуст."


def test_a_refusal_without_a_name_stays_as_it_was_said() -> None:
    error = UserError(found="Nobody knows this.", expected="x", do="y")
    with translation.override("ru"):
        assert in_words(error) is error
