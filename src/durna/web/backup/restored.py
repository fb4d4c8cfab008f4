"""A whole restore: files and database, both or neither."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from durna.web.backup import places, restoring
from durna.web.backup.restoring import Laid
from durna.workspace import open_workspace


@dataclass(frozen=True)
class Restored:
    """`aside`: where what stood in the place is now. `elsewhere`: places that a part was not put to."""

    files: int
    rows: int
    made_at: str
    with_keys: bool
    aside: list[Path]
    elsewhere: list[Path]


def restore(file: Path, root: Path, *, over: bool) -> Restored:
    """To be called in a process of its own, which knows no site yet. Raises UserError; nothing is then changed."""
    site = os.environ.get("DURNA_SITE_FOLDER")
    with restoring.lay_out(file, root, Path(site).resolve() if site else None) as laid:
        if not over:
            restoring.refuse_taken(laid)
        count, aside = (0, restoring.put_in_place(laid)) if laid.manifest.applied is None else _with_site(laid, over)
        manifest = laid.manifest
    return Restored(len(manifest.members), count, manifest.made_at, manifest.with_keys, aside, laid.elsewhere)


def _with_site(laid: Laid, over: bool) -> tuple[int, list[Path]]:
    by_name = {target.name: target.laid for target in laid.targets}
    # The site as it is laid out is the one that this process works on.
    os.environ["DURNA_SITE_FOLDER"] = str(by_name[places.SITE])
    from durna.web import running

    running.set_up(open_workspace(by_name[places.WORKSPACE]))
    from durna.web.backup import database

    database.refuse_used(over)
    with database.taken_in(laid.manifest.applied or [], laid.database, over) as count:
        return count, restoring.put_in_place(laid)
