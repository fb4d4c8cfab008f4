"""What keeps Spark from starting or from answering, in words that a person can act on."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from durna.errors import UserError

_PATIENCE_SECONDS = 5
_STANDALONE = "spark://"


def not_installed() -> UserError:
    return UserError(
        found="durna.toml asks for the engine Spark, and PySpark is not installed.",
        expected="Durna installed with its extra `spark`.",
        do="Install it with `pip install 'durna[spark]'`, or set kind = \"duckdb\" under [engine].",
    )


def no_java(wanted: int, found: str | None) -> UserError:
    return UserError(
        found=f"Spark needs Java, and this machine has {f'version {found}' if found else 'none'}.",
        expected=f"Java {wanted} or later, on the path or in JAVA_HOME.",
        do=f'Install it (Debian and Ubuntu: openjdk-{wanted}-jre-headless), or set kind = "duckdb" under [engine].',
    )


def other_spark(wanted: str, found: str | None) -> UserError:
    return UserError(
        found=f"SPARK_HOME names {f'Spark {found}' if found else 'a folder that holds no Spark'}.",
        expected=f"Spark {wanted}, the version of PySpark here, or no SPARK_HOME.",
        do="Unset SPARK_HOME, or name the folder of that version.",
    )


def require_reachable(master: str) -> None:
    """Raises UserError where no master of a standalone cluster listens: Spark itself would try for a minute."""
    if not master.startswith(_STANDALONE):
        return
    places = [place.rpartition(":") for place in master.removeprefix(_STANDALONE).split(",")]
    if not any(_listens(host, port) for host, _, port in places):
        raise _unreachable(master)


@contextmanager
def understood(master: str) -> Iterator[None]:
    """What goes wrong while a session starts."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        said = str(error)
        if "Could not parse Master URL" in said:
            raise _no_master(master) from None
        if "JAVA_GATEWAY_EXITED" in said:
            raise _not_started("Java ended at once; what it said stands above.") from None
        raise _not_started(_reason(said)) from None


@contextmanager
def answered() -> Iterator[None]:
    """What goes wrong while an answer is computed, and is not a mistake of the program."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        problem = _outside(str(error))
        if problem is None:
            raise
        raise problem from None


def _outside(said: str) -> UserError | None:
    if any(mark in said for mark in ("FileNotFoundException", "PATH_NOT_FOUND", "FAILED_READ_FILE.FILE_NOT_EXIST")):
        return UserError(
            found="A machine of the cluster does not find the records of the store.",
            expected="The store under the same path on every machine.",
            do="Put the workspace on storage that all of them share (docs/how-to/spark.md).",
        )
    if "OutOfMemoryError" in said:
        return UserError(
            found="The memory granted to Spark was not enough.",
            expected="Room for the working set of the largest step.",
            do="Raise [engine] memory in durna.toml, or executor.memory under [spark] on a cluster.",
        )
    if any(mark in said for mark in ("SparkContext was shut down", "Connection refused", "stopped SparkContext")):
        return UserError(
            found="The connection with Spark was lost before it answered.",
            expected="A cluster that stays up while figures are computed.",
            do="Look at the cluster, then run the command again. Nothing was changed.",
        )
    return None


def _listens(host: str, port: str) -> bool:
    try:
        with socket.create_connection((host, int(port)), _PATIENCE_SECONDS):
            return True
    except (OSError, ValueError):
        return False


def _unreachable(master: str) -> UserError:
    return UserError(
        found=f"No cluster answers at '{master}'.",
        expected="A running master at that address, which this machine may reach.",
        do="Correct master under [spark] in durna.toml, or start the cluster.",
    )


def _no_master(master: str) -> UserError:
    return UserError(
        found=f"Spark does not understand the master '{master}'.",
        expected="An address as spark://host:7077, k8s://https://host:6443, yarn or local[2].",
        do="Correct master under [spark] in durna.toml.",
    )


def _not_started(why: str) -> UserError:
    return UserError(
        found=f"Spark does not start. {why}",
        expected="A cluster and properties that it accepts.",
        do='Correct [spark] in durna.toml, or set kind = "duckdb" under [engine].',
    )


def _reason(said: str) -> str:
    """Of a stack trace the line that names the first cause."""
    causes = re.findall(r"^(?:: |Caused by: )?[\w.$]+(?:Exception|Error): (.+)$", said, re.MULTILINE)
    return causes[-1] if causes else said.strip().splitlines()[0]
