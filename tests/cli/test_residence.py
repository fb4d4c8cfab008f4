"""`durna residence` as somebody without a workspace uses it."""

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from durna.cli.commands.residence import command
from durna.errors import UserError

CROSSINGS = """who,day,way,trip
x,2016-03-01,in,1
x,2016-03-11,out,2
y,2016-03-01,in,1
"""
NAMES = "person=who,date=day,direction=way,order=trip"


REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "crossings.csv").write_text(CROSSINGS, encoding="utf-8")
    return tmp_path / "crossings.csv"


def run(*arguments: object) -> str:
    done = CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_answers_every_crossing_of_a_file(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    printed = run(file, "--observed-until", "2021-10-31", "--columns", NAMES, "--out", out)

    found = rows(out)
    assert [(row["person"], row["order"], row["direction"]) for row in found] == [
        ("x", "1", "A"), ("x", "2", "D"), ("y", "1", "A"),
    ]  # fmt: skip
    # Ten days are a visit: the 123rd day abroad, 12 July 2016, settles it. To stay settles on the 365th day.
    assert [(row["migration"], row["migration_settled_on"]) for row in found] == [
        ("no", "2016-07-12"), ("no", "2016-03-11"), ("yes", "2017-03-01"),
    ]  # fmt: skip
    assert "1 yes, 2 no, 0 not yet" in printed


def test_a_rule_in_days(file: Path, tmp_path: Path) -> None:
    report = json.loads(
        run(
            file,
            "--observed-until",
            "2021-10-31",
            "--columns",
            NAMES,
            "--out",
            tmp_path / "o.parquet",
            "--json",
            "--threshold-days",
            10,
            "--window-days",
            15,
        )
    )

    # Ten days in reach the threshold of ten: in, out, and in.
    assert report["rule"] == "10/15 days"
    assert report["migrations"] == {"no": 0, "yes": 3, "unknown": 0}


def test_calendar_months(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    run(file, "--observed-until", "2021-10-31", "--columns", NAMES, "--out", out, "--calendar-months")

    # From 1 March 2016 twelve months are 365 days and sixteen 487, of which 122 may be spent abroad.
    assert rows(out)[0]["migration_settled_on"] == "2016-07-12"


def test_a_history_grows_with_what_is_new(file: Path, tmp_path: Path) -> None:
    out, history = tmp_path / "out.csv", tmp_path / "history"
    run(file, "--observed-until", "2021-10-31", "--columns", NAMES, "--history", history, "--out", out)
    file.write_text("who,day,way,trip\ny,2021-11-02,out,2\n", encoding="utf-8")

    run(file, "--observed-until", "2021-11-30", "--columns", NAMES, "--history", history, "--out", out)

    found = {(row["person"], row["order"]): row["resident_after"] for row in rows(out)}
    assert found == {("x", "1"): "no", ("x", "2"): "no", ("y", "1"): "yes", ("y", "2"): "unknown"}


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ([], "No end of observation"),
        (
            ["--observed-until", "2021-10-31", "--rule", "12/16", "--threshold-days", "5", "--window-days", "6"],
            "two rules",
        ),
        (["--observed-until", "2021-10-31", "--threshold-days", "5"], "Half a rule"),
        (["--observed-until", "2021-10-31", "--columns", "person"], "does not name columns"),
        (["--observed-until", "2021-10-31", "--columns", "person=id"], "no column 'id'"),
    ],
    ids=lambda value: str(value)[-40:],
)
def test_mistakes_are_said(file: Path, tmp_path: Path, extra: list[str], said: str) -> None:
    with pytest.raises(UserError) as error:
        run(file, "--out", tmp_path / "o.csv", *extra)

    assert said in error.value.found
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("no.csv", None, "There is no file"),
        ("empty.csv", b"", "cannot be read as CSV"),
        ("head.csv", b"person,date,direction\n", "no crossings"),
        ("cut.parquet", b"PAR1 and no more", "cannot be read as Parquet"),
        ("table.xlsx", b"", "ends in '.xlsx'"),
    ],
)
def test_files_that_cannot_be_read_are_said(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(UserError) as error:
        run(tmp_path / name, "--observed-until", "2021-10-31", "--out", tmp_path / "o.csv")

    assert said in error.value.found


def test_a_result_of_another_kind_is_refused_before_any_work(file: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"ends in '.xlsx'"):
        run(file, "--observed-until", "2021-10-31", "--columns", NAMES, "--out", tmp_path / "o.xlsx")


def test_the_python_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (REPOSITORY / "docs" / "how-to" / "find-migrations-among-crossings.md").read_text(encoding="utf-8")
    (tmp_path / "crossings.csv").write_text("traveller,day,way\nP1,2018-05-02,in\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)

    names: dict[str, object] = {}
    exec(shown[0], names)

    assert names["answers"]["migration"].to_pylist() == ["yes"]  # type: ignore[index]
