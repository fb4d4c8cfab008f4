"""Do authored texts still say what the figures say? Where they do not, a finding asks that somebody looks again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from durna.checks import authored
from durna.checks.catalogue import SEVERITIES
from durna.checks.findings import Finding
from durna.indicators.definition import Indicator
from durna.publish import sentences
from durna.publish.authored import quotes, reading
from durna.publish.authored.quotes import Quotes
from durna.publish.authored.texts import Claim, Quoted, Text, every_piece
from durna.publish.language import Language


def findings(
    texts: Sequence[Text], found: Quotes, indicators: Mapping[str, Indicator], languages: Sequence[str]
) -> list[Finding]:
    """Severe where the text is approved. Each once, however often a text says it."""
    of_figures = [one for text in texts for one in _of_text(text, found, indicators)]
    of_languages = [authored.language(text.name, code) for text, code in reading.missing(texts, languages)]
    return list({one.finding_id: one for one in (*of_figures, *of_languages)}.values())


def with_protected(
    found: Sequence[Finding], texts: Sequence[Text], protected: Quotes, indicators: Mapping[str, Indicator]
) -> list[Finding]:
    """All findings, the severe first, with those that protection makes: what readers do not get, no text can say.

    That a value was rounded is no finding: the author confirmed what was counted.
    """
    known = {one.finding_id for one in found}
    made = [
        one
        for one in findings(texts, protected, indicators, ())
        if one.check != "authored_value" and one.finding_id not in known
    ]
    answered = {one.finding_id for one in made}
    kept = [one for one in found if not (one.check == "explanation_without_finding" and one.about in answered)]
    return sorted([*kept, *made], key=lambda one: SEVERITIES.index(one.severity))


def _of_text(text: Text, found: Quotes, indicators: Mapping[str, Indicator]) -> Iterator[Finding]:
    language = Language(text.language)
    for piece in every_piece(text):
        if isinstance(piece, Quoted):
            yield from _of_figure(text, piece, found, indicators, language)
        elif isinstance(piece, Claim):
            yield from _of_claim(text, piece, found)


def _of_figure(
    text: Text, quoted: Quoted, found: Quotes, indicators: Mapping[str, Indicator], language: Language
) -> Iterator[Finding]:
    figure = found.figure(quoted)
    if figure is None or figure.value is None:
        named = (figure.figure_id,) if figure else ()
        yield authored.figure(text.file, quoted.said, named, quoted.indicator, text.is_approved)
        return
    now = sentences.value_text(language, figure, indicators[figure.indicator])
    if quoted.confirmed and not quotes.is_confirmed(quoted.confirmed, now):
        yield authored.value(
            text.file, quoted.said, quoted.confirmed, now, figure.figure_id, quoted.indicator, text.is_approved
        )


def _of_claim(text: Text, claim: Claim, found: Quotes) -> Iterator[Finding]:
    if not found.holds(claim):
        quoted = (claim.later,) if claim.by else (claim.later, claim.earlier)
        named = tuple(figure.figure_id for each in quoted if (figure := found.figure(each)))
        yield authored.claim(text.file, claim.said, named, claim.later.indicator, text.is_approved)
