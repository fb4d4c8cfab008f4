"""A small country that publishes: figures of institutions, delivered one publication after the other."""

from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from durna.editions import keys
from durna.editions.folder import Edition
from durna.publish.editions.freezing import freeze_edition
from durna.publish.editions.publishing import publish
from durna.publish.editions.signing import sign
from durna.workspace import Workspace, open_workspace
from tests.intake.deliveries import begin, take_in, written

PUBLISHED = """\
source: published_figures
fields:
  indicator: indicator
  period: {column: period, form: year}
  geography: {constant: AZE}
  citizenship: citizenship
  value: value
  unit: unit
  publisher: publisher
  published_on: published_on
  status: status
"""
COLUMNS = ("indicator", "period", "citizenship", "value", "unit", "publisher", "published_on", "status")
SETTINGS = """\
title = "An example"
languages = ["en"]
timezone = "Asia/Baku"
[profile]
period = "2018..2020"
[keys]
signing_key_file = "../keys/signing.key"
"""
Row = tuple[object, ...]


def entries(year: int, value: float | None, published_on: str, status: str = "final", citizenship: str = "") -> Row:
    return (
        "border_entries_foreigners", year, citizenship, value, "entries", "ssc", published_on, status,
    )  # fmt: skip


def new_land(folder: Path) -> Workspace:
    """A workspace with a signing key beside it and no delivery yet."""
    land = begin(folder, SETTINGS, published_figures=PUBLISHED)
    keys.make(land, folder / "keys")
    return land


def deliver(land: Workspace, name: str, rows: Iterable[Row]) -> None:
    """Take in a publication, as a file of that name."""
    file = written(land.root.parent / "incoming" / f"{name}.csv", COLUMNS, rows)
    take_in(land, "published_figures", file)


def freeze(land: Workspace, name: str) -> Edition:
    return freeze_edition(open_workspace(land.root), name)


def secret(land: Workspace) -> Ed25519PrivateKey:
    return keys.secret(land.signing_key_file)


def signed(land: Workspace, name: str) -> Edition:
    """Frozen, published as a workbook, which is the quickest, and signed."""
    edition = freeze(land, name)
    publish(land, edition, (), ("xlsx",))
    sign(land, edition, secret(land), "The office")
    return edition


def writable(edition: Edition) -> None:
    """What somebody who tampers does first."""
    for path in (edition.folder, *edition.folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
