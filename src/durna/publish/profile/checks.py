"""What the checks found, by severity: whose it is, how much it concerns, and what was answered to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from durna import languages
from durna.checks.catalogue import SEVERITIES
from durna.checks.explanations import EXPLAINED, UNEXPLAINED
from durna.checks.findings import Finding
from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Bullets, Paragraph, Section
from durna.publish.house_format import in_house_format

# Of one kind about one indicator, so many are told in full.
_SHOWN = 5


def section(context: Context) -> Section:
    language = context.language
    parts = []
    for severity in SEVERITIES:
        mine = [each for each in context.material.findings if each.severity == severity]
        if mine:
            title = language(f"severity-{severity}", number=str(len(mine)))
            items = tuple(_items(context, mine, severity))
            parts.append(Section(f"findings-of-checks-{severity}", title, blocks=(Bullets(items),)))
    lead = Paragraph(document.words(language("checks-text" if parts else "checks-none")))
    return Section("checks", language("checks-title"), blocks=(lead,), sections=tuple(parts))


def _items(context: Context, findings: Sequence[Finding], severity: str) -> Iterator[document.Runs]:
    """Every severe finding and every one that was answered; of many others of one kind the first, and how many more.

    A series of many groups repeats values by chance: a page of a hundred such sentences would bury the others.
    """
    seen: Counter[tuple[str, str]] = Counter()
    more: Counter[tuple[str, str]] = Counter()
    for each in findings:
        kind = (each.check, each.indicator)
        seen[kind] += 1
        is_open = context.material.explanations.state(each) == UNEXPLAINED
        if severity != SEVERITIES[0] and is_open and seen[kind] > _SHOWN:
            more[kind] += 1
        else:
            yield _item(context, each)
    for (_, indicator), count in more.items():
        said = context.language("finding-more", number=context.language.number(count), count=count)
        known = context.material.indicators.get(indicator)
        link = (document.Link(context.language.of(known.title), f"#{indicator}"), document.Words(": ")) if known else ()
        yield (*link, document.Words(said))


def _item(context: Context, finding: Finding) -> document.Runs:
    language = context.language
    said = [_owner(context, finding), _sample(context, finding), _answer(context, finding)]
    return (
        *_text(context, finding.indicator, _ended(in_house_format(language, _in_own_words(context, finding)))),
        document.Words(" " + " ".join(filter(None, said))),
    )


def _in_own_words(context: Context, finding: Finding) -> str:
    """The finding with what it quotes, notes of its figures and breaks, as the workspace's own phrase book says it."""
    language = context.language
    text = language.of(finding.text)
    for quoted in _quoted(context, finding):
        as_stored, own = languages.text(quoted, language.code), language.of(quoted)
        text = text.replace(as_stored, own) if as_stored else text
    return text


def _quoted(context: Context, finding: Finding) -> Iterator[Mapping[str, str]]:
    yield from (each.text for each in context.breaks(finding.indicator))
    for name in finding.figures:
        figure = context.material.figures.by_id().get(name)
        if figure is not None and figure.note:
            yield {code: said for code, said in figure.note.items() if code in languages.codes()}
            yield {"en": figure.note.get("counts", "")}


def _ended(text: str) -> str:
    """As a sentence ends: a note of a publisher, in which some findings end, may have no full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _text(context: Context, indicator: str, text: str) -> document.Runs:
    """The finding, with its indicator as the way there; a text that begins with the title is not told it twice."""
    known = context.material.indicators.get(indicator)
    if known is None:
        return document.words(text)
    title = context.language.of(known.title)
    rest = text.removeprefix(title)
    return (document.Link(title, f"#{indicator}"), document.Words(rest if rest != text else f": {text}"))


def _owner(context: Context, finding: Finding) -> str:
    language = context.language
    return language("finding-owner", owner=language.institution(finding.owner)) if finding.owner else ""


def _sample(context: Context, finding: Finding) -> str:
    """Where failing records stand, for those who hold the delivery; readers of a site learn nothing else of them."""
    if not finding.sample:
        return ""
    places = ", ".join(f"{each.delivery_id}:{each.row_no}" for each in finding.sample)
    return context.language("finding-sample", places=places)


def _answer(context: Context, finding: Finding) -> str:
    language, explanations = context.language, context.material.explanations
    state, given = explanations.state(finding), explanations.of(finding)
    if state == UNEXPLAINED or given is None:
        # A note asks nobody for an answer.
        return language("finding-unexplained") if finding.severity != "note" else ""
    who = {"by": given.by, "on": language.day(given.when)}
    reason = language.of(given.reason) if given.reason else ""
    told = (
        language("finding-explained", **who, reason=reason) if reason else language("finding-explained-inside", **who)
    )
    return told if state == EXPLAINED else f"{told} {language(f'finding-{state}')}"
