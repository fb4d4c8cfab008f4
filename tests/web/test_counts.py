"""Cross-tables of records: what may be asked, what is told, and that nothing told before is contradicted."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from durna.errors import UserError
from durna.web.accounts.models import User
from durna.web.audit.models import Event
from durna.web.counts import actions, counting, offered
from durna.web.counts.counting import Question
from durna.web.counts.models import Answer
from durna.workspace import Workspace, open_workspace
from tests.indicators.own import desk
from tests.intake.deliveries import take_in

pytestmark = pytest.mark.django_db

SOURCE = "sms_contact_centre"
HEAD = "day,channel,country,answered\n"
# 40 letters of GEO, 12 calls of TUR, 3 letters of TUR, 1 call of GEO: small and large cells side by side.
GROUPS = (("letter", "GEO", 40), ("call", "TUR", 12), ("letter", "TUR", 3), ("call", "GEO", 1))


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counted")
    land = desk.workspace(folder / "land", '[profile]\nperiod = "2024"\n')
    rows = [f"2023-{1 + number % 12:02d}-05,{channel},{country},{'true' if number % 2 else 'false'}"
            for channel, country, count in GROUPS for number in range(count)]  # fmt: skip
    file = folder / "contacts_2023.csv"
    file.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    take_in(land, SOURCE, file)
    return land.root


@pytest.fixture(autouse=True)
def of_records(records: Path, settings: object) -> None:
    settings.WORKSPACE, settings.FOLDER = records, records / "web"  # type: ignore[attr-defined]


@pytest.fixture
def opened(records: Path) -> Workspace:
    return open_workspace(records)


@pytest.fixture
def asked(opened: Workspace, somebody: Callable[..., User]) -> Callable[..., Answer]:
    user = somebody("statistician")

    def ask(*fields: str, year: int = 2023) -> Answer:
        return actions.ask(by=user, workspace=opened, question=Question(SOURCE, fields, year))

    return ask


def told(answer: Answer) -> dict[tuple[tuple[str, str], ...], float | None]:
    return {one.dimensions: one.value for one in actions.figures(answer)}


def test_every_count_is_a_multiple_near_the_true_one_and_all_of_them_add(asked: Callable[..., Answer]) -> None:
    found = told(asked("channel", "citizenship"))
    for channel, country, count in GROUPS:
        value = found[("channel", channel), ("citizenship", country)]
        assert value is not None
        assert value % 5 == 0
        assert abs(value - count) < 5
    for place, name in enumerate(("channel", "citizenship")):
        for code in {group[place] for group in GROUPS}:
            parts = [value for cell, value in found.items() if len(cell) == 2 and (name, code) in cell]
            assert found[((name, code),)] == sum(value or 0 for value in parts)


def test_the_same_question_has_the_same_answer_in_whatever_order(asked: Callable[..., Answer]) -> None:
    first = asked("channel", "citizenship")
    assert asked("channel", "citizenship").pk == first.pk
    assert asked("citizenship", "channel").pk == first.pk
    Answer.objects.all().delete()
    assert told(asked("channel", "citizenship")) == told(first)


def test_another_question_says_the_same_of_the_cells_that_both_have(asked: Callable[..., Answer]) -> None:
    """What two tables say of one cell would tell more of it if they differed."""
    answers = [told(asked(*fields)) for fields in (
        ("channel", "citizenship"), ("channel", "answered"), ("citizenship", "answered"),
        ("channel", "citizenship", "answered"), ("channel", "month"),
    )]  # fmt: skip
    for name in {cell for one in answers for cell in one}:
        said = {one[name] for one in answers if name in one}
        assert len(said) == 1, name


def test_nothing_of_what_was_counted_leaves_with_the_answer(asked: Callable[..., Answer]) -> None:
    answer = asked("channel", "citizenship")
    assert all(one.evidence == () and one.upper is None and one.numerator is None for one in actions.figures(answer))
    assert '"counted"' not in answer.figures


def test_every_question_and_every_look_is_written_down(
    asked: Callable[..., Answer], as_: Callable[..., Client]
) -> None:
    answer = asked("channel", "citizenship")
    asked("channel", "citizenship")
    as_("data_manager").get(f"/counts/{answer.pk}/")
    looks = list(Event.objects.filter(kind="look").order_by("number").values_list("action", "actor"))
    assert looks == [
        ("counts-asked", "statistician@example.org"), ("counts-asked", "statistician@example.org"),
        ("counts-read", "data_manager@example.org"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "fields", "year"),
    [
        (SOURCE, ("channel",), 2023), (SOURCE, ("channel", "channel"), 2023), (SOURCE, ("channel", "contact_id"), 2023),
        (SOURCE, ("channel", "person"), 2023), (SOURCE, ("channel", "citizenship", "answered", "month"), 2023),
        (SOURCE, ("channel", "citizenship"), 1999), ("sbs_border_crossing", ("sex", "month"), 2023),
        ("published_figures", ("unit", "publisher"), 2023), ("nothing", ("a", "b"), 2023),
    ],
)  # fmt: skip
def test_what_may_not_be_asked_is_refused(
    source: str, fields: tuple[str, ...], year: int, opened: Workspace, somebody: Callable[..., User]
) -> None:
    with pytest.raises(UserError):
        actions.ask(by=somebody("statistician"), workspace=opened, question=Question(source, fields, year))
    assert not Answer.objects.exists()


def test_no_field_that_identifies_anybody_is_offered_of_any_source() -> None:
    from durna.sources import contract

    for found in map(contract.load, contract.sources()):
        if found.is_table:
            continue
        source = found.source
        names = offered.fields(source)
        assert not set(names) & {*found.identifiers, *found.natural_key, "person", "birth_date", "note"}, source


def test_where_nothing_is_protected_nothing_is_counted(tmp_path: Path, somebody: Callable[..., User]) -> None:
    bare = desk.workspace(tmp_path / "land", '[confidentiality]\nmethod = "none"\n[profile]\nperiod = "2024"\n')
    question = Question(SOURCE, ("channel", "citizenship"), 2024)
    with pytest.raises(UserError, match="protects nothing"):
        actions.ask(by=somebody("statistician"), workspace=bare, question=question)


def test_a_table_with_too_many_cells_is_refused(asked: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_CELLS", 5)
    with pytest.raises(UserError, match=r"would have .* cells"):
        asked("channel", "month")


def test_a_statistician_asks_on_the_page_and_takes_the_workbook(as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    page = client.get("/counts/").content.decode()
    assert 'value="channel"' in page
    sent = client.post("/counts/", {"source": SOURCE, "rows": "channel", "columns": "citizenship", "year": "2023"})
    assert sent.status_code == 302
    answer = client.get(sent.headers["Location"])
    shown = re.findall(r'<td class="value">([^<]+)</td>', answer.content.decode())
    assert "a multiple of 5" in answer.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(sent.headers["Location"] + "?format=xlsx").content))
    numbers = [
        cell.value for row in book.worksheets[1].iter_rows() for cell in row if isinstance(cell.value, int | float)
    ]
    assert sorted(map(float, numbers)) == sorted(map(float, shown))


def test_a_refusal_is_shown_in_three_parts(as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    page = client.post("/counts/", {"source": SOURCE, "rows": "channel", "columns": "channel", "year": "2023"})
    assert page.status_code == 422
    assert page.content.decode().partition('role="alert"')[2].count("<p>") >= 3


def test_a_list_of_questions_asks_the_database_as_often_however_long_it_is(
    as_: Callable[..., Client], asked: Callable[..., Answer], django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = as_("auditor", "data_manager")
    for pair in (("channel", "citizenship"), ("channel", "answered"), ("citizenship", "answered")):
        asked(*pair)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert client.get("/counts/").content.decode().count("/counts/") >= 3
