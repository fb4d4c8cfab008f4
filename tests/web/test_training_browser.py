"""A training in a browser, in three languages: from the call to the verified certificate and the follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.web.processes import serving
from tests.web.test_browser import rules_broken

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = {
    "az": ("Sertifikatları hazırla", "Bu sertifikat həqiqidir və etibarlıdır.", "Təlimi bağla", "Seçilib"),
    "en": ("Make the certificates", "This certificate is genuine and valid.", "Close the training", "Selected"),
    "ru": (
        "Подготовить сертификаты", "Этот сертификат подлинный и действительный.", "Закрыть обучение", "Отобран(а)",
    ),
}  # fmt: skip
DAY = date.today() - timedelta(days=200)


@pytest.fixture(scope="module")
def site(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site, and the password of its invented coordinator."""
    with serving(land, tmp_path_factory.mktemp("training"), "--demo") as (address, lines):
        yield address, next(line.split()[2] for line in lines if line.split()[:1] == ["training_coordinator"])


@pytest.fixture
def page(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shown = started.new_page(viewport={"width": 1200, "height": 900})
        shown.set_default_timeout(60_000)
        yield shown
        started.close()


def send(page: Any, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)
    page.locator("main form button").last.click()


def looks_right(page: Any) -> None:
    assert rules_broken(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url
    page.set_viewport_size({"width": 1200, "height": 900})


@pytest.mark.parametrize("language", WORDS)
def test_a_training_goes_from_the_call_to_a_verified_certificate_and_the_follow_up(
    page: Any, site: tuple[str, str], language: str
) -> None:
    make, genuine, close, selected = WORDS[language]
    address, password = site
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.click(f"button[name=language][value={language}]")
    page.goto(f"{address}account/login/")
    page.fill("input[name=login]", "training_coordinator@demo.example")
    page.fill("input[name=password]", password)
    page.locator("main button").first.click()
    page.goto(f"{address}training/new/")
    page.select_option("select[name=programme]", label="RC")
    page.check("input[name=languages][value=en]")
    send(
        page, number=f"B-{language}", title_az="Hüquq", title_en="Law", title_ru="Право", starts_on=str(DAY),
        ends_on=str(DAY), capacity="2",
    )  # fmt: skip
    page.goto(f"{address}training/?number=B-{language}")
    page.locator("tbody th a").click()
    looks_right(page)
    base = page.url
    page.goto(f"{base}sessions/new/")
    send(page, starts_at=f"{DAY}T09:00", hours="6")
    page.goto(f"{base}nominations/links/new/")
    page.select_option("select[name=country]", "GEO")
    send(page, institution="Example department", places="2", ends_on=str(date.today() + timedelta(days=9)))
    link = page.locator(".link").inner_text()
    page.goto(link)
    looks_right(page)
    page.fill("main [name=family_name]", "Example")
    page.fill("main [name=given_name]", "Nino")
    page.fill("main [name=email]", f"nino-{language}@example.org")
    page.fill("main [name=supervisor]", "boss@example.org")
    page.locator("main form").first.locator("button").click()
    assert "Nino Example" in page.locator("main").inner_text()
    page.goto(f"{base}selection/")
    page.locator("main tbody select").select_option(label=selected)
    page.locator("main form button").first.click()
    looks_right(page)
    page.goto(f"{base}attendance/")
    page.check("input[name=there]")
    page.locator("main form button").first.click()
    looks_right(page)
    page.goto(f"{base}results/")
    page.get_by_role("button", name=close).click()
    looks_right(page)
    page.goto(f"{base}certificates/")
    page.get_by_role("button", name=make).click()
    looks_right(page)
    number = page.locator("tbody th a").inner_text()
    assert re.fullmatch(r"RTCM-\d{4}-\d{6}", number)
    badge = page.locator("tbody a", has_text="Open Badge").get_attribute("href")
    badge = page.request.get(address.rstrip("/") + badge).text()
    page.goto(f"{address}training/verify/")
    page.fill("[name=credential]", badge)
    page.locator("main form button").click()
    assert page.locator(".verdict h2").inner_text() == genuine
    looks_right(page)
    page.goto(f"{base}results/links/")
    # Two hundred days have passed: both questions are due, of the trainee and of the supervisor.
    assert page.locator(".code", has_text="/follow-up/").count() == 4
    page.goto(page.locator(".code", has_text="/follow-up/").first.inner_text())
    page.check("input[name=applies][value=yes]")
    looks_right(page)
    page.locator("main form button").click()
    page.goto(f"{base}results/")
    assert "Nino" in page.locator("main").inner_text()
    assert refused == []
