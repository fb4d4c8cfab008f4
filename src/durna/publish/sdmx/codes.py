"""The code lists of a cube: the codes that occur in the figures, with their names in every published language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from durna.classifications import codelists, units
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.publish.language import Language, code_list, lists_of
from durna.publish.material import Material
from durna.publish.sdmx import ids, statuses, times

Names = Mapping[str, str]
FLAGS = "CL_FLAG"


@dataclass(frozen=True)
class Code:
    """`original` is the code as the figures have it, where SDMX does not allow it as an id."""

    id: str
    names: Names
    original: str = ""
    description: Names = field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Codes:
    """One code list; `of` leads from a code of the figures to that of the list."""

    id: str
    names: Names
    of: Mapping[str, Code]


@dataclass
class Occurring:
    """What occurs in the figures, found in one pass; a breakdown has each code with an indicator that uses it."""

    indicators: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    counting_units: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    releases: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    frequencies: set[str] = field(default_factory=set)
    times: set[str] = field(default_factory=set)
    breakdowns: dict[str, dict[str, str]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None

    def see(self, figure: Figure, is_stock: bool) -> None:
        self.frequencies.add(times.frequency(figure, is_stock))
        self.times.add(times.time_period(figure))
        self.indicators.add(figure.indicator)
        self.areas.add(figure.geography)
        self.units.add(unit_of(figure)[0])
        self.counting_units.add(figure.counting_unit)
        self.publishers.add(figure.publisher)
        self.releases.add(release_of(figure))
        self.flags.update(figure.flags)
        for name, code in figure.dimensions:
            self.breakdowns.setdefault(name, {}).setdefault(code, figure.indicator)
        start, end = figure.period.start, figure.period.end
        self.first = start if self.first is None else min(self.first, start)
        self.last = end if self.last is None else max(self.last, end)


def occurring(figures: Iterable[Figure], stocks: Set[str]) -> Occurring:
    found = Occurring()
    for figure in figures:
        found.see(figure, figure.indicator in stocks)
    return found


def release_of(figure: Figure) -> str:
    """What tells two figures of one publisher apart, as their addresses do."""
    return figure.reference or figure.vintage


def unit_of(figure: Figure) -> tuple[str, int]:
    """The base of the unit and the power of ten that the value is in: `million USD` is USD and 6."""
    known = units.load().get(figure.unit)
    power = _POWERS.get(known.scale) if known else None
    return (known.base, power) if known and power is not None else (figure.unit, 0)


_POWERS = {float(10**power): power for power in range(13)}


class Namer:
    """Names of codes in every language asked for."""

    def __init__(self, material: Material, languages: Iterable[str]) -> None:
        self.material = material
        self.languages = [material.language(code) for code in languages]

    def said(self, say: Callable[[Language], str]) -> Names:
        return {language.code: say(language) for language in self.languages}

    def message(self, message: str) -> Names:
        return self.said(lambda language: language(message))

    def listed(self, id: str, names: Names, codes: Iterable[str], name: Callable[[Language, str], str]) -> Codes:
        """A list of codes whose names a language knows."""
        of = ids.code_ids(codes)
        return Codes(id, names, {code: self._code(code, made, name) for code, made in of.items()})

    def _code(self, code: str, made: str, name: Callable[[Language, str], str]) -> Code:
        names = self.said(lambda language: name(language, code) or code)
        return Code(made, names, "" if made == code else code)

    def fixed(self, id: str, kind: str, codes: Iterable[str]) -> Codes:
        """A list of the standard: its codes are named by messages `sdmx-KIND-CODE`."""
        found = {code: Code(code, self.message(f"sdmx-{kind}-{code.strip('_').lower()}")) for code in codes}
        return Codes(id, self.message(f"sdmx-{kind}"), found)

    def indicators(self, found: Iterable[str]) -> Codes:
        plain = self.listed("CL_INDICATOR", self.message("sdmx-indicator"), found, self._title)
        return Codes(plain.id, plain.names, {id: self._defined(id, code) for id, code in plain.of.items()})

    def _title(self, language: Language, id: str) -> str:
        known = self.material.indicators.get(id)
        return language.of(known.title) if known else id

    def _defined(self, id: str, code: Code) -> Code:
        known = self.material.indicators.get(id)
        if known is None:
            return code
        return Code(code.id, code.names, code.original, self.said(lambda language: language.of(known.definition)))

    def breakdown(self, list_id: str, name: str, found: Mapping[str, str]) -> Codes:
        """The values of one breakdown, and its total."""
        indicators = self.material.indicators
        names = self.dimension(name, found.values())
        of = {"": Code(ids.TOTAL, self.message("sdmx-total"))}
        for code, made in ids.code_ids(found).items():
            of[code] = self._member(name, code, made, indicators.get(found[code]))
        return Codes(list_id, names, of)

    def dimension(self, name: str, used_by: Iterable[str]) -> Names:
        indicator = self.material.indicators.get(next(iter(used_by), ""))
        return self.said(lambda language: language.dimension(name, indicator))

    def _member(self, name: str, code: str, made: str, indicator: Indicator | None) -> Code:
        names = self.said(lambda language: language.member(name, code, indicator) or code)
        known = _in_list(name, code, indicator)
        valid = (known.valid_from, known.valid_to) if known else (None, None)
        return Code(made, names, "" if made == code else code, {}, *valid)

    def releases(self, found: Iterable[str]) -> Codes:
        references = self.material.references
        plain = self.listed(
            "CL_RELEASE", self.message("sdmx-release"), (code for code in found if code),
            lambda _, code: references[code].title if code in references else code,
        )  # fmt: skip
        return Codes(
            plain.id, plain.names, {"": Code(ids.NOT_APPLICABLE, self.message("sdmx-release-none")), **plain.of}
        )


def _in_list(name: str, code: str, indicator: Indicator | None) -> codelists.Code | None:
    for one in lists_of(name, indicator.sources if indicator else ()):
        found = code_list(one)
        if found and code in found:
            return found.codes[code]
    return None


def standard(namer: Namer) -> dict[str, Codes]:
    """The lists of the standard that every cube uses, by component."""
    return {
        "FREQ": namer.fixed("CL_FREQ", "freq", times.FREQUENCIES),
        "OBS_STATUS": namer.fixed("CL_OBS_STATUS", "obs-status", statuses.OBS_STATUS),
        "CONF_STATUS": namer.fixed("CL_CONF_STATUS", "conf-status", statuses.CONF_STATUS),
    }
