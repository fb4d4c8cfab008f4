"""The example workspace's published figures, read once."""

import pytest

from durna.indicators.figures import Figures
from tests.indicators.example import PublishedRecords, delivered, example_breaks, example_rules, only_published


@pytest.fixture(scope="session")
def example_records() -> PublishedRecords:
    return PublishedRecords(delivered())


@pytest.fixture(scope="session")
def example_figures(example_records: PublishedRecords) -> Figures:
    """All published figures of the example, preferred ones and breaks marked."""
    return only_published(example_records, rules=example_rules(), breaks=example_breaks())
