"""Certificates on paper: a whole batch is set in one run, in one language or in all, a page for each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from durna.web import texts
from durna.web.training import squares
from durna.web.training.certifying import ISSUER
from durna.web.training.models import Certificate

LANGUAGES = ("az", "en", "ru")
_TEMPLATE = "certificate.typ"
_MASK = 3


def pdf(certificates: Sequence[Certificate], languages: Sequence[str], site: str) -> bytes:
    """One file with a page for each certificate and language; those of a person lie together."""
    import typst

    squares = {f"{each.number}.svg": square(each, site) for each in certificates}
    pages = [_page(each, code) for each in certificates for code in languages]
    template = (files("durna.web.training") / _TEMPLATE).read_bytes()
    day = max(each.issued_on for each in certificates)
    data = json.dumps({"pages": pages, "date": [day.year, day.month, day.day]}, ensure_ascii=False).encode()
    with TemporaryDirectory(prefix="durna-certificates-") as place:
        for name, held in {_TEMPLATE: template, "data.json": data, **squares}.items():
            (Path(place) / name).write_bytes(held)
        with as_file(files("durna.publish") / "assets" / "print-fonts") as fonts:
            compiler = typst.Compiler(
                str(Path(place) / _TEMPLATE), root=place, font_paths=[str(fonts)], ignore_system_fonts=True
            )
            made: Any = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=_moment(day))
    return bytes(made)


def _moment(day: date) -> int:
    """Never the clock: the beginning of the day of issue, so that the same certificates make the same file."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def square(certificate: Certificate, site: str) -> bytes:
    """The square: the address at which it is verified, with the signed statement itself, so that none is needed."""
    address = f"{site}training/verify/{certificate.number}/?c={certificate.seal}"
    return squares.svg(address, error="l", mask=_MASK)


def _page(certificate: Certificate, code: str) -> dict[str, Any]:
    said, language = texts.texts(code), texts.language(code)
    training = certificate.batch.training
    title = certificate.title.get(code) or certificate.title.get("en") or next(iter(certificate.title.values()), "")
    return {
        "language": code, "number": certificate.number, "name": certificate.name, "title": title,
        "issuer": ISSUER[code], "head": said("training-certificate"), "certifies": said("training-paper-certifies"),
        "completed": said("training-paper-completed"), "facts": _facts(certificate, code),
        "signature": said("training-paper-signature"), "verify": said("training-paper-verify"),
        "number_head": said("training-paper-number"), "alt": said("training-paper-square"),
        "example": said("training-example") if training.is_example else "",
        "issued": said("training-paper-issued", when=language.day(certificate.issued_on)),
    }  # fmt: skip


def _facts(certificate: Certificate, code: str) -> str:
    said, language = texts.texts(code), texts.language(code)
    batch, training = certificate.batch, certificate.batch.training
    parts = []
    if training.starts_on:
        last = training.ends_on or training.starts_on
        days = language.day(training.starts_on)
        parts.append(days if last == training.starts_on else f"{days} – {language.day(last)}")
    if batch.hours:
        parts.append(said("training-paper-hours", hours=f"{batch.hours.normalize():f}"))
    if batch.curriculum_label:
        parts.append(said("training-paper-curriculum", version=batch.curriculum_label))
    return " · ".join(parts)
