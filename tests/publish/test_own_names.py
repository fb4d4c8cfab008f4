"""A workspace's own names of countries, and its translations of its own texts."""

from dataclasses import replace
from pathlib import Path

import pytest

from durna.errors import UserError
from durna.indicators.references import Reference
from durna.publish import own_names
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.profile.assemble import document_of


def written(root: Path, name: str, text: str) -> Path:
    (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_ministrys_name_of_a_country_goes_before_the_house_name(tmp_path: Path) -> None:
    root = written(tmp_path, "country_names.yaml", "overrides: {RUS: {az: Rusiya, en: Russia}}")
    language = Language("az", own_names.read(root))
    assert language.country("RUS") == "Rusiya"
    assert language.member("citizenship", "RUS") == "Rusiya"
    assert Language("ru", own_names.read(root)).country("RUS") == "Российская Федерация"
    assert Language("az").country("RUS") == "Rusiya Federasiyası"


def test_a_document_says_the_names_of_its_workspace(tmp_path: Path, material: Material) -> None:
    root = written(tmp_path, "country_names.yaml", "overrides: {RUS: {az: Rusiya}}")
    written(tmp_path, "translations.ru.yaml", "Border closed.: Граница закрыта.\n")
    own = replace(material, own_names=own_names.read(root))
    said = {code: str(document_of(own, own.language(code), own.languages)) for code in ("az", "ru")}
    assert "'Rusiya'" in said["az"]
    assert "Rusiya Federasiyası" not in said["az"]
    assert "Граница закрыта." in said["ru"]
    assert "Border closed." not in said["ru"]


def test_a_text_of_the_workspace_is_said_in_the_words_of_its_phrase_book(tmp_path: Path) -> None:
    root = written(tmp_path, "translations.ru.yaml", '"Border closed in spring.": Граница закрыта весной.\n')
    language = Language("ru", own_names.read(root))
    # However the text is broken into lines.
    assert language.of({"en": "Border closed\nin spring.", "az": "Sərhəd bağlanıb."}) == "Граница закрыта весной."
    assert language.of({"en": "Border closed in spring.", "ru": "Закрыта."}) == "Закрыта."
    assert language.of({"en": "Another text."}) == "Another text."


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("translations.ru.yaml", "- one\n- two\n", "no list of texts"),
        ("translations.ru.yaml", "A text: ''\n", "'A text' has no text"),
        ("translations.ru.yaml", "A text: [", "cannot be read as YAML"),
        ("translations.xx.yaml", "A: B\n", "there are no texts in 'xx'"),
    ],
)
def test_a_phrase_book_that_is_none_is_refused(tmp_path: Path, name: str, text: str, found: str) -> None:
    with pytest.raises(UserError, match=found):
        own_names.read(written(tmp_path, name, text))


def test_a_workspace_without_such_files_has_no_names_of_its_own(tmp_path: Path) -> None:
    assert own_names.read(tmp_path) == own_names.OwnNames()


def test_donors_and_partners_are_named_in_the_language_of_the_document(tmp_path: Path, material: Material) -> None:
    root = written(tmp_path, "translations.ru.yaml", "European Union: Европейский союз\n")
    project = {"title_en": "A project", "donor": "European Union; Another", "partner": "IOM", "starts_on": "2020-01-01"}
    own = replace(material, own_names=own_names.read(root), listings={"project_portfolio": [project]})
    said = str(document_of(own, own.language("ru"), own.languages))
    assert "Европейский союз; Another" in said
    assert "IOM" in said


def test_where_and_when_a_figure_was_read_is_said_in_the_language_of_the_document(
    tmp_path: Path, material: Material
) -> None:
    root = written(tmp_path, "translations.az.yaml", "a letter to the editor: redaksiyaya məktub\n")
    letter = Reference("yearbook", "A letter", "https://example.org", "a letter to the editor", "2014-01-23")
    own = replace(material, own_names=own_names.read(root), references={"yearbook": letter})
    said = str(document_of(own, own.language("az"), own.languages))
    assert "redaksiyaya məktub" in said
    assert "23 yanvar 2014-cü il" in said
