"""Files that people hand in: kept once by their content, known by it, and never served as something that runs.

Other rooms keep and find files by the functions here; the page `file` hands them out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from durna.web.access.permissions import Permission

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from durna.web.files.models import Stored

# The two functions import late: an app's package is read before there can be models.


def keep(
    by: Any,
    upload: UploadedFile | bytes,
    name: str,
    *,
    needs: Permission = Permission.READ_EVIDENCE,
    institution: int | None = None,
) -> Stored:
    """Keep a file; the same content under the same name by the same person is kept once.

    `needs` and `institution`: the permission, and the key of the institution it is asked for, without which nobody may
    read the file. Raises UserError for a file that is empty, too large, a program, or a bomb.
    """
    from durna.web.files import keeping

    return keeping.keep(by, upload, name, needs=needs, institution=institution)


def path(stored: Stored) -> Path:
    """Where the content lies."""
    from durna.web.files import keeping

    return keeping.path(stored.sha256)
