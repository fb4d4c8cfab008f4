"""Passports: everything behind one number, as `durna explain FIGURE_ID` and the site show it.

A figure can be computed again from its address alone, so that nothing but the address needs to be kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Protocol

import durna
from durna.errors import UserError
from durna.indicators.addresses import read_address
from durna.indicators.assemble import assemble
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.breaks import Break, footnotes
from durna.indicators.calculate import Request
from durna.indicators.definition import catalogue, told_of
from durna.indicators.definition import indicator as definition_of
from durna.indicators.figures import Evidence, Figure, Figures
from durna.indicators.own import known as own
from durna.indicators.preference import Rules
from durna.indicators.published import agree, published
from durna.indicators.references import Reference
from durna.periods import Period
from durna.residence import observed
from durna.store.receipts import Receipt
from durna.store.records import Records

PROTECTION = "none: internal"


class _Finding(Protocol):
    """What a check says of figures (checks.findings.Finding; checks stand above this room)."""

    @property
    def check(self) -> str: ...
    @property
    def text(self) -> Mapping[str, str]: ...
    @property
    def figures(self) -> tuple[str, ...]: ...
    @property
    def severity(self) -> str: ...


def around(
    figure_id: str,
    records: observed.Records,
    rules: Rules | None = None,
    breaks: Iterable[Break] = (),
    freeze: str = "",
) -> Figures:
    """The figures of one indicator, period and breakdown: the one an address names, and those beside it."""
    address = read_address(figure_id)
    by = tuple(name for name, _ in address.dimensions)
    request = Request(period=address.period, every=_every(address.period), by=by, freeze=freeze)
    return assemble(records, request, (address.indicator,), rules, breaks)


def _every(period: Period) -> str:
    """The length of period that an address was listed with: a month is a month, not a part of a year."""
    return next((every for every in ("month", "quarter") if period in set(_whole(period, every))), "year")


def _whole(period: Period, every: str) -> Iterable[Period]:
    return Period(date(period.start.year, 1, 1), date(period.end.year, 12, 31)).split(every)


def find(
    figure_id: str,
    records: observed.Records,
    rules: Rules | None = None,
    breaks: Iterable[Break] = (),
    freeze: str = "",
) -> Figure:
    """The figure behind an address, computed anew. Raises UserError with near addresses where there is none."""
    near = around(figure_id, records, rules, breaks, freeze)
    figure = near.by_id().get(figure_id.strip())
    if figure is not None:
        return figure
    raise _unknown(figure_id, near, records)


def _unknown(figure_id: str, near: Figures, records: observed.Records) -> UserError:
    indicator = read_address(figure_id).indicator
    everything = Request(period=None, every="year", by=(EVERY_BREAKDOWN,), freeze="")
    others = [figure.figure_id for figure in published(records, everything, (indicator,))]
    if not others and not near and indicator not in catalogue():
        definition_of(indicator)
    known = list(dict.fromkeys([*near.by_id(), *others]))
    like = get_close_matches(figure_id, known, n=3, cutoff=0.6) or known[:3]
    return UserError(
        found=f"There is no figure '{figure_id}'.",
        expected="The address of a figure." + (f" Near: {', '.join(like)}." if like else ""),
        do=f"List those there are with `durna figures {indicator} --format csv`.",
    )


def passport(
    figure: Figure,
    records: Records,
    *,
    figures: Sequence[Figure] = (),
    references: Mapping[str, Reference] | None = None,
    breaks: Iterable[Break] = (),
    findings: Iterable[_Finding] = (),
) -> dict[str, Any]:
    """The passport of a figure, ready for JSON; the order of its keys never changes.

    `figures` are those beside it: the ones of its cell confirm it or disagree with it. `findings` may be all findings.
    """
    return _passport(figure, _Around.of((figure,), records, references, breaks), figures, findings)


@dataclass(frozen=True)
class _Around:
    """What many passports say alike, read once."""

    receipts: Mapping[tuple[str, str], Receipt]
    definitions: Mapping[str, dict[str, Any] | None]
    references: Mapping[str, Reference]
    breaks: tuple[Break, ...]
    engine: str

    @classmethod
    def of(
        cls, figures: Iterable[Figure], records: Records, references: Mapping[str, Reference] | None,
        breaks: Iterable[Break],
    ) -> _Around:  # fmt: skip
        receipts = {(one.source, one.delivery_id): one for one in records.receipts()}
        names = dict.fromkeys(figure.indicator for figure in figures)
        definitions = {name: _definition(name, records.country) for name in names}
        return cls(receipts, definitions, references or {}, tuple(breaks), records.engine)


def _passport(
    figure: Figure, around: _Around, figures: Sequence[Figure], findings: Iterable[_Finding]
) -> dict[str, Any]:
    beside = [other for other in figures if other.figure_id != figure.figure_id and other.cell == figure.cell]
    reference = around.references.get(figure.reference)
    return {
        "figure": columns(figure),
        "definition": around.definitions[figure.indicator],
        "published": figure.published or None,
        "note": dict(figure.note),
        "settled": asdict(figure.settled) if figure.settled else None,
        "estimation": asdict(figure.estimation) if figure.estimation else None,
        "reference": _reference(reference) if reference else None,
        "evidence": [_evidence(item, around.receipts.get((item.source, item.delivery_id))) for item in figure.evidence],
        "footnotes": [_footnote(one) for one in footnotes(figure, around.breaks)],
        "checks": [_check(one) for one in findings if figure.figure_id in one.figures],
        "confirmed_by": [_beside(other) for other in beside if other.value is not None and agree(figure, other)],
        "disagrees_with": [_disagreeing(figure, o) for o in beside if o.value is not None and not agree(figure, o)],
        "protection": PROTECTION,
        "freeze": figure.freeze or None,
        "engine": around.engine,
        "program": f"durna {durna.__version__}",
    }


def passports(
    figures: Sequence[Figure],
    records: Records,
    *,
    references: Mapping[str, Reference] | None = None,
    breaks: Iterable[Break] = (),
    findings: Iterable[_Finding] = (),
) -> Mapping[str, dict[str, Any]]:
    """The passports of many figures by address; each is the one `passport` gives."""
    return Passports(figures, _Around.of(figures, records, references, breaks), findings)


class Passports(Mapping[str, dict[str, Any]]):
    """Passports by address, each made when it is asked for: a comparison or a check looks at none, and all of them
    together take more room than the figures."""

    def __init__(self, figures: Sequence[Figure], around: _Around, findings: Iterable[_Finding]) -> None:
        self._around = around
        self._figures = {figure.figure_id: figure for figure in figures}
        self._beside: dict[Any, list[Figure]] = defaultdict(list)
        for figure in figures:
            self._beside[figure.cell].append(figure)
        self._findings: dict[str, list[_Finding]] = defaultdict(list)
        for finding in findings:
            for figure_id in dict.fromkeys(finding.figures):
                self._findings[figure_id].append(finding)

    def __getitem__(self, figure_id: str) -> dict[str, Any]:
        figure = self._figures[figure_id]
        return _passport(figure, self._around, self._beside[figure.cell], self._findings.get(figure_id, ()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


def columns(figure: Figure) -> dict[str, Any]:
    """The columns of the figures table, with the breakdowns gathered under `dimensions`."""
    return {
        "figure_id": figure.figure_id,
        "indicator": figure.indicator,
        "period_start": figure.period.start.isoformat(),
        "period_end": figure.period.end.isoformat(),
        "period_kind": figure.period_kind,
        "period_label": figure.period_label,
        "geography": figure.geography,
        "dimensions": dict(figure.dimensions),
        "unit": figure.unit,
        "counting_unit": figure.counting_unit,
        "value": figure.value,
        "lower": figure.lower,
        "upper": figure.upper,
        "status": figure.status,
        "flags": list(figure.flags),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "publisher": figure.publisher,
        "vintage": figure.vintage,
        "source": figure.source,
        "preferred": figure.preferred,
        "freeze": figure.freeze,
    }


def _definition(name: str, country: str) -> dict[str, Any] | None:
    found = catalogue().get(name)
    if found is None:
        return None
    known = told_of(found, country)
    return {
        "id": known.id,
        "title": dict(known.title),
        "definition": dict(known.definition),
        "caveat": dict(known.caveat),
        "unit": known.unit,
        "counting_unit": known.counting_unit,
        "chapter": known.chapter,
        "part_year_rule": known.part_year,
        "numerator": known.numerator,
        "denominator": known.denominator,
        "standards": list(known.standards),
        "sources": list(known.sources),
        "written_in": _written_in(name),
    }


def _written_in(name: str) -> dict[str, str] | None:
    """The file of an indicator that the workspace defines itself, and the hash of its content."""
    written = own.now().measures.get(name)
    return {"file": written.file, "sha256": written.sha256} if written else None


def _evidence(item: Evidence, receipt: Receipt | None) -> dict[str, Any]:
    return {
        "source": item.source,
        "delivery_id": item.delivery_id,
        "file": receipt.file if receipt else None,
        "sha256": receipt.sha256 if receipt else None,
        "cut_off": receipt.cut_off if receipt else None,
        "recorded_at": receipt.recorded_at if receipt else None,
        "rows_in": receipt.rows_in if receipt else None,
        "accepted": receipt.accepted if receipt else None,
        "rejected": receipt.rejected if receipt else None,
        "rows_counted": item.rows,
        "row_no": item.row_no,
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "key": reference.key, "title": reference.title, "address": reference.address, "kind": reference.kind,
        "published": reference.published,
    }  # fmt: skip


def _footnote(one: Break) -> dict[str, Any]:
    return {
        "id": one.id, "date": one.date.isoformat(), "text": dict(one.text), "date_note": dict(one.date_note),
        "address": one.address,
    }  # fmt: skip


def _check(finding: _Finding) -> dict[str, Any]:
    return {"check": finding.check, "severity": finding.severity, "text": dict(finding.text)}


def _beside(other: Figure) -> dict[str, Any]:
    return {
        "figure_id": other.figure_id, "value": other.value, "publisher": other.publisher, "vintage": other.vintage,
        "published": other.published or None, "preferred": other.preferred,
    }  # fmt: skip


def _disagreeing(figure: Figure, other: Figure) -> dict[str, Any]:
    """How far the other lies from this one; the percentage is of this one."""
    absolute = None if figure.value is None or other.value is None else other.value - figure.value
    percent = None if absolute is None or not figure.value else 100 * absolute / abs(figure.value)
    return {**_beside(other), "absolute": absolute, "percent": percent}
