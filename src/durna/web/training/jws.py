"""Signed statements: compact JWS (RFC 7515) with Ed25519 (RFC 8037). Needs neither the site nor a network."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Jwk = Mapping[str, str]
_NAME_LENGTH = 16


class NotGenuine(Exception):
    """The statement was changed, cut, or not signed by a known key."""


def sign(payload: Mapping[str, Any], key: Ed25519PrivateKey, header: Mapping[str, Any]) -> str:
    said = f"{_text(_json({'alg': 'EdDSA', **header}))}.{_text(_json(payload))}"
    return f"{said}.{_text(key.sign(said.encode()))}"


def verify(token: str, keys: Mapping[str, Jwk]) -> dict[str, Any]:
    """What a statement says, if one of the keys (by their names) has signed it as it stands. Raises NotGenuine."""
    parts = token.strip().split(".")
    if len(parts) != 3:
        raise NotGenuine
    header, payload = (_object(part) for part in parts[:2])
    jwk = keys.get(str(header.get("kid", "")).rpartition("#")[2])
    if header.get("alg") != "EdDSA" or jwk is None:
        raise NotGenuine
    try:
        public = Ed25519PublicKey.from_public_bytes(_bytes(jwk["x"]))
        public.verify(_bytes(parts[2]), f"{parts[0]}.{parts[1]}".encode())
    except (InvalidSignature, ValueError, KeyError):
        raise NotGenuine from None
    return payload


def jwk_of(key: Ed25519PrivateKey) -> dict[str, str]:
    """The public key, named by the beginning of its thumbprint (RFC 7638)."""
    bare = {"crv": "Ed25519", "kty": "OKP", "x": _text(key.public_key().public_bytes_raw())}
    return {**bare, "kid": _text(hashlib.sha256(_json(bare)).digest())[:_NAME_LENGTH], "alg": "EdDSA", "use": "sig"}


def _object(part: str) -> dict[str, Any]:
    try:
        found = json.loads(_bytes(part))
    except ValueError:
        raise NotGenuine from None
    if not isinstance(found, dict):
        raise NotGenuine
    return found


def _json(what: Mapping[str, Any]) -> bytes:
    return json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _text(what: bytes) -> str:
    return base64.urlsafe_b64encode(what).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """Exactly: the last letter holds bits that mean nothing, and whoever changes those has changed the statement."""
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NotGenuine from None
    if _text(found) != text:
        raise NotGenuine
    return found
