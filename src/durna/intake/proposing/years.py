"""Tables with a column for each year: which columns these are, which year each is, and what else their headers say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import duckdb

from durna.intake.proposing.code_values import named_in
from durna.intake.proposing.columns import Column, is_numeric
from durna.intake.proposing.date_forms import TWO_YEARS, read_headers
from durna.intake.proposing.spread import Spread, free
from durna.intake.proposing.words import fold
from durna.intake.totals import is_group
from durna.sources.contract import Contract
from durna.sources.mapping import FieldMapping, Unpivot

HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FEWEST_YEARS = 3
_MOSTLY = 0.8  # of the cells of a column of numbers: others carry a footnote
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MARKED_YEAR = rf"^{_YEAR}\W*[A-Za-z*]{{0,3}}\W*$"  # 2023p, 2023 (r), 2023*
# With the year behind its heading and before it; `HEADING` is replaced by a group, or by one of the headings.
_UNDER_HEADINGS = (rf"^HEADING[\s/]+{_YEAR}$", rf"^{_YEAR}[\s/]+HEADING$")
_ANY_HEADING = r"(?P<heading>[^\s/](?:.*[^\s/])?)"
_ALL = {"both", "total", "all", "persons", "cemi", "umumi", "her iki", "всего", "итого", "оба", "toplam"}

_OF_YEAR = FieldMapping(column="year", forms=("year",))


def by_period(con: duckdb.DuckDBPyConnection, contract: Contract, columns: Sequence[Column]) -> Spread | None:
    named = [column for column in columns if HAS_YEAR.search(column.name) and is_numeric(column, _MOSTLY)]
    if len(named) < _FEWEST_YEARS:
        return None
    # Beside these a year of which most cells are suppressed is a year too.
    named = [column for column in columns if column in named or re.search(_MARKED_YEAR, column.name)]
    chosen, everything = tuple(column.name for column in named), [column.name for column in columns]
    remarks = tuple(_footnotes(named))
    if {"year", "heading"} & set(everything):
        return _plain(con, chosen, everything, remarks)
    return (
        _under_headings(contract, chosen, everything, remarks)
        or _marked(con, chosen, everything, remarks)
        or _plain(con, chosen, everything, remarks)
    )


def _plain(
    con: duckdb.DuckDBPyConnection, chosen: tuple[str, ...], everything: Sequence[str], remarks: tuple[str, ...]
) -> Spread:
    """The header is the period."""
    form = read_headers(con, chosen)
    name = free("period_in_header", set(everything))
    if form == ("academic",):
        remarks += (TWO_YEARS,)
    elif not form:
        remarks += (f"No form reads the header '{chosen[0]}' as a period: rename it, or write a pattern as form.",)
    period = FieldMapping(column=name, forms=form or ("year",))
    return _spread(chosen, everything, _pattern(chosen, everything), {"period": period}, remarks)


def _marked(
    con: duckdb.DuckDBPyConnection, chosen: tuple[str, ...], everything: Sequence[str], remarks: tuple[str, ...]
) -> Spread | None:
    """Some years carry a mark, which is no part of the year."""
    if read_headers(con, chosen) or not _fits_these(_MARKED_YEAR, chosen, everything):
        return None
    marks = ", ".join(each for each in chosen if not each.isdigit())
    remarks += (f"Some years carry a mark ({marks}): if it means provisional, say so with `status`.",)
    return _spread(chosen, everything, _MARKED_YEAR, {"period": _OF_YEAR}, remarks)


def _under_headings(
    contract: Contract, chosen: tuple[str, ...], everything: Sequence[str], remarks: tuple[str, ...]
) -> Spread | None:
    """The same years under several headings: women and men apart from both would be added to them."""
    placed = {form: form.replace("HEADING", _ANY_HEADING) for form in _UNDER_HEADINGS}
    form = next((form for form, pattern in placed.items() if _fits_these(pattern, chosen, everything)), None)
    if form is None:
        return None
    pattern = placed[form]
    parts = [re.search(pattern, name) for name in chosen]
    headings = list(dict.fromkeys(part["heading"] for part in parts if part))
    if len({part["year"] for part in parts if part}) == len(chosen) or len(headings) < 2:
        return None
    for target in contract.fields.values():
        if is_group(contract, target) and target.codes not in (None, "country"):
            codes = _codes(target.codes or "", headings)
            if codes:
                said = {"period": _OF_YEAR, target.name: FieldMapping(column="heading", codes=codes)}
                return _spread(chosen, everything, pattern, said, remarks)
    first = tuple(part.string for part in parts if part and part["heading"] == headings[0])
    others = ", ".join(headings[1:5])
    remarks += (f"AMBIGUOUS: the same years stand under other headings too ({others}), which are left out here.",)
    only = form.replace("HEADING", re.escape(headings[0]))
    return _spread(first, everything, only, {"period": _OF_YEAR}, remarks)


def _codes(codes: str, headings: Sequence[str]) -> Mapping[str, str | None]:
    """The code that each heading speaks of, none for all together; nothing where one says neither."""
    found: dict[str, str | None] = {}
    for heading in headings:
        meant = named_in(codes, [heading])
        if len(meant) != 1 and not _ALL & set(fold(heading).split()):
            return {}
        found[heading] = next(iter(meant)) if len(meant) == 1 else None
    return found if len({code for code in found.values() if code}) > 1 else {}


def _spread(
    chosen: tuple[str, ...], everything: Sequence[str], pattern: tuple[str, ...] | str,
    fields: Mapping[str, FieldMapping], remarks: tuple[str, ...],
) -> Spread:  # fmt: skip
    name, value = free("period_in_header", set(everything)), free("cell", set(everything))
    why = f"{len(chosen)} columns are named after periods"
    said = {**fields, "value": FieldMapping(column=value)}
    return Spread(chosen, said, why, Unpivot(pattern, name, value), remarks=remarks)


def _pattern(chosen: tuple[str, ...], everything: Sequence[str]) -> tuple[str, ...] | str:
    """A pattern where one fits exactly these columns: next year's file will have one more."""
    known = ("^[0-9]{4}$", "^[0-9]{4}", "[0-9]{4}")
    return next((each for each in known if _fits_these(each, chosen, everything)), chosen)


def _fits_these(pattern: str, chosen: Sequence[str], everything: Sequence[str]) -> bool:
    return [name for name in everything if re.search(pattern, name)] == list(chosen)


def _footnotes(columns: Sequence[Column]) -> Iterator[str]:
    """A remark where some cells are no numbers: intake will count each of them."""
    several = [column.name for column in columns if not is_numeric(column, 1.0)]
    if several:
        yield f"Some cells of {', '.join(several[:4])} are no plain numbers: footnote marks are for you to look at."
