"""The site on SQLite and on a real PostgreSQL: the same tests pass, and many who write at once lose nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from durna.errors import UserError
from durna.web.database import database
from tests.web.processes import environment

ROOT = Path(__file__).resolve().parents[2]
WITH_A_DATABASE = (
    "test_audit.py", "test_accounts.py", "test_sessions.py", "test_identity.py", "test_security.py",
    "test_dataroom.py", "test_files.py", "test_evidence.py",
    "test_governance_answers.py", "test_governance_workbooks.py", "test_compact.py", "test_compact_links.py",
    "test_compact_reviews.py", "test_cooperation.py", "test_api.py", "test_counts.py",
    "test_dataroom_deliver.py", "test_dataroom_inbox.py", "test_dataroom_editions.py", "test_dataroom_pages.py",
    "test_training.py", "test_training_people.py", "test_training_previews.py", "test_training_certificates.py",
)  # fmt: skip


def test_an_address_of_postgresql_is_read_with_its_escapes_and_its_socket() -> None:
    found = database("postgresql://me:a%40b@db.example:5433/site", Path())
    assert [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "me", "a@b", "db.example", "5433", "site",
    ]  # fmt: skip
    assert database("postgresql://postgres:@/site?host=/run/here", Path())["HOST"] == "/run/here"


@pytest.mark.parametrize("address", ["mysql://me@db/site", "postgresql://me@db/", "site"])
def test_any_other_address_is_a_users_error(address: str) -> None:
    with pytest.raises(UserError, match="DATABASE_URL"):
        database(address, Path())


def run(folder: Path, address: str, *words: str) -> str:
    told = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**environment(folder), "DATABASE_URL": address},
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


@pytest.mark.slow
def test_what_passes_on_sqlite_passes_on_postgresql(postgresql: str, tmp_path: Path) -> None:
    tests = [str(Path(__file__).with_name(name)) for name in WITH_A_DATABASE]
    told = run(tmp_path, postgresql, "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert " passed" in told
    assert "skipped" not in told


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_changes_at_once_lose_nothing(
    kind: str, land: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("postgresql") if kind == "postgresql" else ""
    (tmp_path / "web").mkdir()
    assert run(tmp_path / "web", address, "tests.web.writers", str(land), "8", "25").split() == [
        kind, "200", "200", "None",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_edits_of_one_record_at_once_lose_nothing(
    kind: str, land: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Whoever would write over what he has not seen is refused, reads again, and writes then."""
    address = request.getfixturevalue("fresh_postgresql")() if kind == "postgresql" else ""
    (tmp_path / "web").mkdir()
    vendor, marks, version, edits, broken, _ = run(
        tmp_path / "web", address, "tests.web.editors", str(land), "8", "25"
    ).split()  # fmt: skip
    assert (vendor, marks, version, edits, broken) == (kind, "200", "201", "200", "None")
