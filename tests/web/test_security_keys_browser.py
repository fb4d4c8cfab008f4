"""A security key as second factor, with the device that a browser can play itself: a virtual authenticator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.processes import serving
from tests.web.test_browser import page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["page"]

MAIL = "auditor@demo.example"
DEVICE = {
    "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def site(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site by the name that browsers trust without HTTPS, and the password of its auditor."""
    with serving(land, tmp_path_factory.mktemp("web"), "--demo") as (address, lines):
        password = next(line.split()[2] for line in lines if line.split()[:1] == ["auditor"])
        yield address.replace("127.0.0.1", "localhost"), password


def gives_password(page: Any, site: tuple[str, str]) -> None:
    page.goto(f"{site[0]}account/login/")
    page.fill("input[name=login]", MAIL)
    page.fill("input[name=password]", site[1])
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def test_a_key_once_added_is_asked_for_and_lets_its_owner_in(page: Any, site: tuple[str, str]) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    gives_password(page, site)
    page.goto(f"{site[0]}account/second-factor/keys/add/")
    # Who adds a key says the password again.
    page.fill("input[name=password]", site[1])
    page.locator("main form button").first.click()
    page.fill("input[name=name]", "Desk key")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/second-factor/codes/")
    page.context.clear_cookies()
    gives_password(page, site)
    # The password alone opens nothing.
    page.wait_for_url("**/second-factor/enter/")
    assert page.goto(f"{site[0]}audit/").url.startswith(f"{site[0]}account/")
    page.goto(f"{site[0]}account/second-factor/enter/")
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url(site[0])
    page.goto(f"{site[0]}account/second-factor/keys/")
    assert page.locator("main tbody tr", has_text="Desk key").count() == 1
    assert page.goto(f"{site[0]}audit/").status == 200
