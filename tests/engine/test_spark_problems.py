"""What is wrong with an installation or a cluster is said in three parts, and no traceback."""

import socket
import sys
from pathlib import Path

import pytest

from durna.engine import spark, spark_problems
from durna.engine.settings import SPARK, Settings
from durna.errors import UserError

py4j = pytest.importorskip("py4j.protocol", reason="PySpark is not installed.")


def asked(master: str = "") -> Settings:
    return Settings(SPARK, spark={"spark.master": master} if master else {})


@pytest.fixture
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark import SparkContext

    monkeypatch.setattr(SparkContext, "_active_spark_context", None)
    monkeypatch.delenv("SPARK_HOME", raising=False)


def program(folder: Path, version: str) -> Path:
    """A Java that says which version it is, and can do nothing else."""
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2018-09-25' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    return folder


def test_pyspark_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UserError, match="PySpark is not installed") as refused:
        spark.session(asked())
    assert "durna[spark]" in refused.value.do


@pytest.mark.usefixtures("no_session")
def test_there_is_no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="this machine has none"):
        spark.session(asked())


@pytest.mark.usefixtures("no_session")
@pytest.mark.parametrize(("version", "found"), [("11.0.2", "11"), ("1.8.0_402", "1")])
def test_java_is_too_old(version: str, found: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(program(tmp_path, version)))
    with pytest.raises(UserError, match=f"this machine has version {found}"):
        spark.session(asked())


def spark_of(folder: Path, version: str) -> Path:
    """What tells the version of a Spark that was unpacked in a folder."""
    for file in (folder / "bin" / "spark-submit", folder / "jars" / f"spark-core_2.13-{version}.jar"):
        file.parent.mkdir(parents=True)
        file.touch(0o755)
    return folder


@pytest.mark.usefixtures("no_session")
@pytest.mark.parametrize("version", ["3.5.1", "4.10.0"])
def test_the_environment_names_another_spark(version: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(program(tmp_path, "17.0.15")))
    monkeypatch.setenv("SPARK_HOME", str(spark_of(tmp_path / "spark", version)))
    with pytest.raises(UserError, match=f"names Spark {version.rpartition('.')[0]}"):
        spark.session(asked())


@pytest.mark.usefixtures("no_session")
def test_the_environment_names_no_spark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(program(tmp_path, "17.0.15")))
    monkeypatch.setenv("SPARK_HOME", str(tmp_path))
    with pytest.raises(UserError, match="holds no Spark"):
        spark.session(asked())


@pytest.mark.usefixtures("no_session")
def test_no_cluster_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(program(tmp_path, "17.0.15")))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers there
        master = f"spark://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(UserError, match="No cluster answers"):
            spark.session(asked(master))


def test_one_of_several_masters_is_enough() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        spark_problems.require_reachable(f"spark://127.0.0.1:1,127.0.0.1:{listening.getsockname()[1]}")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("org.apache.spark.SparkException: Could not parse Master URL: 'x'", "does not understand the master 'x'"),
        ("[JAVA_GATEWAY_EXITED] Java gateway process exited before sending its port number.", "Java ended at once"),
        ("An error occurred.\n: java.lang.IllegalArgumentException: Executor memory must be at least", "at least"),
    ],
)
def test_spark_does_not_start(said: str, found: str) -> None:
    with pytest.raises(UserError, match=found), spark_problems.understood("x"):
        raise py4j.Py4JError(said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("java.io.FileNotFoundException: File file:/s/records.parquet does not exist", "does not find the records"),
        ("java.lang.OutOfMemoryError: Java heap space", "was not enough"),
        ("java.lang.IllegalStateException: SparkContext was shut down", "was lost"),
    ],
)
def test_a_cluster_fails_while_it_computes(said: str, found: str) -> None:
    with pytest.raises(UserError, match=found), spark_problems.answered():
        raise py4j.Py4JError(said)


def test_a_mistake_of_the_program_is_not_made_a_users() -> None:
    with pytest.raises(py4j.Py4JError, match="divide by zero"), spark_problems.answered():
        raise py4j.Py4JError("java.lang.ArithmeticException: divide by zero")
