"""A security key as second factor, with the device that a browser can play itself: a virtual authenticator."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.web.browsing import Person
from tests.web.processes import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEVICE = {
    "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def trusted(site: Site) -> Site:
    """The site by the name that browsers trust without HTTPS."""
    return replace(site, address=site.address.replace("127.0.0.1", "localhost"))


def test_a_key_once_added_is_asked_for_and_lets_its_owner_in(browser: Any, trusted: Site) -> None:
    auditor = Person(browser, trusted)
    page = auditor.page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    auditor.signs_in("auditor").goes("account/second-factor/keys/add/")
    # Who adds a key says the password again.
    auditor.fills(password=trusted.passwords["auditor"]).opens("main form button").fills(name="Desk key")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/second-factor/codes/")
    page.context.clear_cookies()
    auditor.signs_in("auditor")
    # The password alone opens nothing.
    page.wait_for_url("**/second-factor/enter/")
    assert page.goto(f"{trusted.address}audit/").url.startswith(f"{trusted.address}account/")
    auditor.goes("account/second-factor/enter/")
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url(trusted.address)
    auditor.goes("account/second-factor/keys/")
    assert page.locator("main tbody tr", has_text="Desk key").count() == 1
    assert page.goto(f"{trusted.address}audit/").status == 200
    auditor.leaves()
