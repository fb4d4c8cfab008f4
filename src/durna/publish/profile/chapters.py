"""Pages and sections as the arrangement has them: what each names is made here, in reading order.

The order of writing is the order of reading, because tables and figures get their numbers from it: what a part says
itself comes first, then its sections.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from durna.indicators.definition import Indicator
from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Box, Bullets, Page, Paragraph, Section
from durna.publish.profile import (
    annexes,
    arranged,
    compact,
    editions,
    findings,
    glossary,
    governance,
    indicator,
    left_out,
    methods,
    outlook,
    quality,
    revisions,
    two_series,
)
from durna.publish.template.arrangement import Block, Part


def _revisions(context: Context) -> Section | None:
    comparison = context.material.history.comparison
    return None if comparison is None else revisions.section(context, comparison)


def _editions(context: Context) -> Section | None:
    return None if context.material.history.is_empty else editions.section(context)


WHOLE: Mapping[str, Callable[[Context], Section | None]] = {
    "findings": findings.section,
    "reconciliation": annexes.reconciliation,
    "gaps": annexes.gaps,
    "breaks": annexes.breaks,
    "quality": quality.section,
    "revisions": _revisions,
    "editions": _editions,
    "references": annexes.references,
    "methods": methods.section,
    "glossary": glossary.section,
    "downloads": methods.downloads,
    "left_out": left_out.section,
}


def page(context: Context, part: Part) -> Page | None:
    """None where there is nothing to tell: no earlier edition to compare with, say."""
    made = section(context, part)
    return Page(part.id, part.group, made) if made else None


def section(context: Context, part: Part) -> Section | None:
    if not arranged.is_there(context, part):
        return None
    title, number = arranged.title(context, part), arranged.number(part)
    if part.whole:
        made = WHOLE[part.whole](context)
        return made and replace(made, title=title or made.title, number=number or made.number)
    mine = arranged.indicators(context, part.blocks)
    return Section(
        id=part.id,
        title=title,
        number=number,
        blocks=tuple(made for block in part.blocks for made in _blocks(context, block, mine)),
        sections=tuple(made for each in part.contents for made in _sections(context, part, each, mine)),
        arrangement=part.has("own_arrangement"),
    )


def _blocks(context: Context, block: Block, mine: Sequence[Indicator]) -> Sequence[document.Block]:
    match block.kind:
        case "own_arrangement":
            return [Paragraph(document.words(context.language("chapter-own-arrangement")), "quiet")]
        case "coverage":
            return _coverage(context, mine)
        case "outlook":
            return outlook.blocks(context)
    return ()


def _sections(context: Context, part: Part, each: Block | Part, mine: Sequence[Indicator]) -> Sequence[Section]:
    if isinstance(each, Part):
        return _some(section(context, each))
    match each.kind:
        case "indicator" | "chapter":
            named = arranged.indicators(context, [each])
            return [
                indicator.section(context, one, each.shown, each.chart) for one in named if _is_full(context, one, part)
            ]
        case "two_series":
            return two_series.sections(context, each.name)
        case "compact":
            brief = [one for one in mine if _is_brief(context, one)]
            return [compact.section(context, part.id, brief)] if brief else []
        case "absent":
            return _absent(context, part, mine)
        case "governance":
            return governance.sections(context)
        case kind if kind in WHOLE:
            return _some(WHOLE[kind](context))
    return []


def _some(made: Section | None) -> Sequence[Section]:
    return [made] if made else []


def _is_brief(context: Context, one: Indicator) -> bool:
    view = context.view(one)
    return view.is_compact and not view.is_empty


def _is_full(context: Context, one: Indicator, part: Part) -> bool:
    """Where a part has no table of indicators with few figures, these get a section like the others."""
    return not context.view(one).is_empty and not (part.has("compact") and _is_brief(context, one))


def _coverage(context: Context, mine: Sequence[Indicator]) -> list[document.Block]:
    if not mine:
        return []
    known = sum(not context.view(each).is_empty for each in mine)
    text = context.language("chapter-coverage", known=str(known), all=str(len(mine)), count=known, total=len(mine))
    return [Paragraph(document.words(text), "lead")]


def _absent(context: Context, part: Part, mine: Sequence[Indicator]) -> list[Section]:
    """What the catalogue asks for and nobody has delivered or published, by the institution that would."""
    absent = [each for each in mine if context.view(each).is_empty]
    if not absent:
        return []
    language = context.language
    by_owner: dict[str, list[str]] = {}
    for each in absent:
        by_owner.setdefault(owners(context, each), []).append(language.of(each.title))
    items = tuple(
        (document.Strong(owner + ": "), document.Words("; ".join(titles)))
        for owner, titles in language.in_order(by_owner.items(), lambda owned: owned[0])
    )
    link = document.Link(language("gaps-link"), "#gaps")
    box = Box("", (Bullets(items, "quiet"), Paragraph((link,), "quiet")), "quiet")
    return [Section(f"{part.id}-absent", language("gaps-here"), blocks=(box,))]


def owners(context: Context, of: Indicator) -> str:
    gap = context.gaps.get(of.id)
    if gap is None or not gap.institutions:
        return context.language("owner-unknown")
    return context.language.listed(context.language.institution(name) for name in gap.institutions)
