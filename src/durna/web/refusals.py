"""A refusal in the language of whoever asked: its three parts are the messages `<name>-found`, `-expected`, `-do`."""

from __future__ import annotations

from typing import Any

from durna.errors import UserError
from durna.web import texts


def refusal(name: str, **values: Any) -> UserError:
    """To be raised; a part that needs no value of its own may be left without one."""
    said = {part: texts.say(f"{name}-{part}", **values) for part in ("found", "expected", "do")}
    return UserError(**said)


def in_words(error: UserError) -> UserError:
    """A refusal of the program in the reader's language and in the words of the pages; one without words as it is."""
    name = f"program-{error.message}"
    return refusal(name, **error.values) if error.message and f"{name}-found" in texts.texts(texts.code()) else error
