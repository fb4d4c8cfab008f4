"""What a workspace says about its figures: breaks, preferences, references. Each file may be absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from durna.indicators import breaks, preference, references
from durna.indicators.breaks import Break
from durna.indicators.preference import Rules
from durna.indicators.references import Reference
from durna.workspace import Workspace


@dataclass(frozen=True)
class Notes:
    breaks: tuple[Break, ...]
    rules: Rules
    references: Mapping[str, Reference]


def read(workspace: Workspace) -> Notes:
    """Raises UserError where a file of notes is wrong."""
    root = workspace.root
    return Notes(
        breaks=breaks.load(root / "breaks.yaml") if (root / "breaks.yaml").exists() else (),
        rules=preference.load(root / "preference.yaml") if (root / "preference.yaml").exists() else Rules(),
        references=references.load(root / "references.yaml") if (root / "references.yaml").exists() else {},
    )
