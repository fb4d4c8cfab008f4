"""The metadata of an own indicator: YAML in the first text of a Python file, or in the first comment of an SQL file.

Read without running anything: to list indicators must be safe whatever their files do.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from durna import yaml_text
from durna.errors import UserError

PYTHON, SQL = ".py", ".sql"
_SHAPE = {
    PYTHON: 'The first lines are a text (""" ... """) with the metadata as YAML.',
    SQL: "The first lines are a comment (/* ... */, or lines that begin with --) with the metadata as YAML.",
}
_HELP = "Compare it with docs/how-to/add-an-indicator.md."


@dataclass(frozen=True)
class Source:
    """A file as read: `header` its metadata, `code` the whole text, so that errors have the lines of the file."""

    name: str
    code: str
    header: dict[str, Any]


def read(file: Path, name: str) -> Source:
    """`name` is what messages call the file. Raises UserError where it cannot be read or has no metadata."""
    try:
        code = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise wrong(name, "it cannot be read as text in UTF-8", _SHAPE[file.suffix]) from None
    text, line = _of_python(code, name) if file.suffix == PYTHON else _of_sql(code)
    if text is None:
        raise wrong(name, "line 1: there is no metadata", _SHAPE[file.suffix])
    return Source(name, code, _yaml(text, line, name, _SHAPE[file.suffix]))


def wrong(name: str, found: str, expected: str, do: str = _HELP) -> UserError:
    return UserError(
        message="own-indicator", what=name, problem=found, found=f"{name}: {found}.", expected=expected, do=do
    )


def _of_python(code: str, name: str) -> tuple[str | None, int]:
    try:
        first = ast.parse(code, name).body[:1]
    except SyntaxError as error:
        raise wrong(name, f"line {error.lineno}: {error.msg}", "Python that can be read.") from None
    except ValueError:
        raise wrong(name, "it holds a zero byte", "Python that can be read.") from None
    match first:
        case [ast.Expr(ast.Constant(str() as text)) as place]:
            return text, place.lineno
    return None, 1


def _of_sql(code: str) -> tuple[str | None, int]:
    start = len(code) - len(code.lstrip())
    line = code[:start].count("\n") + 1
    if code[start:].startswith("/*"):
        inside, closed, _ = code[start + 2 :].partition("*/")
        return (inside if closed else None), line
    lines = []
    for each in code[start:].splitlines():
        if not each.startswith("--"):
            break
        lines.append(each[2:].removeprefix(" "))
    return "\n".join(lines) or None, line


def _yaml(text: str, line: int, name: str, shape: str) -> dict[str, Any]:
    import yaml

    try:
        header = yaml_text.load(text)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        at = line + (place.line if place else 0)
        raise wrong(name, f"line {at}: the metadata are no YAML", shape) from None
    if not isinstance(header, dict) or not all(isinstance(key, str) for key in header):
        raise wrong(name, f"line {line}: the metadata are no list of names with values", shape)
    return header
