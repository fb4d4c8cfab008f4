"""The built folder: whole or not at all, every link resolving, the same numbers in every language."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from durna.errors import UserError
from durna.publish import charts, texts
from durna.publish.build import build
from durna.publish.context import passport_file
from durna.publish.document import Chart
from durna.publish.material import Material
from tests.publish.pages import Page, pages

LANGUAGES = ("en", "az")


def of(site: Path, language: str) -> list[Page]:
    return pages(site / language)


def test_everything_promised_is_there(site: Path) -> None:
    common = ("index.html", "style.css", "figures.csv", "figures.parquet", "profile.xlsx", "fonts/OFL.txt")
    own = ("index.html", "a1.html", "gaps.html", "print.html", "charts/chart-entries.svg")
    for name in (*common, *(f"{language}/{page}" for language in LANGUAGES for page in own)):
        assert (site / name).is_file(), name


def test_every_link_inside_resolves(site: Path) -> None:
    anchors = {page.file.resolve(): set(page.ids) for page in pages(site)}
    for page in pages(site):
        for file, anchor in page.targets():
            assert file.exists(), (page.file.name, file)
            assert not anchor or anchor in anchors[file], (page.file.name, file.name, anchor)


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in pages(site):
        text = page.file.read_text(encoding="utf-8")
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', text)
    assert "http" not in (site / "style.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_leads_to_a_passport_that_exists(site: Path, language: str) -> None:
    led = [(page, urlsplit(target)) for page in of(site, language) for target, _ in page.numbers]
    assert len(led) > 100
    held = {(page.file.resolve(), id) for page in pages(site / language / "passports") for id in page.ids}
    assert {
        (page.file.name, target.path) for page, target in led
        if ((page.file.parent / target.path).resolve(), target.fragment) not in held
    } == set()  # fmt: skip


def test_figures_of_a_row_share_a_page_and_months_have_one_a_year() -> None:
    def on(*periods: str) -> set[str]:
        return {passport_file(f"entries:{period}:AZE:sex=male@ssc.a") for period in periods}

    assert len(on("2019", "2020", "2021-01..2021-10", "2021-06-30")) == 1
    assert len(on("2019-01", "2019-12", "2019-10..2019-12")) == 1
    assert len(on("2019", "2019-01", "2020-01")) == 3
    assert on("2019") != {passport_file("entries:2019:AZE:sex=female@ssc.a")}


def test_the_same_numbers_in_both_languages(site: Path) -> None:
    english, azerbaijani = (
        {(page.file.name, target, digits(said)) for page in of(site, language) for target, said in page.numbers}
        for language in LANGUAGES
    )
    assert english == azerbaijani


def digits(said: str) -> str:
    return said.replace(",", ".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_id_is_left_untranslated(site: Path, language: str) -> None:
    ids = {each for each in texts.message_ids("en") if each.count("-") >= 1}
    for page in of(site, language):
        words = set(page.text.split())
        assert not words & ids, page.file.name
        assert "{" not in page.text, page.file.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_accessible_in_structure(site: Path, language: str) -> None:
    for page in of(site, language):
        text = page.file.read_text(encoding="utf-8")
        assert f'<html lang="{language}" dir="ltr">' in text
        assert "main" in page.tags
        assert page.headings[0] == 1 or page.file.name == "print.html"
        # A heading is at most one level below the one before it.
        assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
        assert len(page.ids) == len(set(page.ids)), page.file.name


def test_no_page_needs_a_script_or_a_style_of_its_own(site: Path) -> None:
    for page in pages(site):
        assert not page.tags & {"script", "style"}
        assert "style" not in page.attributes
        assert not any(name.startswith("on") for name in page.attributes)


def test_every_page_carries_the_watermark(site: Path) -> None:
    for language, mark in (("en", "internal, unprotected"), ("az", "qorunmayıb")):
        for page in of(site, language):
            assert mark in page.text
            assert 'class="watermark-print"' in page.file.read_text(encoding="utf-8")


def test_what_nobody_collects_is_listed_with_its_owner(site: Path) -> None:
    text = Page(site / "en" / "a4.html").text
    assert "State Border Service: Example nowhere" in text
    assert "Example nowhere" in Page(site / "az" / "gaps.html").text.replace("Nümunə", "Example")


def test_figures_after_the_period_stand_in_a_box(site: Path) -> None:
    text = (site / "en" / "a1.html").read_text(encoding="utf-8")
    box = text[text.index('class="box after"') :]
    assert "791\u202f983" in box
    assert "791\u202f983" not in text[: text.index('class="box after"')]


def test_governance_shows_all_objectives_and_what_is_registered(site: Path) -> None:
    text = Page(site / "en" / "c.html").text
    for number in range(1, 24):
        assert f" {number}. " in text
    for said in ("A code", "A project", "65\u202f000 USD", "A course", "12.5"):
        assert " ".join(said.split()) in text


def test_participants_are_never_named(site: Path) -> None:
    assert "personal_number" not in Page(site / "en" / "c.html").text


def test_an_earlier_profile_is_replaced(material: Material, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(material, out, ["en"])
    (out / "left-over.html").write_text("old")
    build(material, out, ["en"])
    assert not (out / "left-over.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_somebody_else_is_left_alone(material: Material, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(UserError):
        build(material, tmp_path, ["en"])
    assert (tmp_path / "letter.txt").read_text() == "keep me"


def test_a_language_without_texts_is_refused(material: Material, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="xx"):
        build(material, tmp_path / "site", ["xx"])


def test_a_build_that_fails_leaves_what_was_there(material: Material, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(material, out, ["en"])
    before = sorted(path.name for path in out.iterdir())
    with pytest.raises(KeyError):
        build(replace(material, indicators={}), out, ["en"])
    assert sorted(path.name for path in out.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_protected_edition_has_no_watermark(material: Material, tmp_path: Path) -> None:
    build(replace(material, watermark=False), tmp_path / "site", ["en"])
    assert "unprotected" not in Page(tmp_path / "site" / "en" / "a1.html").text


def test_an_empty_workspace_still_makes_a_profile(material: Material, tmp_path: Path) -> None:
    from durna.indicators.figures import Figures

    empty = replace(
        material, figures=Figures([]), passports={}, reconciliations=(), findings=(), receipts=(), listings={},
        references={},
    )  # fmt: skip
    report = build(empty, tmp_path / "site", ["az"])
    assert report.figures == 0


def test_a_chart_that_cannot_be_drawn_is_said_in_words_and_told(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = charts.svg

    def fail(chart: Chart, language: str) -> str:
        if chart.id == "chart-entries":
            raise ValueError("no scale has this kind")
        return drawn(chart, language)

    monkeypatch.setattr(charts, "svg", fail)
    report = build(material, tmp_path / "site", ["en"])
    [notice] = report.notices
    assert (notice.format, notice.language, "no scale has this kind" in notice.text) == ("html", "en", True)
    assert not (tmp_path / "site" / "en" / "charts" / "chart-entries.svg").exists()
    page = (tmp_path / "site" / "en" / "a1.html").read_text(encoding="utf-8")
    assert '<p class="quiet">Example entries. Highest: ' in page


def test_other_formats_stand_beside_the_site(material: Material, tmp_path: Path) -> None:
    build(material, tmp_path / "site", ("en", "az"), ("xlsx", "sdmx"))
    written = {each.name for each in (tmp_path / "site").iterdir()}
    assert {"index.html", "profile-en.xlsx", "profile-az.xlsx", "sdmx", "data"} <= written
    with pytest.raises(UserError, match="cannot be made as 'tiff'"):
        build(material, tmp_path / "other", ("en",), ("tiff",))
    assert not (tmp_path / "other").exists()


@pytest.mark.slow
def test_the_downloads_lead_to_every_format_that_was_written_beside_the_site(
    material: Material, tmp_path: Path
) -> None:
    build(material, tmp_path / "out", LANGUAGES, ("docx", "pdf", "sdmx"))
    for language in LANGUAGES:
        page = Page(tmp_path / "out" / language / "downloads.html")
        led = {file.relative_to(tmp_path / "out").as_posix() for file, _ in page.targets() if file.suffix != ".html"}
        assert {
            f"profile-{language}.docx", f"profile-{language}.pdf", "sdmx/structure.xml", "sdmx/data.xml",
            "sdmx/data.csv", "data/datapackage.json", "data/catalog.jsonld",
        } <= led  # fmt: skip
        assert all((tmp_path / "out" / name).is_file() for name in led)
