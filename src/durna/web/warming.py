"""What the first readers of a process would wait for: pages asked for before it takes requests, as a reader would.

Definitions, headlines, words to search, the addresses and templates of pages: whatever a process keeps once it has read
it is read by asking for the pages that read it, so nothing here knows what that is.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable
from contextlib import closing
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.urls import reverse

_SEARCHED = "q=a"  # any word: to find one the words of every indicator are read


def warm(application: Callable[..., Any]) -> None:
    """Ask for the pages that readers come by, in every language. What goes wrong with one is told as for any reader."""
    for language, _ in settings.LANGUAGES:
        _ask(application, reverse("home"), "", language)
        _ask(application, reverse("explorer"), _SEARCHED, language)


def settle() -> None:
    """What a process holds now it holds until its end. To look through all of it for what could be thrown away would
    keep some reader waiting every now and then, for a quarter of a second."""
    gc.collect()
    gc.freeze()


def _ask(application: Callable[..., Any], path: str, query: str, language: str) -> None:
    environ: dict[str, Any] = {
        "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": _host(), "HTTP_ACCEPT_LANGUAGE": language,
        "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip
    setup_testing_defaults(environ)
    with closing(application(environ, _thrown_away)) as answer:
        deque(answer, 0)


def _thrown_away(status: str, headers: Any, exc_info: Any = None) -> Callable[[bytes], None]:
    return lambda data: None


def _host() -> str:
    """A name under which the site may be reached; `.example.org` stands for all names that end so, `*` for every."""
    return next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
