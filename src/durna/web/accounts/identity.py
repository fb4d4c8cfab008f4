"""A State's own identity provider (OpenID Connect), as the environment names it. Without it nothing of this is shown.

DURNA_OIDC_ISSUER        the address of the provider; HTTPS, unless it is this machine
DURNA_OIDC_CLIENT_ID     the name under which the provider knows this site
DURNA_OIDC_SECRET_FILE   a file with the secret of that name; or DURNA_OIDC_SECRET, which more people can see
DURNA_OIDC_NAME          what people call the provider
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from durna.errors import UserError

ID = "state"
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Provider:
    issuer: str
    client_id: str
    secret: str
    name: str

    @property
    def origin(self) -> str:
        """Where a form of the site may lead besides the site itself."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    def as_setting(self) -> dict[str, Any]:
        return {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": ID, "name": self.name, "client_id": self.client_id, "secret": self.secret,
                        "settings": {"server_url": self.issuer, "oauth_pkce_enabled": True},
                    }
                ],
            }
        }  # fmt: skip


def provider(environment: Mapping[str, str]) -> Provider | None:
    """None where no provider is named. Raises UserError for one that is named by halves, or reached in the clear."""
    issuer = environment.get("DURNA_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise UserError(
            found="DURNA_OIDC_ISSUER is no address of HTTPS.",
            expected="https://login.example.org, as the provider itself gives it.",
            do="Correct it: what is told in the clear can be told by anybody.",
        )
    client, secret = environment.get("DURNA_OIDC_CLIENT_ID", ""), _secret(environment)
    if not client or not secret:
        raise UserError(
            found="DURNA_OIDC_ISSUER is set, but not with whom this site signs in there.",
            expected="DURNA_OIDC_CLIENT_ID, and DURNA_OIDC_SECRET_FILE with the secret in it.",
            do="Ask the provider for both, or leave out DURNA_OIDC_ISSUER.",
        )
    return Provider(issuer, client, secret, environment.get("DURNA_OIDC_NAME") or parts.netloc)


def _secret(environment: Mapping[str, str]) -> str:
    file = environment.get("DURNA_OIDC_SECRET_FILE")
    if not file:
        return environment.get("DURNA_OIDC_SECRET", "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UserError(
            found=f"The file that DURNA_OIDC_SECRET_FILE names cannot be read: {error.strerror}.",
            expected="A file that the account of the site may read, and nobody else.",
            do="Correct its path or its rights.",
        ) from None
