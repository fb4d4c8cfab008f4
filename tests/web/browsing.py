"""Somebody at a screen: signs in, goes, presses, follows, fills; and looks, by rule and on a phone.

A click of Playwright comes back when the next page begins to arrive. So whatever leads to another page goes through
`led_on`, which waits until that page stands; what changes within a page is waited for by a locator.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from durna.publish.texts import Texts
from tests.screens import OF_COLOURS, PHONE, WIDE, rules_broken, width, width_on_a_phone
from tests.web.processes import Site

PATIENCE = 120_000  # milliseconds: the machine may have other things to do
# What takes the worker of a site its time, as publishing does.
OF_WORK = 300_000
WITH_COLOURS = "en"


@contextmanager
def led_on(page: Any) -> Iterator[None]:
    """Wait until the page stands that the thing done leads to, whatever it was: a press, a link, a key."""
    with page.expect_navigation(wait_until="load"):
        yield


class Person:
    """Somebody at a screen of the own, who reads one language. `wrong`: what the browser refused or missed."""

    def __init__(self, browser: Any, site: Site, language: str = "en", **options: Any) -> None:
        self.site = site
        self._context = browser.new_context(viewport=WIDE, **options)
        self._context.set_default_timeout(PATIENCE)
        self.page = self._context.new_page()
        self.reads_in(language)
        self.wrong: list[str] = []
        self.page.on("console", lambda told: self.wrong.append(told.text) if told.type == "error" else None)
        self.page.on(
            "response", lambda got: self.wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None
        )

    def reads_in(self, language: str) -> Person:
        """From the next page on."""
        self.language, self.say = language, Texts(language, ("durna.web", "durna.publish"))
        self._context.add_cookies([{"name": "durna_language", "value": language, "url": self.site.address}])
        return self

    def goes(self, path: str = "") -> Person:
        self.page.goto(path if path.startswith("http") else self.site.address + path.lstrip("/"))
        return self

    def signs_in(self, role: str) -> Person:
        return self.signs_in_as(f"{role}@demo.example", self.site.passwords[role])

    def signs_in_as(self, email: str, password: str) -> Person:
        return self.goes("account/login/").fills(login=email, password=password).opens("main form button")

    def opens(self, where: Any) -> Person:
        """Press what leads to another page: a locator, or a selector of which the first counts."""
        with led_on(self.page):
            self.found(where).first.click()
        return self

    def presses(self, message: str, **values: Any) -> Person:
        return self.opens(self.page.get_by_role("button", name=self.say(message, **values), exact=True))

    def follows(self, message: str) -> Person:
        return self.opens(self.page.get_by_role("main").get_by_role("link", name=self.say(message), exact=True))

    def enters(self, place: str) -> Person:
        """By the menu; `place` as it is written there."""
        return self.opens(self.page.get_by_role("navigation").get_by_role("link", name=place, exact=True))

    def sends(self) -> Person:
        """The last form of the page."""
        return self.opens(self.page.locator("main form button").last)

    def fills(self, **fields: str) -> Person:
        """Fields of the page by their names, choices too."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name='{name}']").first
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        return self

    def takes(self, where: Any) -> Any:
        """The file that something pressed gives."""
        with self.page.expect_download() as coming:
            self.found(where).first.click()
        return coming.value

    def takes_content(self, where: Any) -> bytes:
        return Path(self.takes(where).path()).read_bytes()

    def found(self, where: Any) -> Any:
        return self.page.locator(where) if isinstance(where, str) else where

    def main(self) -> str:
        text: str = self.page.inner_text("main")
        return text

    def title(self) -> str:
        text: str = self.page.locator("h1").inner_text()
        return text

    def reads(self, message: str, **values: Any) -> Person:
        assert self.say(message, **values) in self.main()
        return self

    def looks(self) -> Person:
        """By rule, on a phone, and at what the browser has to say."""
        without = () if self.language == WITH_COLOURS else OF_COLOURS
        assert rules_broken(self.page, without) == [], self.page.url
        assert width_on_a_phone(self.page) <= PHONE["width"], self.page.url
        assert self.wrong == []
        return self

    def takes_the_phone(self) -> Person:
        """From here on the screen is small."""
        self.page.set_viewport_size(PHONE)
        return self

    def fits(self) -> Person:
        assert width(self.page) <= PHONE["width"], self.page.url
        return self

    def leaves(self) -> None:
        self._context.close()
