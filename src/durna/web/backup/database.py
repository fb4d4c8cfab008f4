"""Take the rows of a backup into the site's database: all of them, or the database stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction

from durna.errors import UserError
from durna.web.backup import rows
from durna.web.backup.rows import Applied

_MOVED = (
    ("TABLE", "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"),
    (
        "FUNCTION",
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = current_schema()",
    ),
)


def refuse_used(over: bool) -> None:
    """Raises UserError where PostgreSQL holds tables already. Of SQLite the file is looked at, with the others."""
    if connection.vendor == "postgresql" and connection.introspection.table_names() and not over:
        raise UserError(
            found="The database that DATABASE_URL names is not empty.",
            expected="An empty database: what stands there is not written over.",
            do="Make a new one with `createdb`, or say --over: its tables are then moved to a schema of their own.",
        )


@contextmanager
def taken_in(known: Applied, folder: Path, over: bool) -> Iterator[int]:
    """Make the tables and fill them; yields the number of rows. What the block raises undoes it on PostgreSQL.

    On SQLite the database is a new file that is laid out with the other files.
    """
    if connection.vendor == "sqlite":
        count = _fill(known, folder)
        # What was written ahead is then in the file itself, which is about to be moved.
        connection.close()
        yield count
        return
    with transaction.atomic(durable=True):
        if over:
            _move_aside()
        yield _fill(known, folder)


def _fill(known: Applied, folder: Path) -> int:
    from durna.web import running

    alias = connection.alias
    rows.make_tables(alias, known)
    models = rows.tables(alias, known)
    with transaction.atomic():
        _check("DEFERRED")
        rows.empty(models, alias)
        count = sum(_load(model, alias, folder) for model in models)
        connection.check_constraints()
        rows.go_on_counting(models, alias)
    # PostgreSQL changes no table while a check on its rows is to come: one migration may fill what the next drops.
    _check("IMMEDIATE")
    running.migrate()
    _words_of_the_search()
    return count


def _check(when: str) -> None:
    """Whether rows point to what is there: DEFERRED to the end, so that they may come in any order, or IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _load(model: object, alias: str, folder: Path) -> int:
    file = folder / f"{model._meta.label_lower}.jsonl"  # type: ignore[attr-defined]
    if not file.exists():
        return 0
    with file.open("rb") as lines:
        return rows.load(model, alias, lines)  # type: ignore[arg-type]


def _words_of_the_search() -> None:
    """They are kept by each database in its own way, and made from the evidence."""
    from durna.web.evidence import search
    from durna.web.evidence.models import Evidence

    some = []
    asked = Evidence.objects.select_related("issuer").prefetch_related("attachments__stored")
    with transaction.atomic():
        for each in asked.iterator(chunk_size=500):
            some.append(each)
            if len(some) == 500:
                search.index(some)
                some = []
        search.index(some)


def _move_aside() -> None:
    schema = f"before_{datetime.now(UTC):%Y%m%d_%H%M%S}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema}"')
        for kind, listed in _MOVED:
            cursor.execute(listed)
            for (name,) in cursor.fetchall():
                quoted = name if kind == "FUNCTION" else connection.ops.quote_name(name)
                cursor.execute(f'ALTER {kind} {quoted} SET SCHEMA "{schema}"')
