"""Reads the cases of this folder: a title, then blocks `file`, `mapping`, `records`, `receipt` in a Markdown file."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    page: str
    title: str
    file: str
    mapping: str
    records: list[dict[str, str]]
    receipt: str

    def __str__(self) -> str:
        return f"{self.page}: {self.title}"


def read() -> list[Case]:
    return [case for page in sorted(FOLDER.glob("*.md")) for case in _cases(page)]


def _cases(page: Path) -> list[Case]:
    _, *parts = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_case(page.stem, part) for part in parts]


def _case(page: str, text: str) -> Case:
    blocks = dict(BLOCK.findall(text))
    return Case(
        page, text.partition("\n")[0].strip(), _delimited(blocks["file"]), blocks["mapping"],
        _table(blocks["records"]), blocks.get("receipt", ""),
    )  # fmt: skip


def _lines(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


def _table(text: str) -> list[dict[str, str]]:
    head, *rows = _lines(text)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _delimited(text: str) -> str:
    """The file as delivered: the columns of the page are set apart by bars, and so are those of the file."""
    return "\n".join("|".join(row) for row in _lines(text)) + "\n"
