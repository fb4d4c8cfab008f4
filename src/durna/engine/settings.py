"""What an engine must be told: which one, how much of the machine, the time zone, and the properties of Spark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from durna.workspace import Workspace

DUCKDB, SPARK = "duckdb", "spark"


@dataclass(frozen=True)
class Settings:
    """`memory` and `threads` are the share of this machine. On a cluster, `spark` says what its machines give.

    `store`: the folder of the records, beside which what does not fit in memory may lie while it is needed.
    `spark`: Spark's own properties under their full names (`spark.master`, `spark.executor.memory`).
    """

    kind: str = DUCKDB
    memory: str = "1GB"
    threads: int | None = None
    timezone: str = "UTC"
    store: Path | None = None
    spark: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace) -> Settings:
        return cls(
            workspace.engine, workspace.memory, workspace.threads, workspace.timezone, workspace.store, workspace.spark
        )

    @property
    def master(self) -> str:
        """The cluster; without one Spark runs inside this machine."""
        return self.spark.get("spark.master") or f"local[{self.threads or '*'}]"

    @property
    def is_local(self) -> bool:
        """Whether driver and executors are all on this machine."""
        return self.master.startswith("local")
