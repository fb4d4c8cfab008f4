"""Take a file of the standard in: every activity that is new becomes a project; one that is known is left as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from durna.iati import reading
from durna.iati.messages import ERROR, Message
from durna.iati.validate import judge
from durna.iati.xml import Unreadable, parse
from durna.web.audit import chain
from durna.web.cooperation import nodes, taking
from durna.web.cooperation.models import Project
from durna.web.refusals import refusal

# Valid, and yet nothing that a project can have here: what stands so is kept, and is no amount and no day.
_TELLING = frozenset({"day-strange"})
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass
class Taken:
    """`known`: projects that were here already. `messages`: what the standard says of it. `kept`: not understood."""

    new: list[Project] = field(default_factory=list)
    known: list[Project] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    kept: list[Message] = field(default_factory=list)


def read(content: bytes, name: str) -> Any:
    """The root of a file that can be read at all. Raises UserError."""
    try:
        root = parse(content)
    except Unreadable as error:
        message = Message(error.code, line=error.line, values=error.values)
        raise refusal("coop-file-unreadable", file=name, reason=message.found(_language()), line=error.line) from None
    if root.tag not in ("iati-activities", "iati-activity"):
        raise refusal("coop-file-no-activities", file=name, element=str(root.tag)[:60])
    return root


@transaction.atomic
def take_in(*, by: str, content: bytes, name: str, today: date) -> Taken:
    """All or nothing. Raises UserError for what is no file of activities, or has one without an identifier.

    Wrong codes and sums that do not agree do not stop it: they come in as they are, and are told.
    """
    root = read(content, name)
    found = Taken(kept=list(reading.not_covered(root)))
    if root.tag == "iati-activities":
        found.messages = [each for each in judge(root, today).messages if each.level == ERROR or each.code in _TELLING]
    directory, ours, made = taking.Directory(), nodes.reporter(), {}
    for told in reading.activities(root):
        identifier = str(told.get("identifier", {}).get("text", ""))
        if not identifier or len(identifier) > 120:
            raise refusal("coop-activity-nameless", file=name)
        known = made.get(identifier) or Project.objects.filter(identifier=identifier).first()
        if known:
            found.known += [known] if known not in found.known else []
            continue
        made[identifier] = taking.take(told, _code(identifier), directory, ours)
    taking.join(made)
    found.new = list(made.values())
    chain.record(by, "projects-imported", name, new=[each.code for each in found.new], known=len(found.known))
    return found


def _code(identifier: str) -> str:
    """Our number for it: the identifier, in plain letters, and told apart from numbers that are taken."""
    wanted = _PLAIN.sub("-", identifier).strip("-")[:52] or "project"
    code, number = wanted, 2
    while Project.objects.filter(code=code).exists():
        code, number = f"{wanted}-{number}", number + 1
    return code


def _language() -> str:
    from durna.web import texts

    return texts.code()
