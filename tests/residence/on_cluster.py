"""A program of its own: classify crossings on the cluster named, and write the answers.

on_cluster.py MASTER CROSSINGS STATUSES OUT GAPS
"""

import sys
from pathlib import Path

import pyarrow.parquet as pq

from durna.engine import spark
from durna.engine.settings import SPARK, Settings
from durna.residence import cluster


def main(master: str, crossings: str, statuses: str, out: str, gaps: str) -> None:
    session = spark.session(Settings(SPARK, spark={"spark.master": master}))
    read = session.read.parquet
    answers = cluster.classify(
        read(Path(crossings).as_uri()), "12/16", "2021-10-31", read(Path(statuses).as_uri()), gaps, parts=4
    )
    pq.write_table(answers.toArrow(), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
