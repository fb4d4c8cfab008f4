"""Calendar, mapping and erasure on screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from durna.checks import deliveries
from durna.persons.pseudonyms import pseudonym
from durna.store import erasing
from durna.store.records import Records
from durna.web.audit.models import Event
from durna.web.awaiting import awaiting
from durna.web.dataroom.models import Contact, Job, Retention
from durna.web.served import workspace
from tests.intake.deliveries import KEY
from tests.web.test_dataroom_deliver import GOOD, HEAD, hand_in, office, sent, worked

__all__ = ["office"]
pytestmark = pytest.mark.django_db

# The names of the columns are an office's own.
STRANGE = (
    "No;Qeydiyyat tarixi;Vətəndaşlıq;Cins;Pasport\n1;05.01.2021;Gürcüstan;kişi;AA1\n2;06.01.2021;Türkiyə;qadın;AA2\n"
)


def seen(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_what_an_institution_owes_is_computed_from_receipts(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    hand_in(client, GOOD, cut_off="2021-01-31")
    page = client.get("/data/calendar/change/").content.decode()
    told = client.post("/data/calendar/change/", {
        "add": "", "seen": seen(page), "source": "sms_stay_registration", "every": "year", "due_days": "15",
        "since": str(date.today().year - 1),
    })  # fmt: skip
    assert told.status_code == 302, told.content.decode()
    (expected,) = deliveries.load(office / deliveries.FILE)
    assert (expected.source, expected.every, expected.due_days) == ("sms_stay_registration", "year", 15)
    # Of last year nothing came, and its fifteenth of January is over (or due until then).
    page = client.get("/data/calendar/").content.decode()
    assert str(date.today().year - 1) in page
    assert "/letter/" in page
    assert Event.objects.filter(action="calendar-kept").count() == 1


def test_what_is_owed_awaits_those_who_manage_the_data(office: Path, somebody: Callable[..., Any]) -> None:
    (office / deliveries.FILE).write_text(
        '- {source: sms_stay_registration, every: year, due_days: 15, since: "2022", until: "2022"}\n', encoding="utf-8"
    )  # fmt: skip
    (one,) = [each for each in awaiting(somebody("data_manager")) if each.address == "/data/calendar/"]
    # The year ends on 31 December; fifteen days later it was due.
    assert one.due == date(2022, 12, 31) + timedelta(days=15)
    assert [each for each in awaiting(somebody("auditor")) if each.address == "/data/calendar/"] == []


def test_the_letter_names_what_is_owed_and_whom_to_ask(office: Path, as_: Callable[..., Client]) -> None:
    (office / deliveries.FILE).write_text(
        '- {source: sms_stay_registration, every: year, due_days: 15, since: "2022", until: "2022"}\n', encoding="utf-8"
    )  # fmt: skip
    client = as_("data_manager")
    client.post("/data/calendar/change/", {"contact": "", "institution": "sms", "person": "A. Aliyeva, room 4"})
    assert Contact.objects.get().person == "A. Aliyeva, room 4"
    page = client.get("/data/calendar/sms_stay_registration/2022/letter/").content.decode()
    assert "A. Aliyeva, room 4" in page
    assert "15 January 2023" in page


def test_a_calendar_that_reads_wrong_is_not_kept(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    page = client.get("/data/calendar/change/").content.decode()
    told = client.post("/data/calendar/change/", {"keep": "", "seen": seen(page), "text": "- {source: nothing}\n"})
    assert told.status_code == 422
    assert not (office / deliveries.FILE).exists()


def test_nobody_overwrites_a_calendar_that_was_changed_meanwhile(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    old = seen(client.get("/data/calendar/change/").content.decode())
    mine = '- {source: sms_stay_registration, every: month, due_days: 5, since: "2026-01"}\n'
    (office / deliveries.FILE).write_text(mine, encoding="utf-8")
    told = client.post("/data/calendar/change/", {"keep": "", "seen": old, "text": "[]\n"})
    assert told.status_code == 422
    assert "Somebody changed the calendar" in told.content.decode()
    assert (office / deliveries.FILE).read_text(encoding="utf-8") == mine


def test_a_file_without_a_mapping_gets_one_proposed_looked_at_kept_and_taken_in(
    office: Path, as_: Callable[..., Client]
) -> None:
    (office / "mappings" / "sms_stay_registration.yaml").unlink()
    client = as_("data_manager")
    refused = hand_in(client, STRANGE)
    assert refused.state == Job.REFUSED
    place = f"/data/uploads/{refused.upload_id}/mapping/"
    proposed = worked(client.post(place.replace("mapping", "propose")).headers["Location"])
    assert proposed.state == Job.DONE, proposed.error
    page = client.get(place).content.decode()
    assert "Qeydiyyat tarixi" in page
    sent_form = {
        "name": "sms_stay_registration", "seen": seen(page), "text": proposed.outcome["yaml"],
        "registration_no-column": "No", "registered_on-column": "Qeydiyyat tarixi", "registered_on-form": "dmy",
        "citizenship-column": "Vətəndaşlıq", "citizenship-codes": "Gürcüstan = GEO\nTürkiyə = TUR",
        "sex-column": "Cins", "sex-codes": "kişi = male\nqadın = female", "document_number-column": "Pasport",
    }  # fmt: skip
    shown = client.post(place, {**sent_form, "preview": ""}).content.decode()
    assert "2021-01-05" in shown
    assert "GEO" in shown
    assert "AA1" not in shown.partition('id="preview"')[2]
    told = client.post(place, {**sent_form, "take": ""})
    assert told.status_code == 302, told.content.decode()
    job = worked(told.headers["Location"])
    assert job.state == Job.DONE, job.error
    (receipt,) = Records(workspace()).receipts()
    assert (receipt.accepted, receipt.rejected, receipt.unknown_codes) == (2, 0, {})


def test_a_mapping_that_is_none_is_not_kept(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    job = hand_in(client, "a,b\n1,2\n")
    place = f"/data/uploads/{job.upload_id}/mapping/"
    mapping = office / "mappings" / "sms_stay_registration.yaml"
    before = mapping.read_text(encoding="utf-8")
    for text in ("fields: [", "source: sms_stay_registration\nfields: {registration_no: {form: never}}\n"):
        mark = seen(client.get(f"{place}?as=text").content.decode())
        told = client.post(
            f"{place}?as=text",
            {"as": "text", "keep": "", "name": "sms_stay_registration", "text": text, "seen": mark},
        )
        assert told.status_code == 422
    assert mapping.read_text(encoding="utf-8") == before


def test_a_mapping_for_another_source_is_refused(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    job = hand_in(client, "a,b\n1,2\n")
    place = f"/data/uploads/{job.upload_id}/mapping/"
    mark = seen(client.get(place).content.decode())
    told = client.post(f"{place}?as=text", {
        "as": "text", "keep": "", "name": "sms_stay_registration", "seen": mark,
        "text": "source: sbs_refusal\nfields: {decision_no: a}\n",
    })  # fmt: skip
    assert told.status_code == 422
    assert "is for source sbs_refusal" in told.content.decode()


def test_codes_that_nobody_mapped_are_mapped_and_the_file_taken_again(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    content = HEAD + "1,2021-01-05,GEO,Z,31,P1,Rahimov\n"
    delivery = hand_in(client, content).outcome["delivery"]
    page = client.get(f"/data/receipts/{delivery}/codes/").content.decode()
    told = client.post(f"/data/receipts/{delivery}/codes/", {"seen": seen(page), "sex=Z": "male"})
    assert told.status_code == 302, told.content.decode()
    assert told.headers["Location"].startswith("/data/deliver/?source=sms_stay_registration")
    again = hand_in(client, content)
    receipt = next(one for one in Records(workspace()).receipts() if one.delivery_id == again.outcome["delivery"])
    assert (receipt.unknown_codes, receipt.superseded) == ({}, 1)


def test_a_delivery_is_erased_and_its_receipt_says_so(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    delivery = hand_in(client, GOOD).outcome["delivery"]
    told = client.post("/data/retention/", {"erase": "", "delivery": delivery, "reason": "Article 7", "sure": "on"})
    job = worked(told.headers["Location"])
    assert job.outcome == {"records": 2, "tombstones": [1]}, job.error
    assert "Records erased" in client.get(f"/data/receipts/{delivery}/").content.decode()
    assert "Article 7" in client.get("/data/erased/").content.decode()
    assert Event.objects.get(action="records-erased").details == {"records": 2, "tombstones": [1]}


def test_a_person_is_erased_and_the_pseudonym_is_written_nowhere(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    hand_in(client, GOOD)
    whose = pseudonym(bytes.fromhex(KEY), "document_number", "P1")
    told = client.post("/data/retention/", {"person": "", "pseudonym": whose, "reason": "Asked for", "sure": "on"})
    job = worked(told.headers["Location"])
    assert job.outcome["records"] == 1, job.error
    assert [stone.records for stone in erasing.tombstones(workspace())] == [1]
    assert whose not in str(list(Event.objects.values_list("details", "about")))
    assert whose not in str(list(Job.objects.values_list("told", "outcome", "about")))


def test_a_delivery_past_its_time_is_offered_for_erasure(office: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    delivery = hand_in(client, GOOD).outcome["delivery"]
    assert delivery not in client.get("/data/retention/").content.decode()
    client.post("/data/retention/", {
        "keep": "", "source": "sms_stay_registration", "months": "12", "basis": "Act 1, article 2",
    })  # fmt: skip
    assert Retention.objects.get().months == 12
    page = client.get("/data/retention/").content.decode()
    # The rows end on 6 January 2021; a year later they were past their time.
    assert delivery in page
    assert "6 January 2022" in page


def test_nobody_overwrites_a_rule_of_retention_that_he_has_not_seen(office: Path, as_: Callable[..., Client]) -> None:
    client, said = as_("data_manager"), {"keep": "", "source": "sbs_refusal", "basis": "Act 1"}
    assert client.post("/data/retention/", said | {"months": "12"}).status_code == 302
    # A page that was opened before there was a rule, and one that shows it.
    refused = client.post("/data/retention/", said | {"months": "6"})
    assert refused.status_code == 422
    assert "Somebody else saved this" in refused.content.decode()
    page = client.get("/data/retention/").content.decode()
    assert '<input type="hidden" name="version of sbs_refusal" value="1">' in page
    assert client.post("/data/retention/", said | {"months": "24", "version of sbs_refusal": "1"}).status_code == 302
    assert Retention.objects.get().months == 24
    assert Event.objects.filter(action="retention-set").count() == 2


def test_nothing_is_erased_without_the_right(office: Path, as_: Callable[..., Client]) -> None:
    for role in ("statistician", "auditor", "system_administrator"):
        assert as_(role).post("/data/retention/", {"erase": "", "delivery": "x"}).status_code == 403
    assert sent("x").size == 1
