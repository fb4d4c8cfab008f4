"""The passport of a figure as a page: what the mapping of `durna explain` holds, in words, known keys first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from durna.indicators.figures import Figure
from durna.publish import document, formats, sentences
from durna.publish.context import Context, passport_file, slug
from durna.publish.document import Runs

# Keys of the mapping that have a place of their own on the page; all others follow as they are.
PLACED = (
    "figure", "definition", "published", "note", "evidence", "footnotes", "reference", "checks", "confirmed_by",
    "disagrees_with", "editions", "protection", "freeze", "engine", "program",
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """A heading with pairs of a term and its text, or with a table."""

    title: str
    pairs: tuple[tuple[str, Runs], ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Runs, ...], ...] = ()


@dataclass(frozen=True)
class Passport:
    figure_id: str
    title: str
    period: str
    value: str
    unit: str
    anchor: str
    groups: tuple[Group, ...]

    @property
    def file(self) -> str:
        return passport_file(self.figure_id)

    @property
    def id(self) -> str:
        return slug(self.figure_id)


@dataclass(frozen=True)
class PassportPage:
    """Passports that one page holds; what is the same in all of them is said once."""

    file: str
    passports: tuple[Passport, ...]

    @cached_property
    def shared(self) -> tuple[Group, ...]:
        first, *others = self.passports
        return tuple(group for group in first.groups if others and all(group in one.groups for one in others))

    def own(self, passport: Passport) -> tuple[Group, ...]:
        return tuple(group for group in passport.groups if group not in self.shared)


def pages(passports: Iterable[Passport]) -> list[PassportPage]:
    found: dict[str, list[Passport]] = {}
    for one in passports:
        found.setdefault(one.file, []).append(one)
    return [PassportPage(file, tuple(held)) for file, held in found.items()]


def passport(context: Context, figure: Figure) -> Passport:
    indicator = context.material.indicators[figure.indicator]
    language = context.language
    held = context.material.passports.get(figure.figure_id, {})
    value = sentences.value_text(language, figure, indicator)
    groups = [_figure(context, figure), _definition(context, figure, held), _reference(context, figure, held)]
    groups += [
        _beside(context, figure, held),
        _evidence(context, held),
        _checks(context, held),
        _editions(context, figure, held),
        _production(context, figure, held),
    ]
    groups += [_other(context, key, found) for key, found in held.items() if key not in PLACED]
    return Passport(
        figure_id=figure.figure_id,
        title=language.of(indicator.title),
        period=language.period(figure.period, figure.period_kind),
        value=value or (formats.SUPPRESSED if figure.status == "suppressed" else formats.MISSING),
        unit=sentences.unit_text(language, figure, indicator),
        anchor=f"#{indicator.id}",
        groups=tuple(group for group in groups if group.pairs or group.rows),
    )


def _figure(context: Context, figure: Figure) -> Group:
    language = context.language
    indicator = context.material.indicators[figure.indicator]
    pairs: list[tuple[str, str]] = [
        ("published", figure.published or _as_kept(context, figure)),
        ("unit", language.unit(figure.unit)),
        ("counting-unit", language.of_list("counting_unit", figure.counting_unit)),
        ("period-ends", _ends(context, figure)),
        ("period-kind", language.of_list("period_kind", figure.period_kind) if figure.period_kind else ""),
        ("period-label", figure.period_label),
        ("geography", language.country(figure.geography)),
        *(
            (language.dimension(name, indicator), language.member(name, code, indicator))
            for name, code in figure.dimensions
        ),
        ("publisher", language.institution(figure.publisher)),
        ("vintage", figure.vintage),
        ("status", language.of_list("figure_status", figure.status)),
        ("flags", language.listed(language.of_list("flag", flag) for flag in figure.flags)),
        ("interval", _interval(context, figure)),
        ("numerator", _exact(context, figure.numerator)),
        ("denominator", _exact(context, figure.denominator)),
        ("preferred", language("yes" if figure.preferred else "no-other-shown")),
        ("note", language.of(figure.note)),
        ("id", figure.figure_id),
    ]
    return Group(language("passport-heading-figure"), _pairs(context, pairs))


def _term(context: Context, said: str) -> str:
    """What stands over or under the line: another indicator by its title, else the words of the definition."""
    other = context.material.indicators.get(said)
    return context.language.of(other.title if other else {"en": said})


def _definition(context: Context, figure: Figure, held: Mapping[str, Any]) -> Group:
    written = _written_in(held)
    return context.once(("definition", figure.indicator, written), lambda: _defined(context, figure.indicator, written))


def _defined(context: Context, id: str, written: str) -> Group:
    language = context.language
    indicator = context.material.indicators[id]
    pairs = [
        ("definition", language.of(indicator.definition)),
        ("counts", language.of_list("counting_unit", indicator.counting_unit)),
        ("kind", language(f"kind-{indicator.kind}")),
        ("part-year", language(f"part-year-{indicator.part_year.replace('_', '-')}")),
        ("caveat", language.of(indicator.caveat)),
        ("numerator-definition", _term(context, indicator.numerator)),
        ("denominator-definition", _term(context, indicator.denominator)),
        ("indicator", indicator.id),
        ("written-in", written),
    ]
    said = _pairs(context, pairs)
    for each in context.breaks(indicator.id):
        text = f"{language.day(each.date)}: {language.of(each.text)}"
        said += ((language("passport-break"), (document.Link(text, f"#break-{each.id}"),)),)
    return Group(language("passport-heading-definition"), said)


def _written_in(held: Mapping[str, Any]) -> str:
    """The file of an indicator that the workspace defines itself, with the hash of its content."""
    written = (held.get("definition") or {}).get("written_in")
    return f"{written['file']}, SHA-256 {written['sha256']}" if written else ""


def _reference(context: Context, figure: Figure, held: Mapping[str, Any]) -> Group:
    language = context.language
    raw = held.get("reference") or {}
    known = context.material.references.get(figure.reference)
    if not isinstance(raw, Mapping):
        raw = {"title": raw}
    title = str(raw.get("title") or (known.title if known else ""))
    address = str(raw.get("address") or (known.address if known else ""))
    published = str(raw.get("published") or (known.published if known else ""))
    said = list(_pairs(context, [("reference-title", title), ("reference-published", published)]))
    if address.startswith(("http://", "https://")):
        said.append((language("passport-reference-address"), (document.Link(address, address),)))
    return Group(language("passport-heading-reference"), tuple(said))


def _beside(context: Context, figure: Figure, held: Mapping[str, Any]) -> Group:
    """Other figures of the same thing: those that confirm this one and those that do not."""
    known = context.material.figures.by_id()
    pairs: list[tuple[str, Runs]] = []
    for key in ("confirmed_by", "disagrees_with"):
        for each in held.get(key) or ():
            other = known.get(str(each.get("figure_id")))
            if other is not None:
                pairs.append((_label(context, key), _other_figure(context, other)))
    return Group(context.language("passport-heading-beside"), tuple(pairs))


def _other_figure(context: Context, other: Figure) -> Runs:
    indicator = context.material.indicators[other.indicator]
    text = sentences.value_text(context.language, other, indicator)
    when = f", {other.vintage}" if other.vintage else ""
    said = f" ({context.language.institution(other.publisher)}{when})"
    return (document.Number(other.figure_id, text), document.Words(said))


def _evidence(context: Context, held: Mapping[str, Any]) -> Group:
    """The deliveries behind the figure, one under the other: hashes are too long for columns."""
    language = context.language
    entries = [each for each in held.get("evidence") or () if isinstance(each, Mapping)]
    pairs: list[tuple[str, Runs]] = []
    for each in entries:
        for key, found in each.items():
            if found not in (None, ""):
                pairs.append(_pair(context, key, found))
    return Group(language("passport-heading-evidence"), tuple(pairs))


def _pair(context: Context, key: str, found: Any) -> tuple[str, Runs]:
    """The same file, hash and day stand behind thousands of figures."""

    def made() -> tuple[str, Runs]:
        return _label(context, key), _text(context, found, key)

    return context.once(("pair", key, found), made) if isinstance(found, str) else made()


def _checks(context: Context, held: Mapping[str, Any]) -> Group:
    language = context.language
    found = held.get("checks")
    if not found:
        return Group(
            language("passport-heading-checks"),
            ((language("passport-check"), document.words(language("checks-none-here"))),),
        )
    entries = found if isinstance(found, Sequence) and not isinstance(found, str) else [found]
    pairs = tuple((_label(context, "check"), _text(context, each)) for each in entries)
    return Group(language("passport-heading-checks"), pairs)


def _editions(context: Context, figure: Figure, held: Mapping[str, Any]) -> Group:
    """As known then and as known now: what each signed edition showed, and what is shown here."""
    language = context.language
    indicator = context.material.indicators[figure.indicator]
    pairs: list[tuple[str, Runs]] = []
    for said in context.material.history.said.get(figure.cell, ()) if held.get("editions") else ():
        shown = sentences.value_text(language, said.figure, indicator) or formats.MISSING
        status = language.of_list("figure_status", said.figure.status)
        day = language.day(date.fromisoformat(said.signed_at[:10]))
        label = language("passport-edition", edition=said.edition, day=day)
        pairs.append((label, document.words(f"{shown} ({status})")))
    if pairs:
        now = sentences.value_text(language, figure, indicator) or formats.MISSING
        status = language.of_list("figure_status", figure.status)
        pairs.append((language("passport-edition-now"), document.words(f"{now} ({status})")))
    return Group(language("passport-heading-editions"), tuple(pairs))


def _production(context: Context, figure: Figure, held: Mapping[str, Any]) -> Group:
    language = context.language
    protection = held.get("protection")
    said = (
        _plain(context, protection)
        if protection and not str(protection).startswith("none")
        else language("protection-none")
    )
    pairs = [
        ("protection", said),
        ("freeze", str(held.get("freeze") or figure.freeze or context.material.as_of)),
        ("engine", _plain(context, held.get("engine"))),
        ("program", _plain(context, held.get("program"))),
    ]
    return Group(language("passport-heading-production"), _pairs(context, pairs))


def _other(context: Context, key: str, found: Any) -> Group:
    """A key that this page does not know: printed as it is, so that nothing of a passport is ever hidden."""
    if isinstance(found, Mapping):
        pairs = tuple(
            (_label(context, name), _text(context, value)) for name, value in found.items() if value is not None
        )
        return Group(_label(context, key), pairs)
    entries = found if isinstance(found, Sequence) and not isinstance(found, str) else [found]
    return Group(_label(context, key), tuple((_label(context, key), _text(context, each)) for each in entries if each))


def _pairs(context: Context, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, Runs], ...]:
    return tuple((_label(context, key), document.words(text)) for key, text in pairs if text)


def _label(context: Context, key: str) -> str:
    """The name of a key; one that is unknown, or is a name already, stands for itself."""
    return context.once(("label", key), lambda: _named(context, key))


def _named(context: Context, key: str) -> str:
    message = f"passport-{key.replace('_', '-').lower()}"
    if " " not in key and message in context.language.texts:
        return context.language(message)
    return key.replace("_", " ")


def _text(context: Context, found: Any, key: str = "") -> Runs:
    if isinstance(found, Mapping) and _is_translated(found):
        return document.words(context.language.of(found))
    if key == "source":
        from durna.sources import contract

        known = context.language.of(contract.load(str(found)).title) if found in contract.sources() else str(found)
        return (document.Strong(known),)
    return document.words(_plain(context, found))


def _plain(context: Context, found: Any) -> str:
    if found is None:
        return ""
    if isinstance(found, bool):
        return context.language("yes" if found else "no")
    if isinstance(found, (int, float)):
        return context.language.exact(found)
    if isinstance(found, Mapping):
        if _is_translated(found):
            return context.language.of(found)
        return "; ".join(
            f"{_label(context, str(key))}: {_plain(context, value)}"
            for key, value in found.items()
            if value not in (None, "")
        )
    if isinstance(found, Sequence) and not isinstance(found, str):
        return context.language.listed(_plain(context, each) for each in found)
    return str(found)


def _is_translated(found: Mapping[Any, Any]) -> bool:
    return bool(found) and all(isinstance(key, str) and len(key) == 2 for key in found) and "en" in found


def _ends(context: Context, figure: Figure) -> str:
    start, end = figure.period.start, figure.period.end
    said = [context.language.day(each) for each in (start, end)]
    return said[0] if start == end else f"{said[0]} {formats.RANGE} {said[1]}"


def _as_kept(context: Context, figure: Figure) -> str:
    return (
        "" if figure.value is None else f"{context.language.exact(figure.value)} {context.language.unit(figure.unit)}"
    )


def _exact(context: Context, value: float | None) -> str:
    return "" if value is None else context.language.exact(value)


def _interval(context: Context, figure: Figure) -> str:
    if figure.lower is None or figure.upper is None:
        return ""
    return f"{context.language.exact(figure.lower)} {formats.RANGE} {context.language.exact(figure.upper)}"
