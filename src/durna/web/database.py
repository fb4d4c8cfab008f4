"""Which database the site keeps its own things in: SQLite in its folder, or a PostgreSQL that an address names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from durna.errors import UserError

FILE = "site.sqlite3"
_KEPT = 600  # seconds for which a connection to PostgreSQL is used again
_SQLITE = {
    # A writer waits its turn from the beginning of a transaction; readers never wait for writers.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings of the database. Raises UserError for an address that is none of PostgreSQL."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3", "NAME": folder / FILE, "OPTIONS": _SQLITE, "ATOMIC_REQUESTS": True,
        }  # fmt: skip
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise UserError(
            found="DATABASE_URL does not name a PostgreSQL database.",
            expected="postgresql://user:password@host:port/name, with ?host=/folder at its end for a socket.",
            do="Correct DATABASE_URL, or leave it out: the site then keeps its things in SQLite.",
        )
    socket = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""), "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or unquote(parts.hostname or ""), "PORT": str(parts.port or ""), "ATOMIC_REQUESTS": True,
        # To connect costs more than most pages; one that the server has closed meanwhile is opened anew.
        "CONN_MAX_AGE": _KEPT, "CONN_HEALTH_CHECKS": True,
    }  # fmt: skip
