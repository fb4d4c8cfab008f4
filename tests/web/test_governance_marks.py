"""A second round says what changed since the first: each change made, and each mark read, on the pages of the site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from durna.publish.editions.correcting import correct
from durna.web.explorer import index
from durna.web.governance.actions import revised
from durna.web.governance.models import Answer
from durna.workspace import Workspace
from tests.editions.land import deliver, entries, new_land, secret, signed
from tests.web import governing
from tests.web.test_governance_answers import signed_in

pytestmark = pytest.mark.django_db

INDICATOR = "border_entries_foreigners"
STEADY, LAW, CORRECTED, REVISED, ALIKE = (f"MGI-2.0{number}" for number in range(1, 6))
WRITTEN = {
    "kind": "law", "title_en": "Act", "effective_from": "2020-01-01", "title_az": "", "title_ru": "", "issuer": "",
    "number": "1", "article": "", "version_label": "", "address": "", "language": "en", "issued_on": "",
    "effective_until": "", "note": "",
}  # fmt: skip


@pytest.fixture
def country(tmp_path: Path, settings: Any) -> Workspace:
    """With one signed edition: 100, 200 and 300 entries."""
    made = new_land(tmp_path)
    deliver(made, "first", [entries(year, count, "2021-02") for year, count in ((2018, 100), (2019, 200), (2020, 300))])
    signed(made, "one")
    settings.WORKSPACE, settings.FOLDER = made.root, made.root / "web"
    return made


def test_what_happened_to_each_source_is_said_in_the_second_round(country: Workspace) -> None:
    found = governing.a_round([STEADY, LAW, CORRECTED, REVISED, ALIKE])
    cite_a_law(found, STEADY, "Lasting act")
    changed = cite_a_law(found, LAW, "Passing act")
    address = cite_a_figure(found, CORRECTED, 2018)
    cite_a_figure(found, REVISED, 2019)
    cite_a_figure(found, ALIKE, 2020)
    coordinator = signed_in(governing.coordinator())
    for stage in ("consulting", "closed"):
        move(coordinator, found, stage)

    newer = {**WRITTEN, "title_en": "Passing act", "effective_from": "2024-01-01", "version_label": "of 2024"}
    newer["responsible"] = governing.respondent().pk
    assert signed_in(governing.respondent()).post(f"/evidence/{changed}/version/", newer).status_code == 302
    correct(country, edition_of(country, "one"), "Boats were counted twice.", [address], secret(country), "The office")
    # A newer signed edition counts 210 where the cited one counted 200, and 300 as before.
    deliver(country, "second", [entries(2019, 210, "2022-02"), entries(2020, 300, "2022-02")])
    signed(country, "two")

    said = {"title_en": "Round two", "framework": found.framework_id}
    second = coordinator.post(f"/mgi/{found.pk}/next/", said).headers["Location"]
    assert marks(coordinator, second) == {
        LAW: "Law changed", CORRECTED: "Statistic changed", REVISED: "Statistic changed",
    }  # fmt: skip
    assert flags(coordinator, second) == {LAW, CORRECTED}  # of the revised one the signed edition still says 200


def test_a_law_that_changes_while_the_round_runs_flags_its_answer(country: Workspace) -> None:
    found = governing.a_round([LAW])
    law = cite_a_law(found, LAW, "Passing act")
    client = signed_in(governing.reviewer())
    assert flags(client, f"/mgi/{found.pk}/") == set()
    newer = {**WRITTEN, "title_en": "Passing act", "effective_from": "2024-01-01"}
    newer["responsible"] = governing.respondent().pk
    signed_in(governing.respondent()).post(f"/evidence/{law}/version/", newer)
    assert flags(client, f"/mgi/{found.pk}/") == {LAW}


def test_a_figure_that_is_revised_while_the_round_runs_marks_its_answer_once(country: Workspace) -> None:
    found = governing.a_round([STEADY, REVISED, ALIKE])
    cite_a_law(found, STEADY, "Lasting act")
    cite_a_figure(found, REVISED, 2019)
    cite_a_figure(found, ALIKE, 2020)
    client, page = signed_in(governing.reviewer()), f"/mgi/{found.pk}/"
    assert revised.look() == 0  # what they cite is the newest edition itself
    deliver(country, "second", [entries(2019, 210, "2022-02"), entries(2020, 300, "2022-02")])
    signed(country, "two")

    assert revised.look() == 1
    assert marks(client, page) == {REVISED: "Statistic changed"}
    Answer.objects.update(mark="")
    assert revised.look() == 0  # somebody has looked since: the same edition says nothing new
    assert marks(client, page) == {}


def test_a_round_opens_at_once_where_an_edition_is_so_large_that_its_index_takes_long(
    country: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker makes what is wanting, and then says of the same answers what the page would have said."""
    found = governing.a_round([REVISED, ALIKE])
    cite_a_figure(found, REVISED, 2019)
    cite_a_figure(found, ALIKE, 2020)
    coordinator = signed_in(governing.coordinator())
    for stage in ("consulting", "closed"):
        move(coordinator, found, stage)
    deliver(country, "second", [entries(2019, 210, "2022-02"), entries(2020, 300, "2022-02")])
    signed(country, "two")
    monkeypatch.setattr(index, "LARGE", 0)
    monkeypatch.setattr(index, "_begin", lambda figures, file: None)  # as if it took for ever

    said = {"title_en": "Round two", "framework": found.framework_id}
    second = coordinator.post(f"/mgi/{found.pk}/next/", said).headers["Location"]
    assert marks(coordinator, second) == {}
    assert "are still being compared" in coordinator.get(second).content.decode()
    assert revised.look() == 1
    assert marks(coordinator, second) == {REVISED: "Statistic changed"}
    assert "are still being compared" not in coordinator.get(second).content.decode()
    Answer.objects.update(mark="")
    assert revised.look() == 0


