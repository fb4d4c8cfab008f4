"""Files that people hand in: known by their content, kept once, never handed out as something that runs."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from durna.errors import UserError
from durna.web import files
from durna.web.access.permissions import Permission
from durna.web.accounts.models import Institution
from durna.web.audit.models import Event
from durna.web.files import archives, keeping, names
from durna.web.files.models import Stored

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def zipped(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


DOCX = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
ODT = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<c/>"})


@pytest.fixture
def officer(somebody: Callable[..., object]) -> object:
    return somebody("project_officer")


def test_a_file_is_kept_under_its_hash_and_told_of(officer: object) -> None:
    stored = files.keep(officer, SimpleUploadedFile("x", PDF), "Law.pdf")
    assert (stored.sha256, stored.size, stored.kind, stored.name) == (
        hashlib.sha256(PDF).hexdigest(), len(PDF), "pdf", "Law.pdf",
    )  # fmt: skip
    assert files.path(stored).read_bytes() == PDF
    assert files.path(stored).parent.name == stored.sha256[:2]
    told = Event.objects.get(action="file-kept")
    assert (told.actor, told.about, told.details["sha256"]) == ("project_officer@example.org", "Law.pdf", stored.sha256)


def test_the_same_content_lies_there_once_under_whatever_names(officer: object) -> None:
    one, again = files.keep(officer, PDF, "a.pdf"), files.keep(officer, PDF, "a.pdf")
    other = files.keep(officer, PDF, "b.pdf")
    assert one.pk == again.pk
    assert other.pk != one.pk
    assert files.path(other) == files.path(one)
    assert not [each for each in files.path(one).parent.parent.iterdir() if each.name.startswith(".new-")]


@pytest.mark.parametrize(
    ("content", "name", "kind", "kept_as"),
    [
        (PDF, "law.docx", "pdf", "law.docx.pdf"),
        (DOCX, "act.docx", "docx", "act.docx"),
        (DOCX, "act.pdf", "docx", "act.pdf.docx"),
        (ODT, "text.odt", "odt", "text.odt"),
        (HTML, "harmless.pdf", "html", "harmless.pdf.html"),
        (SVG, "drawing.png", "svg", "drawing.png.svg"),
        (b'<?xml version="1.0"?><a/>', "data.txt", "xml", "data.txt.xml"),
        ("Qanun, maddə 3".encode(), "qeyd.txt", "text", "qeyd.txt"),
        ("Закон".encode("cp1251"), "z.txt", "text", "z.txt"),
        ("\ufeffYaş;Say".encode("utf-16-le"), "t.csv", "csv", "t.csv"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "p.png", "png", "p.png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old.doc", "office", "old.doc"),
        (zipped({"a.txt": b"a"}), "several", "zip", "several.zip"),
        (b"PK\x03\x04 but no archive", "x.zip", "other", "x.zip"),
        (b"\x00\x01\x02\x03\x04\x05", "data.bin", "other", "data.bin"),
    ],
)  # fmt: skip
def test_the_kind_is_what_the_content_says(officer: object, content: bytes, name: str, kind: str, kept_as: str) -> None:
    stored = files.keep(officer, content, name)
    assert (stored.kind, stored.name) == (kind, kept_as)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 100, "report.pdf"),
        (b"\x7fELF\x02\x01" + b"\0" * 60, "table.xlsx"),
        (b"\xcf\xfa\xed\xfe" + b"\0" * 60, "app"),
        (b"#!/bin/sh\nrm -rf /\n", "notes.txt"),
        (b"del *.*", "cleanup.BAT"),
        (b"alert(1)", "page.js "),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F", "link.lnk"),
    ],
)
def test_programs_are_refused_whatever_they_are_called(officer: object, content: bytes, name: str) -> None:
    with pytest.raises(UserError, match="program"):
        files.keep(officer, content, name)
    assert not Stored.objects.exists()


def test_macros_and_programs_inside_archives_are_refused(officer: object) -> None:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", "word/vbaProject.bin": b"x"}
    with pytest.raises(UserError, match="macros"):
        files.keep(officer, zipped(parts), "act.docx")
    with pytest.raises(UserError, match="archive holds a program"):
        files.keep(officer, zipped({"papers/setup.EXE": b"x"}), "papers.zip")


def test_a_text_that_begins_like_a_program_is_a_text(officer: object) -> None:
    assert files.keep(officer, b"MZS: the Migration Centre", "mzs.txt").kind == "text"


def test_archives_that_swell_are_refused(officer: object) -> None:
    # 60 MB of zeros shrink a thousandfold: more than a hundredfold, and more than is small enough.
    with pytest.raises(UserError, match="beyond measure"):
        files.keep(officer, zipped({"zeros": bytes(60 << 20)}), "bomb.zip")
    many = zipped({str(number): b"" for number in range(10_001)}, zipfile.ZIP_STORED)
    with pytest.raises(UserError, match="beyond measure"):
        files.keep(officer, many, "many.zip")


def test_parts_that_lie_over_each_other_are_refused(officer: object) -> None:
    """The well-known small bomb: every entry of the list points to the same kernel."""
    whole = zipped({"a": bytes(range(256)) * 40}, zipfile.ZIP_STORED)
    start, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    entry, tail = whole[start:end], bytearray(whole[end:])
    tail[8:12] = (3).to_bytes(2, "little") * 2
    tail[12:16] = (3 * len(entry)).to_bytes(4, "little")
    with pytest.raises(UserError, match="beyond measure"):
        files.keep(officer, whole[:start] + entry * 3 + bytes(tail), "overlap.zip")


def test_a_part_that_lies_about_its_size_is_read_to_the_limit_only() -> None:
    assert len(archives.part(io.BytesIO(zipped({"a": bytes(5000)})), "a", 1000)) == 1000
    assert archives.part(io.BytesIO(zipped({"a": b"x"})), "b", 1000) == b""


def test_what_is_too_large_or_empty_is_refused(officer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LIMIT", 3 << 20)
    with pytest.raises(UserError, match="too large") as told:
        files.keep(officer, SimpleUploadedFile("x", bytes((3 << 20) + 1)), "x.bin")
    assert "3 MB" in told.value.expected
    with pytest.raises(UserError, match="empty"):
        files.keep(officer, b"", "x.pdf")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\law.pdf", "law.pdf"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("CON.pdf", "_CON.pdf"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("law\u202efdp.exe", "lawfdp.exe"),
        ("a\x00b\nc\r.pdf", "abc.pdf"),
        ("Qanun № 5 — ərazi.pdf", "Qanun № 5 — ərazi.pdf"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert names.clean(given) == kept


def test_long_names_are_shortened_in_whole_letters_and_keep_their_ending() -> None:
    short = names.clean("ə" * 500 + ".pdf")
    assert short.endswith("ə.pdf")
    assert len(short.encode()) <= 180
    assert len(names.clean("x" * 300, (".docx",)).encode()) <= 180


@pytest.mark.parametrize(
    ("content", "name", "media"),
    [
        (HTML, "p.html", "application/octet-stream"), (SVG, "d.svg", "application/octet-stream"),
        (b"<?xml version='1.0'?><a/>", "a.xml", "application/octet-stream"), (PDF, "l.pdf", "application/pdf"),
        (b"plain", "t.txt", "text/plain; charset=utf-8"),
    ],
)  # fmt: skip
def test_a_file_is_handed_out_to_be_saved_and_never_runs(
    as_: Callable[..., Client], content: bytes, name: str, media: str
) -> None:
    client = as_("project_officer")
    stored = files.keep(_me(client), content, name)
    found = client.get(f"/files/{stored.pk}/")
    assert found.getvalue() == content
    assert found["Content-Type"] == media
    assert found["Content-Disposition"] == f'attachment; filename="{name}"'
    assert found["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert found["X-Content-Type-Options"] == "nosniff"
    look = Event.objects.get(action="file-read")
    assert (look.kind, look.actor, look.about) == ("look", "project_officer@example.org", name)


def test_a_file_opens_for_those_whom_it_was_kept_for(
    as_: Callable[..., Client], somebody: Callable[..., object]
) -> None:
    manager = somebody("data_manager", email="m@example.org")
    secret = files.keep(manager, PDF, "a.pdf", needs=Permission.MANAGE_DATA)
    assert as_("data_manager").get(f"/files/{secret.pk}/").getvalue() == PDF
    assert as_("project_officer").get(f"/files/{secret.pk}/").status_code == 404
    assert not Event.objects.filter(action="file-read", actor="project_officer@example.org").exists()
    place = Institution.objects.create(name="Border Service")
    theirs = files.keep(manager, PDF, "b.pdf", needs=Permission.ANSWER_QUESTIONS, institution=place.pk)
    client = as_("ministry_respondent")
    assert client.get(f"/files/{theirs.pk}/").status_code == 404
    mine = _me(client)
    mine.institution = place
    mine.save()
    assert client.get(f"/files/{theirs.pk}/").getvalue() == PDF


def test_a_file_whose_content_is_lost_is_not_there(as_: Callable[..., Client]) -> None:
    client = as_("auditor")
    stored = files.keep(_me(client), b"soon lost", "lost.txt")
    files.path(stored).unlink()
    assert client.get(f"/files/{stored.pk}/").status_code == 404


def _me(client: Client) -> object:
    from durna.web.accounts.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])
