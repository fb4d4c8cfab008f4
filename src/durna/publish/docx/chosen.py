"""What a workspace says of its Word documents under [word] in durna.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from durna.errors import UserError
from durna.workspace import TEMPLATES, Workspace


@dataclass(frozen=True)
class Word:
    """The template, and its styles by key."""

    template: Path | None = None
    styles: Mapping[str, str] = field(default_factory=dict)


def of(workspace: Workspace) -> Word:
    """Raises UserError for styles of no template, and where it lies outside the folder that editions keep a copy of."""
    named = workspace.word_template
    if named is None:
        _refuse_styles(workspace)
        return Word()
    folder = (workspace.root / TEMPLATES).resolve()
    if not named.is_relative_to(folder):
        raise UserError(
            message="word-template",
            what=named.name,
            found=f"The Word template '{named.name}' does not lie in the folder '{TEMPLATES}' of the workspace.",
            expected=f"word.template as '{TEMPLATES}/{named.name}': of that folder an edition keeps a copy.",
            do=f"Move the file into '{TEMPLATES}' and correct durna.toml.",
        )
    return Word(named, workspace.word_styles)


def _refuse_styles(workspace: Workspace) -> None:
    if workspace.word_styles:
        raise UserError(
            message="wrong-file",
            what="durna.toml",
            detail="[word.styles]",
            found="[word.styles] in durna.toml names styles, and no template is named that could have them.",
            expected=f'[word] with template = "{TEMPLATES}/NAME.docx".',
            do="Name the template, or take [word.styles] away.",
        )
