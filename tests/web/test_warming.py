"""What a process of the site has read before the first reader comes."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from durna.web import warming
from durna.web.explorer import background, finding, headlines
from durna.web.wsgi import application
from tests.editions.land import new_land

pytestmark = pytest.mark.django_db

KEPT = (headlines._of, finding._words, background._read)


def read() -> list[int]:
    """How often each of them had to be read anew."""
    return [each.cache_info().misses for each in KEPT]


@pytest.fixture(autouse=True)
def nothing_was_read() -> None:
    for each in KEPT:
        each.cache_clear()


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_first_reader_waits_for_nothing_that_is_read_once(as_: Callable[..., Client], language: str) -> None:
    warming.warm(application)
    before = read()
    assert all(before)
    client = as_()
    for page in ("/", "/figures/", "/figures/?q=entries"):
        assert client.get(page, headers={"accept-language": language}).status_code == 200
    assert read() == before


@pytest.mark.parametrize("hosts", [["*"], [".example.org"], ["durna.example.org", "localhost"]])
def test_it_reads_under_whatever_name_the_site_is_reached(settings: Any, hosts: list[str]) -> None:
    settings.ALLOWED_HOSTS = hosts
    warming.warm(application)
    assert all(read())


def test_a_site_without_an_edition_starts_too(as_: Callable[..., Client], settings: Any, tmp_path: Path) -> None:
    empty = new_land(tmp_path).root
    settings.WORKSPACE, settings.FOLDER = empty, empty / "web"
    warming.warm(application)
    assert read() == [0, 0, 0]
    assert as_().get("/").status_code == 200


class Circle:
    """Holds itself, so that only a search finds out that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def searched_again() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.collect()


@pytest.mark.usefixtures("searched_again")
def test_what_stands_at_the_start_is_not_searched_again_for_what_nobody_holds() -> None:
    """What nobody holds by then is thrown away; what is let go of later is not looked for any more."""
    before, later = Circle(), Circle()
    thrown_away, stays = weakref.ref(before), weakref.ref(later)
    del before
    warming.settle()
    assert thrown_away() is None
    del later
    gc.collect()
    assert stays() is not None
