"""The command line on a cluster: separate processes for the executors, as on machines of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from durna.workspace import Workspace

pytestmark = [pytest.mark.spark, pytest.mark.slow]
FIGURES = [
    "temporary_permits_valid",
    "border_persons_entered",
    "fees_collected",
    "detention_length",
    "usual_residents_12m",
]
CLUSTER = """
[engine]
kind = "spark"

[spark]
master = "local-cluster[2,1,1024]"
"""


@pytest.fixture
def spark_home(java: None, tmp_path: Path) -> Path:
    """The installed Spark under a folder of the test: workers write beside it."""
    import pyspark

    home = tmp_path / "spark"
    home.mkdir()
    for part in ("bin", "jars"):
        (home / part).symlink_to(Path(pyspark.__file__).parent / part)
    return home


def figures(workspace: Workspace, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "durna.cli.main", "figures", *FIGURES, "--by", "citizenship", "--format", "csv"]
    asked = [*command, "--workspace", str(workspace.root)]
    return subprocess.run(asked, capture_output=True, text=True, env={**os.environ, **environment})


def test_one_setting_moves_figures_to_executors_of_their_own(country: Workspace, spark_home: Path) -> None:
    here = figures(country)
    settings = country.root / "durna.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + CLUSTER, encoding="utf-8")

    there = figures(country, SPARK_HOME=str(spark_home))

    settings.write_text(before, encoding="utf-8")
    assert (here.returncode, there.returncode) == (0, 0), there.stderr
    assert len(here.stdout.splitlines()) > 50
    assert there.stdout == here.stdout
    # Java itself says that it uses a module that is not final; Spark has nothing to say.
    assert [line for line in there.stderr.splitlines() if "incubator modules" not in line] == []
    assert len(executors(spark_home)) == 2


def executors(spark_home: Path) -> list[Path]:
    """The folders in which the workers started executors."""
    return sorted((spark_home / "work").glob("app-*/*"))
