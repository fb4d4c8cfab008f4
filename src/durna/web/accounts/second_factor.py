"""Second factors that come and go are written into the audit: whoever takes an account over begins with them."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals

from durna.web.audit import chain


def listen() -> None:
    """To be called once, when the site begins."""
    signals.authenticator_added.connect(_added)
    signals.authenticator_removed.connect(_removed)
    signals.authenticator_reset.connect(_made_again)


def _added(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    chain.record(user.email, "second-factor-added", user.email, factor=authenticator.type)


def _removed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    chain.record(user.email, "second-factor-removed", user.email, factor=authenticator.type)


def _made_again(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    chain.record(user.email, "second-factor-made-again", user.email, factor=authenticator.type)
