"""A query against a real PostgreSQL as a delivery."""

from pathlib import Path

import psycopg
import pytest

from durna.errors import UserError
from durna.intake.deliver import Delivery, deliver
from durna.store.receipts import Receipt
from durna.workspace import Workspace
from tests.intake.deliveries import begin, current

pytestmark = pytest.mark.slow
PERMITS = """
source: sms_work_permit
fields: {permit_no: number, document_number: passport, citizenship: country, decided_on: decided, decision: answer}
"""
CONNECTED = '[connections]\nregister = "REGISTER_URL"\n'


@pytest.fixture
def register(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("REGISTER_URL", postgresql)
    with psycopg.connect(postgresql) as database:
        database.execute("DROP TABLE IF EXISTS asked_permit")
        database.execute(
            "CREATE TABLE asked_permit (number int, passport text, country text, decided date, answer text)"
        )
        database.execute(
            "INSERT INTO asked_permit VALUES (1, 'P1', 'GEO', '2020-01-05', 'granted'), (2, 'P2', NULL, '2020-02-05', "
            "'refused'), (3, 'Məmmədov, \"A\"', 'TUR', NULL, 'granted')"
        )
    return postgresql


def asked(
    folder: Path, query: str, settings: str = CONNECTED, connection: str | None = None
) -> tuple[Workspace, Receipt]:
    land = begin(folder, settings, sms_work_permit=PERMITS)
    file = folder / "permits.sql"
    file.write_text(query, encoding="utf-8")
    return land, deliver(land, "sms_work_permit", Delivery(file, connection=connection))


@pytest.mark.usefixtures("register")
def test_the_rows_of_a_query_are_taken_in_with_a_receipt(tmp_path: Path) -> None:
    land, receipt = asked(tmp_path, "SELECT * FROM asked_permit ORDER BY number;\n")

    assert (receipt.rows_in, receipt.accepted, receipt.reasons) == (3, 2, {"decided_on_missing": 1})
    assert [(row["permit_no"], row["citizenship"]) for row in current(land, "sms_work_permit")] == [
        ("1", "GEO"),
        ("2", None),
    ]


@pytest.mark.usefixtures("register")
def test_a_result_that_has_not_changed_changes_nothing(tmp_path: Path) -> None:
    asked(tmp_path, "SELECT * FROM asked_permit ORDER BY number")

    assert asked(tmp_path, "SELECT * FROM asked_permit ORDER BY number")[1].repeated


def test_the_database_is_only_read(register: str, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        asked(tmp_path, "DELETE FROM asked_permit RETURNING *")

    with psycopg.connect(register) as database:
        assert database.execute("SELECT count(*) FROM asked_permit").fetchone() == (3,)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "query", ["SELECT * FROM no_such_table", "SELEC 1", "SELECT passport::int FROM asked_permit", ""]
)
def test_a_query_that_fails_is_a_users_error_without_a_word_of_the_data(tmp_path: Path, query: str) -> None:
    with pytest.raises(UserError) as refused:
        asked(tmp_path, query)

    assert "P1" not in str(refused.value)


@pytest.mark.parametrize("settings", ["", '[connections]\nregister = "NOT_SET"\n'])
def test_a_connection_that_is_not_described_is_a_users_error(tmp_path: Path, settings: str) -> None:
    with pytest.raises(UserError, match="There is no connection"):
        asked(tmp_path, "SELECT 1", settings)


def test_a_database_that_does_not_answer_is_a_users_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTER_URL", "postgresql://clerk:secret@127.0.0.1:1/register")

    with pytest.raises(UserError, match="cannot be reached") as refused:
        asked(tmp_path, "SELECT 1")
    assert "secret" not in str(refused.value)
