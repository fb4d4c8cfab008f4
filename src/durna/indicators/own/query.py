"""The one SELECT that an own indicator comes down to: what it may read, and how it is asked for fewer breakdowns.

It reads the sources of its metadata and `periods`, nothing else: no file, no other table, no setting, no clock and no
chance, so that a figure is the same whenever it is computed again. Held to by reading the parsed statement; the engine
is never asked whether something would have been allowed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from durna.errors import UserError
from durna.indicators.own.headers import wrong
from durna.indicators.own.metadata import RESULT

DIALECT = "duckdb"
PERIODS = "periods"
_READS_OUTSIDE = re.compile(
    r"read_|scan_|\w*_scan|glob|getenv|current_setting|set_config|getvariable|query|query_table|sniff_csv|parquet_"
    r"|duckdb_|pragma_|pg_|write_|load_|install|java_method|reflect|input_file|spark_|try_reflect"
)
_NEVER_THE_SAME = re.compile(
    r"now|today|random|setseed|uuid\w*|gen_random_uuid|rand\w*|current_\w+|localtime\w*|get_current_\w+|transaction_\w+"
    r"|txid_current|nextval|currval|version|shuffle|unix_timestamp"
)
_HELP = "Write one SELECT over the sources that the metadata name, as docs/how-to/add-an-indicator.md shows."


def parse(code: str, name: str, sources: Collection[str]) -> exp.Select:
    """The statement, read in DuckDB's dialect. Raises UserError, with the line, for anything but such a SELECT."""
    try:
        statements = [one for one in sqlglot.parse(code, dialect=DIALECT) if one is not None]
    except ParseError as error:
        first = error.errors[0] if error.errors else {}
        near = str(first.get("highlight") or "").strip()
        raise _refused(
            name, f"line {first.get('line', 1)}: the SQL cannot be read" + (f" near '{near}'" if near else "")
        ) from None
    except TokenError:
        raise _refused(name, "the SQL cannot be read: a text or a comment has no end") from None
    statements = [one for one in statements if not isinstance(one, exp.Semicolon)]
    if len(statements) != 1:
        raise _refused(name, f"it has {len(statements)} statements")
    (statement,) = statements
    if not isinstance(statement, exp.Select):
        raise _refused(name, f"the statement is {_called(statement)}, not SELECT")
    _refuse_strange(statement, code, name, sources)
    return statement


def _called(statement: exp.Expr) -> str:
    word = statement.name if isinstance(statement, exp.Command) else statement.key
    return (str(statement.this) if isinstance(statement, exp.Command) else word).upper()


def _refuse_strange(statement: exp.Select, code: str, name: str, sources: Collection[str]) -> None:
    named = {cte.alias_or_name.lower() for cte in statement.find_all(exp.CTE)}
    taken = sorted(named & {PERIODS, *sources})
    if taken:
        raise _refused(name, f"it gives the name '{taken[0]}' to a table of its own")
    for node in statement.walk():
        if isinstance(node, exp.Insert | exp.Update | exp.Delete | exp.Create | exp.Drop | exp.Command | exp.Into):
            raise _refused(name, f"{_line(code, node.key)}it would change data ({node.key.upper()})")
        if isinstance(node, exp.TableSample):
            raise _refused(name, f"{_line(code, 'sample')}a sample is another one each time")
        if isinstance(node, exp.Lateral) and not isinstance(node.this, exp.Subquery | exp.Unnest):
            raise _refused(name, f"{_line(code, 'lateral')}it reads a table that a function makes")
        if isinstance(node, exp.Table):
            _refuse_table(node, code, name, {*named, PERIODS, *sources})
        if isinstance(node, exp.Func):
            _refuse_function(node, code, name)


def _refuse_table(table: exp.Table, code: str, name: str, known: Collection[str]) -> None:
    if isinstance(table.this, exp.Identifier) and not table.db and table.name.lower() in known:
        return
    shown = table.this.sql(dialect=DIALECT) if not table.db else table.sql(dialect=DIALECT)
    raise wrong(
        name, f"{_line(code, table.name or shown.partition('(')[0])}it reads '{shown}'",
        f"Only the sources of its metadata and periods: {', '.join(sorted(known))}.",
        "Add the source to the metadata, or deliver the data through intake first.",
    )  # fmt: skip


def _refuse_function(function: exp.Func, code: str, name: str) -> None:
    written = (function.name if isinstance(function, exp.Anonymous) else function.sql_name()).lower()
    at = _line(code, written)
    if _READS_OUTSIDE.match(written):
        raise _refused(name, f"{at}{written}() reads or writes outside the records")
    if _NEVER_THE_SAME.fullmatch(written):
        raise wrong(
            name, f"{at}{written}() gives something else each time",
            "A figure that is the same whenever it is computed.",
            "Take dates from the records or from periods.",
        )  # fmt: skip


def _line(code: str, word: str) -> str:
    """`line 7: `, where a word stands in the file as a word, outside its first comment as a rule."""
    lines = [number for number, line in enumerate(code.splitlines(), 1) if word and word.lower() in line.lower()]
    return f"line {lines[-1]}: " if lines else ""


def _refused(name: str, found: str) -> UserError:
    return wrong(name, found, "One SELECT that reads records and nothing else.", _HELP)


def by(statement: exp.Select, breakdowns: Sequence[str], wanted: Sequence[str], name: str) -> exp.Select:
    """The statement without the breakdowns that are not asked for: out of its columns, and out of its groups."""
    asked = statement.copy()
    if asked.is_star:
        raise _refused(name, "its outermost SELECT is '*'")
    gone = [one for one in asked.expressions if one.alias_or_name in set(breakdowns) - set(wanted)]
    kept = [one for one in asked.expressions if one not in gone]
    columns = {one.alias_or_name for one in asked.expressions}
    missing = [one for one in (*RESULT, *breakdowns) if one not in columns]
    if missing:
        raise wrong(
            name, f"the result lacks the column {missing[0]}",
            f"The columns {', '.join((*RESULT[:2], *breakdowns, *RESULT[2:]))}.",
        )  # fmt: skip
    _leave_groups(asked, gone, name)
    asked.set("expressions", kept)
    if gone:
        asked.set("order", None)
    return asked


def _leave_groups(asked: exp.Select, gone: Sequence[exp.Expression], name: str) -> None:
    group = asked.args.get("group")
    if group is None or group.args.get("all") or not gone:
        return
    if any(isinstance(one, exp.Literal) for one in group.expressions):
        raise _refused(name, "GROUP BY names columns by their numbers, which change with the breakdowns")
    out = [one.this if isinstance(one, exp.Alias) else one for one in gone]
    names = {one.alias_or_name for one in gone}
    left = [one for one in group.expressions if one not in out and not (_is_plain(one) and one.name in names)]
    group.set("expressions", left)
    if not left:
        asked.set("group", None)


def _is_plain(one: exp.Expression) -> bool:
    return isinstance(one, exp.Column)
