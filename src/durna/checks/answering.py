"""Answering a finding: an entry is added to `explanations.yaml`, and what people wrote there stays as they wrote it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from durna import yaml_text
from durna.checks import explanations
from durna.checks.findings import Finding
from durna.errors import UserError
from durna.store.writer import only_writer

HEADING = "# Answers to findings of the checks: docs/reference/checks.md. The last entry on a finding holds.\n"


LOCK = ".explanations.lock"
_PATIENCE = 20.0  # seconds; an answer takes milliseconds


@dataclass(frozen=True)
class Answer:
    by: str
    reason: str
    when: date
    until: date | None = None


def answer(folder: Path, finding: Finding, given: Answer) -> Path:
    """Append the answer; whole or not at all. Raises UserError where the file is wrong or the answer says nothing."""
    if not given.by.strip() or not given.reason.strip():
        raise UserError(
            message="empty-explanation",
            found="An explanation without a name or without a reason.",
            expected="Who explains the finding, and why it is as it is.",
            do='Write for example --by "A. Aliyeva" --reason "The office counts by the day of confirmation."',
        )
    if given.until is not None and given.until < given.when:
        raise UserError(
            message="explanation-ends",
            until=str(given.until),
            found=f"An explanation that holds until {given.until}, before it is given on {given.when}.",
            expected="A last day on or after the day on which it is given.",
            do="Correct --until.",
        )
    file = folder / explanations.FILE
    # Two people who answer at once are served one after the other: neither answer is lost.
    with only_writer(folder / LOCK, busy=_busy(), closed=_closed(folder), wait=_PATIENCE):
        explanations.load(file)
        before = file.read_text(encoding="utf-8") if file.exists() else HEADING
        after = before + ("" if before.endswith("\n") else "\n") + _entry(finding, given)
        _refuse_other_form(after)
        _replace(file, after)
    return file


def _busy() -> UserError:
    return UserError(
        message="busy",
        found="Somebody else has been writing explanations for longer than one takes.",
        expected="One at a time.",
        do="Wait until that ends, then explain the finding again. Nothing was changed.",
    )


def _closed(folder: Path) -> UserError:
    return UserError(
        message="no-writing",
        found=f"Nothing can be written in {folder}.",
        expected="A workspace in which this user may write.",
        do="Correct the rights of the folder, then explain the finding again.",
    )


def _refuse_other_form(text: str) -> None:
    """An entry can be added below a list of entries that begin with a dash, not below one in brackets."""
    import yaml

    try:
        yaml_text.load(text)
    except yaml.YAMLError:
        raise UserError(
            message="explanations-in-brackets",
            what=explanations.FILE,
            found=f"{explanations.FILE} is a list in brackets, to which nothing can be added below.",
            expected="One entry below the other, each beginning with a dash.",
            do="Write it in that form, then explain the finding again. Nothing was changed.",
        ) from None


def find(findings: Iterable[Finding], finding_id: str) -> Finding:
    """The finding of that id. Raises UserError where the checks do not find it."""
    known = {one.finding_id: one for one in findings}
    if finding_id not in known:
        near = get_close_matches(finding_id, known, n=3)
        raise UserError(
            message="no-finding",
            what=finding_id,
            found=f"There is no finding '{finding_id}'.",
            expected="The id of a finding of this workspace." + (f" Near: {', '.join(near)}." if near else ""),
            do="List them with `durna check`.",
        )
    return known[finding_id]


def _entry(finding: Finding, given: Answer) -> str:
    import yaml

    entry: dict[str, object] = {
        "finding": finding.finding_id, "by": given.by, "when": given.when, "reason": given.reason,
        "said": finding.text["en"],
    }  # fmt: skip
    if given.until is not None:
        entry["until"] = given.until
    text: str = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=116)
    return text


def _replace(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        fresh = Path(name)
        fresh.chmod(file.stat().st_mode if file.exists() else 0o644)
        fresh.replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
