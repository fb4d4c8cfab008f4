"""Words that a language leaves at no end of a line stay with the next word; all else is said as before."""

from __future__ import annotations

import pytest

from durna.languages import facts
from durna.publish.beside import Documents
from durna.publish.binding import bound
from durna.publish.document import (
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Link,
    Number,
    Page,
    Paragraph,
    Point,
    Row,
    Section,
    Table,
    Terms,
    Words,
    words,
)
from durna.publish.material import Material
from durna.publish.profile.assemble import document_of
from tests.publish.test_language_documents import numbers, parts, shape

BLANK, STAYS = " ", "\u00a0"


def document(*blocks: object, language: str = "ru") -> Document:
    section = Section("с и", "Въезд и выезд", blocks=blocks)  # type: ignore[arg-type]
    return Document(language, Cover("Азербайджан", "Профиль", "2013", "", ()), "", (Page("p", "chapter", section),))


def said(text: str, language: str = "ru") -> str:
    (paragraph,) = bound(document(Paragraph(words(text)), language=language)).pages[0].section.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.runs[0].text


@pytest.mark.parametrize(
    ("text", "bound_text"),
    [
        ("рост в январе и феврале", "рост в\u00a0январе и\u00a0феврале"),
        ("В стране", "В\u00a0стране"),
        ("(в стране)", "(в\u00a0стране)"),
        ("и в стране", "и\u00a0в\u00a0стране"),
        ("из них к концу", "из них к\u00a0концу"),
        ("выезд из страны", "выезд из страны"),  # a word of two letters is none of one
        ("по-в стране", "по-в стране"),  # part of a word
        ("класс В.", "класс В."),
    ],
)
def test_a_word_of_one_letter_stays_with_the_next_one(text: str, bound_text: str) -> None:
    assert said(text) == bound_text


def test_a_language_without_such_words_is_left_as_it_is() -> None:
    given = document(Paragraph(words("a b и в стране")), language="en")
    assert bound(given) is given


def test_it_holds_in_every_part_that_is_read_and_in_no_other() -> None:
    given = document(
        Paragraph((Words("Въезд в "), Number("id и в", "5 и 6"), Link("о себе", "#о себе"))),
        Terms((("к слову", words("с ним")),)),
        Table("t", 1, "Въезд и выезд", "с года", (Column("у нас", below="и так"),), (Row(Cell(words("о себе")), ()),)),
        Chart("c", 1, "а то", "и вот", "bars", "", (Point("в год", 1.0, "с"),), legend={"в роли": "в год"}),
    )
    made = bound(given)
    assert made.pages[0].section.id == "с и"
    assert made.pages[0].section.title == "Въезд и\u00a0выезд"
    paragraph, terms, table, chart = made.pages[0].section.blocks
    assert paragraph == Paragraph((Words("Въезд в\u00a0"), Number("id и в", "5 и 6"), Link("о\u00a0себе", "#о себе")))
    assert terms == Terms((("к\u00a0слову", words("с\u00a0ним")),))
    assert isinstance(table, Table)
    assert isinstance(chart, Chart)
    assert (table.caption, table.subtitle) == ("Въезд и\u00a0выезд", "с\u00a0года")
    assert table.columns[0] == Column("у\u00a0нас", below="и\u00a0так")
    assert (chart.description, chart.points[0].label, chart.legend) == (
        "и\u00a0вот",
        "в\u00a0год",
        {"в роли": "в\u00a0год"},
    )


def test_a_russian_profile_says_the_same_and_no_word_of_one_letter_has_a_blank_after_it(material: Material) -> None:
    plain = document_of(material, material.language("ru"), ("ru",))
    made = Documents(material, ("ru",))["ru"]
    assert shape(made) == shape(plain)
    assert numbers(made) == numbers(plain)
    texts = [part.text for part in parts(made.pages) if isinstance(part, Words)]
    before = [part.text for part in parts(plain.pages) if isinstance(part, Words)]
    assert [text.replace(STAYS, BLANK) for text in texts] == [text.replace(STAYS, BLANK) for text in before]
    loose = {f" {word} " for word in facts("ru").stay_with_next}
    assert any(each in text for text in before for each in loose)
    assert not [text for text in texts for each in loose if each in text]
