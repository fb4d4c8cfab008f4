"""Example workspaces, opened on copies: the real files go through intake as an office would deliver them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from durna.indicators.calculate import Request, compute
from durna.indicators.definition import indicator
from durna.indicators.figures import Figure
from durna.intake.deliver import Delivery, deliver
from durna.periods import parse
from durna.store.receipts import Receipt
from durna.store.records import Records
from durna.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    import ibis.expr.types as ir

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEST_KEY = "ab" * 32


@dataclass(frozen=True)
class Example:
    """A copy of one example workspace; `data` is the folder of the real files."""

    workspace: Workspace
    data: Path

    def deliver(
        self, source: str, file: str | Path, mapping: str | None = None, cut_off: date | None = None,
        covers: str | None = None,
    ) -> Receipt:  # fmt: skip
        """Take in a file of the folder of real files, or one anywhere else by its whole path."""
        delivery = Delivery(self.data / file, cut_off, parse(covers) if covers else None)
        return deliver(self.workspace, source, delivery, mapping)

    def listed(self) -> list[tuple[str, str, Path]]:
        """What deliveries.yaml lists: source, mapping and file."""
        items = yaml.safe_load((self.workspace.root / "deliveries.yaml").read_text(encoding="utf-8"))
        return [(item["source"], item["mapping"], self.data / item["file"]) for item in items]

    def records(self, source: str) -> ir.Table:
        return Records(self.workspace).table(source)

    def figures(self, name: str, period: str, every: str = "year", by: Sequence[str] = ()) -> list[Figure]:
        return compute(indicator(name), Records(self.workspace), Request(parse(period), every, tuple(by)))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Callable[[str], Example]]:
    """Opens a fresh copy of the example workspace of that name each time it is called."""

    def open_copy(name: str) -> Example:
        root = tmp_path_factory.mktemp(name) / name
        shutil.copytree(EXAMPLES / name, root)
        return Example(open_workspace(root), shared_data)

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DURNA_PSEUDONYM_KEY", TEST_KEY)
        yield open_copy
