"""Editions as readers find them: signed ones for everybody, the others for those who prepare them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def editions(client: Client) -> list[str]:
    return re.findall(r'href="/editions/(\w+)/"', client.get("/editions/").content.decode())


def test_readers_see_signed_editions_and_those_who_prepare_see_what_is_published(as_: Callable[..., Client]) -> None:
    assert editions(as_()) == ["one"]
    assert editions(as_("project_officer")) == ["one"]
    assert editions(as_("statistician")) == ["two", "one"]


@pytest.mark.parametrize(
    "page",
    [
        "/editions/two/", "/editions/two/figures/border_entries_foreigners/",
        "/editions/two/documents/site/index.html", "/editions/three/", "/editions/nothing/",
        "/editions/one/figures/nothing/", "/editions/.new-x/",
    ],
)  # fmt: skip
def test_what_a_reader_may_not_see_does_not_exist_for_him(as_: Callable[..., Client], page: str) -> None:
    assert as_().get(page).status_code == 404


def test_a_figure_leads_to_its_passport(as_: Callable[..., Client]) -> None:
    client = as_()
    page = client.get("/editions/one/figures/border_entries_foreigners/").content.decode()
    links = re.findall(r'<a class="n" href="([^"#]+)#(\w+)">([^<]+)</a>', page)
    assert [said for _, _, said in links] == ["100", "200"]
    for address, anchor, said in links:
        passport = client.get(address).getvalue().decode()
        assert f'id="{anchor}"' in passport
        assert f"<strong>{said}</strong>" in passport


def test_the_first_page_tells_the_newest_year_of_the_newest_signed_edition(as_: Callable[..., Client]) -> None:
    """Somebody who prepares editions reads the same there: the year 2020 is in one that nobody signed."""
    for client in (as_(), as_("statistician")):
        page = client.get("/").content.decode()
        ((address, value),) = re.findall(r'<a class="n" href="([^"]+)">([^<]+)</a>', page)
        assert value == "200"
        assert "2019" in page[page.index(address) :]
        assert "200" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "path",
    ["../freeze.json", "../internal/figures.jsonl", "%2e%2e/inputs/durna.toml", "site/../../manifest.json", "nothing"],
)
def test_nothing_but_the_documents_is_handed_out(as_: Callable[..., Client], path: str) -> None:
    assert as_("auditor").get(f"/editions/one/documents/{path}").status_code == 404


@pytest.mark.parametrize(("language", "title"), [("en", "Editions"), ("az", "Nəşrlər"), ("ru", "Издания")])
def test_the_site_speaks_the_language_that_was_chosen(as_: Callable[..., Client], language: str, title: str) -> None:
    client = as_()
    client.post("/language/", {"language": language, "next": "/editions/"})
    page = client.get("/editions/").content.decode()
    assert f'<html lang="{language}" dir="ltr">' in page
    assert f"<h1>{title}</h1>" in page


def test_no_page_has_a_script_or_a_style_of_its_own(as_: Callable[..., Client]) -> None:
    client = as_("system_administrator")
    for page in ("/", "/editions/", "/editions/one/", "/people/", "/people/invite/", "/account/second-factor/"):
        found = client.get(page)
        assert found.status_code == 200, page
        assert not re.search(r"<script(?! src=\"/static/)|<style| style=| on\w+=", found.content.decode()), page
        assert "default-src 'self'" in found.headers["Content-Security-Policy"]
