"""Key findings: computed sentences on the series of each chapter that moved most, and what is known and what is not."""

from __future__ import annotations

from math import log

from durna.indicators.definition import Indicator
from durna.publish import document, sentences
from durna.publish.context import Context
from durna.publish.document import Block, Bullets, Paragraph, Section
from durna.publish.profile import arranged
from durna.publish.profile.indicator import changes
from durna.publish.template.arrangement import Part

PER_CHAPTER = 3
FEWEST_YEARS = 3


def section(context: Context) -> Section:
    language = context.language
    known, everything = coverage(context)
    lead = language(
        "findings-lead", known=str(known), all=str(everything), figures=language.number(len(context.material.figures)),
        period=context.period_text,
    )  # fmt: skip
    parts = tuple(part for part in (_of_part(context, page) for page in arranged.chapters(context)) if part)
    blocks: list[Block] = [Paragraph(document.words(lead), "lead")]
    if context.part is not None:
        said = language("findings-part-year", part=language.period(context.part))
        blocks.append(Paragraph(document.words(said), "caveat"))
    blocks.append(Paragraph(document.words(language("findings-rule")), "quiet"))
    return Section("findings", language("findings-title"), blocks=tuple(blocks), sections=parts)


def coverage(context: Context) -> tuple[int, int]:
    """How many indicators of the catalogue have a figure, of how many."""
    every = context.material.indicators.values()
    return sum(not context.view(each).is_empty for each in every), len(context.material.indicators)


def _of_part(context: Context, page: Part) -> Section | None:
    mine = arranged.indicators_within(context, page)
    moved = {each.id: _movement(context, each) for each in mine if _years(context, each) >= FEWEST_YEARS}
    chosen = sorted((name for name in moved if moved[name] > 0), key=lambda name: -moved[name])[:PER_CHAPTER]
    items = [item for item in (_item(context, each) for each in mine if each.id in chosen) if item]
    if not items:
        return None
    bullets = Bullets(tuple(items), "findings")
    return Section(f"findings-{page.id}", arranged.title(context, page), arranged.number(page), (bullets,))


def _years(context: Context, indicator: Indicator) -> int:
    return max((len(line.comparable) for line in context.view(indicator).lines), default=0)


def _movement(context: Context, indicator: Indicator) -> float:
    """How far the latest figures moved, up or down alike: doubling and halving count the same."""
    factors = [each.factor for each in changes(context, context.view(indicator)).all if each.factor > 0]
    return max((abs(log(factor)) for factor in factors), default=0.0)


def _item(context: Context, indicator: Indicator) -> document.Runs:
    """What is said of one indicator, with the way to its section."""
    said = sentences.statement(context.language, indicator, changes(context, context.view(indicator)))
    if said is None:
        return ()
    return (*said.runs, document.Words(" "), document.Link(context.language("findings-more"), f"#{indicator.id}"))
