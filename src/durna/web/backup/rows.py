"""The rows of the site's database in a form that belongs to no database: one file of JSON lines a table.

Tables are read and written as the migrations that were applied describe them, not as this version of the program does:
so an older backup is taken in as it was, and then brought forward as the database itself would be.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import IO, Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import JSONField, Value

from durna.errors import UserError

# Whoever was signed in signs in again: a copy of a session is a copy of a key.
_LEFT_OUT = ("sessions.session", "usersessions.usersession")
_AT_ONCE = 500
Applied = list[tuple[str, str]]


def applied(alias: str) -> Applied:
    """The migrations that a database has; empty for one that the site has never used."""
    return sorted(MigrationRecorder(connections[alias]).applied_migrations())


def tables(alias: str, known: Applied) -> list[type[models.Model]]:
    """The tables that these migrations make, without those that are not kept."""
    loader = MigrationLoader(connections[alias])
    nodes = [each for each in known if each in loader.graph.nodes]
    found = loader.project_state(nodes).apps.get_models(include_auto_created=True)
    kept = [
        model for model in found
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in _LEFT_OUT
    ]  # fmt: skip
    return sorted(kept, key=lambda model: model._meta.label_lower)


def dump(model: type[models.Model], alias: str) -> Iterator[bytes]:
    """The lines of a table: first the names of its columns, then its rows by their key."""
    columns = [field.attname for field in _fields(model)]
    yield _line(columns)
    rows = model._base_manager.using(alias).order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=2000):
        yield _line([_plain(value) for value in row])


def make_tables(alias: str, known: Applied) -> None:
    """Bring an empty database to the state of an archive. Raises UserError for a state that this version is behind."""
    executor = MigrationExecutor(connections[alias])
    strange = [each for each in known if each not in executor.loader.graph.nodes]
    if strange:
        raise UserError(
            found=f"The backup was made by a newer Durna: this one does not know '{strange[0][0]} {strange[0][1]}'.",
            expected="A backup of this version, or of an earlier one.",
            do="Install the version that made it, or a newer one, and restore with that.",
        )
    # The last of each line: the others come before them, and naming them too would ask to go back to them.
    graph, kept = executor.loader.graph, set(known)
    executor.migrate([each for each in known if not any(child.key in kept for child in graph.node_map[each].children)])


def load(model: type[models.Model], alias: str, lines: IO[bytes]) -> int:
    """Put the rows of a table into it; returns how many."""
    by_name = {field.attname: field for field in _fields(model)}
    fields = [by_name[name] for name in json.loads(next(lines))]
    count = 0
    while some := list(islice(lines, _AT_ONCE)):
        made = [_instance(model, fields, json.loads(line)) for line in some]
        # As they are: a usual save would put the day of the restore into every field that is set by itself.
        model._base_manager.using(alias)._insert(made, fields=fields, using=alias, raw=True)
        count += len(made)
    return count


def empty(models_: Iterable[type[models.Model]], alias: str) -> None:
    """Take away what the migrations themselves have put in."""
    for model in models_:
        model._base_manager.using(alias).all()._raw_delete(alias)


def go_on_counting(models_: list[type[models.Model]], alias: str) -> None:
    """The numbers that the database gives next follow those that were put in."""
    with connections[alias].cursor() as cursor:
        for statement in connections[alias].ops.sequence_reset_sql(no_style(), models_):
            cursor.execute(statement)


def _fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _instance(model: type[models.Model], fields: list[Any], row: list[Any]) -> models.Model:
    instance = model()
    for field, value in zip(fields, row, strict=True):
        setattr(instance, field.attname, _read(field, value))
    return instance


def _read(field: Any, value: Any) -> Any:
    if isinstance(field, JSONField):
        return Value(None, JSONField()) if value is None and not field.null else value
    return value if value is None else field.to_python(value)


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode("ascii")
    return value


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
