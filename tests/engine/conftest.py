"""Spark on this machine, and one small country that both engines read from the same store."""

from collections.abc import Iterator

import pytest

from durna.residence.derived import Derived, view
from durna.store.records import Records
from durna.workspace import Workspace, open_workspace
from tests.engine.country import deliver_everything
from tests.intake.deliveries import KEY

ROWS, SEED = 60, 20211031


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "spark: runs on Spark; skipped with a reason where there is no Java")


# Thousands of queries over a few rows: what makes long ones fast (parts, compiled code) costs more than they take.
QUICK = """
sql.shuffle.partitions = 2
sql.adaptive.enabled = false
sql.codegen = { wholeStage = false, factoryMode = "NO_CODEGEN" }
driver.extraJavaOptions = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""


def on_spark(workspace: Workspace, master: str = "local[2]", properties: str = QUICK) -> Workspace:
    """The same workspace after the one change in durna.toml that moves it to Spark."""
    file = workspace.root / "durna.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(f'{before}[engine]\nkind = "spark"\n[spark]\nmaster = "{master}"\n{properties}', encoding="utf-8")
    moved = open_workspace(workspace.root)
    file.write_text(before, encoding="utf-8")
    return moved


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    # The characters of the folder's name mean something in a pattern, in an address or in SQL.
    folder = tmp_path_factory.mktemp("it's [Bakı] {1}")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DURNA_PSEUDONYM_KEY", KEY)
        yield deliver_everything(folder / "land", ROWS, SEED)


@pytest.fixture(scope="session")
def duck_records(country: Workspace) -> Records:
    return Records(country)


@pytest.fixture(scope="session")
def spark_records(country: Workspace, java: None) -> Records:
    return Records(on_spark(country))


# One view of each, as when all figures are asked for: what several indicators need is found once.
@pytest.fixture(scope="session")
def on_duckdb(duck_records: Records) -> Derived:
    return view(duck_records)


@pytest.fixture(scope="session")
def in_spark(spark_records: Records) -> Derived:
    return view(spark_records)
