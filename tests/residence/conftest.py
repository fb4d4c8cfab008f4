"""Spark on this machine, quick to answer about few rows."""

import pytest

from durna.engine.settings import SPARK, Settings
from durna.engine.spark_tables import SparkTables


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "spark: runs on Spark; skipped with a reason where there is no Java")


@pytest.fixture(scope="session")
def spark_tables(java: None) -> SparkTables:
    return SparkTables(Settings(SPARK, threads=2, spark={"spark.sql.shuffle.partitions": "2"}))
