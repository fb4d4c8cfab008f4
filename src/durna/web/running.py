"""Start the site: its folder, its database, its first people, and the server."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from durna.errors import UserError
from durna.workspace import Workspace

_THREADS = 8
_DEMONSTRATION = "demo.example"


@dataclass(frozen=True)
class Demonstrated:
    """Somebody invented, who can sign in to a demonstration."""

    role: str
    email: str
    password: str


def set_up(workspace: Workspace) -> None:
    """Make Django know the workspace; to be called once in a process, before anything of the site is imported."""
    folder = Path(os.environ.get("DURNA_SITE_FOLDER") or workspace.root / "web")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["DURNA_WORKSPACE"] = str(workspace.root.resolve())
    os.environ["DURNA_SITE_FOLDER"] = str(folder.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "durna.web.settings")
    import django

    django.setup()


def migrate() -> None:
    """Bring the site's own tables to the state that this version expects."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def first_link(email: str | None) -> str | None:
    """The way in for the first administrator; None where somebody can sign in already.

    Raises UserError where nobody can, and no address was given.
    """
    from durna.web.accounts import actions
    from durna.web.accounts.models import User

    if any(user.has_usable_password() for user in User.objects.filter(is_active=True)):
        return None
    if email is None:
        raise UserError(
            found="Nobody can sign in to this site yet.",
            expected="The address of its first administrator.",
            do="Start it once with --administrator name@example.org, or look at it with --demo.",
        )
    known = User.objects.filter(email=email.casefold()).first()
    if known:
        return actions.new_link(by="durna serve", user=known)
    return actions.invite(by="durna serve", email=email, name=email, roles=["system_administrator"])


def demonstrate() -> list[Demonstrated]:
    """Somebody for every role, with a new password at every start."""
    from durna.web.access.roles import ROLES
    from durna.web.accounts.models import User

    made = []
    for role in ROLES:
        one = Demonstrated(role, f"{role}@{_DEMONSTRATION}", secrets.token_urlsafe(12))
        user, _ = User.objects.get_or_create(email=one.email, defaults={"name": f"Example: {role.replace('_', ' ')}"})
        user.roles, user.is_active = [role], True
        user.set_password(one.password)
        user.save()
        made.append(one)
    _fill()
    return made


def _fill() -> None:
    """Give the rooms something to look at."""
    from durna.web.compact import example as compact
    from durna.web.cooperation import example as cooperation
    from durna.web.evidence import example as evidence
    from durna.web.governance import example as governance
    from durna.web.training import example as training

    evidence.fill()
    governance.fill()
    compact.fill()
    cooperation.fill()
    training.fill()


def listening(host: str, port: int) -> Any:
    """A server that is ready: its `run` serves until stopped. Raises UserError where the port is taken."""
    from durna.web.training import tallies

    # After an upgrade that is the work of seconds, which no page should wait for.
    tallies.known()
    try:
        return answering(host=host, port=port)
    except OSError as error:
        raise UserError(
            found=f"The site cannot listen on {host}, port {port}: {error.strerror}.",
            expected="A port that nothing else uses.",
            do="Name another one, for example --port 8001.",
        ) from None


def answering(**where: Any) -> Any:
    """A server that is ready, on a `host` and a `port`, or on `sockets` that listen already."""
    import waitress
    from django.conf import settings
    from django.db import connections
    from django.urls import get_resolver

    from durna.web import texts, warming
    from durna.web.training import feed
    from durna.web.wsgi import application

    server = waitress.create_server(
        application, threads=_THREADS, ident="", **where, **_proxy(os.environ.get("DURNA_SITE_PROXY"))
    )
    # Everything that pages need is loaded now, not while the first reader waits.
    assert get_resolver().url_patterns
    for code, _ in settings.LANGUAGES:
        texts.texts(code)
        texts.language(code)
    warming.warm(application)
    feed.warm()
    connections.close_all()  # those who answer are other threads, each with a connection of its own
    warming.settle()
    return server


def _proxy(address: str | None) -> dict[str, Any]:
    """Whose word counts on who asks, and whether by HTTPS; of all others these headers are thrown away."""
    if not address:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": address, "trusted_proxy_count": 1, "clear_untrusted_proxy_headers": True,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }  # fmt: skip
