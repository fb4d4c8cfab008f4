"""Frameworks in use at this site: the working set that comes with the program, and what was imported over it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files

from django.db.models import QuerySet

from durna.frameworks import mgi
from durna.frameworks.chain import over
from durna.frameworks.crosswalk import Walk, walk
from durna.frameworks.questions import WORKING_SET, Framework
from durna.frameworks.reading import read_questions
from durna.web.governance.models import FrameworkVersion

KEY = "mgi"
_SHIPPED_BY = "durna"


def parsed(version: FrameworkVersion) -> Framework:
    """What a version says; read once in a process."""
    return _parsed(version.sha256, version.pk)


def in_use() -> FrameworkVersion:
    """The version that a new round takes: the last that was imported, else the working set."""
    found = versions().first()
    return found or shipped()


def versions() -> QuerySet[FrameworkVersion]:
    """The newest first, without their texts."""
    return FrameworkVersion.objects.filter(framework=KEY).defer("text")


def shipped() -> FrameworkVersion:
    """The working set, kept with the site when it is first needed."""
    text = (files("durna.frameworks") / "data" / WORKING_SET).read_text(encoding="utf-8")
    version, _ = FrameworkVersion.objects.get_or_create(
        framework=KEY, version=mgi().version,
        defaults={"sha256": sha256(text), "text": text, "imported_by": _SHIPPED_BY},
    )  # fmt: skip
    return version


def crossed(old: FrameworkVersion, new: FrameworkVersion) -> Walk:
    """The crosswalk between two versions in use, over those that were in use between them."""
    between = _between(parsed(old), parsed(new))
    return over(between) if len(between) > 1 else walk(parsed(old), parsed(new))


def _between(old: Framework, new: Framework) -> list[Framework]:
    """From the old version to the new one, as each says which it follows; nothing where that leads elsewhere."""
    known = {version.version: version for version in versions()}
    found = [new]
    while found[0].version != old.version:
        before = found[0].crosswalk.from_version if found[0].crosswalk else ""
        if before not in known or before in {each.version for each in found}:
            return []
        found.insert(0, parsed(known[before]))
    return found


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=16)
def _parsed(digest: str, pk: int) -> Framework:
    text = FrameworkVersion.objects.values_list("text", flat=True).get(pk=pk)
    return read_questions(text, "the framework")
