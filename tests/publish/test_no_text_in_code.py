"""What people read stands in message files: no constructor of the document and no template holds words of its own."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

PUBLISH = Path(str(files("durna.publish")))
# What becomes text of a page when it is made: parts of the document model, and the helper that makes words.
SAID = {
    "Words", "Strong", "Number", "Link", "Reference", "Footnote", "Note", "Paragraph", "Bullets", "Terms", "Box",
    "Column", "Cell", "Row", "Table", "Chart", "Point", "Section", "Page", "Cover", "words",
}  # fmt: skip
# Two words, or one that starts large: roles, ids and keys are single words in small letters.
WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}|(?<![\w-])[A-ZƏ][^\W\d_A-Z]{2,}")
ELEMENTS = re.compile(r"\{% block kind %\}.*?\{% endblock %\}|\{[{%#].*?[}%#]\}|<[^>]*>", re.DOTALL)


def strings(node: ast.AST) -> Iterator[ast.Constant]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each


def spoken(source: str) -> list[str]:
    """The words that a module gives to a part of the document, with their lines."""
    calls = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)]
    found = {
        (text.lineno, text.value)
        for call in calls
        if (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")) in SAID
        for given in (*call.args, *(each.value for each in call.keywords))
        for text in strings(given)
        if WORDS.search(text.value)
    }
    return [f"{line}: {text}" for line, text in sorted(found)]


def test_words_given_to_the_document_are_found() -> None:
    assert spoken('Paragraph(document.words("No figure yet."), "quiet")') == ["1: No figure yet."]
    assert spoken('Column(f"Total {year}")') == ["1: Total "]
    assert spoken('Table(id=f"table-{name}", role="register")') == []


@pytest.mark.parametrize("file", sorted(PUBLISH.rglob("*.py")), ids=lambda file: str(file.relative_to(PUBLISH)))
def test_no_module_gives_words_to_the_document(file: Path) -> None:
    assert spoken(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", sorted(PUBLISH.rglob("*.j2")), ids=lambda file: str(file.relative_to(PUBLISH)))
def test_no_template_holds_words_of_its_own(file: Path) -> None:
    text = ELEMENTS.sub(" ", file.read_text(encoding="utf-8"))
    assert re.findall(r"[^\W\d_]{2,}", text) == []
