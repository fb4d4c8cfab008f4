"""Handing in a delivery on screen: work that outlives the request, its receipt, its refusal, its rejected rows."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from durna.store.records import Records
from durna.web.audit import chain
from durna.web.audit.models import Event
from durna.web.dataroom import jobs, words
from durna.web.dataroom.models import Correction, Job, Upload
from durna.web.served import workspace
from tests.intake.deliveries import KEY, REGISTRATIONS, begin

pytestmark = pytest.mark.django_db

HEAD = "number,day,country,sex,age,passport,name\n"
GOOD = HEAD + "1,2021-01-05,GEO,M,31,P1,Rahimov\n2,2021-01-06,TUR,F,28,P2,Osmanova\n"
# Of the second nobody knows the day; the third has a word for a day.
MESSY = HEAD + "1,2021-01-05,GEO,M,31,P1,Rahimov\n2,,TUR,F,28,P2,Osmanova\n3,soon,XQX,F,44,P3,=cmd\n"


@pytest.fixture
def office(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that takes in registrations of stay, served by the site."""
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)
    land = begin(tmp_path, sms_stay_registration=REGISTRATIONS)
    settings.WORKSPACE, settings.FOLDER = land.root, land.root / "web"
    return land.root


def sent(content: str | bytes, name: str = "stays.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def hand_in(client: Client, content: str, **said: str) -> Job:
    """As a browser does it, with the worker's part done at once."""
    told = client.post("/data/deliver/", {"source": "sms_stay_registration", "file": sent(content), **said})
    assert told.status_code == 302, told.content.decode()
    return worked(told.headers["Location"])


def worked(address: str) -> Job:
    pk = int(address.rstrip("/").rpartition("/")[2])
    jobs.carry_out(pk)
    return Job.objects.get(pk=pk)


def kept(folder: Path) -> Iterator[Path]:
    return (folder / "web" / "uploads").iterdir()


def test_a_delivery_becomes_a_receipt_and_the_file_is_deleted(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    job = hand_in(client, GOOD, cut_off="2021-01-31")
    assert job.state == Job.DONE
    page = client.get(f"/data/jobs/{job.pk}/").content.decode()
    assert f"/data/receipts/{job.outcome['delivery']}/" in page
    (receipt,) = Records(workspace()).receipts()
    assert (receipt.file, receipt.rows_in, receipt.rejected, receipt.cut_off) == ("stays.csv", 2, 0, "2021-01-31")
    assert list(kept(office)) == []


def test_columns_that_nothing_is_made_of_stand_on_the_receipt(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    wider = "".join(f"{line},spare\n" for line in GOOD.splitlines())

    job = hand_in(client, wider, cut_off="2021-01-31")

    page = client.get(f"/data/receipts/{job.outcome['delivery']}/").content.decode()
    assert re.search(r"<dt>Columns not read</dt><dd>[^<]*spare", page)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("citizenship_total", "Vətəndaşlığı: cəmi göstərən sətir"),
        ("unit_unknown", "Ölçü vahidi tanınmır"),
        ("value_not_whole", "Tam ədədlə sayılan kəmiyyət kəsrlidir; ola bilsin, nöqtə minlikləri ayırır"),
    ],
)
def test_doubts_about_tables_have_words(code: str, said: str) -> None:
    with translation.override("az"):
        assert words.reason(words.contract_of("ssc_population"), code) == said


def test_handing_in_stands_in_the_audit_with_who_and_what(office: Path, as_: Callable[..., Client]) -> None:
    hand_in(as_("data_manager"), GOOD)
    told = Event.objects.get(action="delivery-handed-in")
    assert (told.actor, told.about, told.details["file"]) == (
        "data_manager@example.org", "sms_stay_registration", "stays.csv",
    )  # fmt: skip
    assert chain.broken() is None


def test_the_same_file_again_changes_nothing_and_says_so(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    hand_in(client, GOOD)
    job = hand_in(client, GOOD)
    assert "was taken in before" in client.get(f"/data/jobs/{job.pk}/").content.decode()
    assert len(Records(workspace()).receipts()) == 1


def test_a_file_that_does_not_fit_is_refused_in_three_parts_and_waits(
    office: Path, as_: Callable[..., Client]
) -> None:  # fmt: skip
    client = as_("data_manager")
    job = hand_in(client, "a,b\n1,2\n")
    assert job.state == Job.REFUSED
    assert set(job.error) == {"found", "expected", "do"}
    page = client.get(f"/data/jobs/{job.pk}/").content.decode()
    assert job.error["do"].split(",")[0] in page
    assert f"/data/uploads/{job.upload_id}/mapping/" in page
    assert len(list(kept(office))) == 1


@pytest.mark.parametrize(("name", "content", "said"), [
    ("stays.exe", "x", "This kind of file"), ("stays.csv", "", "The file is empty"),
])  # fmt: skip
def test_what_cannot_be_a_delivery_is_refused_at_once(
    name: str, content: str, said: str, office: Path, as_: Callable[..., Client]
) -> None:
    told = as_("data_manager").post(
        "/data/deliver/", {"source": "sms_stay_registration", "file": sent(content, name)}
    )  # fmt: skip
    assert told.status_code == 422
    assert said in told.content.decode()
    assert Job.objects.count() == 0


def test_nobody_hands_in_without_the_right(office: Path, as_: Callable[..., Client]) -> None:
    assert as_("auditor").post("/data/deliver/", {"file": sent(GOOD)}).status_code == 403


def test_work_that_was_going_on_when_the_worker_ended_is_found_and_can_be_begun_again(
    office: Path, as_: Callable[..., Client]
) -> None:
    client = as_("data_manager")
    told = client.post("/data/deliver/", {"source": "sms_stay_registration", "file": sent(GOOD)})
    Job.objects.update(state=Job.RUNNING)
    assert jobs.bury() == 1
    page = client.get(told.headers["Location"]).content.decode()
    assert "The server was stopped" in page
    job = worked(client.post(f"{told.headers['Location']}again/").headers["Location"])
    assert job.state == Job.DONE


def test_while_it_goes_on_the_page_asks_again_by_itself(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    told = client.post("/data/deliver/", {"source": "sms_stay_registration", "file": sent(GOOD)})
    address = told.headers["Location"]
    assert f'hx-get="{address}"' in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="job"')
    worked(address)
    assert "hx-get" not in client.get(address).content.decode()


def test_rejected_rows_are_shown_without_persons(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    job = hand_in(client, MESSY)
    page = client.get(f"/data/receipts/{job.outcome['delivery']}/rejected/").content.decode()
    assert "Date of registration: no value" in page
    assert "Date of registration: cannot be read" in page
    assert "Osmanova" not in page
    assert Event.objects.filter(action="rejected-rows-read", kind=chain.LOOK).count() == 1


def test_rejected_rows_go_out_as_a_workbook_and_come_back_as_a_delivery_that_is_linked(
    office: Path, as_: Callable[..., Client]
) -> None:
    import openpyxl

    client = as_("data_manager")
    first = hand_in(client, MESSY).outcome["delivery"]
    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/data/receipts/{first}/rejected.xlsx").content)
    )  # fmt: skip
    rows = sheet["rows"]
    head = [cell.value for cell in rows[3]]
    assert [[row[0].value, row[1].value] for row in rows.iter_rows(min_row=4)] == [
        ["3", "Date of registration: no value"], ["4", "Date of registration: cannot be read"],
    ]  # fmt: skip
    assert {cell.data_type for row in rows.iter_rows(min_row=4) for cell in row if cell.value} == {"s"}
    for number, (day, passport) in enumerate([("2021-01-07", "P2"), ("2021-01-08", "P3")], start=4):
        rows.cell(number, head.index("registered_on") + 1).value = day
        rows.cell(number, head.index("document_number") + 1).value = passport
    back = io.BytesIO()
    sheet.save(back)
    told = client.post(f"/data/receipts/{first}/", {"corrected": sent(back.getvalue(), "back.xlsx")})
    job = worked(told.headers["Location"])
    assert job.state == Job.DONE, job.error
    second = job.outcome["delivery"]
    receipt = next(one for one in Records(workspace()).receipts() if one.delivery_id == second)
    # Two rows were rejected, and both come back; the first delivery's row stands.
    assert (receipt.rows_in, receipt.accepted, receipt.superseded) == (2, 2, 0)
    assert Correction.objects.get().second == second
    assert second in client.get(f"/data/receipts/{first}/").content.decode()
    assert first in client.get(f"/data/receipts/{second}/").content.decode()


def test_a_file_that_nobody_mends_can_be_taken_away(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    job = hand_in(client, "a,b\n1,2\n")
    client.post(f"/data/uploads/{job.upload_id}/drop/")
    assert list(kept(office)) == []
    assert Upload.objects.get().is_gone


def test_the_list_of_work_costs_the_same_for_one_and_for_fifty(
    office: Path, as_: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    client = as_("data_manager")
    Job.objects.bulk_create(Job(kind="check", about="", by="a@example.org") for _ in range(50))
    with django_assert_max_num_queries(12):
        client.get("/data/jobs/")
