"""Errors in authored texts, told with the file and the line."""

from __future__ import annotations

from durna.errors import UserError

HOW_TO = "docs/how-to/write-a-paragraph.md"


def wrong(file: str, line: int, found: str, expected: str) -> UserError:
    where = f"{file}, line {line}" if line else file
    return UserError(
        message="wrong-file",
        what=where,
        detail=found,
        found=f"{where}: {found}",
        expected=expected,
        do=f"Correct the file; {HOW_TO} shows every form.",
    )
