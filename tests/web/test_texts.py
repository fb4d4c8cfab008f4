"""The texts of the site: the same messages in every language, and none that the code asks for is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import durna.web
from durna.publish.texts import message_ids
from durna.web.access.roles import ROLES

HERE = ("durna.web",)
ROOM = Path(durna.web.__file__).parent
LANGUAGES = sorted(folder.name for folder in (ROOM / "locales").iterdir())


def variables(language: str) -> dict[str, frozenset[str]]:
    found = {}
    for file in sorted((ROOM / "locales" / language).glob("*.ftl")):
        for message, text in re.findall(r"^([\w-]+) = (.*(?:\n .*)*)", file.read_text(encoding="utf-8"), re.M):
            found[message] = frozenset(re.findall(r"\$(\w+)", text))
    return found


def test_there_are_three_languages() -> None:
    assert LANGUAGES == ["az", "en", "ru"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_with_the_same_variables(language: str) -> None:
    assert variables(language) == variables("en")


def test_every_message_that_is_asked_for_exists() -> None:
    asked = {
        message
        for file in [*ROOM.rglob("*.html"), *ROOM.rglob("*.py")]
        for message in re.findall(r"""(?:{% t |\bsay\()["']([\w-]+)["']""", file.read_text(encoding="utf-8"))
    }
    asked |= {f"role-{name}" for name in ROLES}
    told = re.findall(r"""chain\.record\([^,]+, ["']([\w-]+)["']""", "".join(
        file.read_text(encoding="utf-8") for file in ROOM.rglob("*.py")))  # fmt: skip
    asked |= {f"audit-{action}" for action in told}
    assert asked - message_ids("en", (*HERE, "durna.publish")) == set()
