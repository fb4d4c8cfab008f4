"""Files on their way to intake: kept apart from the evidence, outside the store, and deleted after intake."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from durna.errors import UserError
from durna.periods import parse
from durna.sources import contract as contracts
from durna.web.audit import chain
from durna.web.dataroom import jobs
from durna.web.dataroom.models import UPLOADS, Job, Upload
from durna.web.files import names
from durna.web.refusals import refusal

LIMIT = 1000 << 20  # bytes: what the server takes of one request; a year of a border's crossings, packed
ENDINGS = (
    ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet", ".xml", ".json", ".gz", ".zip",
)  # fmt: skip
DAYS_KEPT = 7  # a file that was refused and that nobody mended or took away


def hand_in(
    by: str, content: Any, name: str, source: str, *, mapping: str = "", cut_off: date | None = None,
    covers: str = "", supplements: bool = False, corrects: str = "",
) -> Job:  # fmt: skip
    """Keep the file and ask for its intake. `content` has `chunks()`, as what a browser sends. Raises UserError."""
    contracts.to_deliver(source)
    _period(covers)
    # Intake sees the file under its own name, in a folder.
    plain = names.clean(name)
    if not plain.lower().endswith(ENDINGS):
        raise refusal("deliver-kind", kinds=", ".join(ENDINGS))
    file, sha256, size = _keep(content, Path(plain).suffix.lower())
    try:
        with transaction.atomic():
            upload = Upload.objects.create(
                source=source, name=plain, file=file, sha256=sha256, size=size, mapping=mapping, cut_off=cut_off,
                covers=covers, supplements=supplements, corrects=corrects, by=by,
            )  # fmt: skip
            chain.record(by, "delivery-handed-in", source, file=plain, sha256=sha256, size=size, corrects=corrects)
            return jobs.begin(by, "intake", plain, upload)
    except BaseException:
        _folder(file).unlink(missing_ok=True)
        raise


@transaction.atomic
def take_in(by: str, upload: Upload) -> Job:
    """Once more, after its mapping was mended."""
    return jobs.begin(by, "intake", upload.name, upload)


@transaction.atomic
def forget(by: str, upload: Upload) -> None:
    """Delete the file; what was handed in, and by whom, stays known."""
    upload.is_gone = True
    upload.save(update_fields=["is_gone"])
    chain.record(by, "upload-deleted", upload.source, file=upload.name, sha256=upload.sha256)
    upload.path.unlink(missing_ok=True)


@contextmanager
def named(upload: Upload) -> Iterator[Path]:
    """The file under its own name, which receipts and refusals tell; as it is kept it has another."""
    with tempfile.TemporaryDirectory(dir=upload.path.parent, prefix="intake-") as folder:
        file = Path(folder) / upload.name
        file.hardlink_to(upload.path)
        yield file


def forget_old() -> None:
    """What nobody mended in a week goes: it may tell of persons."""
    before = timezone.now() - timedelta(days=DAYS_KEPT)
    for upload in Upload.objects.filter(is_gone=False, made_at__lt=before):
        forget("durna serve", upload)
    place = Path(settings.FOLDER) / UPLOADS
    for file in place.iterdir() if place.is_dir() else ():
        # What a kill left between the file and its row.
        if file.is_file() and file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)


def _period(covers: str) -> None:
    if covers:
        try:
            parse(covers)
        except (UserError, ValueError):
            raise refusal("deliver-period", covers=covers) from None


def _keep(content: Any, ending: str) -> tuple[str, str, int]:
    place = Path(settings.FOLDER) / UPLOADS
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16) + ending
    digest, size = hashlib.sha256(), 0
    target = place / name
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            for chunk in content.chunks():
                size += len(chunk)
                if size > LIMIT:
                    raise refusal("deliver-too-large", limit=LIMIT >> 20)
                digest.update(chunk)
                stream.write(chunk)
        if not size:
            raise refusal("deliver-empty")
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return name, digest.hexdigest(), size


def _folder(file: str) -> Path:
    return Path(settings.FOLDER) / UPLOADS / file
