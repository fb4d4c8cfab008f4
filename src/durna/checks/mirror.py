"""Mirror series: what others publish about the same thing, beside the national figure, with the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from durna.checks import texts
from durna.checks.declared import Mirror
from durna.checks.findings import Finding
from durna.indicators.figures import Figure, Figures
from durna.indicators.preference import Rules, differences, prefer

# UNHCR keeps the procedure of the government apart from its own: only the former reflects the national series.
_GOVERNMENT = (("procedure", "government"),)
MIRRORS = (
    Mirror("asylum_applications", "asylum_applications", _GOVERNMENT),
    Mirror("asylum_cases", "asylum_applications", _GOVERNMENT),
    Mirror("refugees_recognised_stock", "refugees_unhcr_stock"),
    Mirror("idp_stock", "idp_stock_idmc"),
)
# Below this two publishers tell one story; above it the reader is told.
TELLING_PERCENT = 5.0
# Below this the difference may be one of rounding.
SMALLEST_PERCENT = 1.0


def check(figures: Figures, rules: Rules | None = None, more: Iterable[Mirror] = ()) -> Iterator[Finding]:
    """The mirrors known to the program, and those that a workspace declares."""
    for mirror in dict.fromkeys((*MIRRORS, *more)):
        yield from _mirrored(figures, mirror)
    yield from _disagreements(figures, rules or Rules())


def _mirrored(figures: Figures, mirror: Mirror) -> Iterator[Finding]:
    for figure in figures.series(mirror.national):
        for other in figures.of(mirror.mirror):
            if other.dimensions != mirror.dimensions or other.publisher == figure.publisher:
                continue
            if (other.period, other.geography) == (figure.period, figure.geography) and other.value is not None:
                yield from _beside(figure, other)


def _beside(figure: Figure, other: Figure) -> Iterator[Finding]:
    if figure.value is None or other.value is None:
        return
    alike = figure.counting_unit == other.counting_unit
    percent = 100 * (other.value - figure.value) / abs(figure.value) if figure.value else 100.0
    if alike and abs(percent) < SMALLEST_PERCENT:
        return
    text = texts.say(
        "mirror" if alike else "mirror_other_unit", period=figure.period, title=texts.about(figure),
        publisher=texts.publisher(figure), value=figure.value, unit=_counted(figure),
        mirror_title=texts.about(other), mirror_publisher=texts.publisher(other), mirror_value=other.value,
        mirror_unit=_counted(other), percent=round(percent, 1),
    )  # fmt: skip
    severity = "" if alike and abs(percent) >= TELLING_PERCENT else "note"
    yield Finding("mirror", figure.indicator, text, (figure.figure_id, other.figure_id), severity)


def _counted(figure: Figure) -> texts.Text:
    return texts.counting_unit(figure.counting_unit, figure.value)


def _disagreements(figures: Figures, rules: Rules) -> Iterator[Finding]:
    for reconciliation in prefer(figures, rules)[1]:
        shown = reconciliation.shown
        for difference in differences(reconciliation):
            other, percent = difference.other, difference.percent
            if other.publisher == shown.publisher or percent is None or abs(percent) < TELLING_PERCENT:
                continue
            text = texts.say(
                "publishers_disagree", title=texts.about(shown), period=shown.period,
                publisher=texts.publisher(shown), value=shown.value, unit=texts.unit(shown, shown.value),
                mirror_publisher=texts.publisher(other), mirror_value=other.value, percent=round(abs(percent), 1),
            )  # fmt: skip
            ids = (shown.figure_id, other.figure_id)
            yield Finding("publishers_disagree", shown.indicator, text, ids)
