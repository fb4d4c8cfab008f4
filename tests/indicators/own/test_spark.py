"""An own indicator on Spark: what was written for DuckDB gives the same figures."""

import pytest

from durna.workspace import Workspace
from tests.engine.conftest import on_spark
from tests.indicators.own import desk
from tests.indicators.own.test_figures import figures

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    # PySpark forgets to close the socket through which a result came.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


def test_both_ways_of_writing_one_give_the_same_on_both_engines(land: Workspace, java: None) -> None:
    desk.add(land, "contacts.sql", desk.sql("contacts"))
    desk.add(land, "written.py", desk.python("written"))

    on_duckdb = figures(land, by=("channel",))

    assert len(on_duckdb) == 2 * 6
    assert list(figures(on_spark(land), by=("channel",))) == list(on_duckdb)
