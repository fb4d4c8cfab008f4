"""Which figure is shown when publishers or vintages disagree: by a written rule, the others kept beside it.

The rule stands in `preference.yaml` of the workspace (docs/explanation/preference.md). Nothing here looks at values to
choose between them: a rule that prefers the larger or the nicer number would not be a rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from durna.indicators import handwritten
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure
from durna.indicators.published import agree, half_step, is_published
from durna.indicators.texts import text

EXPECTED = "A default and entries under `indicators`, each with reason (en, az), order and publishers where they count."
_STATUS = ("final", "provisional", "estimated", "not_available", "suppressed")


@dataclass(frozen=True)
class Reconciliation:
    """Figures that speak of one cell and disagree; the first is the one shown."""

    shown: Figure
    others: tuple[Figure, ...]
    rule: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """How far another figure lies from the one shown; the percentage is of the one shown."""

    other: Figure
    absolute: float
    percent: float | None


@dataclass(frozen=True)
class Rule:
    order: tuple[str, ...]
    reason: Mapping[str, str]
    publishers: tuple[str, ...] = ()


DEFAULT_RULE = Rule(
    order=("source", "newest", "exact", "full_period"),
    reason=text("default_preference"),
)


@dataclass(frozen=True)
class Rules:
    default: Rule = DEFAULT_RULE
    indicators: Mapping[str, Rule] = field(default_factory=dict)

    def of(self, indicator: str) -> Rule:
        return self.indicators.get(indicator, self.default)


def prefer(figures: Iterable[Figure], rules: Rules) -> tuple[list[Figure], list[Reconciliation]]:
    """Mark the shown figure of every cell; list the cells whose figures disagree.

    The order of the figures is kept. A figure without a value is shown only where no other has one.
    """
    figures = list(figures)
    cells: dict[Any, list[int]] = defaultdict(list)
    for place, figure in enumerate(figures):
        cells[figure.cell].append(place)
    reconciliations = []
    for places in cells.values():
        rule = rules.of(figures[places[0]].indicator)
        # Of nearly all cells one publisher speaks, once: there is nothing to rank.
        ranked = places if len(places) == 1 else sorted(places, key=lambda place: _rank(figures[place], rule))
        for place in places:
            figures[place] = _marked(figures[place], place == ranked[0])
        shown, *rest = (figures[place] for place in ranked)
        others = tuple(other for other in rest if other.value is not None and not agree(shown, other))
        if others:
            reconciliations.append(Reconciliation(shown, others, rule.reason))
    return figures, reconciliations


def _marked(figure: Figure, is_preferred: bool) -> Figure:
    """The same figure where nothing changes: its address, once written, stays with it."""
    return figure if figure.preferred == is_preferred else replace(figure, preferred=is_preferred)


def differences(reconciliation: Reconciliation) -> tuple[Difference, ...]:
    shown = reconciliation.shown.value
    return tuple(_difference(shown, other) for other in reconciliation.others)


def _difference(shown: float | None, other: Figure) -> Difference:
    if shown is None or other.value is None:
        raise ValueError("a reconciliation holds figures with values")
    absolute = other.value - shown
    return Difference(other, absolute, None if shown == 0 else 100 * absolute / abs(shown))


def load(file: Path) -> Rules:
    """The rules of a workspace; the built-in default where it has no such file."""
    raw = handwritten.read(file, EXPECTED)
    if raw is None:
        return Rules()
    entries = raw.get("indicators") or {} if isinstance(raw, dict) else None
    if not isinstance(entries, dict):
        raise handwritten.wrong(file, "It holds no entries under `indicators`.", EXPECTED)
    default = _rule(file, "default", raw["default"]) if raw.get("default") else DEFAULT_RULE
    return Rules(default, {str(name): _rule(file, str(name), entry) for name, entry in entries.items()})


def _rule(file: Path, name: str, entry: Any) -> Rule:
    reason = handwritten.texts(entry.get("reason")) if isinstance(entry, dict) else None
    if reason is None:
        raise handwritten.wrong(file, f"The entry '{name}' gives no reason.", EXPECTED)
    publishers = tuple(map(str, entry.get("publishers") or ()))
    order = tuple(entry.get("order") or ((("publisher",) if publishers else ()) + DEFAULT_RULE.order))
    unknown = [criterion for criterion in order if criterion not in _CRITERIA]
    if unknown:
        known = ", ".join(_CRITERIA)
        raise handwritten.wrong(file, f"The entry '{name}' orders by '{unknown[0]}'.", f"One of: {known}.")
    return Rule(order, reason, publishers)


def _rank(figure: Figure, rule: Rule) -> tuple[Any, ...]:
    """Sort key: the smaller is shown. Behind the written order stands the default, and last the address itself."""
    by = [_CRITERIA[name](figure, rule) for name in _complete(rule.order)]
    return (figure.value is None, *by, "disputed" in figure.flags, figure.reference, figure.publisher, figure.figure_id)


def _complete(order: Sequence[str]) -> list[str]:
    """What comes from records stands before every release of the same source, whether or not the rule says so."""
    named = list(order)
    if "computed" not in named:
        first = next((place for place, name in enumerate(named) if name not in ("publisher", "source")), len(named))
        named.insert(first, "computed")
    return named + [name for name in ("source", "newest", "exact", "full_period") if name not in named]


def _by_publisher(figure: Figure, rule: Rule) -> int:
    named = rule.publishers
    return named.index(figure.publisher) if figure.publisher in named else len(named)


def _by_source(figure: Figure, _: Rule) -> int:
    known = catalogue().get(figure.indicator)
    sources = known.sources if known else ()
    return sources.index(figure.source) if figure.source in sources else len(sources)


def _by_status(figure: Figure, _: Rule) -> int:
    return _STATUS.index(figure.status) if figure.status in _STATUS else len(_STATUS)


def _by_age(figure: Figure, _: Rule) -> tuple[int, ...]:
    # ISO dates of any precision order as text. Turned round with an end mark: the newest first, 2020-01-17 before
    # 2020-01, and no date last.
    return (*(-ord(letter) for letter in figure.vintage), 0)


def _by_exactness(figure: Figure, _: Rule) -> tuple[bool, float]:
    return "derived" in figure.flags, half_step(figure)


_CRITERIA: Mapping[str, Callable[[Figure, Rule], Any]] = {
    "publisher": _by_publisher,
    "source": _by_source,
    "computed": lambda figure, _: is_published(figure),
    "final": _by_status,
    "newest": _by_age,
    "exact": _by_exactness,
    "full_period": lambda figure, _: "cut_short" in figure.flags,
}
