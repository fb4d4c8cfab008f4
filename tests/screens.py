"""What a page in a browser is held against: the rules of accessibility, and the width of a phone."""

from __future__ import annotations

from functools import cache
from typing import Any

WIDE, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 800}
# Contrast takes three quarters of the time, and a page has the same colours in every language.
OF_COLOURS = ("color-contrast",)


def rules_broken(page: Any, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Each broken rule with the first place where it is broken."""
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(_rules())
    found: list[list[str]] = page.evaluate(
        "options => axe.run(options).then(told =>"
        " told.violations.map(rule => [rule.id, rule.nodes[0].html.slice(0, 200)]))",
        options,
    )
    return [(rule, where) for rule, where in found]


def width(page: Any) -> int:
    """How many pixels wide the page is: more than the screen has, and a reader must move it sideways."""
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found


def width_on_a_phone(page: Any) -> int:
    page.set_viewport_size(PHONE)
    found = width(page)
    page.set_viewport_size(WIDE)
    return found


def shown(page: Any) -> str:
    """Where a page is and what it says, for whoever must find out why a test failed."""
    said = page.evaluate("(document.querySelector('main') || document.body || { innerText: '' }).innerText")
    return f"{page.url}\n{said[:4000]}"


@cache
def _rules() -> str:
    from axe_playwright_python.sync_playwright import Axe

    script: str = Axe().axe_script
    return script
