"""All checks together: the severe first, always in one order, each pointing at figures that exist."""

from __future__ import annotations

from durna.checks.run import SEVERITIES, check, related
from durna.indicators.figures import Figures
from tests.indicators.example import example_breaks, example_rules, figures_of


def test_findings_point_at_figures_and_speak_both_languages(example_figures: Figures) -> None:
    known = example_figures.by_id()
    for finding in check(example_figures, example_breaks(), example_rules()):
        assert finding.figures
        assert set(finding.figures) <= set(known)
        assert finding.text["en"]
        assert finding.text["az"]
        assert "{" not in finding.text["en"] + finding.text["az"]


def test_the_order_is_by_severity_and_does_not_change(example_figures: Figures) -> None:
    found = check(example_figures, example_breaks(), example_rules())
    assert [SEVERITIES.index(finding.severity) for finding in found] == sorted(
        SEVERITIES.index(finding.severity) for finding in found
    )
    assert found == check(example_figures, example_breaks(), example_rules())


def test_no_figures_no_findings() -> None:
    assert check(figures_of()) == []
    assert check(Figures(())) == []


def test_the_findings_on_an_indicator_need_only_the_indicators_related_to_it(example_figures: Figures) -> None:
    everything = check(example_figures, example_breaks(), example_rules())
    for name in example_figures.indicators:
        few = Figures(figure for indicator in related(name) for figure in example_figures.of(indicator))
        own = {figure.figure_id for figure in example_figures.of(name)}
        found = [finding for finding in check(few, example_breaks(), example_rules()) if own & set(finding.figures)]
        assert sorted(map(repr, found)) == sorted(repr(one) for one in everything if own & set(one.figures))


def test_an_indicator_outside_the_catalogue_is_related_to_itself() -> None:
    assert related("camels_counted") == ("camels_counted",)
