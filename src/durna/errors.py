"""Errors that a person can act on.

Every message a user may see has three parts: what was found, what was expected, what to do. None of them may carry a
personal value (a name, the number of a document, the content of an identifying column).
"""

from __future__ import annotations


class UserError(Exception):
    """A mistake outside the program: shown without a traceback, exit status 1.

    `message` names it for a site that says it in other words and languages, with these values in them; empty where
    nobody has written any.
    """

    def __init__(self, *, found: str, expected: str, do: str, message: str = "", **values: str | int) -> None:
        super().__init__(found)
        self.found = found
        self.expected = expected
        self.do = do
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return f"{self.found}\n  Expected: {self.expected}\n  What to do: {self.do}"


class KeyProblem(UserError):
    """A secret is missing, malformed or not the one this workspace was built with."""


class Refused(UserError):
    """The request would make a false statement (persons added to entries, a part-year joined to full years)."""
