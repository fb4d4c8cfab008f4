"""The workbook of an institution: its questions with drop-down scales in a locked structure, to be filled off-line."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db import transaction

from durna.frameworks.questions import Framework, Question
from durna.frameworks.texts import say as of_framework
from durna.web import texts
from durna.web.accounts.models import Institution
from durna.web.audit import chain
from durna.web.evidence.models import Evidence
from durna.web.governance import frameworks
from durna.web.governance.models import Answer, Round, Workbook
from durna.web.refusals import refusal
from durna.web.texts import say

FORMAT = "1"
HEAD = 3  # the row of the column titles, counted from 0
COLUMNS = ("code", "question", "value", "comment", "as_of", "internal", "source", "place", "state")
_WIDTHS = (11, 46, 26, 52, 13, 34, 40, 18, 14)
_OPEN = ("value", "comment", "as_of", "internal", "source", "place")
_MOST_SOURCES = 500
ABOUT = ("token", "format", "framework", "round", "institution", "language")


@transaction.atomic
def make(*, by: Any, found: Round, institution: Institution) -> tuple[Workbook, bytes]:
    """A new workbook in the language that is active. Raises UserError where the institution is asked nothing."""
    answers = list(
        Answer.objects.filter(round=found, institution=institution).select_related("institution").order_by("question")
    )
    if not answers:
        raise refusal("mgi-nothing-asked", institution=institution.name)
    workbook = Workbook.objects.create(
        token=secrets.token_urlsafe(18), round=found, institution=institution, language=texts.code(), made_by=by,
        sent={answer.question: sent(answer, texts.code()) for answer in answers},
    )  # fmt: skip
    chain.record(by.email, "mgi-workbook-made", f"governance/round/{found.pk}", institution=institution.name)
    return workbook, _write(workbook, answers, frameworks.parsed(found.framework))


def sent(answer: Answer, language: str) -> dict[str, Any]:
    """What a workbook holds of an answer, by column."""
    return {
        "version": answer.version, "value": answer.value, "comment": answer.comment.get(language, ""),
        "as_of": answer.as_of.isoformat() if answer.as_of else "", "internal": answer.internal,
    }  # fmt: skip


def titles() -> list[str]:
    """The column titles in the language that is active."""
    return [say(f"mgi-book-{name}") for name in COLUMNS]


def sources() -> dict[str, int]:
    """What may be chosen as a source, by how it is written in the list."""
    newest = Evidence.objects.filter(newest=None).order_by("-pk")[:_MOST_SOURCES]
    return {f"{each.title[:200]} [{each.pk}]": each.pk for each in newest}


@dataclass
class _Looks:
    title: Any
    head: Any
    locked: Any
    open: Any
    day: Any


def _write(workbook: Workbook, answers: list[Answer], framework: Framework) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    wrapped = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D5DCE3"}
    looks = _Looks(
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({**wrapped, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF"}),
        book.add_format({**wrapped, "bg_color": "#EEF2F6"}), book.add_format({**wrapped, "locked": False}),
        book.add_format({**wrapped, "locked": False, "num_format": "yyyy-mm-dd"}),
    )  # fmt: skip
    sheet = book.add_worksheet(say("mgi-book-sheet"))
    about = book.add_worksheet(say("mgi-book-about"))
    lists = book.add_worksheet(say("mgi-book-lists"))
    ranges = _lists(lists, framework, list(sources()))
    _questions(sheet, workbook, answers, framework, looks, ranges)
    _about(about, workbook, looks)
    lists.hide()
    book.close()
    return out.getvalue()


def _lists(sheet: Any, framework: Framework, offered: list[str]) -> dict[str, str]:
    """A column a scale, one for the sources; the ranges by their names."""
    code = texts.code()
    columns = {
        name: [of_framework(value.title, code) for value in scale.values.values()]
        for name, scale in framework.scales.items()
    }  # fmt: skip
    columns[""] = offered
    ranges = {}
    for place, (name, held) in enumerate(columns.items()):
        sheet.write_column(0, place, held)
        letter = chr(ord("A") + place)
        ranges[name] = f"='{say('mgi-book-lists')}'!${letter}$1:${letter}${max(len(held), 1)}"
    sheet.protect()
    return ranges


def _questions(
    sheet: Any, workbook: Workbook, answers: list[Answer], framework: Framework, looks: _Looks, ranges: dict[str, str]
) -> None:
    sheet.write_string(0, 0, f"{workbook.round}: {workbook.institution}", looks.title)
    sheet.write_string(1, 0, say("mgi-book-how"))
    for place, (title, width) in enumerate(zip(titles(), _WIDTHS, strict=True)):
        sheet.write_string(HEAD, place, title, looks.head)
        sheet.set_column(place, place, width)
    for row, answer in enumerate(answers, start=HEAD + 1):
        _row(sheet, row, answer, framework, looks, ranges)
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.protect(options={"format_rows": True, "format_columns": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)


def _row(
    sheet: Any, row: int, answer: Answer, framework: Framework, looks: _Looks, ranges: dict[str, str]
) -> None:  # fmt: skip
    code = texts.code()
    question = framework.by_code[answer.question]
    held = {
        "code": answer.question, "question": of_framework(question.text, code),
        "value": framework.value_text(question, answer.value, code) if answer.value else "",
        "comment": answer.comment.get(code, ""), "internal": answer.internal,
        "state": say(f"mgi-state-{answer.state}"),
    }  # fmt: skip
    for place, name in enumerate(COLUMNS):
        is_open = name in _OPEN and answer.is_writable
        look = (looks.day if name == "as_of" else looks.open) if is_open else looks.locked
        if name == "as_of" and answer.as_of:
            sheet.write_datetime(row, place, answer.as_of, looks.day)
        elif held.get(name):
            sheet.write_string(row, place, held[name], look)
        else:
            sheet.write_blank(row, place, None, look)
    if answer.is_writable:
        _validate(sheet, row, question, ranges)


def _validate(sheet: Any, row: int, question: Question, ranges: dict[str, str]) -> None:
    wrong = {"error_title": say("mgi-book-wrong"), "error_message": say("mgi-book-choose")}
    value, day, source = (COLUMNS.index(name) for name in ("value", "as_of", "source"))
    sheet.data_validation(row, value, row, value, {"validate": "list", "source": ranges[question.scale], **wrong})
    sheet.data_validation(row, source, row, source, {"validate": "list", "source": ranges[""], **wrong})
    sheet.data_validation(row, day, row, day, {
        "validate": "date", "criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2100, 1, 1),
        "error_title": say("mgi-book-wrong"), "error_message": say("mgi-book-day"),
    })  # fmt: skip


def _about(sheet: Any, workbook: Workbook, looks: _Looks) -> None:
    said = {
        "token": workbook.token, "format": FORMAT, "framework": workbook.round.framework.version,
        "round": str(workbook.round), "institution": str(workbook.institution), "language": workbook.language,
    }  # fmt: skip
    sheet.write_string(0, 0, say("mgi-book-about"), looks.title)
    sheet.write_string(1, 0, say("mgi-book-keep"))
    for row, name in enumerate(ABOUT, start=HEAD):
        sheet.write_string(row, 0, say(f"mgi-book-{name}"), looks.locked)
        sheet.write_string(row, 1, said[name], looks.locked)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 60)
    sheet.protect()
