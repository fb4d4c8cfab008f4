"""Which permission a page asks for: said where the page is written, or here for pages that come with a library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from durna.web.access.permissions import Permission

_ATTRIBUTE = "durna_permission"
_OF_LIBRARIES = {
    "account_login": Permission.ENTER,
    "account_inactive": Permission.ENTER,
    "mfa_authenticate": Permission.ENTER,
    "set_language": Permission.ENTER,
    # Somebody half signed in leaves by it, and whoever is out already is out.
    "account_logout": Permission.ENTER,
    "account_reauthenticate": Permission.OWN_ACCOUNT,
    "account_change_password": Permission.OWN_ACCOUNT,
    "mfa_index": Permission.OWN_ACCOUNT,
    "mfa_reauthenticate": Permission.OWN_ACCOUNT,
    "mfa_activate_totp": Permission.OWN_ACCOUNT,
    "mfa_deactivate_totp": Permission.OWN_ACCOUNT,
    "mfa_list_webauthn": Permission.OWN_ACCOUNT,
    "mfa_add_webauthn": Permission.OWN_ACCOUNT,
    "mfa_reauthenticate_webauthn": Permission.OWN_ACCOUNT,
    "mfa_edit_webauthn": Permission.OWN_ACCOUNT,
    "mfa_remove_webauthn": Permission.OWN_ACCOUNT,
    "openid_connect_login": Permission.ENTER,
    "openid_connect_callback": Permission.ENTER,
    "mfa_view_recovery_codes": Permission.OWN_ACCOUNT,
    "mfa_generate_recovery_codes": Permission.OWN_ACCOUNT,
    "mfa_download_recovery_codes": Permission.OWN_ACCOUNT,
}


def needs(permission: Permission) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Says what a page asks for."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        setattr(view, _ATTRIBUTE, permission)
        return view

    return mark


def permission_of(name: str | None, view: Callable[..., Any]) -> Permission | None:
    """What the page under a name asks for; None where nobody has said: such a page stays shut."""
    found = getattr(view, _ATTRIBUTE, None)
    return found or _OF_LIBRARIES.get(name or "")
