"""The pages in a browser: nothing sticks out on a phone, nothing stands in the way of a screen reader."""

from pathlib import Path
from typing import Any

import pytest

from tests import screens
from tests.publish.pages import opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("index.html", "en/index.html", "en/a1.html", "az/a4.html", "en/c.html", "az/quality.html", "en/downloads.html")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_is_wider_than_the_screen(browser: Any, site: Path, name: str, width: int) -> None:
    page = opened(browser, site / name, width)
    assert screens.width(page) <= width
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_accessibility_rule_is_broken(browser: Any, site: Path, name: str) -> None:
    page = opened(browser, site / name, 1440)
    assert screens.rules_broken(page) == []
    page.close()


def test_a_passport_breaks_no_rule_either(browser: Any, site: Path) -> None:
    page = opened(browser, next((site / "az" / "passports").iterdir()), 390)
    assert screens.rules_broken(page) == []
    page.close()


def test_on_paper_navigation_goes_and_the_watermark_stays(browser: Any, site: Path) -> None:
    page = opened(browser, site / "en" / "a1.html", 1000)
    page.emulate_media(media="print")
    assert page.locator(".watermark-print").is_visible()
    assert not page.locator("nav.contents").is_visible()
    assert not page.locator("header.top").is_visible()
    page.close()
