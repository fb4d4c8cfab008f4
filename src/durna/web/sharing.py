"""Read a record that must not change before a transaction ends, without keeping out others who only read it too."""

from __future__ import annotations

from typing import TypeVar

from django.db import connection, models

Record = TypeVar("Record", bound=models.Model)


def shared(model: type[Record], pk: int) -> Record:
    """The record as it stands, and will until the transaction ends: whoever changes it waits, or was waited for.

    Whoever took it so must not change it in the same transaction: of two who wanted to, neither could go on.
    """
    # Django asks for locks of one alone. SQLite lets one writer in from the beginning of a transaction.
    if connection.vendor == "postgresql":
        quoted = connection.ops.quote_name
        table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE {key} = %s FOR SHARE", [pk])
    return model._default_manager.get(pk=pk)
