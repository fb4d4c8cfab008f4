"""One writer at a time, and what it means to a person when a disk is full or closed to writing."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from durna.engine.duck import no_space
from durna.errors import UserError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


class Busy(UserError):
    """Somebody else is writing: the same will do a little later."""


@contextmanager
def only_writer(lock: Path, *, busy: UserError, closed: UserError, wait: float = 0) -> Iterator[None]:
    """Hold the lock; raises `busy` where somebody else does after `wait` seconds, `closed` where it is not for us."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=wait):
            yield
    except Timeout:
        raise busy from None
    except OSError as error:
        if error.errno in _FULL:
            raise no_space() from None
        if error.errno in _CLOSED:
            raise closed from None
        raise
