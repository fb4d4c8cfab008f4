"""A pass: what a room said when it showed a statement to somebody, that he may change what stands behind it.

It is signed, holds for one person and one statement, and ends as a session does. So the library needs to know nothing
of the rules of other rooms; a room that gave a rule to `statements.register` is asked again all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404

from durna.web.evidence import citing, statements
from durna.web.evidence.models import Evidence

_SALT = "durna.evidence.cite"


@dataclass(frozen=True)
class Pass:
    """`back`: the address of the page that showed the statement, with the place on it."""

    statement: str
    back: str


def give(user: Any, statement: str, back: str) -> str:
    return signing.dumps([user.pk, statement, back], salt=_SALT, compress=True)


def read(user: Any, token: str) -> Pass | None:
    """None where there is none, where it is another's or too old, and where the room thinks otherwise meanwhile."""
    try:
        owner, statement, back = signing.loads(token, salt=_SALT, max_age=settings.SESSION_COOKIE_AGE)
    except (signing.BadSignature, ValueError):
        return None
    if owner != user.pk or not statements.still_may_cite(user, statement):
        return None
    return Pass(statement, back)


def demand(user: Any, token: str) -> Pass:
    """Without a pass there is nothing to cite for."""
    found = read(user, token)
    if found is None:
        raise Http404
    return found


def cite(user: Any, allowed: Pass, evidence: Evidence, place: str = "") -> None:
    citing.cite(user, allowed.statement, evidence, place)
