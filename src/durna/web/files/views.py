"""The page of a file: handed out to be saved, never to be shown by the browser as a page of this site."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from durna.web import files
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.files.kinds import KINDS
from durna.web.files.models import Stored


@needs(Permission.OWN_ACCOUNT)
def file(request: HttpRequest, pk: int) -> FileResponse:
    """Each file asks for its own permission; what somebody may not read does not exist for him."""
    stored = get_object_or_404(Stored, pk=pk)
    content = files.path(stored)
    if not may(request.user, Permission(stored.needs), stored.institution_id) or not content.is_file():
        raise Http404
    chain.record(request.user.email, "file-read", stored.name, kind=chain.LOOK, sha256=stored.sha256)
    response = FileResponse(
        content.open("rb"), as_attachment=True, filename=stored.name, content_type=KINDS[stored.kind].media
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
