"""Import a framework: what it would change is shown first, then it stands beside the versions before it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from durna.frameworks.crosswalk import Walk, walk
from durna.frameworks.questions import Framework
from durna.frameworks.reading import read_questions
from durna.web.audit import chain
from durna.web.governance import frameworks
from durna.web.governance.models import FrameworkVersion
from durna.web.refusals import refusal


@dataclass(frozen=True)
class Proposed:
    framework: Framework
    walk: Walk


def propose(text: str, file: str) -> Proposed:
    """What an import would do. Raises UserError, with the place in the file, where it cannot be imported."""
    found = read_questions(text, file)
    if found.framework != frameworks.KEY:
        raise refusal("mgi-framework-other", other=found.framework)
    known = frameworks.versions().filter(version=found.version).first()
    if known is not None and known.sha256 != frameworks.sha256(text):
        raise refusal("mgi-framework-known", version=found.version)
    frameworks.shipped()
    return Proposed(found, walk(frameworks.parsed(frameworks.in_use()), found, file))


@transaction.atomic
def bring_in(*, by: str, text: str, file: str) -> FrameworkVersion:
    """Import a file. The same file twice is one version."""
    proposed = propose(text, file)
    version, is_new = FrameworkVersion.objects.get_or_create(
        framework=frameworks.KEY, version=proposed.framework.version,
        defaults={"sha256": frameworks.sha256(text), "text": text, "imported_by": by},
    )  # fmt: skip
    if is_new:
        chain.record(
            by, "mgi-framework-imported", str(version), file=file, sha256=version.sha256,
            questions=len(proposed.framework.questions), crosswalk=dict(proposed.walk.counts()),
        )  # fmt: skip
    return version
