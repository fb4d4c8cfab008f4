"""A site that serves a small country with one signed edition and one that is still being prepared."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from durna.publish.editions.publishing import publish
from durna.publish.editions.signing import sign
from tests.editions.land import deliver, entries, freeze, new_land, secret
from tests.web.browsing import Person
from tests.web.processes import Demonstration, Site, demonstration, serving_copy

PASSWORD = "three cranes over water"


@pytest.fixture(scope="session")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    made = new_land(folder)
    deliver(made, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    one = freeze(made, "one")
    publish(made, one, ("en", "az"), ("html",))
    sign(made, one, secret(made), "The office")
    deliver(made, "second", [entries(2020, 20, "2021-01")])
    publish(made, freeze(made, "two"), ("en",), ("html",))
    freeze(made, "three")
    return made.root


@pytest.fixture(autouse=True)
def served(land: Path, settings: object) -> Path:
    settings.WORKSPACE = land  # type: ignore[attr-defined]
    settings.FOLDER = land / "web"  # type: ignore[attr-defined]
    # The real one takes a quarter of a second by intention.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    return land


@pytest.fixture
def somebody(db: None) -> Callable[..., object]:
    from durna.web.accounts.models import User

    def make(*roles: str, email: str = "", is_active: bool = True) -> object:
        user = User(email=email or f"{'-'.join(roles) or 'nobody'}@example.org", name="A. Person", roles=list(roles))
        user.is_active = is_active
        user.set_password(PASSWORD)
        user.save()
        return user

    return make


@pytest.fixture
def as_(somebody: Callable[..., object]) -> Callable[..., Client]:
    """A browser in which somebody with some roles is signed in; without roles named, nobody is."""

    def browse(*roles: str) -> Client:
        client = Client()
        if roles:
            client.force_login(somebody(*roles))  # type: ignore[arg-type]
        return client

    return browse


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country whose figures have breakdowns, other publishers, and two signed editions that disagree."""
    from tests.web.wide_land import make

    return make(tmp_path_factory.mktemp("wide"))


@pytest.fixture(scope="session")
def demonstrated(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    return demonstration(land, tmp_path_factory.mktemp("demonstrated") / "web")


@pytest.fixture(scope="module")
def site(demonstrated: Demonstration, land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration over the small country, which the journeys of a module have for themselves."""
    with serving_copy(demonstrated, land, tmp_path_factory.mktemp("site") / "web") as running:
        yield running


@pytest.fixture
def comes(browser: Any, site: Site) -> Iterator[Callable[..., Person]]:
    """Somebody comes to a screen of the own: of a role, or nobody. At the end no browser may have met a fault."""
    people: list[Person] = []

    def come(language: str, role: str = "") -> Person:
        people.append(Person(browser, site, language))
        return people[-1].signs_in(role) if role else people[-1]

    yield come
    for person in people:
        person.leaves()
    assert [fault for person in people for fault in person.wrong] == []


@pytest.fixture
def fresh_postgresql(postgresql: str) -> Iterator[Callable[[], str]]:
    """Makes an empty database, of which there may be several in a test."""
    import psycopg

    made: list[str] = []

    def make() -> str:
        name = f"site_{os.getpid()}_{len(made)}"
        with psycopg.connect(postgresql, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        made.append(name)
        path, _, query = postgresql.partition("?")
        return f"{path.rpartition('/')[0]}/{name}?{query}"

    yield make
    with psycopg.connect(postgresql, autocommit=True) as server:
        for name in made:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
