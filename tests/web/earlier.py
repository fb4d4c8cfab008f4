"""A site as an earlier version would have left it: run as a process of its own.

python -m tests.web.earlier WORKSPACE BACKUP

Its database has the tables of people and the audit, in their first state, and nothing of the rooms that came later.
"""

from __future__ import annotations

import sys
from pathlib import Path

STATE = [("accounts", "0001_initial"), ("audit", "0002_only_added"), ("contenttypes", "0001_initial")]


def main(workspace: str, file: str) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    place = open_workspace(Path(workspace))
    running.set_up(place)
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate(STATE)
    old = executor.loader.project_state(STATE).apps
    service = old.get_model("accounts", "Institution").objects.create(name="Border Service")
    user = old.get_model("accounts", "User")
    user.objects.create(email="old@example.org", name="O. Old", institution=service, roles=["auditor"])
    from durna.web.audit import chain

    for number in range(5):
        chain.record("old@example.org", "signed-in", f"{number}")
    from durna.web.backup import making

    making.make(place, Path(file))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
