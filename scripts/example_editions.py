"""Makes two signed editions of the example of Azerbaijan: what was published by January 2018, and all there is.

    python scripts/example_editions.py FOLDER

The second has its revisions annex: several figures were published anew, some by another institution. The key that signs
is made on the spot and vouches for nobody.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from durna.editions import keys
from durna.editions.folder import Edition
from durna.intake.deliver import Delivery, deliver
from durna.publish.editions.freezing import freeze_edition
from durna.publish.editions.publishing import publish
from durna.publish.editions.signing import sign
from durna.workspace import Workspace, open_workspace

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "azerbaijan"
UNTIL = "2018-01-20"
SIGNER = "An example; no institution signs it"


def make(folder: Path, formats: tuple[str, ...] = ()) -> tuple[Edition, Edition]:
    """Two editions in a copy of the example below `folder`, which must not exist; all formats unless told."""
    root = folder / "azerbaijan"
    shutil.copytree(EXAMPLE, root)
    land = open_workspace(root)
    keys.make(land, folder / "keys")
    take_in_early(land, folder / "early")
    first = signed(land, "2018-01", formats)
    take_in_all(land)
    return first, signed(land, "2022", formats)


def signed(land: Workspace, name: str, formats: tuple[str, ...]) -> Edition:
    edition = freeze_edition(land, name)
    publish(land, edition, (), formats)
    sign(land, edition, keys.secret(land.root.parent / "keys" / keys.SECRET), SIGNER)
    return edition


def take_in_early(land: Workspace, folder: Path) -> None:
    """What each institution had published by a day, of what is dated."""
    folder.mkdir()
    for file in sorted((land.root / "deliveries" / "published_figures").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        early = [row for row in rows if row["published_on"] and row["published_on"] <= UNTIL]
        if early:
            deliver(land, "published_figures", Delivery(written(folder / file.name, early)))


def take_in_all(land: Workspace) -> None:
    listed = yaml.safe_load((land.root / "deliveries.yaml").read_text(encoding="utf-8"))
    for item in listed:
        deliver(land, item["source"], Delivery(land.root / item["file"], item["cut_off"]), item["mapping"])


def written(file: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    rows = list(rows)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


if __name__ == "__main__":
    for edition in make(Path(sys.argv[1])):
        print(edition.documents / "site" / "index.html")
