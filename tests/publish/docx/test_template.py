"""A ministry's own template: its letterhead, styles and pages stay; what it lacks is told; what is unfit is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from durna.errors import UserError
from durna.publish.docx import chosen
from durna.publish.docx.chosen import Word
from durna.workspace import open_workspace
from tests.publish.docx.conftest import W, Writer, document, find, get, text_of, years

OWN = {"heading1": "Başlıq 1", "body": "Mətn", "caption": "Cədvəlin adı", "table": "Nazirlik cədvəli"}
STATE = "AZƏRBAYCAN RESPUBLİKASI"


def ministry(file: Path, change: Callable[[docx.document.Document], object] | None = None) -> Path:
    """A letterhead on every page and in the text, an address at the foot, own styles, fonts and page."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(216), Mm(279)
    section.left_margin = section.right_margin = Mm(30)
    section.header.paragraphs[0].text = STATE
    section.footer.paragraphs[0].text = "Bakı, Binəqədi şosesi"
    heading = made.styles.add_style("Başlıq 1", WD_STYLE_TYPE.PARAGRAPH)
    heading.font.name, heading.font.size = "Times New Roman", Pt(16)
    text = made.styles.add_style("Mətn", WD_STYLE_TYPE.PARAGRAPH)
    text.font.name = "Times New Roman"
    made.styles.add_style("Cədvəlin adı", WD_STYLE_TYPE.PARAGRAPH)
    made.styles.add_style("Nazirlik cədvəli", WD_STYLE_TYPE.TABLE)
    made.add_paragraph("Nazirliyin blankı")
    if change is not None:
        change(made)
    made.save(str(file))
    return file


def changed(file: Path, name: str, old: bytes, new: bytes, more: tuple[str, ...] = ()) -> Path:
    """The same file with a part changed, and parts more."""
    with zipfile.ZipFile(file) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(file, "w") as packed:
        for each, part in {**parts, **dict.fromkeys(more, b"\x00")}.items():
            packed.writestr(each, part)
    return file


def test_letterhead_foot_page_and_fonts_stay(written: Writer, tmp_path: Path) -> None:
    file = written(word=Word(ministry(tmp_path / "ministry.docx"), OWN))
    headers = "".join(text_of(file.xml(name)) for name in file.parts if re.match(r"word/header\d*\.xml", name))
    footers = "".join(text_of(file.xml(name)) for name in file.parts if re.match(r"word/footer\d*\.xml", name))
    assert (headers, footers) == (STATE, "Bakı, Binəqədi şosesi")
    [section] = file.all("sectPr")
    assert abs(int(get(section, "pgSz", "w") or 0) - 216 / 25.4 * 1440) < 2
    assert abs(int(get(section, "pgMar", "left") or 0) - 30 / 25.4 * 1440) < 2
    assert file.paragraphs()[0][1] == "Nazirliyin blankı"
    styles = {get(each, "name"): each for each in file.all("style", "word/styles.xml")}
    assert get(styles["Başlıq 1"], "rPr/rFonts", "ascii") == "Times New Roman"


def test_styles_are_found_by_the_names_that_the_workspace_gives(written: Writer, tmp_path: Path) -> None:
    file = written(word=Word(ministry(tmp_path / "ministry.docx"), OWN))
    names = {each.get(W + "styleId"): get(each, "name") for each in file.all("style", "word/styles.xml")}
    used = {(names[style], text) for style, text in file.paragraphs() if style}
    assert ("Başlıq 1", "A.1\u2002Mobility") in used
    assert ("Mətn", "How.") in used
    assert ("Cədvəlin adı", "Table 1. Permits by ground") in used
    assert names[get(file.table("Permits by ground"), "tblPr/tblStyle")] == "Nazirlik cədvəli"
    # Not mapped, and Word's own: found by itself.
    assert ("heading 2", "A.1.1\u2002Residence") in used


def test_a_heading_in_a_style_without_a_level_still_stands_in_the_contents(written: Writer, tmp_path: Path) -> None:
    file = written(word=Word(ministry(tmp_path / "ministry.docx"), OWN))
    [heading] = [
        each
        for each in file.all("p")
        if text_of(each) == "A.1\u2002Mobility" and find(each, "pPr/outlineLvl") is not None
    ]
    assert get(heading, "pPr/outlineLvl") == "0"


def test_what_the_template_lacks_is_told_once(written: Writer, tmp_path: Path) -> None:
    file = written(word=Word(ministry(tmp_path / "ministry.docx"), OWN))
    [notice] = file.notices
    assert notice.place == "[word.styles]"
    assert "lead" in notice.text
    assert "heading1" not in notice.text


