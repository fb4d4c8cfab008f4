"""The properties a Spark session starts with. What durna.toml says under [spark] goes before each of them."""

from __future__ import annotations

import re
from importlib.resources import files

from durna.engine.settings import Settings
from durna.errors import UserError

_MEGABYTES = {"K": 1 / 1024, "M": 1, "G": 1024, "T": 1024 * 1024}
# Spark does not start in less than half of it.
_LEAST_MEGABYTES = 1024


def properties(settings: Settings) -> dict[str, str]:
    """Raises UserError where an amount of memory cannot be understood."""
    own = _everywhere(settings) | (_on_this_machine(settings) if settings.is_local else {})
    found = own | dict(settings.spark)
    # The log stays quiet beside options of the user's own.
    options = settings.spark.get("spark.driver.extraJavaOptions", "")
    return found | {"spark.driver.extraJavaOptions": f"{_quiet_log()} {options}".strip()}


def _everywhere(settings: Settings) -> dict[str, str]:
    return {
        "spark.app.name": "durna",
        "spark.master": settings.master,
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": settings.timezone,
        # A cluster may have been told otherwise; figures must not depend on it.
        "spark.sql.ansi.enabled": "true",
        "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
        "spark.sql.caseSensitive": "false",
    }


def _on_this_machine(settings: Settings) -> dict[str, str]:
    return {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": f"{_megabytes(settings.memory)}m",
        # 200, Spark's own number, is meant for a cluster: each part costs more than the rows in it.
        "spark.sql.shuffle.partitions": "8",
        # Spilled rows may hold what a delivery says of a person, as with the other engine.
        "spark.io.encryption.enabled": "true",
    }


def _megabytes(amount: str) -> int:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMGT])(?:i?B)?\s*", amount, re.IGNORECASE)
    if found is None:
        raise UserError(
            found=f"The engine does not start with memory = '{amount}'.",
            expected="An amount as 4GB or 2048MB.",
            do="Correct [engine] in durna.toml.",
        )
    return max(_LEAST_MEGABYTES, int(float(found[1]) * _MEGABYTES[found[2].upper()]))


def _quiet_log() -> str:
    file = str(files("durna.engine") / "log4j2.properties")
    return f'"-Dlog4j2.configurationFile=file:{file}"'
