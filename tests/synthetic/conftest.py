"""One small country for all tests of registers and deliveries."""

from __future__ import annotations

import duckdb
import pytest

from durna.synthetic.country import Country, country
from durna.synthetic.histories import histories
from tests.synthetic.asking import opened

PEOPLE, SEED = 4000, 21


@pytest.fixture(scope="session")
def small_country() -> Country:
    return country(PEOPLE, SEED)


@pytest.fixture(scope="session")
def registers(small_country: Country) -> duckdb.DuckDBPyConnection:
    return opened(small_country, periods=histories(PEOPLE, SEED).periods)
