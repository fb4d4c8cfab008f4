"""The monthly bulletin: which months, which changes, what its sentences may say, in which form it leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from durna.editions.folder import Edition
from durna.errors import UserError
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure
from durna.periods import parse
from durna.web.bulletin import making, months, template
from durna.web.bulletin.making import Told
from durna.web.explorer import background
from durna.workspace import open_workspace

pytestmark = pytest.mark.django_db

ENTRIES = catalogue()["border_entries_foreigners"]


def figure(month: str, value: float | None) -> Figure:
    return Figure(ENTRIES.id, parse(month), "AZE", "entries", "event", value, "authority")


@pytest.fixture
def edition(land: Path) -> Edition:
    return Edition(land / "editions" / "one")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[months.Month, Figure]:
    """2019 by month: 1000 in January, 100 more each month; half of that a year before."""
    found = {(2019, number): figure(f"2019-{number:02d}", 900 + 100 * number) for number in range(1, 13)}
    found |= {(2018, number): figure(f"2018-{number:02d}", 450 + 50 * number) for number in range(1, 13)}
    held = dict(sorted(found.items()))
    monkeypatch.setattr(months, "series", lambda edition, one: held if one.id == ENTRIES.id else {})
    return held


def said(edition: Edition, held: dict[months.Month, Figure], code: str, month: months.Month) -> str:
    from durna.publish.context import Context

    context = Context(background.of(edition), background.of(edition).language(code))
    return making.sentence(context, Told(ENTRIES, held, month, 13)).replace("\u202f", " ").replace("\xa0", " ")


def test_a_month_is_set_against_the_month_before_and_the_year_before(
    edition: Edition, known: dict[months.Month, Figure]
) -> None:
    # June: 1500, May: 1400, June a year before: 750.
    text = said(edition, known, "en", (2019, 6))
    assert text.startswith("June 2019: 1 500 entries.")
    assert "7.1 % more than in the month before (1 400)" in text or "7.1% more" in text
    assert "100.0" in text


def test_january_follows_december(known: dict[months.Month, Figure]) -> None:
    assert months.before((2019, 1)) == (2018, 12)
    change = months.change(known, (2019, 1), (2018, 12), ())
    assert change is not None
    assert change.size == pytest.approx(100 * (1000 / 1050 - 1))


def test_of_small_values_no_percentage_is_said(edition: Edition) -> None:
    held = {(2019, 1): figure("2019-01", 10), (2019, 2): figure("2019-02", 15)}
    change = months.change(held, (2019, 2), (2019, 1), ())
    assert change is not None
    assert change.size is None
    assert said(edition, held, "en", (2019, 2)).endswith("In the month before: 10.")


@pytest.mark.parametrize("other", [None, figure("2019-01", None)])
def test_without_a_value_there_is_no_change(other: Figure | None) -> None:
    held = {(2019, 2): figure("2019-02", 200)} | ({(2019, 1): other} if other else {})
    assert months.change(held, (2019, 2), (2019, 1), ()) is None


@pytest.mark.parametrize(
    ("code", "word"), [("en", "more than in the month before"), ("az", "əvvəlki aydakından"), ("ru", "больше, чем")]
)
def test_it_speaks_three_languages(edition: Edition, known: dict[months.Month, Figure], code: str, word: str) -> None:
    assert word.lower() in said(edition, known, code, (2019, 6)).lower()


@pytest.mark.slow
@pytest.mark.parametrize("code", ["az", "en", "ru"])
def test_it_leaves_as_a_page_as_word_and_as_pdf(
    as_: Callable[..., Client], known: dict[months.Month, Figure], code: str
) -> None:
    client = as_("statistician")
    address = f"/bulletins/monthly/?edition=one&month=2019-06&language={code}"
    page = client.get(address).content.decode()
    assert "1\u202f500" in page
    assert "2019" in page
    assert client.get(f"{address}&format=docx").content[:2] == b"PK"
    assert client.get(f"{address}&format=pdf").content[:4] == b"%PDF"


def test_the_months_that_there_are_are_offered(as_: Callable[..., Client], known: dict[months.Month, Figure]) -> None:
    page = as_("statistician").get("/bulletins/?edition=one").content.decode()
    assert page.index("month=2019-12") < page.index("month=2018-01")


@pytest.mark.parametrize(
    "address",
    [
        "/bulletins/none/?edition=one&month=2019-06", "/bulletins/monthly/?edition=x&month=2019-06",
        "/bulletins/monthly/?edition=one&month=2019-13", "/bulletins/monthly/?edition=one",
        "/bulletins/monthly/?edition=one&month=2019-06&language=xx",
        "/bulletins/monthly/?edition=one&month=2019-06&format=exe", "/bulletins/..%2Fdurna/?edition=one&month=2019-06",
    ],
)  # fmt: skip
def test_what_there_is_not_is_no_page(
    as_: Callable[..., Client], known: dict[months.Month, Figure], address: str
) -> None:
    assert as_("statistician").get(address).status_code == 404


def test_a_workspace_has_templates_of_its_own(land: Path, tmp_path: Path) -> None:
    root = tmp_path / "land"
    (root / "bulletins").mkdir(parents=True)
    (root / "durna.toml").write_bytes((land / "durna.toml").read_bytes())
    text = "title: {en: Ours}\nmonths: 3\nsections:\n- {title: {en: One}, indicators: [border_entries_foreigners]}\n"
    (root / "bulletins" / "ours.yaml").write_text(text, encoding="utf-8")
    (root / "bulletins" / "wrong.yaml").write_text("title: {en: Ours}\nmonths: 99\n", encoding="utf-8")
    workspace = open_workspace(root)
    assert template.names(workspace) == ["monthly", "ours", "wrong"]
    found = template.read(workspace, "ours")
    assert found is not None
    assert found.months == 3
    assert template.read(workspace, "monthly") is not None
    with pytest.raises(UserError, match=r"wrong\.yaml"):
        template.read(workspace, "wrong")


def test_the_template_that_everybody_has_names_indicators_that_there_are(land: Path) -> None:
    found = template.read(open_workspace(land), "monthly")
    assert found is not None
    assert {name for each in found.sections for name in each.indicators} <= catalogue().keys()
    assert all({"az", "en", "ru"} <= each.title.keys() for each in found.sections)
