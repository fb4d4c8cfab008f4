"""The library's forms of security keys, with the one label of which it has no Azerbaijani and no Russian."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn import forms as library

from durna.web.texts import say


class AddKey(library.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = say("keys-name")


class RenameKey(library.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = say("keys-name")
