from pathlib import Path

import pytest

from durna.errors import UserError
from durna.intake.reading import peek
from durna.sources.mapping import FileOptions


def parquet(connection, path: Path, query: str) -> Path:
    connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_types_stay_and_rows_are_numbered(opened, connection, tmp_path) -> None:
    query = "SELECT * FROM (VALUES (1, DATE '2016-04-01', 'f'), (2, NULL, 'm')) AS t(id, entered, sex)"
    result = opened(parquet(connection, tmp_path / "a.parquet", query), missing=("f",))
    kinds = connection.execute(
        f"SELECT typeof(id), typeof(entered), typeof(row_no) FROM {result.table.scan}"
    ).fetchone()
    assert kinds == ("INTEGER", "DATE", "BIGINT")
    assert [(row[0], row[2], row[3]) for row in result.rows] == [(1, None, 1), (2, "m", 2)]


def test_a_folder_with_an_equals_sign_is_no_column(opened, connection, tmp_path) -> None:
    folder = tmp_path / "year=2016"
    folder.mkdir()
    assert opened(parquet(connection, folder / "a[1].parquet", "SELECT 1 AS a")).table.columns == ("a",)


@pytest.mark.parametrize("name", ["row_no", "file_row_number"])
def test_a_column_called_like_the_row_number_is_kept_apart(opened, connection, tmp_path, name) -> None:
    result = opened(parquet(connection, tmp_path / "a.parquet", f"SELECT 7 AS {name}, 'x' AS b"))
    assert result.rows == [(7, "x", 1)]


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", None])
def test_what_is_not_a_whole_parquet_file_is_refused(opened, connection, tmp_path, content) -> None:
    whole = parquet(connection, tmp_path / "whole.parquet", "SELECT range AS a FROM range(1000)").read_bytes()
    with pytest.raises(UserError, match="not a complete Parquet file"):
        opened(content or whole[: len(whole) // 2], "a.parquet")


def test_no_rows_are_refused(opened, connection, tmp_path) -> None:
    with pytest.raises(UserError, match="no data rows"):
        opened(parquet(connection, tmp_path / "a.parquet", "SELECT 1 AS a WHERE false"))


def test_the_first_rows_are_shown_under_their_names(connection, tmp_path) -> None:
    path = parquet(connection, tmp_path / "a.parquet", "SELECT 1 AS a, NULL AS b")
    assert peek(path, FileOptions()) == [["a", "b"], ["1", ""]]
