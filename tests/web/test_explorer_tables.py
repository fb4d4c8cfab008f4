"""The explorer: finding an indicator, its table by what the reader chose, its files, and one figure."""

from __future__ import annotations

import csv
import io
import re
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from durna.editions.folder import Edition
from durna.indicators.definition import catalogue
from durna.web.explorer import index, reading
from durna.web.explorer.addresses import Addresses
from durna.web.explorer.finding import found
from tests.web.wide_land import COUNTRIES

pytestmark = pytest.mark.django_db

TABLE = "/editions/second/figures/border_entries_foreigners/"


@pytest.fixture(autouse=True)
def of_wide(wide: Path, settings: object) -> Path:
    settings.WORKSPACE, settings.FOLDER = wide, wide / "web"  # type: ignore[attr-defined]
    return wide


@pytest.fixture
def edition(wide: Path) -> Edition:
    return Edition(wide / "editions" / "second")


def cells(page: str) -> list[tuple[str, list[str]]]:
    """Heads of rows and what stands in them, of the first table."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", body, re.S)
    return [
        (text(head), [text(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", rest, re.S)]) for head, rest in rows
    ]


def text(markup: str) -> str:
    """Without the marks."""
    return re.sub(r"<sup.*?</sup>|<[^>]+>", "", markup).strip()


def test_totals_stand_by_period(as_: Callable[..., Client]) -> None:
    page = as_().get(TABLE).content.decode()
    assert cells(page) == [("2018", ["900"]), ("2019", ["500"])]


def test_a_breakdown_stands_against_time_the_largest_first(as_: Callable[..., Client]) -> None:
    page = as_().get(TABLE, {"by": "citizenship"}).content.decode()
    rows = cells(page)
    assert rows[0] == ("Kazakhstan", ["180", "90"])
    assert rows[-1] == ("Georgia", ["20", "10"])
    assert len(rows) == len(COUNTRIES)


def test_the_reader_turns_the_table_and_chooses_a_member(as_: Callable[..., Client]) -> None:
    turned = {"by": "citizenship", "rows": "period", "columns": "citizenship"}
    rows = dict(cells(as_().get(TABLE, turned).content.decode()))
    assert sorted(map(int, rows["2019"])) == [10 * place for place in range(1, 10)]
    years = {"by": "citizenship", "from": "2019", "to": "2019"}
    assert all(len(found) == 1 for _, found in cells(as_().get(TABLE, years).content.decode()))


@pytest.mark.parametrize(
    "strange",
    [
        {"by": "nothing"}, {"rows": "nothing"}, {"columns": "x", "by": "citizenship"}, {"from": "9999", "to": "1"},
        {"page": "99"}, {"page": "-1"}, {"counted": "77"}, {"length": "week"}, {"from": "²²²²"}, {"page": "²"},
        {"of.citizenship": "'; DROP TABLE figure"},
    ],
)  # fmt: skip
def test_a_choice_that_there_is_not_falls_back(as_: Callable[..., Client], strange: dict[str, str]) -> None:
    assert as_().get(TABLE, strange).status_code == 200


def test_other_publishers_and_other_editions_stand_under_the_table(as_: Callable[..., Client]) -> None:
    page = as_().get(TABLE).content.decode()
    under = page.partition("<h2>Other values")[2]
    assert {text.strip() for text in re.findall(r'class="n" href="[^"]+">([^<]+)<', under)} >= {"440", "450"}
    assert "/editions/first/figure/" in under


def test_one_figure_has_its_passport_and_what_else_was_said(as_: Callable[..., Client]) -> None:
    page = as_().get("/editions/first/figures/border_entries_foreigners/").content.decode()
    address = re.search(r'class="n" href="([^"#]+)[^"]*">450<', page)
    assert address
    figure = as_().get(address[1]).content.decode()
    assert "<strong>450</strong>" in figure
    assert "500" in figure
    assert "440" in figure
    assert "State Statistical Committee" in figure
    signed = re.search(r'href="(/editions/first/documents/site/en/passports/[^"#]+)', figure)
    assert signed
    assert b"450" in as_().get(signed[1]).getvalue()


def test_csv_and_workbook_hold_what_is_on_the_screen(as_: Callable[..., Client]) -> None:
    chosen = {"by": "citizenship", "from": "2019", "to": "2019"}
    shown = sorted(float(found[0]) for _, found in cells(as_().get(TABLE, chosen).content.decode()))
    text = as_().get(f"{TABLE}as/csv", chosen).content.decode()
    assert sorted(float(row["value"]) for row in csv.DictReader(io.StringIO(text))) == shown
    book = openpyxl.load_workbook(io.BytesIO(as_().get(f"{TABLE}as/xlsx", chosen).content))
    numbers = [
        cell.value for row in book.worksheets[1].iter_rows() for cell in row if isinstance(cell.value, int | float)
    ]
    assert sorted(map(float, numbers)) == shown


def test_sdmx_holds_an_observation_for_each_figure(as_: Callable[..., Client]) -> None:
    packed = zipfile.ZipFile(io.BytesIO(as_().get(f"{TABLE}as/sdmx", {"by": "citizenship"}).content))
    assert set(packed.namelist()) == {"structure.xml", "data.xml", "data.csv"}
    assert packed.read("data.xml").decode().count("<Obs ") == 2 * len(COUNTRIES)


def test_the_drawings_are_images_of_their_own_with_a_text_beside(as_: Callable[..., Client]) -> None:
    page = as_().get(TABLE, {"by": "citizenship"}).content.decode()
    images = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert [re.search(r"(chart|map)\.svg", address)[1] for address, _ in images] == ["chart", "map"]  # type: ignore[index]
    assert all("Kazakhstan" in text for _, text in images)
    drawn = as_().get(images[0][0].replace("&amp;", "&"))
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")


@pytest.mark.parametrize(
    "address",
    [
        "/editions/second/documents/a%00b",
        f"{TABLE}?edition=a/b",
        f"{TABLE}pie.svg",
        f"{TABLE}as/exe",
        f"{TABLE}map.svg",
        "/editions/second/figure/x",
    ],
)
def test_what_there_is_not_is_no_page(as_: Callable[..., Client], address: str) -> None:
    assert as_().get(address).status_code == 404


@pytest.mark.parametrize(
    "words", ["əcnəbi", "ecnebi", "ƏCNƏBİ", "въезды", "ВЪЕЗД", "entries foreigners", "foreign entr"]
)
def test_an_indicator_is_found_in_three_languages_however_it_is_typed(as_: Callable[..., Client], words: str) -> None:
    page = as_().get("/figures/", {"q": words}).content.decode()
    assert "/figures/border_entries_foreigners/" in page


@pytest.mark.parametrize("word", ["immigration", "иммиграция", "immiqrasiya"])
def test_an_indicator_is_found_by_the_title_of_its_chapter(word: str) -> None:
    order = [one.id for one in found(catalogue(), word)]
    assert {"immigration_permanent_administrative", "work_permits_issued"} <= set(order)
    # What is called so itself stands before.
    assert order.index("immigration_residence_12m") < order.index("work_permits_issued")


def test_what_nobody_has_published_is_not_found(as_: Callable[..., Client]) -> None:
    page = as_().get("/figures/", {"q": "asylum"}).content.decode()
    assert "0 indicators found" in page


def test_a_title_goes_before_a_definition(edition: Edition) -> None:
    order = [one.id for one in found(catalogue(), "asylum applications")]
    assert order[0] in ("asylum_applications", "asylum_applications_abroad")
    assert "work_permits_issued" not in order


def test_a_page_asks_for_as_many_queries_however_many_rows_it_has(
    as_: Callable[..., Client], django_assert_num_queries: Callable[..., object]
) -> None:
    client = as_()
    client.get(TABLE)
    for chosen in ({}, {"by": "citizenship"}):
        with django_assert_num_queries(0):  # type: ignore[attr-defined]
            client.get(TABLE, chosen)


def test_pages_of_figures_go_through_all_of_them_once(edition: Edition) -> None:
    seen, place = [], -1
    while place is not None:
        some, place = reading.page(edition, reading.Filter(), place, 7)
        seen += [one.figure_id for one in some]
    assert seen == sorted(set(seen))
    assert len(seen) == sum(one.figures for one in reading.indicators(edition)["border_entries_foreigners"])


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (reading.Filter(members=(("citizenship", "GEO"),)), 2), (reading.Filter(by="citizenship"), 18),
        (reading.Filter(by="citizenship", since="2019-01-01"), 9), (reading.Filter(until="2018-12-31", by=""), 1),
        (reading.Filter(publisher="sbs"), 1), (reading.Filter("nothing"), 0), (reading.Filter(by="sex"), 0),
        (reading.Filter(members=(("sex", "male"),)), 0),
    ],
)  # fmt: skip
def test_figures_are_filtered(edition: Edition, wanted: reading.Filter, count: int) -> None:
    assert len(reading.page(edition, wanted, -1, 100)[0]) == count


def test_a_large_edition_is_prepared_while_readers_are_told(
    as_: Callable[..., Client], edition: Edition, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FOLDER = tmp_path  # type: ignore[attr-defined]
    monkeypatch.setattr(index, "LARGE", 0)
    begun: list[str] = []
    monkeypatch.setattr(index, "_begin", lambda figures, file: begun.append(file.name))
    client = as_()
    for address in (TABLE, "/editions/second/", f"{TABLE}as/csv", "/api/v1/editions/second/figures"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "20"), address
    assert "read here for the first time" in client.get("/figures/").content.decode()
    assert [one["figures"] for one in client.get("/api/v1/editions").json()] == [None, None]
    assert len(set(begun)) == 2
    index.file_of(edition, wait=True)
    assert client.get(TABLE).status_code == 200


def test_what_is_prepared_is_there_in_the_end(
    edition: Edition, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FOLDER = tmp_path  # type: ignore[attr-defined]
    monkeypatch.setattr(index, "LARGE", 0)
    with pytest.raises(index.NotReady):
        index.file_of(edition)
    for thread in threading.enumerate():
        if thread.name.startswith("index of "):
            thread.join(timeout=60)
    assert index.is_ready(edition)


def test_the_index_is_made_anew_where_the_figures_changed(edition: Edition, tmp_path: Path, settings: object) -> None:
    settings.FOLDER = tmp_path  # type: ignore[attr-defined]
    first = index.file_of(edition)
    before = first.stat().st_mtime_ns
    assert index.file_of(edition) == first
    assert first.stat().st_mtime_ns == before
    copy = Edition(tmp_path / "copy")
    copy.data.mkdir(parents=True)
    lines = (edition.data / "figures.jsonl").read_bytes().splitlines(keepends=True)
    (copy.data / "figures.jsonl").write_bytes(lines[0])
    one = index.file_of(copy)
    (copy.data / "figures.jsonl").write_bytes(b"".join(lines[:2]))
    assert index.file_of(copy) != one
    assert not one.exists()
    assert len(reading.page(copy, reading.Filter(), -1, 100)[0]) == 2


@pytest.mark.parametrize("figure", [
    "border_entries_foreigners:2019:AZE@ssc", "x:2019:AZE:region=Şəki, Zaqatala@ssc.a b",
    "x:2021-01..2021-10:AZE@a%2F/b?c#d",
])  # fmt: skip
def test_a_figure_in_a_table_leads_where_its_page_is(edition: Edition, figure: str) -> None:
    to = Addresses.of_edition(edition).of
    assert to(figure).partition("#")[0] == reverse("figure", args=[edition.name, figure])


def test_a_table_that_was_read_before_follows_the_language_and_the_years_of_its_reader(
    as_: Callable[..., Client],
) -> None:
    client = as_()
    heads = {
        language: cells(
            client.get(TABLE, {"by": "citizenship"}, headers={"accept-language": language}).content.decode()
        )
        for language in ("en", "az", "en")
    }
    assert heads["en"][0] == ("Kazakhstan", ["180", "90"])
    assert heads["az"][0] == ("Qazaxıstan", ["180", "90"])
    one_year = client.get(TABLE, {"by": "citizenship", "from": "2018", "to": "2018"}).content.decode()
    assert cells(one_year)[0] == ("Kazakhstan", ["180"])


def test_a_table_that_was_read_before_is_read_again_where_its_figures_are_others(
    as_: Callable[..., Client], edition: Edition
) -> None:
    figures = edition.data / "figures.jsonl"
    held, mode = figures.read_bytes(), figures.stat().st_mode
    assert cells(as_().get(TABLE).content.decode()) == [("2018", ["900"]), ("2019", ["500"])]
    changed = held.replace(b'"value":900.0', b'"value":901.0')
    assert changed != held
    figures.chmod(0o644)
    try:
        figures.write_bytes(changed)
        assert cells(as_().get(TABLE).content.decode()) == [("2018", ["901"]), ("2019", ["500"])]
    finally:
        figures.write_bytes(held)
        figures.chmod(mode)
