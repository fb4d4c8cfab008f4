"""Find an indicator by words in any of the three languages, however its letters are typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.conf import settings

from durna.indicators.definition import Indicator, chapters
from durna.web import texts
from durna.web.evidence.folding import words


def found(indicators: Mapping[str, Indicator], wanted: str) -> list[Indicator]:
    """The indicators that have every word, or one that begins with it; those first that have all in their title."""
    asked = words(wanted)
    if not asked:
        return list(indicators.values())
    told = [(one, _told(one)) for one in indicators.values()]
    kept = [(one, heads) for one, (heads, every) in told if _has(every, asked)]
    return [one for one, heads in sorted(kept, key=lambda pair: not _has(pair[1], asked))]


def _has(known: frozenset[str], asked: Iterable[str]) -> bool:
    return all(any(word.startswith(each) for word in known) for each in asked)


def _told(one: Indicator) -> tuple[frozenset[str], frozenset[str]]:
    spoken = [texts.language(code) for code, _ in settings.LANGUAGES]
    # Of those who look for immigration few know by which word an indicator of that chapter counts it.
    chapter = {each.id: each.title for each in chapters()}.get(one.chapter, {})
    more = [language.of(told) for language in spoken for told in (one.definition, chapter)]
    more += [language.dimension(name, one) for language in spoken for name in one.breakdowns]
    return _words(one.id, tuple(language.of(one.title) for language in spoken), tuple(more))


@lru_cache(maxsize=2048)
def _words(id: str, title: tuple[str, ...], more: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Those of the title, and all of them."""
    heads = frozenset(words(" ".join((id.replace("_", " "), *title))))
    return heads, heads | frozenset(words(" ".join(more)))
