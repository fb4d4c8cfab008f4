"""Pages of a language written from the right, in a browser."""

from pathlib import Path
from typing import Any

import pytest

from durna.publish.build import build
from durna.publish.material import Material
from tests import screens
from tests.publish.pages import opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def arabic(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("profile") / "site"
    build(material, out, ["ar"])
    return out / "ar"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ["index.html", "a1.html", "quality.html"])
def test_a_page_from_the_right_is_no_wider_than_the_screen(browser: Any, arabic: Path, name: str, width: int) -> None:
    page = opened(browser, arabic / name, width)
    assert screens.width(page) <= width
    page.close()


def test_the_contents_stand_at_the_right_and_charts_keep_their_direction(browser: Any, arabic: Path) -> None:
    page = opened(browser, arabic / "a1.html", 1440)
    contents, main = (page.locator(name).bounding_box() for name in ("nav.contents", "main"))
    assert contents["x"] > main["x"] + main["width"]
    drawing = opened(browser, next(file for file in arabic.glob("*.html") if "<svg" in file.read_text("utf-8")), 1440)
    assert drawing.locator(".chart svg").first.evaluate("each => getComputedStyle(each).direction") == "ltr"
    assert drawing.locator("caption").first.evaluate("each => getComputedStyle(each).direction") == "rtl"
    page.close()
    drawing.close()


def test_no_accessibility_rule_is_broken(browser: Any, arabic: Path) -> None:
    page = opened(browser, arabic / "a1.html", 1440)
    assert screens.rules_broken(page) == []
    page.close()
