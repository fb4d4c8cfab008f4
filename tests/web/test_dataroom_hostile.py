"""Files that nobody should hand in: each is refused in the reader's language, in three parts, and nothing breaks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from durna.store.records import Records
from durna.web.dataroom.models import Job, Upload
from durna.web.served import workspace
from tests.web.test_dataroom_deliver import GOOD, HEAD, office, sent, worked

pytestmark = pytest.mark.django_db

__all__ = ["office"]


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "."), content)
    return stream.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


BOMB = b"0" * (80 << 20)
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
HOSTILE = {
    "a PDF that is called a table": (
        "stays.csv",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n",
    ),
    "a page that is called a workbook": ("stays.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
    "a workbook that is cut off": ("stays.xlsx", workbook(("number", "day"), (1, "2021-01-05"))[:900]),
    "a zip that is called a workbook": ("stays.xlsx", zipped(a__txt=b"hello")),
    "noise": ("stays.csv", bytes(range(256)) * 40),
    "a head without rows in UTF-16 that is cut off": ("stays.csv", HEAD.encode("utf-16")[:-1]),
    "a zip that swells": ("stays.zip", zipped(stays__csv=BOMB)),
    "a gzip that is none": ("stays.csv.gz", b"\x1f\x8b\x08\x00broken"),
    "two tables in one zip": ("stays.zip", zipped(a__csv=GOOD.encode(), b__csv=GOOD.encode())),
    "a zip with nothing in it": ("stays.zip", zipped()),
    "a parquet that is none": ("stays.parquet", b"PAR1broken"),
    "an XML that laughs": ("stays.xml", LAUGHS),
    "a JSON that is none": ("stays.json", b'{"a": '),
    "an OpenDocument that is none": ("stays.ods", b"PK\x03\x04broken"),
    "a binary workbook that is none": ("stays.xlsb", zipped(a__bin=b"broken")),
    "one column of nothing": ("stays.csv", b"\n\n\n\n"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_in_the_language_of_whoever_handed_it_in(
    what: str, office: Path, as_: Callable[..., Client]
) -> None:
    name, content = HOSTILE[what]
    client = as_("data_manager")
    client.cookies["durna_language"] = "ru"
    told = client.post("/data/deliver/", {"source": "sms_stay_registration", "file": sent(content, name)})
    if told.status_code == 422:
        assert re.search("[а-я]", told.content.decode().partition('role="alert"')[2][:400])
        return
    job = worked(told.headers["Location"])
    assert job.state == Job.REFUSED
    for part in ("found", "expected", "do"):
        assert re.search("[а-я]{3}", job.error[part]), job.error
    # Its mapping may be looked for all the same, and may be seen.
    upload = Upload.objects.get()
    assert client.get(f"/data/uploads/{upload.pk}/mapping/").status_code in (200, 422)
    proposed = client.post(f"/data/uploads/{upload.pk}/propose/")
    assert proposed.status_code in (302, 422)
    if proposed.status_code == 302:
        assert client.get(proposed.headers["Location"]).status_code in (200, 422)


def deliver(client: Client, content: bytes, name: str) -> Job:
    told = client.post("/data/deliver/", {"source": "sms_stay_registration", "file": sent(content, name)})
    return worked(told.headers["Location"])


def test_a_name_as_long_as_a_letter_is_shortened(office: Path, as_: Callable[..., Client]) -> None:
    job = deliver(as_("data_manager"), GOOD.encode(), "ə" * 180 + ".csv")
    assert job.state == Job.DONE
    assert job.about.endswith("ə.csv")


def test_a_zip_that_climbs_out_of_its_folder_is_read_and_laid_nowhere(office: Path, as_: Callable[..., Client]) -> None:
    job = deliver(as_("data_manager"), zipped(**{"../../../evil__csv": GOOD.encode()}), "stays.zip")
    assert job.state == Job.DONE
    assert list(office.parent.parent.rglob("evil*")) == []


def test_a_formula_that_nobody_computed_is_an_empty_cell_and_its_row_is_rejected(
    office: Path, as_: Callable[..., Client]
) -> None:
    head = tuple(HEAD.strip().split(","))
    rows = head, (1, "2021-01-05", "GEO", "M", 31, "P1", "X"), (2, "=TODAY()", "TUR", "F", 28, "P2", "X")
    deliver(as_("data_manager"), workbook(*rows), "stays.xlsx")
    (receipt,) = Records(workspace()).receipts()
    assert (receipt.accepted, receipt.rejected) == (1, 1)
