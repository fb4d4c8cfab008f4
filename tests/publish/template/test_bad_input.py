"""What is wrong in an arrangement is told with the file, the place in it, what can stand there and what to do."""

from pathlib import Path

import pytest

from durna.errors import UserError
from durna.publish.material import Material
from durna.publish.template.checking import Known
from durna.publish.template.reading import read

TITLE = "title: {en: One, az: Bir}"


def refused(root: Path, material: Material, text: str) -> UserError:
    (root / "profile.yaml").write_text(text, encoding="utf-8")
    every = [chapter.id for chapter in material.chapters]
    with pytest.raises(UserError) as caught:
        read(root, Known(material.indicators, every, ("en", "az")))
    return caught.value


def page(blocks: str, **said: str) -> str:
    keys = {"id": "one", "title": "{en: One, az: Bir}", **said}
    return f"pages:\n- {{{', '.join(f'{key}: {text}' for key, text in keys.items() if text)}, blocks: {blocks}}}\n"


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("", "It is no list of pages, or has none.", "`pages:`"),
        ("pages: []", "It is no list of pages, or has none.", "`pages:`"),
        ("pages: [findings]", "page 1: It has no `id`", "`id`"),
        ("chapters: []", "It is no list of pages, or has none.", "`pages:`"),
        (page("[]"), "one: It has no blocks.", "at least one block"),
        (page("[{id: two, chapter: A.1, blocks: []}]"), "one > two: It has no blocks.", "at least one block"),
        (page("[indicator: entrys]"), "one > block 1: There is no indicator 'entrys'.", "Near: entries"),
        (page("[chapter: A.9]"), "one > block 1: The catalogue has no chapter 'A.9'.", "A.2.1"),
        (page("[coverage]", title="", chapter="A.9"), "one: The catalogue has no chapter 'A.9'.", "A.2.1"),
        (page("[coverage, finding]"), "one > block 2: There is no block 'finding'.", "Near: findings"),
        (page("[table: stock]"), "one > block 1: There is no block 'table'.", "indicator: NAME"),
        (page("[two_series: nett]"), "one > block 1: There are no two series 'nett'.", "net, immigration, emigration"),
        (page("[indicator: [entries, stock]]"), "one > block 1: 'indicator' is followed by no name.", "NAME"),
        (page("[7]"), "one > block 1: There is no block 'that'.", "indicator: NAME"),
        (page("[findings]", group="middle"), "page 1: There is no group 'middle'.", "front, chapter, annex"),
        (page("[findings]", titel="x"), "one: 'titel' is no key of it.", "title"),
        (page("[{id: two, group: annex, blocks: [gaps]}]"), "one > two: 'group' is no key of it.", "title"),
        (page("&x [{id: two, chapter: A.1, blocks: *x}]"), "one > two > two > two: It lies too deep.", "at most 2"),
        (page("[coverage]", number="1.10"), "one: Its number is no text.", '"1.10"'),
        (page("[coverage]", title="7"), "one: Its title is no text in languages.", "{en:"),
        (page("[coverage]", title="{en: One}"), "one: It has no title in 'az'.", "en, az"),
        (page("[coverage]", title="{en: One, az: ' '}"), "one: Its title is no text in languages.", "{en:"),
        (page("[governance]", title=""), "one: It has no title.", "`title`"),
        (page("[findings]", id="One"), "One: 'One' is no id.", "Small letters"),
        (page("[findings]", id="gaps"), "gaps: The id 'gaps' is taken.", "no indicator"),
        (page("[findings]", id="stock"), "stock: The id 'stock' is taken.", "no indicator"),
        (page("[findings]", id="index"), "index: The id 'index' is taken.", "no indicator"),
        (page("[findings]", id="one-part2"), "one-part2: The id 'one-part2' is taken.", "no indicator"),
        (page("[gaps, gaps]"), "one > block 2: 'gaps' stands before, at one > block 1.", "Each once"),
        (page("[coverage, coverage]"), "one: 'coverage' stands twice in one.", "Each once"),
        (
            page(f"[indicator: stock, {{id: two, {TITLE}, blocks: [indicator: stock]}}]"),
            "one > two > block 1: 'indicator: stock' stands before, at one > block 1.", "Each once",
        ),
        (page("[chapter: A.1, chapter: A.1]"), "one > block 2: 'chapter: A.1' stands before", "Each once"),
        (page(f"[{{id: one, {TITLE}, blocks: [gaps]}}]"), "one > one: The id 'one' stands before, at one.", "once"),
        (
            f"pages: [{{id: a, {TITLE}, blocks: [gaps]}}, {{id: a-b, {TITLE}, blocks: [breaks]}}]",
            "a-b: Its id begins like that of the page 'a'.", "does not begin with 'a-'",
        ),
        (
            f"pages: [{{id: a, group: annex, {TITLE}, blocks: [gaps]}}, {{id: b, {TITLE}, blocks: [breaks]}}]",
            "b: A page of the group 'chapter' stands behind one of the group 'annex'.", "front, chapter, annex",
        ),
        (
            page("[{indicator: stock, show: [years, tables]}]"),
            "one > block 1: An indicator has no piece 'tables'.", "definition, statements",
        ),
        (page("[{indicator: stock, show: [statments]}]"), "one > block 1: An indicator has no", "Near: statements"),
        (page("[{indicator: stock, show: [years, 7]}]"), "one > block 1: An indicator has no piece 'that'.", "years"),
        (
            page("[{indicator: stock, show: [years, {chart: pie}]}]"),
            "one > block 1: Years are not drawn as 'pie'.", "One of: bars, line.",
        ),
        (page("[{indicator: stock, show: []}]"), "one > block 1: `show` is no list of pieces.", "definition"),
        (page("[{indicator: stock, show: years}]"), "one > block 1: `show` is no list of pieces.", "definition"),
        (page("[{indicator: stock, show: [years, years]}]"), "one > block 1: `show` has 'years' twice.", "once"),
        (
            page("[{indicator: stock, show: [statements, chart]}]"),
            "one > block 1: `show` has 'chart' without 'years'.", "no picture stands without the table",
        ),
        (
            page("[{indicator: stock, show: [years, map]}]"),
            "one > block 1: `show` has 'map' without 'breakdowns'.", "no picture stands without the table",
        ),
        (page("[{two_series: net, show: [years]}]"), "one > block 1: `show` stands beside what", "`indicator: ID`"),
        (page("[{show: [years]}]"), "one > block 1: There is no block ''.", "indicator: NAME"),
        (
            page("[{indicator: stock, chapter: A.1, show: [years]}]"),
            "one > block 1: `show` stands beside what", "alone",
        ),
    ],
)  # fmt: skip
def test_the_error_names_the_place(material: Material, tmp_path: Path, text: str, found: str, expected: str) -> None:
    error = refused(tmp_path, material, text)
    assert error.found.startswith(f"profile.yaml: {found}")
    assert expected in error.expected
    assert "docs/how-to/arrange-the-profile.md" in error.do


@pytest.mark.parametrize("text", ["pages: [", "pages:\n- {id: one\n  blocks: ]"])
def test_what_is_no_yaml_is_told_with_its_line(material: Material, tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, material, text).found.startswith("profile.yaml cannot be read as YAML (line ")


def test_what_is_no_text_is_told(material: Material, tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_bytes(b"pages: \xff\xfe")
    with pytest.raises(UserError, match=r"profile.yaml cannot be read as YAML"):
        read(tmp_path, Known(material.indicators, (), ("en",)))


def test_a_name_of_200_letters_and_signs_of_markup_are_a_title_like_any_other(
    material: Material, tmp_path: Path
) -> None:
    long = "<b>&{% raw %}" + "w" * 200
    text = f"pages:\n- {{id: one, title: {{en: '{long}', az: '{long}'}}, blocks: [coverage]}}\n"
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    (page,) = read(tmp_path, Known(material.indicators, (), ("en", "az"))).pages
    assert page.title["en"] == long