def test_a_style_that_is_not_there_is_an_error_that_names_it_and_its_key(written: Writer, tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        written(word=Word(ministry(tmp_path / "ministry.docx"), {"heading2": "Başlıq 2"}))
    assert "'Başlıq 2'" in error.value.found
    assert "heading2" in error.value.found
    assert "Başlıq 1" in error.value.expected


def test_a_style_of_letters_cannot_stand_for_one_of_paragraphs(written: Writer, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no style of paragraphs named 'Strong'"):
        written(word=Word(ministry(tmp_path / "ministry.docx"), {"body": "Strong"}))


def test_an_unknown_key_is_an_error(written: Writer, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="'headline'"):
        written(word=Word(ministry(tmp_path / "ministry.docx"), {"headline": "Başlıq 1"}))


def test_the_watermark_lies_behind_the_letterhead_too(written: Writer, tmp_path: Path) -> None:
    file = written(word=Word(ministry(tmp_path / "ministry.docx"), OWN))
    headers = [name for name in file.parts if re.match(r"word/header\d*\.xml", name)]
    assert [b'string="internal, unprotected"' in file.parts[name] for name in headers] == [True]


def test_the_profile_stands_where_the_template_says(written: Writer, tmp_path: Path) -> None:
    def place(made: docx.document.Document) -> None:
        made.add_paragraph("{{ profile }}")
        made.add_paragraph("İmza")

    file = written(word=Word(ministry(tmp_path / "ministry.docx", place), OWN))
    texts = [text for _, text in file.paragraphs() if text]
    assert (texts[0], texts[1], texts[-1]) == ("Nazirliyin blankı", "Azerbaijan", "İmza")
    assert not any("{{" in text for text in texts)


def test_a_wide_table_turns_the_ministrys_own_page(written: Writer, tmp_path: Path) -> None:
    file = written(document(years(13)), word=Word(ministry(tmp_path / "ministry.docx"), OWN))
    sizes = [(int(get(each, "pgSz", "w") or 0), int(get(each, "pgSz", "h") or 0)) for each in file.all("sectPr")]
    assert sizes[1] == sizes[0][::-1]


def test_a_dotx_is_a_template_as_well(written: Writer, tmp_path: Path) -> None:
    main = "wordprocessingml.{}.main+xml"
    dotx = changed(
        ministry(tmp_path / "ministry.dotx"), "[Content_Types].xml",
        main.format("document").encode(), main.format("template").encode(),
    )  # fmt: skip
    file = written(word=Word(dotx, OWN))
    assert main.format("document").encode() in file.parts["[Content_Types].xml"]
    docx.Document(str(file.path))


def test_a_second_copy_of_the_styles_does_not_stay_behind(written: Writer, tmp_path: Path) -> None:
    """Word 2010 keeps one; with styles that only one of the two has, Word calls the file damaged."""
    template = ministry(tmp_path / "ministry.docx")
    with zipfile.ZipFile(template) as packed:
        assert "word/stylesWithEffects.xml" in packed.namelist()
    assert "word/stylesWithEffects.xml" not in written(word=Word(template, OWN)).parts


def test_first_lines_further_in_and_even_lines_are_for_running_text_alone(written: Writer, tmp_path: Path) -> None:
    """As offices write: in a table the same would part numbers and words."""

    def official(made: docx.document.Document) -> None:
        form = made.styles["Mətn"].paragraph_format
        form.first_line_indent, form.alignment = Mm(12.5), WD_ALIGN_PARAGRAPH.JUSTIFY

    file = written(word=Word(ministry(tmp_path / "ministry.docx", official), {"body": "Mətn"}))
    styles = {get(each, "name"): each for each in file.all("style", "word/styles.xml")}
    formed = {
        name: (get(styles[name], "pPr/ind", "firstLine"), get(styles[name], "pPr/jc"))
        for name in ("Profile Table Text", "Profile Picture", "Profile Legend", "Profile Source", "Profile Lead")
    }
    assert formed.pop("Profile Lead") == (None, None)
    assert set(formed.values()) == {("0", "left")}


def test_spelling_is_that_of_the_document_not_of_the_template(written: Writer, tmp_path: Path) -> None:
    file = written(word=Word(ministry(tmp_path / "ministry.docx"), OWN), code="az")
    assert {each.get(W + "val") for each in file.all("lang", "word/styles.xml")} == {"az-Latn-AZ"}


def test_nobodys_name_and_no_folder_of_the_template_goes_along(written: Writer, tmp_path: Path) -> None:
    def sign(made: docx.document.Document) -> None:
        made.core_properties.author = made.core_properties.last_modified_by = "A. Someone"
        made.core_properties.keywords = "draft of the minister"

    file = written(word=Word(ministry(tmp_path / "ministry.docx", sign), OWN))
    assert b"Someone" not in file.parts["docProps/core.xml"]
    assert b"draft" not in file.parts["docProps/core.xml"]


def test_a_template_with_macros_is_refused(written: Writer, tmp_path: Path) -> None:
    file = ministry(tmp_path / "ministry.docm")
    changed(file, "[Content_Types].xml", b"<Types", b"<Types", more=("word/vbaProject.bin",))
    with pytest.raises(UserError, match="has macros"):
        written(word=Word(file))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is damaged, or is no Word document"),
        (b"not a zip", "is damaged, or is no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old .doc, or is protected by a password"),
    ],
)
def test_what_is_no_word_file_is_refused(written: Writer, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "ministry.docx"
    file.write_bytes(content)
    with pytest.raises(UserError, match=said):
        written(word=Word(file))


def test_a_zip_of_other_things_and_half_a_document_are_refused(written: Writer, tmp_path: Path) -> None:
    other, half = tmp_path / "other.docx", ministry(tmp_path / "half.docx")
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("hello.txt", "hello")
    changed(half, "word/document.xml", b"<w:body>", b"<w:bo")
    for file in (other, half):
        with pytest.raises(UserError, match="is damaged"):
            written(word=Word(file))


def test_a_strict_document_is_refused_with_what_to_do(written: Writer, tmp_path: Path) -> None:
    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    file = changed(ministry(tmp_path / "strict.docx"), "word/document.xml", old, new)
    with pytest.raises(UserError, match="Strict") as error:
        written(word=Word(file))
    assert "save it" in error.value.do


def test_a_template_that_is_not_there_is_said(written: Writer, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"'gone.docx' cannot be read"):
        written(word=Word(tmp_path / "gone.docx"))


def test_footnotes_of_a_template_stay_and_ours_follow(written: Writer, tmp_path: Path) -> None:
    """A document that has footnotes, as one that this program wrote has, is a template too."""
    first = written()
    file = written(word=Word(first.path))
    ids = [each.get(W + "id") for each in file.all("footnote", "word/footnotes.xml")]
    assert ids == ["-1", "0", "1", "2"]
    names = [each.get(W + "id") for each in file.all("bookmarkStart")]
    assert len(names) == len(set(names))


def workspace(folder: Path, said: str) -> Path:
    (folder / "templates").mkdir(parents=True)
    (folder / "durna.toml").write_text(f'[workspace]\ncountry = "AZE"\n{said}', encoding="utf-8")
    return folder


def test_pictures_of_a_template_keep_their_names_and_ours_get_others(written: Writer) -> None:
    first = written()
    both = written(word=Word(first.path))
    ours, theirs = ({name for name in each.parts if name.startswith("word/media/")} for each in (both, first))
    assert theirs
    assert theirs < ours
    assert all(both.parts[name] == first.parts[name] for name in theirs)


def test_a_workspace_names_its_template_and_styles(tmp_path: Path) -> None:
    said = '[word]\ntemplate = "templates/ministry.docx"\n[word.styles]\nheading1 = "Başlıq 1"\n'
    found = chosen.of(open_workspace(workspace(tmp_path / "w", said)))
    assert found == Word((tmp_path / "w" / "templates" / "ministry.docx").resolve(), {"heading1": "Başlıq 1"})


def test_styles_of_no_template_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no template is named"):
        chosen.of(open_workspace(workspace(tmp_path / "w", '[word.styles]\nbody = "Mətn"\n')))


def test_without_a_word_on_it_there_is_no_template(tmp_path: Path) -> None:
    assert chosen.of(open_workspace(workspace(tmp_path / "w", ""))) == Word()


@pytest.mark.parametrize("named", ["ministry.docx", "../ministry.docx", "templates/../ministry.docx"])
def test_a_template_lies_where_editions_keep_a_copy(tmp_path: Path, named: str) -> None:
    with pytest.raises(UserError, match="does not lie in the folder 'templates'"):
        chosen.of(open_workspace(workspace(tmp_path / "w", f'[word]\ntemplate = "{named}"\n')))


def test_a_template_is_not_changed(written: Writer, tmp_path: Path) -> None:
    file = ministry(tmp_path / "ministry.docx")
    before = io.BytesIO(file.read_bytes())
    written(word=Word(file, OWN))
    assert file.read_bytes() == before.getvalue()
