"""What the arrangement of the Profile says of its parts: their indicators, titles and numbers."""

from __future__ import annotations

from collections.abc import Iterable

from durna.indicators.definition import Chapter, Indicator
from durna.publish.context import Context
from durna.publish.template.arrangement import Block, Part


def by_id(context: Context) -> dict[str, Chapter]:
    return {chapter.id: chapter for chapter in context.material.chapters}


def chapters(context: Context) -> list[Part]:
    return [page for page in context.material.arrangement.pages if page.group == "chapter" and is_there(context, page)]


def is_there(context: Context, part: Part) -> bool:
    """The shipped arrangement has every chapter of the catalogue; a material may have fewer."""
    return not part.chapter or part.chapter in by_id(context)


def indicators(context: Context, blocks: Iterable[Block]) -> list[Indicator]:
    """Those that blocks name, in that order; a chapter gives those of it that are not named by their own id."""
    return [indicator for block in blocks for indicator in _of(context, block)]


def _of(context: Context, block: Block) -> list[Indicator]:
    every, named = context.material.indicators, context.material.arrangement.named
    if block.kind == "indicator":
        return [every[block.name]] if block.name in every else []
    if block.kind == "chapter":
        return [each for each in every.values() if each.chapter == block.name and each.id not in named]
    return []


def indicators_within(context: Context, part: Part) -> list[Indicator]:
    """Those of a part and of the sections in it."""
    return indicators(context, part.every_block())


def title(context: Context, part: Part) -> str:
    """Its own, else that of its chapter; empty where only what stands in it has one."""
    chapter = by_id(context).get(part.chapter)
    return context.language.of(part.title or (chapter.title if chapter else {})) if part.title or chapter else ""


def number(part: Part) -> str:
    return part.chapter if part.number is None else part.number


def places(context: Context) -> dict[str, str]:
    """For each indicator the number, or else the title, of the part that names it."""
    return {
        indicator.id: number(part) or title(context, part)
        for part in context.material.arrangement.every_part()
        for indicator in indicators(context, part.blocks)
    }


def left_out(context: Context) -> list[Indicator]:
    """Indicators with figures that no part names."""
    named = {each.id for each in indicators(context, context.material.arrangement.every_block())}
    every = context.material.indicators.values()
    return [each for each in every if each.id not in named and not context.view(each).is_empty]
