"""An answer as tables: rows against columns with their totals, one for each member of a third field."""

from __future__ import annotations

from dataclasses import dataclass

from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.publish import formats
from durna.publish.language import Language
from durna.sources import contract
from durna.web.counts.models import Answer
from durna.web.explorer.question import in_order
from durna.web.papers import build
from durna.web.texts import say

_ALL = ""


@dataclass(frozen=True)
class Crossed:
    """`rows`: a head and its cells, the last the total; the last row is that of the totals."""

    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def crossed(answer: Answer, figures: list[Figure], language: Language) -> list[Crossed]:
    rows, columns, *third = answer.fields
    by_cell = {one.dimensions: one for one in figures}
    members = {name: _members(figures, name, language) for name in answer.fields}
    slices = [(), *(((third[0], code),) for code in members[third[0]])] if third else [()]
    return [_one(by_cell, rows, columns, members, fixed, language, answer.source) for fixed in slices]


def _members(figures: list[Figure], name: str, language: Language) -> list[str]:
    """Those of which something is told: a group that is listed, though told as nought, would tell that there is one."""
    codes = {code for one in figures if one.value != 0 and (code := one.dimension(name)) is not None}
    return list(in_order(name, dict.fromkeys(codes, 0), language))


def _one(
    by_cell: dict[tuple[tuple[str, str], ...], Figure], rows: str, columns: str, members: dict[str, list[str]],
    fixed: tuple[tuple[str, str], ...], language: Language, source: str,
) -> Crossed:  # fmt: skip
    def text(row: str, column: str) -> str:
        pairs = [*fixed, *([(rows, row)] if row else []), *([(columns, column)] if column else [])]
        return _text(by_cell.get(tuple(sorted(pairs))), language)

    total = say("counts-total")
    across = [*members[columns], _ALL]
    down = [*members[rows], _ALL]
    made = tuple(
        (member(rows, row, source, language) if row else total, tuple(text(row, column) for column in across))
        for row in down
    )
    title = member(*fixed[0], source, language) if fixed else ""
    heads = tuple(member(columns, code, source, language) if code else total for code in across)
    return Crossed(title, named(rows, source, language), heads, made)


def _text(figure: Figure | None, language: Language) -> str:
    """A group in which nothing was counted has no figure: it is nought, as a small one may be told."""
    if figure is None:
        return language.number(0)
    return formats.SUPPRESSED if figure.value is None else language.number(figure.value)


def named(name: str, source: str, language: Language) -> str:
    return language.dimension(name, _indicator(source))


def member(name: str, code: str, source: str, language: Language) -> str:
    if code in ("true", "false"):
        return say("yes" if code == "true" else "no")
    return language.member(name, code, _indicator(source))


def _indicator(source: str) -> Indicator:
    """For the words of the contract."""
    found = contract.load(source)
    return Indicator(source, found.title, {}, "", "flow", "count", found.counting_unit, (), (source,), "", "")


def paper(answer: Answer, found: list[Crossed], language: Language, title: str, notes: list[str]) -> object:
    """As a workbook or a document."""
    sections = [
        build.section(
            f"table-{place}", one.title or title,
            build.table(f"table-{place}-t", one.title or title, (one.head, *one.columns),
                        [(head, *map(_number, cells)) for head, cells in one.rows]),
        )
        for place, one in enumerate(found)
    ]  # fmt: skip
    said = build.section("protection", say("counts-protection"), *(build.paragraph(text) for text in notes))
    return build.paper(title, language.code, [*sections, said], subtitle=str(answer.year))


def _number(text: str) -> str | int:
    plain = text.replace(formats.NARROW, "")
    return int(plain) if plain.isdecimal() else text
