"""A worker that compares the figures of a round, and what stands afterwards: run as processes of their own.

python -m tests.web.comparers open|look|tell WORKSPACE

`open` makes a round that follows another whose figures could not be compared at once; `look` is one look of the worker;
`tell` prints as JSON the marks by question, the rounds that still wait, and where the chain of the audit is broken.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

REVISED, ALIKE = "MGI-2.01", "MGI-2.02"


def begin() -> None:
    """The first edition counts 200 entries of 2019, which one answer cites, the newest one 210; of 2020 both 300."""
    from durna.web.explorer import index
    from durna.web.governance.actions import carrying
    from durna.web.served import workspace
    from tests.editions.land import deliver, entries, signed
    from tests.web import governing

    land = workspace()
    deliver(land, "first", [entries(2019, 200, "2021-02"), entries(2020, 300, "2021-02")])
    edition = signed(land, "one")
    found = governing.a_round([REVISED, ALIKE])
    for question, year in ((REVISED, 2019), (ALIKE, 2020)):
        governing.cleared(governing.answer_of(found, question), source=figure(edition, year))
    deliver(land, "second", [entries(2019, 210, "2022-02"), entries(2020, 300, "2022-02")])
    signed(land, "two")
    index.LARGE = 0  # both editions are so large that nobody waits for their index
    carrying.open_next(
        by=governing.coordinator(), earlier=governing.closed(found), titles={"en": "Two"}, framework=found.framework
    )


def figure(edition: Any, year: int) -> Any:
    from durna.web.evidence import actions, figures
    from durna.web.explorer import editions
    from tests.web import governing

    held = editions.figures(edition).totals("border_entries_foreigners")
    (found,) = (each for each in held if each.period.start.year == year)
    return actions.pick_figure(governing.coordinator(), figures.kept(edition, found))


def look() -> None:
    from durna.web.governance.actions import revised

    print("looking", flush=True)  # noqa: T201
    revised.look()


def tell() -> None:
    from durna.web.audit import chain
    from durna.web.governance.actions import revised
    from durna.web.governance.models import Answer

    marks = dict(Answer.objects.exclude(carried_from=None).values_list("question", "mark"))
    print(json.dumps({"marks": marks, "waiting": len(revised.waiting()), "broken": chain.broken()}))  # noqa: T201


def main(what: str, workspace: str) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    {"open": begin, "look": look, "tell": tell}[what]()


if __name__ == "__main__":
    main(*sys.argv[1:])
