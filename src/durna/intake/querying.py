"""A query against an institution's PostgreSQL as a delivery: its result, streamed to a file, is hashed and read."""

from __future__ import annotations

import os
from pathlib import Path

from durna.errors import UserError
from durna.workspace import Workspace


def is_query(file: Path) -> bool:
    return file.suffix.lower() == ".sql"


def fetch(workspace: Workspace, file: Path, connection: str | None, target: Path) -> Path:
    """Run the query in `file` and write its result to `target` as CSV. The database is only read.

    Raises UserError where the connection is not described, cannot be made, or the query fails. The database's own
    message may quote data, so only its code is shown.
    """
    import psycopg
    from psycopg import sql

    query = _text(file)
    try:
        with psycopg.connect(_address(workspace, connection), connect_timeout=20) as database:
            database.read_only = True
            database.execute("SET client_encoding TO 'UTF8'")
            copying = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER true)").format(sql.SQL(query))
            with database.cursor() as cursor, cursor.copy(copying) as rows, target.open("wb") as out:
                for block in rows:
                    out.write(block)
    except psycopg.OperationalError:
        raise UserError(
            message="database-unreachable",
            found="The database cannot be reached, or refuses this user.",
            expected="A PostgreSQL server that answers at the address given.",
            do="Check the address, the network and the rights of the user; the password is never shown here.",
        ) from None
    except psycopg.Error as error:
        raise UserError(
            message="query-failed",
            what=file.name,
            code=error.sqlstate or "-",
            found=f"The database did not carry out the query in {file.name} (its code: {error.sqlstate or 'none'}).",
            expected="One SELECT statement that this user may run.",
            do="Try the query in psql, correct it, and deliver again.",
        ) from None
    return target


def _address(workspace: Workspace, name: str | None) -> str:
    """durna.toml says under [connections] which variable of the environment holds the address: no secret in a file."""
    described = workspace.connections
    chosen = name or (next(iter(described)) if len(described) == 1 else None)
    variable = described.get(chosen) if chosen else None
    address = os.environ.get(str(variable)) if variable else None
    if address is None:
        raise UserError(
            message="no-connection",
            what=chosen or "-",
            variable=variable or "-",
            found=f"There is no connection '{chosen or '(none named)'}'"
            + (f": the variable {variable} is not set." if variable else "."),
            expected='In durna.toml, under [connections], a line as register = "REGISTER_URL", and that variable set.',
            do="Describe the connection and name it with --connection.",
        )
    return address


def _text(file: Path) -> str:
    try:
        query = file.read_text(encoding="utf-8").strip().rstrip(";").strip()
    except (OSError, UnicodeDecodeError):
        query = ""
    if not query:
        raise UserError(
            message="no-query",
            what=file.name,
            found=f"The query file '{file.name}' is empty or cannot be read.",
            expected="A text file with one SELECT statement.",
            do="Correct the file or its path.",
        )
    return query
