"""What a migration of the governance room does with what is already there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("governance", "0001_initial")], [("governance", "0003_drop_reason_text")]


@pytest.mark.django_db(transaction=True)
def test_a_reason_in_one_language_becomes_a_reason_by_language() -> None:
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    try:
        old = executor.loader.project_state(BEFORE).apps
        answer = one_answer(old, comment={"az": "Mətn"}, reason="Qanunlar oxunub.")
        silent = one_answer(old, comment={}, reason="")
        executor.loader.build_graph()
        executor.migrate(AFTER)
        new = executor.loader.project_state(AFTER).apps.get_model("governance", "Answer")
        assert new.objects.get(pk=answer.pk).reason == {"az": "Qanunlar oxunub."}
        assert new.objects.get(pk=silent.pk).reason == {}
    finally:
        executor.loader.build_graph()
        executor.migrate(newest)


def one_answer(apps: Any, **said: Any) -> Any:
    version = apps.get_model("governance", "FrameworkVersion").objects.get_or_create(
        framework="mgi", version="1", defaults={"sha256": "", "text": "", "imported_by": ""}
    )[0]
    found = apps.get_model("governance", "Round").objects.create(framework=version)
    return apps.get_model("governance", "Answer").objects.create(round=found, question="Q", **said)
