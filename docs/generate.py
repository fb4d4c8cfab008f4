"""The lists of the reference, made from the program's own data while mkdocs builds: they can neither lag nor disagree.

A page of docs/reference holds a marker such as `<!-- indicators -->`; the list takes its place in what is built, never
in the file. mkdocs calls `on_page_markdown` (`hooks` in mkdocs.yml).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The checkout that the pages lie in, whether or not it is installed.
sys.path.insert(0, str(ROOT / "src"))

from durna.checks import catalogue as check_catalogue  # noqa: E402
from durna.classifications import codelists, institutions, units  # noqa: E402
from durna.classifications.codelists import Code, CodeList  # noqa: E402
from durna.indicators import definition  # noqa: E402
from durna.indicators.definition import Indicator  # noqa: E402
from durna.sources import contract as contracts  # noqa: E402
from durna.sources.contract import Contract, Field  # noqa: E402

COUNTRY = "country"


def indicators() -> str:
    chapters = {chapter.id: chapter for chapter in definition.chapters()}
    parts: list[str] = []
    for chapter, members in groupby(definition.catalogue().values(), key=lambda one: one.chapter):
        parts.append(f"## {chapter} {chapters[chapter].title['en']}")
        parts += [_indicator(one) for one in members]
    return "\n\n".join(parts)


def _indicator(one: Indicator) -> str:
    rows = {
        "Counts": _phrase(one.counting_unit, *one.also),
        "Unit": one.unit,
        "Kind": one.kind,
        "Breakdowns": _codes(one.breakdowns),
        "Parts that must not be added": _codes(one.not_additive),
        "Sources": ", ".join(f"[`{name}`](sources.md#{name})" for name in one.sources),
        "Every": one.periodicity,
        "Part-year": f"`{one.part_year}`",
        "Numerator": one.numerator,
        "Denominator": one.denominator,
        "Counting unit of the denominator": one.denominator_unit or "",
        "Standards": "; ".join(filter(None, (", ".join(one.standards), one.standard_details))),
        "Caveat": one.caveat.get("en", ""),
        **{f"Caveat in {country}": texts["en"] for country, texts in one.caveat_in.items()},
        "In Azerbaijani": one.title.get("az", ""),
    }
    heading = f"### {one.id} {{#{one.id}}}"
    return f"{heading}\n\n**{one.title['en']}.** {one.definition['en']}\n\n{_two_columns(rows)}"


def sources() -> str:
    known = [contracts.load(name) for name in contracts.sources()]
    kinds = {"record": "Record sources", "table": "Table sources"}
    parts: list[str] = []
    for kind, title in kinds.items():
        parts.append(f"## {title}")
        parts += [_source(one) for one in known if one.kind == kind]
    return "\n\n".join(parts)


def _source(one: Contract) -> str:
    rows = {
        "Institution": institutions.name(one.institution, "en"),
        "A row counts": _phrase(one.counting_unit),
        "Natural key": _codes(one.natural_key) or "none: a delivery replaces what was sent for the same period",
        "Dated by": f"`{one.dated_by}`",
        "Pseudonym from": _codes(one.person),
        "Sent": one.frequency,
        "In Azerbaijani": one.title.get("az", ""),
    }
    fields = _table(("Field", "Type", "", "Meaning"), (_field(field) for field in one.fields.values()))
    checks = _table(("Check", "Violated when"), ((f"`{check.name}`", check.title["en"]) for check in one.checks))
    parts = [f"### {one.source} {{#{one.source}}}", f"**{one.title['en']}**", _two_columns(rows), fields]
    return "\n\n".join([*parts, checks] if one.checks else parts)


def _field(field: Field) -> tuple[str, ...]:
    marks = ["required"] * field.required + ["identifies a person"] * field.identifies_person
    if field.minimum is not None or field.maximum is not None:
        low, high = (_number(bound) for bound in (field.minimum, field.maximum))
        marks.append(f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}")
    kind = f"{field.type}: [{field.codes}](code-lists.md#{field.codes})" if field.codes else field.type
    return f"`{field.name}`", kind, ", ".join(marks), field.title["en"]


def code_lists() -> str:
    listed = [codelists.load(name) for name in codelists.names()]
    return "\n\n".join(_code_list(one) for one in listed)


def _code_list(one: CodeList) -> str:
    heading = f"### {one.id} {{#{one.id}}}\n\n**{one.title('en')}** ({one.title('az')})"
    if one.id == COUNTRY:
        return f"{heading}\n\n{len(one.codes)} codes of ISO 3166-1 alpha-3, former countries and aggregates of the UN."
    rows = (
        (f"`{code.code}`", one.name(code.code, "en") + _in_force(code), one.name(code.code, "az"))
        for code in one.codes.values()
    )
    return f"{heading}\n\n{_table(('Code', 'Meaning', 'In Azerbaijani'), rows)}"


def _in_force(code: Code) -> str:
    bounds = [f"from {code.valid_from}"] * (code.valid_from is not None)
    bounds += [f"until {code.valid_to}"] * (code.valid_to is not None)
    return f" ({' '.join(bounds)})" if bounds else ""


def all_units() -> str:
    rows = (
        (unit.id, _number(unit.scale), unit.base, unit.counting_unit or "", ", ".join(unit.flags), unit.name("az"))
        for unit in units.load().values()
    )
    return _table(("Spelling", "Times", "Base", "Counts", "Flags", "In Azerbaijani"), rows)


def glossary() -> str:
    return (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").partition("\n")[2]


def checks() -> str:
    """A table for each kind of check, in the order of the catalogue."""
    parts: list[str] = []
    for kind, members in groupby(check_catalogue.load().values(), key=lambda one: one.kind):
        rows = (
            (
                f"`{one.id}`",
                one.what["en"],
                f"{one.severity}; {one.otherwise}" if one.otherwise else one.severity,
                one.do["en"],
            )
            for one in members
        )
        parts += [
            f"### {kind.capitalize()}",
            _table(("Check", "What it finds", "Severity", "What its owner does"), rows),
        ]
    return "\n\n".join(parts)


LISTS: Mapping[str, Callable[[], str]] = {
    "<!-- indicators -->": indicators,
    "<!-- sources -->": sources,
    "<!-- checks -->": checks,
    "<!-- code-lists -->": code_lists,
    "<!-- units -->": all_units,
    "<!-- glossary -->": glossary,
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    for marker, make in LISTS.items():
        if marker in markdown:
            markdown = markdown.replace(marker, make())
    return markdown


def _two_columns(rows: Mapping[str, str]) -> str:
    return _table(("Part", "What it says"), ((name, text) for name, text in rows.items() if text))


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _phrase(*words: str) -> str:
    return " or ".join(words)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if abs(value) < 1e6 else f"{value:,.0f}".replace(",", " ")
