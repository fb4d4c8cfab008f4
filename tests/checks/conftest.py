"""Checks run on the figures that the tests of indicators read."""

from tests.indicators.conftest import example_figures, example_records

__all__ = ["example_figures", "example_records"]