def test_a_look_that_comes_too_early_is_made_again(country: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    found = governing.a_round([REVISED])
    cite_a_figure(found, REVISED, 2019)
    deliver(country, "second", [entries(2019, 210, "2022-02")])
    signed(country, "two")
    monkeypatch.setattr(index, "LARGE", 0)
    monkeypatch.setattr(index, "_begin", lambda figures, file: None)
    assert revised.look() == 0
    index.file_of(edition_of(country, "two"), wait=True)
    assert revised.look() == 1


def test_an_answer_of_a_closed_round_stays_as_it_was_given(country: Workspace) -> None:
    found = governing.a_round([REVISED])
    cite_a_figure(found, REVISED, 2019)
    coordinator = signed_in(governing.coordinator())
    for stage in ("consulting", "closed"):
        move(coordinator, found, stage)
    deliver(country, "second", [entries(2019, 210, "2022-02")])
    signed(country, "two")
    assert revised.look() == 0
    assert marks(coordinator, f"/mgi/{found.pk}/") == {}


def answered(found: Any, question: str) -> tuple[Client, Any, str]:
    """Written by the institution; its browser, the answer, and what lets it cite."""
    client, answer = signed_in(governing.respondent()), governing.answer_of(found, question)
    client.post(f"/mgi/answers/{answer.pk}/take/")
    said = {"version": answer.version, "value": "yes", "comment_en": "It is so."}
    assert client.post(f"/mgi/answers/{answer.pk}/write/", said).status_code == 302
    page = client.get(f"/mgi/answers/{answer.pk}/").content.decode()
    return client, answer, re.search(r'name="pass" value="([^"]+)"', page)[1]  # type: ignore[index]


def cleared(client: Client, answer: Any) -> None:
    """Handed in, and cleared by the reviewer."""
    answer.refresh_from_db()
    client.post(f"/mgi/answers/{answer.pk}/submit/", {"version": answer.version})
    answer.refresh_from_db()
    said = {"version": answer.version, "do": "clear"}
    assert signed_in(governing.reviewer()).post(f"/mgi/answers/{answer.pk}/review/", said).status_code == 302


def cite_a_law(found: Any, question: str, title: str) -> int:
    client, answer, token = answered(found, question)
    said = {**WRITTEN, "title_en": title, "responsible": governing.respondent().pk, "pass": token}
    assert client.post("/evidence/add/", said).status_code == 302
    cleared(client, answer)
    page = client.get(f"/mgi/answers/{answer.pk}/").content.decode()
    return int(re.search(rf'href="/evidence/(\d+)/">{title}', page)[1])  # type: ignore[index]


def cite_a_figure(found: Any, question: str, year: int) -> str:
    """The address of the figure."""
    client, answer, token = answered(found, question)
    page = client.get("/evidence/add/figure/", {"edition": "one", "indicator": INDICATOR}).content.decode()
    address = next(each for each in re.findall(r'name="figure" value="([^"]+)"', page) if f":{year}:" in each)
    said = {"edition": "one", "figure": address, "pass": token}
    assert client.post("/evidence/add/figure/", said).status_code == 302
    cleared(client, answer)
    return address


def move(client: Client, found: Any, stage: str) -> None:
    found.refresh_from_db()
    client.post(f"/mgi/{found.pk}/move/", {"version": found.version, "stage": stage})


def edition_of(country: Workspace, name: str) -> Any:
    from durna.editions.folder import named

    return named(country, name)


def _rows(client: Client, address: str) -> dict[str, str]:
    page = client.get(f"{address}questions/").content.decode()
    return dict(re.findall(r'<span class="code">(MGI-[\d.]+)</span>(.*?)</th>', page, re.DOTALL))


def marks(client: Client, address: str) -> dict[str, str]:
    """By question, what the list says that changed since the round before."""
    found = {code: re.search(r'<span class="state">([^<]+)<', row) for code, row in _rows(client, address).items()}
    return {code: mark[1] for code, mark in found.items() if mark}


def flags(client: Client, address: str) -> set[str]:
    """The questions whose source somebody has to look at again."""
    return {code for code, row in _rows(client, address).items() if "state overdue" in row}
