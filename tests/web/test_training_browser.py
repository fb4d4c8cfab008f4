"""A training in a browser, in three languages: from the call to the verified certificate and the follow-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.web.browsing import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = {
    "az": ("Sertifikatları hazırla", "Bu sertifikat həqiqidir və etibarlıdır.", "Təlimi bağla", "Seçilib"),
    "en": ("Make the certificates", "This certificate is genuine and valid.", "Close the training", "Selected"),
    "ru": (
        "Подготовить сертификаты", "Этот сертификат подлинный и действительный.", "Закрыть обучение", "Отобран(а)",
    ),
}  # fmt: skip
DAY = date.today() - timedelta(days=200)


@pytest.mark.parametrize("language", WORDS)
def test_a_training_goes_from_the_call_to_a_verified_certificate_and_the_follow_up(
    comes: Callable[..., Person], language: str
) -> None:
    make, genuine, close, selected = WORDS[language]
    coordinator = comes(language, "training_coordinator").goes("training/new/")
    page = coordinator.page
    page.select_option("select[name=programme]", label="RC")
    page.check("input[name=languages][value=en]")
    coordinator.fills(
        number=f"B-{language}", title_az="Hüquq", title_en="Law", title_ru="Право", starts_on=str(DAY),
        ends_on=str(DAY), capacity="2",
    ).sends()  # fmt: skip
    coordinator.goes(f"training/?number=B-{language}").opens("tbody th a").looks()
    base = page.url
    coordinator.goes(f"{base}sessions/new/").fills(starts_at=f"{DAY}T09:00", hours="6").sends()
    coordinator.goes(f"{base}nominations/links/new/").fills(country="GEO", institution="Example department", places="2")
    coordinator.fills(ends_on=str(date.today() + timedelta(days=9))).sends()
    coordinator.goes(page.locator(".link").inner_text()).looks()
    coordinator.fills(family_name="Example", given_name="Nino", email=f"nino-{language}@example.org")
    coordinator.fills(supervisor="boss@example.org").opens("main form button")
    assert "Nino Example" in coordinator.main()
    coordinator.goes(f"{base}selection/")
    page.locator("main tbody select").select_option(label=selected)
    coordinator.opens("main form button").looks()
    coordinator.goes(f"{base}attendance/")
    page.check("input[name=there]")
    coordinator.opens("main form button").looks()
    coordinator.goes(f"{base}results/").opens(page.get_by_role("button", name=close)).looks()
    coordinator.goes(f"{base}certificates/").opens(page.get_by_role("button", name=make)).looks()
    number = page.locator("tbody th a").inner_text()
    assert re.fullmatch(r"RTCM-\d{4}-\d{6}", number)
    badge = page.locator("tbody a", has_text="Open Badge").get_attribute("href")
    badge = page.request.get(coordinator.site.address.rstrip("/") + badge).text()
    coordinator.goes("training/verify/").fills(credential=badge).opens("main form button")
    assert page.locator(".verdict h2").inner_text() == genuine
    coordinator.looks().goes(f"{base}results/links/")
    # Two hundred days have passed: both questions are due, of the trainee and of the supervisor.
    assert page.locator(".code", has_text="/follow-up/").count() == 4
    coordinator.goes(page.locator(".code", has_text="/follow-up/").first.inner_text())
    page.check("input[name=applies][value=yes]")
    coordinator.looks().opens("main form button").goes(f"{base}results/")
    assert "Nino" in coordinator.main()


@pytest.mark.parametrize("language", WORDS)
def test_a_register_is_seen_for_what_it_would_do_and_then_taken_in(comes: Callable[..., Person], language: str) -> None:
    coordinator = comes(language, "training_coordinator").goes("training/new/")
    page, number = coordinator.page, f"P-{language}"
    page.select_option("select[name=programme]", label="RC")
    page.check("input[name=languages][value=en]")
    coordinator.fills(
        number=number, title_az="Hüquq", title_en="Law", title_ru="Право", starts_on=str(DAY), ends_on=str(DAY)
    ).sends()
    heads = "Family name,Given name,Country,Institution,Training"
    rows = f"{heads}\nBrand,Ann,Georgia,Dept,{number}\nX,Y,Lemuria,Dept,{number}\n"
    page.goto(f"{coordinator.site.address}training/register/")
    page.set_input_files("input[name=file]", {"name": "old.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    coordinator.presses("training-preview-see").looks()
    assert "Ann Brand" in coordinator.main()
    assert "Lemuria" in coordinator.main()
    coordinator.presses("training-preview-take").looks()
    assert coordinator.title() == "old.csv"
    assert "Lemuria" in coordinator.main()
