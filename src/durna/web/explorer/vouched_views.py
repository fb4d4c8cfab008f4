"""Whether an edition is what was signed: a page for readers, and the files with which they can see for themselves."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from durna.editions import keys, notices, signing
from durna.editions.folder import Edition
from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.explorer import vouched
from durna.web.explorer.views import of


@needs(Permission.READ_PUBLISHED)
def verification(request: HttpRequest, name: str) -> HttpResponse:
    """Who signed it, when, with which key, what was corrected since; every file is hashed where that is asked for."""
    edition = _signed(request, name)
    try:
        signature, error = signing.read(edition), None
    except UserError as damaged:
        signature, error = None, damaged
    corrected = vouched.corrected(edition)
    return render(request, "explorer/verification.html", {
        "edition": edition, "signature": signature, "error": error, "corrected": corrected,
        "keys": [keys.fingerprint(key) for key in vouched.trusted()],
        "answer": vouched.verified(edition) if "now" in request.GET else None,
        "notices": [(one, notices.file_of(edition, one.number).name) for one in corrected.notices],
        "files": [each for each in (vouched.MANIFEST, vouched.SIGNATURE, vouched.KEYS) if vouched.file(edition, each)],
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def verification_file(request: HttpRequest, name: str, path: str) -> HttpResponse:
    found = vouched.file(_signed(request, name), path)
    if found is None:
        raise Http404
    return FileResponse(found.open("rb"), as_attachment=True, filename=f"{name}-{found.name}")


def _signed(request: HttpRequest, name: str) -> Edition:
    edition = of(request, name)
    if not edition.is_signed:
        raise Http404
    return edition
