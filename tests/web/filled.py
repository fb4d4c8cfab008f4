"""A site with something in every corner, and what stands in it: run as processes of their own.

python -m tests.web.filled fill|tell WORKSPACE

`tell` prints, for each table, every row, read through Django's own models.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

LEFT_OUT = ("sessions.session", "usersessions.usersession")


def fill() -> None:
    from durna.web import running
    from durna.web.accounts.models import Institution, User
    from durna.web.evidence import actions

    running.migrate()
    running.demonstrate()
    by = User.objects.get(email="gcm_focal_point@demo.example")
    by.institution = Institution.objects.get_or_create(name="State Migration Service (example)")[0]
    by.save()
    said = {"kind": "law", "titles": {"en": "An example law", "az": "Nümunə qanun"}, "effective_from": date(2013, 8, 1)}
    actions.add(by, said, [(b"Article 1. An example.\n", "law.txt")])


def tell() -> None:
    from django.apps import apps
    from django.db import connection

    from durna.web.audit import chain
    from durna.web.evidence import search
    from durna.web.evidence.models import Evidence

    told = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower not in LEFT_OUT and model._meta.managed and not model._meta.proxy:
            columns = [field.attname for field in model._meta.concrete_fields]
            rows = model._base_manager.order_by("pk").values_list(*columns)
            told[model._meta.label_lower] = [[repr(_same(value)) for value in row] for row in rows]
    found = search.matching(Evidence.objects.all(), "nümunə").count()
    print(json.dumps({"tables": told, "audit": chain.broken(), "found": found}), connection.vendor)  # noqa: T201


def _same(value: object) -> object:
    """Databases give binary values in types of their own, and PostgreSQL keeps no order of the keys of JSON."""
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True)
    return bytes(value) if isinstance(value, memoryview) else value


if __name__ == "__main__":
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(sys.argv[2])))
    {"fill": fill, "tell": tell}[sys.argv[1]]()
