"""Authored paragraphs in the words of the document model, with the figures of today in them.

What cannot be said (a figure that is gone, a claim that does not hold in the author's words) is left out with its whole
sentence: half of one would say something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from durna.indicators.definition import Indicator
from durna.publish import document, formats, groups, sentences
from durna.publish.authored.quotes import Quotes
from durna.publish.authored.texts import Claim, Piece, Pointer, Quoted, Remark, Text
from durna.publish.document import Link, Paragraph, Runs, Strong, Words
from durna.publish.language import Language
from durna.publish.sentences import Change

_ENDS, _CLOSING = ".!?…؟۔", "\"'»”’)"
Label = Callable[[Text, Pointer], str]


class Teller:
    """`label` gives what a reference is called in the document."""

    def __init__(self, language: Language, indicators: Mapping[str, Indicator], quotes: Quotes, label: Label) -> None:
        self._language = language
        self._indicators = indicators
        self._quotes = quotes
        self._label = label

    def paragraphs(self, text: Text) -> list[Paragraph]:
        """What is not approved says so, and by whom it was written."""
        said = [self._runs(text, pieces) for pieces in text.paragraphs]
        made = [Paragraph(runs, "authored") for runs in said if runs]
        return [self._byline(text), *made] if made and not text.is_approved else made

    def _byline(self, text: Text) -> Paragraph:
        said = self._language(
            f"authored-{text.status}", author=text.author, reviewer=text.reviewer, day=self._language.day(text.when)
        )
        return Paragraph(document.words(said), "quiet")

    def _runs(self, text: Text, pieces: Iterable[Piece]) -> Runs:
        kept: list[document.Run] = []
        for sentence in _sentences(pieces):
            told = [self._told(text, piece) for piece in sentence]
            if all(runs is not None for runs in told):
                kept += [run for runs in told for run in runs or ()]
        if kept and isinstance(last := kept[-1], Words):
            kept[-1] = Words(last.text.rstrip())
        return tuple(run for run in kept if not isinstance(run, Words) or run.text)

    def _told(self, text: Text, piece: Piece) -> Runs | None:
        """None where it cannot be said."""
        match piece:
            case Words() | Strong() | Link():
                return (piece,)
            case Pointer():
                return (document.Reference(self._label(text, piece), f"#{piece.anchor}"),)
            case Quoted():
                return self._figure(piece)
            case Claim():
                return self._claim(piece)
            case Remark():
                runs = self._runs(text, piece.pieces)
                return (document.Footnote(runs),) if runs else ()

    def _figure(self, quoted: Quoted) -> Runs | None:
        figure = self._quotes.figure(quoted)
        if figure is None:
            return None
        if figure.status == "suppressed":
            return (document.Number(figure.figure_id, formats.SUPPRESSED),)
        shown = sentences.value_text(self._language, figure, self._indicators[figure.indicator])
        return (document.Number(figure.figure_id, shown),) if shown else None

    def _claim(self, claim: Claim) -> Runs | None:
        """The author's words while they are true; the computed word changes with the figures."""
        if claim.by:
            return self._of_group(claim)
        is_over_years = claim.kind in sentences.OVER_YEARS
        change = None if is_over_years else self._quotes.change(claim)
        changes = self._quotes.steps(claim) if is_over_years else (change,) if change else ()
        # Of a claim of years that fails there is no other word.
        if not changes or ((claim.words or is_over_years) and not self._quotes.holds(claim)):
            return None
        said = claim.words or self._word(claim, changes)
        remarks = " ".join(sentences.remarks(self._language, changes))
        note = (document.Footnote(document.words(remarks)),) if remarks else ()
        return (*document.words(said), *note)

    def _of_group(self, claim: Claim) -> Runs | None:
        group = self._quotes.group(claim)
        if group is None or (claim.words and not groups.claimed(claim.kind, group)):
            return None
        said = claim.words or groups.word(self._language, claim.kind, group)
        return document.words(said) if said else None

    def _word(self, claim: Claim, changes: Sequence[Change]) -> str:
        if claim.kind in sentences.OVER_YEARS:
            return sentences.word_over(self._language, claim.kind, changes)
        return sentences.word(self._language, claim.kind, changes[0])


def _sentences(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """A sentence ends at its mark and the blanks after it, unless what follows begins with a small letter."""
    made: list[list[Piece]] = [[]]
    is_over = False
    for piece in pieces:
        if not isinstance(piece, Words):
            is_over = is_over and isinstance(piece, Remark)
            made[-1].append(piece)
            continue
        *whole, rest = _cut(piece.text, is_over)
        for part in whole:
            made[-1].append(Words(part))
            made.append([])
        made[-1].append(Words(rest))
        is_over = _is_over(rest)
    return made


def _cut(text: str, is_over: bool) -> list[str]:
    """The pieces of a text that end sentences, and the rest; `is_over`: what stood before it ended one."""
    found, start = [], 0
    for place, sign in enumerate(text):
        is_blank_before = place > 0 and text[place - 1] in " \t"
        ends = _is_over(text[start:place].rstrip(" \t")) or (is_over and not text[start:place].strip())
        if is_blank_before and sign not in " \t" and ends and not sign.islower():
            found.append(text[start:place])
            start, is_over = place, False
    if text[start:].endswith((" ", "\t")) and _is_over(text[start:].rstrip(" \t")):
        return [*found, text[start:], ""]
    return [*found, text[start:]]


def _is_over(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(tuple(_ENDS))
