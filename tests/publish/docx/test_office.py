"""An office program opens the file and shows what is in it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from durna.publish.document import tables_of
from tests.publish.docx.conftest import Writer, document, years

ASKED = os.environ.get("DURNA_SOFFICE") or "soffice"
OFFICE = shutil.which(ASKED) or shutil.which("libreoffice")
READER = shutil.which("pdftotext")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=f"LibreOffice ({ASKED}) is not installed; scripts/office.sh sees to it.")
@pytest.mark.skipif(READER is None, reason="pdftotext, of Poppler, is not installed.")
def test_libreoffice_shows_every_number_caption_and_note(written: Writer, tmp_path: Path) -> None:
    shown = document(*document().pages[0].section.sections[0].blocks, years(13))
    pdf = as_pdf(written(shown).path, tmp_path)
    with pikepdf.open(pdf) as opened:
        sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in opened.pages]
    assert {width > height for width, height in sizes} == {True, False}
    text = text_of(pdf)
    tables = [table for page in shown.pages for table in tables_of(page.section)]
    numbers = [blank(cell.text) for table in tables for row in table.rows for cell in row.cells]
    assert [number for number in numbers if number not in text] == []
    for said in ("Table 1. Permits by ground", "Figure 1. Permits", "see Table 1 and", "Without renewals.", "Methods"):
        assert said in text


def as_pdf(file: Path, folder: Path) -> Path:
    """With a profile of its own: another LibreOffice may be open."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    made = folder / f"{file.stem}.pdf"
    assert made.exists(), done.stderr
    return made


def text_of(pdf: Path) -> str:
    done = subprocess.run([str(READER), str(pdf), "-"], capture_output=True, timeout=60, check=True)
    return blank(done.stdout.decode("utf-8"))


def blank(text: str) -> str:
    """Every kind of blank is one: which of them a PDF has is a matter of fonts."""
    return re.sub(r"\s+", " ", text)
