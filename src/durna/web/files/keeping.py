"""Keep a file: looked at first, then put into the site's folder whole or not at all, then written down."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from durna.web.access.permissions import Permission
from durna.web.audit import chain
from durna.web.files import kinds, names
from durna.web.files.models import Stored
from durna.web.refusals import refusal

LIMIT = 64 << 20  # bytes: a code of laws with its scanned annexes
_FOLDER = "files"


def path(sha256: str) -> Path:
    return Path(settings.FOLDER) / _FOLDER / sha256[:2] / sha256


def keep(by: Any, upload: UploadedFile | bytes, name: str, *, needs: Permission, institution: int | None) -> Stored:
    place = Path(settings.FOLDER) / _FOLDER
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, taken = tempfile.mkstemp(dir=place, prefix=".new-")
    try:
        with os.fdopen(handle, "w+b") as stream:
            sha256, size = _copy(upload, stream)
            kind = kinds.detect(stream, name)
            os.fsync(stream.fileno())
        _settle(Path(taken), path(sha256))
    finally:
        Path(taken).unlink(missing_ok=True)
    return _write_down(
        by, sha256=sha256, size=size, kind=kind.name, name=names.clean(name, kind.endings), needs=needs,
        institution_id=institution,
    )  # fmt: skip


@transaction.atomic
def _write_down(by: Any, **said: Any) -> Stored:
    stored, is_new = Stored.objects.get_or_create(kept_by=by, **said)
    if is_new:
        chain.record(by.email, "file-kept", stored.name, sha256=stored.sha256, size=stored.size, kind=stored.kind)
    return stored


def _copy(upload: UploadedFile | bytes, target: BinaryIO) -> tuple[str, int]:
    """The hash and the size in bytes of what was copied. It stops at the limit, whatever the sender said of it."""
    digest, size = hashlib.sha256(), 0
    chunks: Iterable[bytes] = [upload] if isinstance(upload, bytes) else upload.chunks()
    for chunk in chunks:
        size += len(chunk)
        if size > LIMIT:
            raise refusal("file-too-large", limit=LIMIT >> 20)
        digest.update(chunk)
        target.write(chunk)
    if not size:
        raise refusal("file-empty")
    target.flush()
    return digest.hexdigest(), size


def _settle(taken: Path, target: Path) -> None:
    """Under its hash stands the whole file or nothing: it comes there in one step, from the same disk."""
    if not target.exists():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        taken.replace(target)
