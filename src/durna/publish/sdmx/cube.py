"""The figures as a cube: its dimensions and attributes, and where in it a figure stands.

Publisher and release are dimensions, so that figures which disagree about one fact have keys of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from durna.indicators.figures import Figure
from durna.publish.material import Material
from durna.publish.sdmx import ids, statuses, times
from durna.publish.sdmx.codes import FLAGS, Codes, Namer, Names, Occurring, occurring, release_of, standard, unit_of
from durna.publish.sdmx.messages import legal

FLOW = "MIGRATION_PROFILE"
TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"
BEFORE = ("FREQ", "INDICATOR", "REF_AREA")
AFTER = ("UNIT_MEASURE", "COUNTING_UNIT", "PUBLISHER", "RELEASE")
# Component to data type of SDMX; those with a code list are not named here.
TYPED = {
    "UNIT_MULT": "Integer", "DECIMALS": "Integer", "PREFERRED": "Boolean", "LOWER": "Double", "UPPER": "Double",
    "NUMERATOR": "Double", "DENOMINATOR": "Double", "FLAGS": "String", "FIGURE_ID": "String",
}  # fmt: skip
CODED_ATTRIBUTES = ("OBS_STATUS", "CONF_STATUS")
REQUIRED = ("OBS_STATUS", "CONF_STATUS", "UNIT_MULT", "PREFERRED", "FIGURE_ID")
# The lists of areas, units and flags have shorter names than their components: no breakdown may take them.
_FIXED = frozenset((*BEFORE, *AFTER, *CODED_ATTRIBUTES, *TYPED, TIME, VALUE, "AREA", "UNIT", "FLAG"))


@dataclass(frozen=True)
class Cube:
    """`breakdowns` leads from the name of a breakdown to its component; `lists` from a component to its codes."""

    agency: str
    version: str
    breakdowns: Mapping[str, str]
    lists: Mapping[str, Codes]
    concepts: Mapping[str, Names]
    notes: Sequence[str]
    stocks: frozenset[str]
    found: Occurring

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Without time, which is the last dimension of every cube."""
        return (*BEFORE, *self.breakdowns.values(), *AFTER)

    @property
    def attributes(self) -> tuple[str, ...]:
        return (*CODED_ATTRIBUTES, *TYPED, *(note_id(code) for code in self.notes))

    @cached_property
    def _totals(self) -> dict[str, str]:
        return dict.fromkeys(self.breakdowns.values(), ids.TOTAL)

    def key(self, figure: Figure) -> dict[str, str]:
        """Dimension to code; a breakdown that is a total has `_T`."""
        key = {
            "FREQ": times.frequency(figure, figure.indicator in self.stocks),
            "INDICATOR": self._id("INDICATOR", figure.indicator), "REF_AREA": self._id("REF_AREA", figure.geography),
            **self._totals, "UNIT_MEASURE": self._id("UNIT_MEASURE", unit_of(figure)[0]),
            "COUNTING_UNIT": self._id("COUNTING_UNIT", figure.counting_unit),
            "PUBLISHER": self._id("PUBLISHER", figure.publisher), "RELEASE": self._id("RELEASE", release_of(figure)),
            TIME: times.time_period(figure),
        }  # fmt: skip
        for name, code in figure.dimensions:
            key[self.breakdowns[name]] = self._id(self.breakdowns[name], code)
        return key

    def _id(self, component: str, code: str) -> str:
        return self.lists[component].of[code].id

    def said(self, figure: Figure) -> dict[str, str]:
        """The attributes that the figure has."""
        texts = {
            "OBS_STATUS": statuses.obs_status(figure), "CONF_STATUS": statuses.conf_status(figure),
            "UNIT_MULT": str(unit_of(figure)[1]), "DECIMALS": decimals(figure.value),
            "PREFERRED": "true" if figure.preferred else "false", "LOWER": number(figure.lower),
            "UPPER": number(figure.upper), "NUMERATOR": number(figure.numerator),
            "DENOMINATOR": number(figure.denominator), "FLAGS": " ".join(figure.flags),
            "FIGURE_ID": legal(figure.figure_id),
            **{note_id(code): legal(figure.note.get(code, "")) for code in self.notes},
        }  # fmt: skip
        return {id: text for id, text in texts.items() if text}


def cube_of(material: Material, languages: Sequence[str], agency: str) -> Cube:
    """Read the figures once and name all that occurs in them."""
    stocks = frozenset(id for id, indicator in material.indicators.items() if indicator.kind == "stock")
    found, namer = occurring(material.figures, stocks), Namer(material, languages)
    breakdowns = _components(found, {*_FIXED, *map(note_id, languages)})
    lists = standard(namer) | _lists(found, namer) | {
        id: namer.breakdown(f"CL_{id}", name, found.breakdowns[name]) for name, id in breakdowns.items()
    }  # fmt: skip
    concepts = dict(_concepts(namer, found, breakdowns, languages))
    return Cube(agency, ids.version_of(material.as_of), breakdowns, lists, concepts, tuple(languages), stocks, found)


def _components(found: Occurring, fixed: Set[str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for name in sorted(found.breakdowns):
        made[name] = ids.component_id(name, {*fixed, *made.values()})
    return made


def _lists(found: Occurring, namer: Namer) -> dict[str, Codes]:
    return {
        "INDICATOR": namer.indicators(found.indicators),
        "REF_AREA": namer.listed(
            "CL_AREA", namer.message("sdmx-ref-area"), found.areas, lambda language, code: language.country(code)
        ),
        "UNIT_MEASURE": namer.listed(
            "CL_UNIT", namer.message("sdmx-unit-measure"), found.units, lambda language, code: language.unit(code)
        ),
        "COUNTING_UNIT": namer.listed(
            "CL_COUNTING_UNIT", namer.message("sdmx-counting-unit"), found.counting_units,
            lambda language, code: language.of_list("counting_unit", code),
        ),
        "PUBLISHER": namer.listed(
            "CL_PUBLISHER", namer.message("sdmx-publisher"), found.publishers,
            lambda language, code: language.institution(code),
        ),
        "RELEASE": namer.releases(found.releases),
        "FLAGS": namer.listed(
            FLAGS, namer.message("sdmx-flags"), found.flags, lambda language, code: language.of_list("flag", code)
        ),
    }  # fmt: skip


def _concepts(
    namer: Namer, found: Occurring, breakdowns: Mapping[str, str], languages: Sequence[str]
) -> Iterator[tuple[str, Names]]:
    for id in (*BEFORE, *AFTER, TIME, VALUE, *CODED_ATTRIBUTES, *TYPED):
        yield id, namer.message(f"sdmx-{id.lower().replace('_', '-')}")
    for name, id in breakdowns.items():
        yield id, namer.dimension(name, found.breakdowns[name].values())
    for code in languages:
        yield note_id(code), {other: f"{text} ({code})" for other, text in namer.message("sdmx-note").items()}


def note_id(language: str) -> str:
    return f"NOTE_{ids.component_id(language)}"


def number(value: float | None) -> str:
    """Every digit that is kept; whole numbers without a point."""
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() else repr(float(value))


def decimals(value: float | None) -> str:
    if value is None:
        return ""
    exponent = Decimal(number(value)).as_tuple().exponent
    return str(max(0, -exponent)) if isinstance(exponent, int) else ""
