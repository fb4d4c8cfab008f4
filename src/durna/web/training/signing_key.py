"""The key that signs certificates: its secret is a file of the site's folder, its public half stays known for ever."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from durna.persons.keys import write_secret
from durna.web.refusals import refusal
from durna.web.training import jws
from durna.web.training.models import SigningKey

FILE = "certificate_key"
_BYTES = 32


def current() -> tuple[Ed25519PrivateKey, jws.Jwk]:
    """The key, made when the first certificate is; to change it, put the file aside and the next one makes another.

    Raises UserError where the file holds no key.
    """
    file = Path(settings.FOLDER) / FILE
    if not file.exists():
        write_secret(file, Ed25519PrivateKey.generate().private_bytes_raw().hex())
    try:
        raw = bytes.fromhex(file.read_text(encoding="ascii").strip())
        key = Ed25519PrivateKey.from_private_bytes(raw)
    except (ValueError, UnicodeDecodeError):
        raise refusal("training-wrong-key") from None
    jwk = jws.jwk_of(key)
    SigningKey.objects.get_or_create(name=jwk["kid"], defaults={"jwk": jwk, "since": timezone.now()})
    return key, jwk


def public() -> Mapping[str, jws.Jwk]:
    """Every key that ever signed, by its name."""
    return {key.name: key.jwk for key in SigningKey.objects.all()}
