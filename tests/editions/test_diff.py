"""`durna diff`: every table, chart and sentence that a change would alter, before anything is published."""

import json
from pathlib import Path
from typing import Any

import pytest

from durna.publish.changes import Change, Part, changes
from durna.publish.document import (
    Bullets,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Page,
    Paragraph,
    Point,
    Row,
    Section,
    Table,
    words,
)
from durna.publish.said import Said, as_json, from_json, of
from durna.workspace import Workspace
from tests.editions.land import deliver, entries, freeze, new_land
from tests.faults.command import Command

BREAK = """\
- id: counting
  date: 2019-06-01
  text: {en: Counted otherwise from here on., az: Bundan sonra başqa cür sayılır.}
  affected: [border_entries_foreigners]
"""


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    land = new_land(tmp_path)
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01"), entries(2020, 50, "2020-12")])
    return land


def difference(durna: Command, land: Workspace, *more: str) -> dict[str, Any]:
    shown = durna("diff", "--workspace", land.root, "--json", *more)
    assert shown.status == 0, shown.error
    found: dict[str, Any] = json.loads(shown.out)
    return found


def moved(found: dict[str, Any], kind: str) -> list[tuple[str | None, str | None]]:
    return [(p["old"], p["new"]) for each in found["changes"] if each["kind"] == kind for p in each["parts"]]


def plain(text: str | None) -> str | None:
    """Pages keep a number and its sign together with a narrow space."""
    return text and text.replace("\u202f", " ").replace("\u00a0", " ")


def test_nothing_new_changes_nothing(land: Workspace, durna: Command) -> None:
    freeze(land, "one")
    found = difference(durna, land)
    assert (found["changes"], found["deliveries"], found["definitions"], found["notes"]) == ([], [], [], [])
    assert "no reader would find anything changed" in durna("diff", "--workspace", land.root).out


def test_a_change_of_data_alters_sentences_tables_and_charts(land: Workspace, durna: Command) -> None:
    freeze(land, "one")
    deliver(land, "second", [entries(2020, 300, "2020-12")])
    found = difference(durna, land, "--against", "one")

    assert found["deliveries"] == ["second.csv (published_figures)"]
    # 200 to 50 is a fall by 75 %, 200 to 300 a rise by half.
    told = [(plain(old), plain(new)) for old, new in moved(found, "sentence")]
    title = "Entries of foreigners and stateless persons"
    assert (
        f"{title} fell by more than half (75.0 %) between 2019 and 2020, from 200 to 50 entries.",
        f"{title} rose by 50.0 % between 2019 and 2020, from 200 to 300 entries.",
    ) in told
    assert ("50", "300") in moved(found, "table")
    assert ("50", "300") in moved(found, "chart")


def test_a_change_of_a_note_alters_the_sentence_that_it_concerns(land: Workspace, durna: Command) -> None:
    freeze(land, "one")
    (land.root / "breaks.yaml").write_text(BREAK, encoding="utf-8")
    found = difference(durna, land)
    assert found["notes"] == ["breaks.yaml"]
    assert any("change of law or method" in (new or "") for old, new in moved(found, "sentence") if old is None)


def test_a_change_of_a_definition_alters_what_is_said_of_it(
    land: Workspace, durna: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from durna.indicators import definition

    freeze(land, "one")
    known = definition.catalogue()
    entry = known["border_entries_foreigners"]
    other = {**known, entry.id: replace(entry, definition={"en": "Crossings into the country.", "az": "Giriş."})}
    for module in ("durna.indicators.definition", "durna.publish.gather", "durna.editions.pins"):
        monkeypatch.setattr(f"{module}.catalogue", lambda: other)

    found = difference(durna, land)
    assert found["definitions"] == ["border_entries_foreigners"]
    assert ("Crossings into the country." in [new for _, new in moved(found, "sentence")]) is True
    assert moved(found, "chart") == []


def test_an_earlier_moment_can_be_compared_without_an_edition(land: Workspace, durna: Command) -> None:
    deliver(land, "second", [entries(2020, 300, "2020-12")])
    from durna.store.records import Records

    first, _ = Records(land).receipts()
    found = difference(durna, land, "--as-of", first.recorded_at)
    assert ("50", "300") in moved(found, "table")


def test_without_an_edition_it_says_what_to_do(land: Workspace, durna: Command) -> None:
    shown = durna("diff", "--workspace", land.root)
    assert shown.is_a_users_error
    assert "There is no edition to compare with." in shown.error
    assert durna("diff", "--workspace", land.root, "--against", "one", "--as-of", "2020-01-01").status == 2


def page(*blocks: Any) -> Document:
    cover = Cover("AZE", "A title", "2020", "2021-01-01", ())
    return Document("en", cover, "", (Page("a", "chapter", Section("a", "A chapter", blocks=blocks)),))


def table(value: str, number: int = 1) -> Table:
    row = Row(Cell(words("Persons")), (Cell(words("1")), Cell(words(value))))
    return Table("table-a", number, "A table", "", (Column("Year", "text"), Column("2019"), Column("2020")), (row,))


def chart(value: str) -> Chart:
    return Chart("chart-a", 1, "A chart", "", "bars", "persons", (Point("2019", 1.0, "1"), Point("2020", 2.0, value)))


def found(old: Document, new: Document) -> tuple[Change, ...]:
    return changes(of(old), of(new))


def test_a_cell_is_known_by_its_row_and_column() -> None:
    (change,) = found(page(table("2")), page(table("3")))
    assert (change.kind, change.caption, change.parts) == ("table", "A table", (Part("Persons | 2020", "2", "3"),))


def test_a_running_number_is_no_change() -> None:
    assert found(page(table("2", 1)), page(table("2", 7))) == ()


def test_a_point_of_a_chart_is_known_by_its_label() -> None:
    (change,) = found(page(chart("2")), page(chart("3")))
    assert (change.kind, change.parts) == ("chart", (Part("2020", "2", "3"),))


def test_of_running_text_only_the_sentences_that_differ_are_told() -> None:
    old = page(Paragraph(words("It rose. By 1.5 %. So it was.")))
    new = page(Paragraph(words("It fell. By 1.5 %. So it was. Since then no more.")))
    (change,) = found(old, new)
    assert change.parts == (Part("", "It rose.", "It fell."), Part("", None, "Since then no more."))


def test_blocks_that_came_and_went() -> None:
    bullets = Bullets((words("One."), words("Two.")))
    come, gone = found(page(table("2")), page(bullets))
    assert (come.what, come.parts) == ("new", (Part("", None, "One."), Part("", None, "Two.")))
    assert (gone.what, gone.kind) == ("gone", "table")


def test_what_is_kept_comes_back_as_it_was() -> None:
    kept = of(page(table("2"), chart("2"), Paragraph(words("It rose."))))
    back: tuple[Said, ...] = from_json(json.loads(json.dumps(as_json("en", kept))))
    assert back == kept
