"""A workbook that comes back: read, held against what went out and against what stands now. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from durna.frameworks.questions import Framework, Question
from durna.frameworks.texts import say as of_framework
from durna.web.evidence import citing
from durna.web.evidence.models import Evidence
from durna.web.governance import book, frameworks, opened
from durna.web.governance.book import COLUMNS, HEAD
from durna.web.governance.models import Answer, Returned, Workbook
from durna.web.governance.opened import Sheet
from durna.web.numbers import whole
from durna.web.refusals import refusal
from durna.web.texts import say

_LONGEST_PLACE = 200
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
    held = opened.sheets(content)
    workbook, about = _known(held)
    if workbook.applied_at is not None:
        raise refusal("mgi-book-used", day=f"{workbook.applied_at:%Y-%m-%d %H:%M} UTC")
    if about["framework"] != workbook.round.framework.version or about["format"] != book.FORMAT:
        raise refusal("mgi-book-version", found=about["framework"], expected=workbook.round.framework.version)
    with translation.override(workbook.language):
        name, heads = say("mgi-book-sheet"), book.titles()
    sheet = next((each for each in held if each.name == name), None)
    if sheet is None:
        raise refusal("mgi-book-sheet-lost", sheet=name)
    _refuse_other_heads(sheet, heads)
    return workbook, _rows(sheet, workbook, frameworks.parsed(workbook.round.framework))


def _known(held: list[Sheet]) -> tuple[Workbook, dict[str, str]]:
    for about in opened.about(held):
        found = Workbook.objects.select_related("round__framework", "institution").filter(token=about["token"]).first()
        if found is not None:
            return found, about
    raise refusal("mgi-book-unknown")


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
    # On the screen lines end otherwise than in Excel, and a cell that nobody touched is no change.
    was, is_now = opened.text(sent[field]), opened.text(now.get(field))
    if got[field] in (was, is_now):
        return None
    meanwhile = is_now != was
    return Change(code, field, sent[field], got[field], now.get(field, ""), meanwhile, refused, now.get("version", 0))


def _refused(answer: Answer | None, workbook: Workbook) -> str:
    if answer is None:
        return "mgi-book-taken-back"
    if not workbook.round.is_open:
        return "mgi-book-round-closed"
    return "" if answer.is_writable else "mgi-book-not-writable"


def _refuse_other_heads(sheet: Sheet, heads: list[str]) -> None:
    for place, head in enumerate(heads):
        if sheet.at(HEAD, place) != head:
            raise refusal("mgi-book-column", place=place + 1, found=sheet.at(HEAD, place), expected=head)


def _rows(sheet: Sheet, workbook: Workbook, framework: Framework) -> dict[str, dict[str, str]]:
    with translation.override(workbook.language):
        offered = book.sources()
    found: dict[str, dict[str, str]] = {}
    for row in sheet.below_the_heads():
        held = {name: sheet.at(row, place) for place, name in enumerate(COLUMNS)}
        code = held["code"]
        if code in found:
            raise refusal("mgi-book-twice", row=row + 1, question=code)
        if code not in workbook.sent:
            raise refusal("mgi-book-other-question", row=row + 1, question=code)
        found[code] = _read_row(row + 1, held, workbook, framework, offered)
    lost = [code for code in workbook.sent if code not in found]
    if lost:
        raise refusal("mgi-book-lost", question=lost[0], count=len(lost))
    return found


def _read_row(
    number: int, held: dict[str, str], workbook: Workbook, framework: Framework, offered: dict[str, int]
) -> dict[str, str]:
    question = framework.by_code[held["code"]]
    if held["question"] != opened.text(of_framework(question.text, workbook.language)):
        raise refusal("mgi-book-question-changed", row=number, question=question.code)
    value = _value(held["value"], framework, question, workbook.language)
    if value is None:
        allowed = "; ".join(
            of_framework(each.title, workbook.language) for each in framework.scale_of(question).values.values()
        )
        raise refusal("mgi-book-scale", row=number, found=held["value"], allowed=allowed)
    source = offered.get(held["source"], 0)
    if held["source"] and not source:
        source = _numbered(held["source"], number)
    if held["place"] and not source:
        raise refusal("mgi-book-no-source", row=number)
    if len(held["place"]) > _LONGEST_PLACE:
        raise refusal("mgi-book-long", row=number, limit=_LONGEST_PLACE)
    return {
        "value": value, "comment": held["comment"], "as_of": _day(held["as_of"], number),
        "internal": held["internal"], "source": held["source"], "source_pk": str(source), "place": held["place"],
    }  # fmt: skip


def _value(said: str, framework: Framework, question: Question, language: str) -> str | None:
    """The code of an answer as it was chosen or typed: in the language of the workbook, else in any other, or the code
    itself, in capitals or not. None where it is no answer of the scale, or could be two."""
    if not said:
        return ""
    values = framework.scale_of(question).values
    mine = {_folded(of_framework(value.title, language)): code for code, value in values.items()}
    if _folded(said) in mine:
        return mine[_folded(said)]
    found = {
        code
        for code, value in values.items()
        if _folded(said) in {_folded(each) for each in (code, *value.title.values())}
    }
    return found.pop() if len(found) == 1 else None


def _folded(text: str) -> str:
    return " ".join(text.replace("İ", "i").replace("I", "ı").casefold().replace("ı", "i").split())


def _numbered(said: str, row: int) -> int:
    """A source whose title was corrected since the workbook went out is still known by its number."""
    number = whole(said.rpartition("[")[2].rstrip("]"))
    if number is None or not Evidence.objects.filter(pk=number).exists():
        raise refusal("mgi-book-source", row=row, found=said)
    return number


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
