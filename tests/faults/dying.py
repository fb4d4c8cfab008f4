"""Takes deliveries in and dies: before each step that touches the disk in turn, or after a while. Run by test_kills.

    dying.py steps BASE FILE FOLDER        copies BASE to FOLDER/1, FOLDER/2 ...; in the n-th copy dies before step n
    dying.py moments BASE FILE FOLDER S... the same, but kills from outside after S seconds

Each life is a fork of this process, which has taken the file in once before: what is imported late is then there.
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

from durna.intake.deliver import Delivery, deliver
from durna.workspace import open_workspace

SOURCE = "sms_stay_registration"
DEAD = 9
STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link"}


def is_step(event: str, args: tuple[Any, ...]) -> bool:
    if event == "open":
        return isinstance(args[2], int) and bool(args[2] & (os.O_WRONLY | os.O_RDWR))
    return event in STEPS


def die_before(step: int, within: Path | None = None) -> None:
    """`within`: only steps below that folder are counted; what a library keeps elsewhere for itself is left out."""
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done == step:
            os._exit(DEAD)

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if is_step(event, args) and (within is None or str(args[0]).startswith(str(within))):
            count()

    real = os.fsync

    def fsync(handle: int) -> None:  # no audit event tells of it
        count()
        real(handle)

    os.fsync = fsync  # type: ignore[assignment]
    sys.addaudithook(watch)


def life(root: Path, file: Path, step: int | None) -> int:
    """The process id of a fork that takes the file in."""
    child = os.fork()
    if child:
        return child
    try:
        workspace = open_workspace(root)
        if step is not None:
            die_before(step)
        deliver(workspace, SOURCE, Delivery(file))
    except BaseException as error:
        sys.stderr.write(f"{error!r}\n")
        os._exit(1)
    os._exit(0)


def copied(base: Path, folder: Path, number: int) -> Path:
    place = folder / str(number)
    shutil.copytree(base, place)
    return place / "land"


def steps(base: Path, file: Path, folder: Path) -> None:
    status, step = DEAD, 0
    while status == DEAD:
        step += 1
        root = copied(base, folder, step)
        status = os.waitstatus_to_exitcode(os.waitpid(life(root, file, step), 0)[1])
    sys.exit(status)


def moments(base: Path, file: Path, folder: Path, seconds: list[float]) -> None:
    for number, wait in enumerate(seconds, 1):
        child = life(copied(base, folder, number), file, None)
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    how, *paths = sys.argv[1:]
    places = [Path(path) for path in paths[:3]]
    deliver(open_workspace(copied(places[0], places[2].parent, 0)), SOURCE, Delivery(places[1]))
    if how == "steps":
        steps(*places)
    else:
        moments(*places, [float(wait) for wait in paths[3:]])
