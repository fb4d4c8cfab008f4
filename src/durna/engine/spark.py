"""Spark, the second engine: inside this machine or on a cluster. The only place that starts a session of it."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from durna.engine import spark_problems as problems
from durna.engine.settings import Settings
from durna.engine.spark_properties import properties

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark import SparkConf
    from pyspark.sql import DataFrame, SparkSession

JAVA = 17
_STARTING = threading.Lock()
Batches = Iterable["pa.RecordBatch"]


def session(settings: Settings) -> SparkSession:
    """The Spark session of this process: the one that runs, else a new one, which ends with the program.

    Raises UserError where PySpark or Java is missing, or the cluster cannot be reached or does not start.
    """
    try:
        from pyspark import SparkContext
        from pyspark.sql import SparkSession
    except ImportError:
        raise problems.not_installed() from None
    with _STARTING:
        # Not the session that is active: that is a matter of each thread, and a process has one context for all.
        if SparkContext._active_spark_context is not None:
            return SparkSession.builder.getOrCreate()
        require_java()
        require_own_spark()
        problems.require_reachable(settings.master)
        return _started(settings)


def map_in_arrow(
    frame: DataFrame,
    function: Callable[[Batches], Batches],
    schema: pa.Schema,
    *,
    together: Sequence[str] = (),
    parts: int | None = None,
) -> DataFrame:
    """Run a Python function over the parts of a frame, as Arrow batches in and out, where the rows are.

    Rows that agree in the columns `together` come to one call of the function, in no particular order; `parts` is the
    number of calls. The executors import the function: they need the same Python environment.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    if together:
        frame = frame.repartition(parts, *together) if parts else frame.repartition(*together)
    return frame.mapInArrow(function, from_arrow_schema(schema))


def require_java() -> None:
    """Raises UserError where there is no Java, or one too old for Spark."""
    home = os.environ.get("JAVA_HOME")
    program = shutil.which(str(Path(home, "bin", "java"))) if home else shutil.which("java")
    shown = subprocess.run([program, "-version"], capture_output=True, text=True).stderr if program else ""
    found = re.search(r'version "(\d+)', shown)
    if found is None or int(found[1]) < JAVA:
        raise problems.no_java(JAVA, found[1] if found else None)


def require_own_spark() -> None:
    """Raises UserError where SPARK_HOME names no Spark, or one of another minor version: PySpark would start it."""
    home = os.environ.get("SPARK_HOME")
    if not home:
        return
    wanted = minor_version(version("pyspark"))
    if shutil.which(str(Path(home, "bin", "spark-submit"))) is None:
        raise problems.other_spark(wanted, None)
    for core in Path(home, "jars").glob("spark-core_*.jar"):
        found = minor_version(core.name.split("-", 2)[2])
        if found != wanted:
            raise problems.other_spark(wanted, found)


def minor_version(full: str) -> str:
    """4.0 of 4.0.5."""
    return ".".join(full.split(".")[:2])


def _started(settings: Settings) -> SparkSession:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    conf = SparkConf(loadDefaults=False).setAll(list(properties(settings).items()))
    # The executors of a cluster may keep their Python elsewhere than this machine does.
    python = settings.spark.get("spark.pyspark.python") or os.environ.get("PYSPARK_PYTHON") or sys.executable
    with problems.understood(settings.master), _environment(settings, python):
        SparkContext(conf=conf, gateway=_gateway(conf))
    started = SparkSession.builder.config(conf=conf).getOrCreate()
    atexit.register(started.stop)
    return started


def _gateway(conf: SparkConf) -> Any:
    """The Java process, one for all sessions. What it prints goes to standard error: standard output is for data."""
    from pyspark import SparkContext
    from pyspark.java_gateway import launch_gateway

    return SparkContext._gateway or launch_gateway(conf, {"stdout": 2})  # type: ignore[no-untyped-call]


@contextmanager
def _environment(settings: Settings, python: str) -> Iterator[None]:
    """What Spark reads from the environment and from nowhere else."""
    wanted = {"PYSPARK_PYTHON": python, **({"SPARK_LOCAL_IP": "127.0.0.1"} if settings.is_local else {})}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
