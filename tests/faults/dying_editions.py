"""Freezes, publishes and signs an edition, and dies before each step that touches the editions, in turn.

    dying_editions.py BASE FOLDER     copies BASE to FOLDER/freeze/1, FOLDER/freeze/2 ..., FOLDER/publish/1 and so on

Each life is a fork of this process, which has done it once before: what is imported late is then there.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from durna.editions.folder import named, place
from durna.publish.editions.freezing import freeze_edition
from durna.publish.editions.publishing import publish
from durna.publish.editions.signing import sign
from durna.workspace import Workspace, open_workspace
from tests.editions.land import secret
from tests.faults.dying import DEAD, copied, die_before

NAME = "one"
# In the order in which an edition comes to be: each begins where the one before ended.
ACTIONS: dict[str, Callable[[Workspace], object]] = {
    "freeze": lambda land: freeze_edition(land, NAME),
    "publish": lambda land: publish(land, named(land, NAME), (), ("xlsx",)),
    "sign": lambda land: sign(land, named(land, NAME), secret(land), "The office"),
}


def life(what: str, root: Path, step: int) -> int:
    """How a fork ended that does it in the copy."""
    child = os.fork()
    if not child:
        try:
            land = open_workspace(root)
            die_before(step, place(land))
            ACTIONS[what](land)
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def lives(what: str, base: Path, folder: Path) -> None:
    status, step = DEAD, 0
    while status == DEAD:
        step += 1
        status = life(what, copied(base, folder, step), step)
    if status:
        sys.exit(status)


if __name__ == "__main__":
    base, folder = Path(sys.argv[1]), Path(sys.argv[2])
    for what, act in ACTIONS.items():
        before = folder / f"before-{what}"
        shutil.copytree(base, before)
        act(open_workspace(base / "land"))
        (folder / what).mkdir()
        lives(what, before, folder / what)
