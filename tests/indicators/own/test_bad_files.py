"""What is wrong with a file of an indicator is said in three parts, with file and line, and stops nothing else."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from durna.cli.main import durna
from durna.errors import UserError
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.indicators.figures import Figures
from durna.indicators.own import known, reading
from durna.periods import parse
from durna.publish.gather import gather
from durna.publish.profile.assemble import document_of
from durna.store.records import Records
from durna.workspace import SETTINGS, Workspace, open_workspace
from tests.indicators.own import desk

SELECT = desk.SELECT


def failure(land: Workspace, file: str, text: str, by: tuple[str, ...] = ("channel",)) -> UserError:
    """What is said of a file, whether it defines nothing or cannot be computed."""
    desk.add(land, file, text)
    with known.known(reading.read(land)) as own:
        failed = own.wrong or assemble(Records(land), Request(parse("2024"), by=by), tuple(own.indicators)).failed
    (said,) = failed.values()
    assert said.found.startswith(f"indicators/{file}: ")
    assert said.expected
    assert said.do
    assert "Traceback" not in str(said)
    return said


HEADERS = {
    "id: another\n": ("id: c\n", "the id is 'another'"),
    "id: births\n": ("id: c\n", "the id is 'births'"),
    "": ("title: {en: Contacts answered, az: Cavablandırılmış müraciətlər}\n", "the metadata lack title"),
    "title: Contacts\n": (
        "title: {en: Contacts answered, az: Cavablandırılmış müraciətlər}\n", "title has no text in 'az'",
    ),
    "chapter: Z\n": ("chapter: C\n", "there is no chapter 'Z'"),
    "kind: number\n": ("kind: flow\n", "there is no kind 'number'"),
    "unit: potatoes\n": ("unit: calls\n", "there is no unit 'potatoes'"),
    "counting_unit: people\n": ("counting_unit: event\n", "there is no counting_unit 'people'"),
    "breakdowns: [colour]\n": ("breakdowns: [channel]\n", "there is no breakdown 'colour'"),
    "breakdowns: channel\n": ("breakdowns: [channel]\n", "breakdowns is no list of names"),
    "sources: [sms_contacts]\n": ("sources: [sms_contact_centre]\n", "there is no source 'sms_contacts'"),
    "periodicity: sometimes\n": ("periodicity: monthly\n", "there is no periodicity 'sometimes'"),
    "part_year: scaled\n": ("part_year: cumulate\n", "there is no part_year 'scaled'"),
    "kind: rate\n": ("kind: flow\n", "the metadata lack numerator, denominator"),
    "colour: red\n": ("part_year: cumulate\n", "the metadata lack part_year"),
    "kind: flow\nnote: none\n": ("kind: flow\n", "the metadata have the field 'note', which there is not"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", HEADERS)
def test_metadata_that_say_too_little_or_nothing_known(wrong: str, land: Workspace) -> None:
    right, said = HEADERS[wrong]
    header = desk.metadata("c")
    assert right in header
    assert said in failure(land, "c.sql", desk.sql("c", header=header.replace(right, wrong))).found


def test_an_id_of_the_catalogue_is_refused(land: Workspace) -> None:
    error = failure(land, "births.sql", desk.sql("births"))
    assert "the catalogue has an indicator 'births' already" in error.found


def test_two_files_of_one_id_are_refused(land: Workspace) -> None:
    desk.add(land, "c.py", desk.python("c"))
    assert "another file defines 'c' already" in failure(land, "c.sql", desk.sql("c")).found


UNREADABLE = {
    "c.py": ("def figures(:\n", "line 1: "),
    "d.py": ("import ibis\n", "line 1: there is no metadata"),
    "e.py": ('"""\nid: [\n"""\n', "line 3: the metadata are no YAML"),
    "c.sql": ("SELECT 1", "line 1: there is no metadata"),
    "d.sql": ("/* just words */ SELECT 1", "line 1: the metadata are no list of names"),
    "e.sql": ("/* id: e\nSELECT 1", "line 1: there is no metadata"),
}


@pytest.mark.parametrize("file", UNREADABLE)
def test_a_file_that_cannot_be_read(file: str, land: Workspace) -> None:
    text, said = UNREADABLE[file]
    assert said in failure(land, file, text).found


def test_a_file_that_is_no_text(land: Workspace) -> None:
    (land.root / "indicators" / "c.sql").write_bytes(b"\xff\xfe\x00")
    assert reading.read(land).wrong["indicators/c.sql"].found == (
        "indicators/c.sql: it cannot be read as text in UTF-8."
    )


# SQL -----------------------------------------------------------------------------------------------------------------

STATEMENTS = {
    "SELECT 1 FROM WHERE": "the SQL cannot be read",
    "SELECT 'no end": "a text or a comment has no end",
    "": "it has 0 statements",
    f"{SELECT}; SELECT 1": "it has 2 statements",
    "ATTACH 'other.db'": "the statement is ATTACH",
    "COPY sms_contact_centre TO 'out.csv'": "the statement is COPY",
    "DELETE FROM sms_contact_centre": "the statement is DELETE",
    "DROP TABLE sms_contact_centre": "the statement is DROP",
    "CREATE TABLE t AS SELECT 1": "the statement is CREATE",
    "PRAGMA database_list": "the statement is PRAGMA",
    "INSTALL httpfs": "the statement is INSTALL",
    "SET threads = 1": "the statement is SET",
    "SELECT * FROM read_csv('/etc/passwd')": "it reads '",
    "SELECT * FROM '/etc/passwd'": "it reads '\"/etc/passwd\"'",
    "SELECT * FROM read_text('/etc/passwd')": "it reads '",
    "SELECT * FROM sms_detention": "it reads 'sms_detention'",
    "SELECT * FROM main.sms_contact_centre": "it reads 'main.sms_contact_centre'",
    "SELECT * FROM (SELECT * FROM glob('*'))": "it reads '",
    "SELECT (SELECT count(*) FROM read_parquet('x')) AS value": "it reads '",
    "SELECT getenv('HOME') AS value": "getenv() reads or writes outside the records",
    "SELECT current_setting('memory_limit') AS value": "current_setting() reads or writes outside",
    "SELECT * FROM sms_contact_centre USING SAMPLE 10%": "a sample is another one each time",
    "SELECT * FROM range(10)": "it reads '",
    "SELECT 1 FROM sms_contact_centre, LATERAL read_text('/etc/passwd')": "it reads a table that a function makes",
    "SELECT 1 FROM sms_contact_centre, LATERAL read_csv('/etc/passwd')": "it reads a table that a function makes",
    "SELECT random() AS value": "gives something else each time",
    "SELECT now() AS value": "gives something else each time",
    "SELECT current_date AS value": "gives something else each time",
    "WITH periods AS (SELECT 1) SELECT * FROM periods": "it gives the name 'periods' to a table of its own",
    "SELECT * FROM sms_contact_centre": "its outermost SELECT is '*'",
    "SELECT 1 AS value": "the result lacks the column period_start",
    f"{SELECT} UNION ALL {SELECT}": "the statement is UNION, not SELECT",
    SELECT.replace("p.period_start, p.period_end, c.channel\n", "1, 2, 3\n"): "GROUP BY names columns by their numbers",
}  # fmt: skip


@pytest.mark.parametrize("statement", STATEMENTS)
def test_sql_that_is_not_one_select_of_the_records(statement: str, land: Workspace) -> None:
    assert STATEMENTS[statement] in failure(land, "c.sql", desk.sql("c", statement), by=()).found


def test_the_line_of_a_column_that_there_is_not(land: Workspace) -> None:
    text = desk.sql("c", SELECT.replace("c.received_on", "c.recieved_on"))
    error = failure(land, "c.sql", text)
    assert f"line {desk.line_of(text, 'recieved_on')}: " in error.found


def test_a_column_that_there_is_not_is_told_also_where_its_breakdown_is_not_asked_for(land: Workspace) -> None:
    """Without the breakdown its group stays behind, and what the engine would be asked gives several rows."""
    select = SELECT.replace("c.channel, count", "coalesce(c.chanel, 'unknown') AS channel, count", 1)
    select = select.replace("period_end, c.channel", "period_end, coalesce(c.channel, 'unknown')")
    text = desk.sql("c", select)
    error = failure(land, "c.sql", text, by=())
    assert f"line {desk.line_of(text, 'chanel')}: " in error.found
    assert "chanel" in error.found


SHAPES = [
    (", count(*) AS rows", "", "the result lacks the column rows"),
    ("count(*) AS rows", "count(*) AS rows, 1 AS more", "the result has the column more"),
    ("count(*) AS value", "'many' AS value", "the column value holds string"),
    ("count(*) AS rows", "1.5 AS rows", "the column rows holds what is no count"),
    ("c.channel, count", "c.received_on AS channel, count", "the column channel holds date32"),
    ("c.channel, count(*) AS value", "c.channel, NULL::INTEGER AS value", "the column value has empty cells"),
    ("c.channel, count(*)", "c.citizenship AS channel, count(*)", "the column channel has empty cells"),
    ("c.channel, count(*) AS", "upper(c.channel) AS channel, count(*) AS", "codes that its list does not know: CALL"),
    ("SELECT p.period_start", "SELECT p.period_start - 1 AS period_start", "which was not asked for"),
    ("AS value", "/ 0.0 AS value", "the column value holds what is no number"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), SHAPES)
def test_an_answer_of_another_shape(old: str, new: str, said: str, land: Workspace) -> None:
    assert old in SELECT
    select = SELECT.replace(old, new, 1).replace("p.period_start, p.period_end, c.channel\n", "ALL\n")
    assert said in failure(land, "c.sql", desk.sql("c", select)).found


def test_two_rows_of_one_group(land: Workspace) -> None:
    select = """
SELECT period_start, period_end, channel, value, rows
FROM (SELECT p.period_start, p.period_end, c.channel, count(*) AS value, count(*) AS rows FROM sms_contact_centre c
      JOIN periods p ON c.received_on BETWEEN p.period_start AND p.period_end GROUP BY ALL)
"""
    error = failure(land, "c.sql", desk.sql("c", select), by=())
    assert "the result has 3 rows for 2024-01-05..2024-12-31 and one group" in error.found
    assert "outermost SELECT" in error.expected


# Python --------------------------------------------------------------------------------------------------------------

FUNCTIONS = {
    "x = 1\n": ("TypeError: there is no function figures(records, periods, by)", "x = 1"),
    "def figures(records, periods, by):\n    return 1 / 0\n": ("ZeroDivisionError", "1 / 0"),
    "def figures(records, periods, by):\n    return 5\n": ("returns int, not a table of Ibis", ""),
    "def figures(records, periods, by):\n    return periods\n": ("returns the columns period_start, period_end,", ""),
    "def figures(records, periods, by):\n    return records['sms_detention']\n": ("KeyError", "sms_detention"),
    "import nothing_of_the_kind\n": ("ModuleNotFoundError", "nothing_of_the_kind"),
    "raise SystemExit(0)\n": ("it ends the program", ""),
    "def figures(records, periods, by):\n    return bytearray(2**50)\n": ("it takes more memory than it may", "2**50"),
    "def figures(records, periods, by):\n    raise ValueError\n": (": ValueError", "raise ValueError"),
    "import os\nos._exit(3)\n": ("it ended without an answer (status 3)", ""),
}  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS)
def test_python_that_raises_or_returns_no_table(function: str, land: Workspace) -> None:
    said, at = FUNCTIONS[function]
    text = desk.python("c", function)
    error = failure(land, "c.py", text)
    assert said in error.found
    if at and "there is no function" not in said:
        assert f"c.py: line {desk.line_of(text, at)}: " in error.found


def test_what_is_wrong_with_groups_is_told_and_not_what_it_does_to_the_whole(land: Workspace) -> None:
    """Without a breakdown nothing is left to group by, of which Ibis speaks in riddles."""
    function = desk.FUNCTION.replace('"period_start", "period_end", *by', "*by")
    error = failure(land, "c.py", desk.python("c", function), by=())
    assert "returns the columns channel, value, rows, not period_start, period_end, channel" in error.found


# Each is tried in one process: what went through is told.
ATTEMPTS = """\
import os, shutil, socket, subprocess

TRIED = {
    "write": lambda: open("own_indicator", "w"),
    "read": lambda: open("/etc/passwd").read(),
    "append": lambda: os.open("own_indicator", os.O_WRONLY | os.O_CREAT),
    "system": lambda: os.system("true"),
    "run": lambda: subprocess.run(["true"]),
    "fork": lambda: os.fork(),
    "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
    "remove": lambda: os.remove("durna.toml"),
    "rename": lambda: os.rename("durna.toml", "other"),
    "tree": lambda: shutil.rmtree("store"),
}

def figures(records, periods, by):
    through = []
    for name, attempt in TRIED.items():
        try:
            attempt()
            through.append(name)
        except PermissionError:
            pass
    raise ValueError(f"through: {through}")
"""


def test_python_opens_no_file_starts_nothing_and_calls_nobody(land: Workspace) -> None:
    assert "ValueError: through: []" in failure(land, "c.py", desk.python("c", ATTEMPTS)).found


def test_python_sees_no_rows_no_keys_and_no_workspace(land: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", "5f" * 32)
    look = (
        "import os\n\ndef figures(records, periods, by):\n"
        "    raise ValueError(f\"{os.environ.get('DURNA_PSEUDONYM_KEY')} {os.listdir('.')}\")\n"
    )
    assert "ValueError: None []" in failure(land, "c.py", desk.python("c", look)).found


def test_rows_cannot_be_had_from_the_tables(land: Workspace) -> None:
    look = "def figures(records, periods, by):\n    return records['sms_contact_centre'].execute()\n"
    text = desk.python("c", look)
    assert f"line {desk.line_of(text, 'execute')}: " in failure(land, "c.py", text).found


# Time ----------------------------------------------------------------------------------------------------------------

ENDLESS = """
SELECT p.period_start, p.period_end, a.channel, sum(length(concat(a.topic, b.channel, c.channel))) AS value, 1 AS rows
FROM sms_contact_centre a, sms_contact_centre b, sms_contact_centre c, sms_contact_centre d, sms_contact_centre e,
     sms_contact_centre f, sms_contact_centre g, sms_contact_centre h, sms_contact_centre i, sms_contact_centre j,
     periods p
GROUP BY ALL
"""


@pytest.fixture
def hurried(land: Workspace) -> Workspace:
    """A workspace that grants a second."""
    settings = land.root / SETTINGS
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[indicators]\nseconds = 1\n", encoding="utf-8")
    opened = open_workspace(land.root)
    settings.write_text(text, encoding="utf-8")
    return opened


def test_a_query_that_lasts_is_stopped_and_the_engine_goes_on(hurried: Workspace) -> None:
    desk.add(hurried, "good.sql", desk.sql("good"))
    desk.add(hurried, "c.sql", desk.sql("c", ENDLESS))
    with known.known(reading.read(hurried)):
        found = assemble(Records(hurried), Request(parse("2024")), ("c", "good"))
    assert "it was stopped after 1 seconds" in found.failed["c"].found
    assert [one.value for one in found.of("good")] == [7]


def test_python_that_lasts_is_stopped(hurried: Workspace) -> None:
    error = failure(hurried, "c.py", desk.python("c", "while True:\n    pass\n"))
    assert "it was stopped after 1 seconds" in error.found


def test_a_limit_of_no_time_is_refused(land: Workspace) -> None:
    settings = land.root / SETTINGS
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[indicators]\nseconds = 0\n", encoding="utf-8")
    with pytest.raises(UserError, match="0 seconds: between 1 and 3,600 are possible"):
        open_workspace(land.root)
    settings.write_text(text, encoding="utf-8")


# One among others ----------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(land: Workspace) -> Workspace:
    desk.add(land, "good.sql", desk.sql("good"))
    desk.add(land, "raises.py", desk.python("raises", "def figures(records, periods, by):\n    return 1 / 0\n"))
    desk.add(land, "empty.sql", "")
    return land


def test_one_that_fails_stops_no_other(mixed: Workspace) -> None:
    with known.known(reading.read(mixed)):
        found = assemble(Records(mixed), Request(parse("2024")))
    assert [one.value for one in found.of("good")] == [7]
    assert found.of("calls_answered")
    assert set(found.failed) == {"raises", "indicators/empty.sql"}


def test_it_is_a_finding_and_a_gap_with_its_reason(mixed: Workspace) -> None:
    material = gather(mixed, period=parse("2024"))
    gaps = {gap.indicator: gap for gap in material.gaps if gap.reason == "failed"}
    findings = {one.indicator: one for one in material.findings if one.check == "own_indicator_failed"}
    assert set(gaps) == set(findings) == {"raises", "indicators/empty.sql"}
    assert "ZeroDivisionError" in gaps["raises"].said
    assert gaps["raises"].institutions == ("sms",)
    assert "ZeroDivisionError" in findings["raises"].text["az"]


def test_an_arrangement_that_names_it_stops_no_profile(mixed: Workspace) -> None:
    """Neither the file that defines nothing nor the one whose query fails."""
    blocks = "[indicator: good, indicator: empty, indicator: raises]"
    text = f"pages:\n- {{id: mine, title: {{en: Mine, az: Mənim}}, blocks: {blocks}}}\n"
    arrangement = mixed.root / "profile.yaml"
    arrangement.write_text(text, encoding="utf-8")
    try:
        material = gather(mixed, period=parse("2024"))
    finally:
        arrangement.unlink()
    (mine, *_) = document_of(material, material.language("en"), ("en",)).pages
    assert [part.id for part in mine.section.sections] == ["good"]


@pytest.mark.parametrize(("name", "said"), [("raises", "ZeroDivisionError"), ("empty", "line 1: there is no metadata")])
def test_named_at_the_command_it_fails(name: str, said: str, mixed: Workspace) -> None:
    result = CliRunner().invoke(durna, ["figures", name, "-w", str(mixed.root)], standalone_mode=False)
    assert isinstance(result.exception, UserError)
    assert said in result.exception.found


def test_unnamed_it_is_left_out_and_said(mixed: Workspace) -> None:
    result = CliRunner().invoke(durna, ["figures", "-w", str(mixed.root), "--format", "csv"], standalone_mode=False)
    assert result.exception is None
    assert "raises is left out: indicators/raises.py: line" in result.stderr
    assert "good:2024" in result.stdout
    assert "left out" not in result.stdout


def test_nothing_of_it_is_written_to_the_workspace(mixed: Workspace) -> None:
    def state() -> dict[str, int]:
        # The engine has a place of its own in the store for what does not fit into memory, and what it counted.
        files = [file for file in Path(mixed.root).rglob("*") if file.is_file()]
        files = [file for file in files if ".spill" not in str(file) and ".kept" not in str(file)]
        return {str(file): file.stat().st_mtime_ns for file in files}

    before = state()
    with known.known(reading.read(mixed)):
        assert isinstance(assemble(Records(mixed), Request(parse("2024"))), Figures)
    assert state() == before
