"""A workbook that comes back: read, held against what went out and against what stands now. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.utils import translation

from durna.frameworks.questions import Framework
from durna.frameworks.texts import say as of_framework
from durna.web.evidence import citing
from durna.web.evidence.models import Evidence
from durna.web.governance import book, frameworks
from durna.web.governance.book import ABOUT, COLUMNS, HEAD
from durna.web.governance.models import Answer, Returned, Workbook
from durna.web.refusals import refusal

_TEXTS = ("value", "comment", "as_of", "internal")


@dataclass(frozen=True)
class Change:
    """One cell that is not what went out. `now`: what stands here; `is_conflict`: that changed meanwhile too."""

    question: str
    field: str
    sent: str
    got: str
    now: str
    is_conflict: bool
    refused: str  # the message id of why it cannot be taken in, or nothing
    version: int

    @property
    def key(self) -> str:
        return f"{self.question}:{self.field}"

    @property
    def empties(self) -> bool:
        return not self.got


def read(content: bytes) -> tuple[Workbook, dict[str, dict[str, str]]]:
    """Whose workbook it is, and what stands in it by question and column.

    Raises UserError where it is none of ours, was used already, or its structure, its scale or its version was changed.
    """
    sheets = _sheets(content)
    about = {name: _cell(sheets[1], row, 1) for row, name in enumerate(ABOUT, start=HEAD)} if len(sheets) > 1 else {}
    workbook = Workbook.objects.select_related("round__framework", "institution").filter(
        token=about.get("token", "")
    ).first()  # fmt: skip
    if workbook is None:
        raise refusal("mgi-book-unknown")
    if workbook.applied_at is not None:
        raise refusal("mgi-book-used", day=f"{workbook.applied_at:%Y-%m-%d %H:%M} UTC")
    if about["framework"] != workbook.round.framework.version or about["format"] != book.FORMAT:
        raise refusal("mgi-book-version", found=about["framework"], expected=workbook.round.framework.version)
    framework = frameworks.parsed(workbook.round.framework)
    with translation.override(workbook.language):
        heads = book.titles()
    _refuse_other_heads(sheets[0], heads)
    return workbook, _rows(sheets[0], workbook, framework)


def changes(returned: Returned) -> list[Change]:
    """Every cell that differs from what went out, held against the answers as they stand now."""
    workbook = returned.workbook
    answers = {
        answer.question: answer
        for answer in Answer.objects.filter(round=workbook.round, institution=workbook.institution)
    }
    cited = citing.of_many([answer.key for answer in answers.values()])
    found = []
    for code, got in returned.read.items():
        answer = answers.get(code)
        now = book.sent(answer, workbook.language) if answer else {}
        refused = _refused(answer, workbook)
        for field in _TEXTS:
            change = _change(code, field, workbook.sent[code], got, now, refused)
            if change is not None:
                found.append(change)
        if got["source"]:
            known = {(each.evidence_id, each.place) for each in cited.get(answer.key, [])} if answer else set()
            if (int(got["source_pk"]), got["place"]) not in known:
                said = ", ".join(filter(None, (got["source"], got["place"])))
                version = now.get("version", 0)
                found.append(Change(code, "source", "", said, "", False, refused, version))
    return found


def _change(
    code: str, field: str, sent: Mapping[str, Any], got: Mapping[str, str], now: Mapping[str, Any], refused: str
) -> Change | None:
    if got[field] == sent[field] or got[field] == now.get(field):
        return None
    meanwhile = now.get(field) != sent[field]
    return Change(code, field, sent[field], got[field], now.get(field, ""), meanwhile, refused, now.get("version", 0))


def _refused(answer: Answer | None, workbook: Workbook) -> str:
    if answer is None:
        return "mgi-book-taken-back"
    if not workbook.round.is_open:
        return "mgi-book-round-closed"
    return "" if answer.is_writable else "mgi-book-not-writable"


def _sheets(content: bytes) -> list[list[list[Any]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        opened = CalamineWorkbook.from_filelike(BytesIO(content))
        return [
            opened.get_sheet_by_index(place).to_python(skip_empty_area=False)
            for place in range(len(opened.sheet_names))
        ]
    except (CalamineError, OSError, ValueError):
        raise refusal("mgi-book-no-book") from None


def _cell(sheet: list[list[Any]], row: int, place: int) -> str:
    if row >= len(sheet) or place >= len(sheet[row]):
        return ""
    return _text(sheet[row][place])


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip() if value is not None else ""


def _refuse_other_heads(sheet: list[list[Any]], heads: list[str]) -> None:
    for place, head in enumerate(heads):
        if _cell(sheet, HEAD, place) != head:
            raise refusal("mgi-book-column", place=place + 1, found=_cell(sheet, HEAD, place), expected=head)


def _rows(sheet: list[list[Any]], workbook: Workbook, framework: Framework) -> dict[str, dict[str, str]]:
    with translation.override(workbook.language):
        offered = book.sources()
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(sheet[HEAD + 1 :], start=HEAD + 2):
        held = {name: _text(row[place]) if place < len(row) else "" for place, name in enumerate(COLUMNS)}
        if not any(held.values()):
            continue
        code = held["code"]
        if code in found:
            raise refusal("mgi-book-twice", row=number, question=code)
        if code not in workbook.sent:
            raise refusal("mgi-book-other-question", row=number, question=code)
        found[code] = _read_row(number, held, workbook, framework, offered)
    lost = [code for code in workbook.sent if code not in found]
    if lost:
        raise refusal("mgi-book-lost", question=lost[0], count=len(lost))
    return found


def _read_row(
    number: int, held: dict[str, str], workbook: Workbook, framework: Framework, offered: dict[str, int]
) -> dict[str, str]:
    question = framework.by_code[held["code"]]
    if held["question"] != of_framework(question.text, workbook.language):
        raise refusal("mgi-book-question-changed", row=number, question=question.code)
    scale = {
        of_framework(value.title, workbook.language): code
        for code, value in framework.scale_of(question).values.items()
    }  # fmt: skip
    if held["value"] and held["value"] not in scale:
        raise refusal("mgi-book-scale", row=number, found=held["value"], allowed="; ".join(scale))
    source = offered.get(held["source"], 0)
    if held["source"] and not source:
        source = _numbered(held["source"], number)
    return {
        "value": scale.get(held["value"], ""), "comment": held["comment"], "as_of": _day(held["as_of"], number),
        "internal": held["internal"], "source": held["source"], "source_pk": str(source), "place": held["place"],
    }  # fmt: skip


def _numbered(said: str, row: int) -> int:
    """A source whose title was corrected since the workbook went out is still known by its number."""
    number = said.rpartition("[")[2].rstrip("]")
    if not number.isdigit() or not Evidence.objects.filter(pk=number).exists():
        raise refusal("mgi-book-source", row=row, found=said)
    return int(number)


def _day(said: str, row: int) -> str:
    if not said:
        return ""
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(said, form).date().isoformat()
        except ValueError:
            continue
    raise refusal("mgi-book-no-day", row=row, found=said)


def shown(change: Change, framework: Framework, language: str) -> tuple[str, str, str]:
    """What went out, what came back, what stands now, as people read it."""
    if change.field != "value":
        return change.sent, change.got, change.now
    question = framework.by_code[change.question]
    said = {each: framework.value_text(question, each, language) if each else "" for each in _values(change)}
    return said[change.sent], said[change.got], said[change.now]


def _values(change: Change) -> tuple[str, str, str]:
    return change.sent, change.got, change.now
