"""Parts A to D: one section for each chapter of the catalogue, its sub-sections inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from durna.indicators.definition import Chapter, Indicator
from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Box, Bullets, Paragraph, Section
from durna.publish.profile import compact, governance, indicator, outlook, two_series


def sections(context: Context) -> Iterator[tuple[str, Section]]:
    """Each top chapter with its slug, in the order of the catalogue."""
    every = context.material.chapters
    known = {chapter.id for chapter in every}
    for chapter in every:
        if parent_of(chapter.id) not in known:
            under = [each for each in every if parent_of(each.id) == chapter.id]
            yield slug(chapter.id), _chapter(context, chapter, under)


def slug(chapter: str) -> str:
    """`A.2.1` -> `a2-1`."""
    head, *rest = chapter.lower().split(".")
    return head + "-".join(rest)


def parent_of(chapter: str) -> str:
    return chapter.rpartition(".")[0]


def _chapter(context: Context, chapter: Chapter, under: Sequence[Chapter]) -> Section:
    own = _section(context, chapter, is_top=True)
    parts = tuple(_section(context, each) for each in under)
    extra = governance.sections(context) if chapter.id == "C" else ()
    if chapter.id == "D":
        own = outlook.section(context, own)
    return Section(
        own.id,
        own.title,
        own.number,
        own.blocks,
        (*own.sections, *parts, *extra, *_absent(context, chapter)),
        own.arrangement,
    )


def _of(context: Context, chapter: Chapter) -> list[Indicator]:
    return [each for each in context.material.indicators.values() if each.chapter == chapter.id]


def _section(context: Context, chapter: Chapter, is_top: bool = False) -> Section:
    mine = _of(context, chapter)
    blocks: list[document.Block] = []
    if chapter.arrangement == "ours":
        blocks.append(Paragraph(document.words(context.language("chapter-own-arrangement")), "quiet"))
    blocks += _coverage(context, mine)
    full = [each for each in mine if not context.view(each).is_empty and not context.view(each).is_compact]
    brief = [each for each in mine if not context.view(each).is_empty and context.view(each).is_compact]
    made = two_series.sections(context, chapter.id)
    made += [indicator.section(context, each) for each in full]
    if brief:
        made.append(compact.section(context, slug(chapter.id), brief))
    if not is_top:
        # What a chapter itself lacks stands after its sub-sections, at the end.
        made += _absent(context, chapter)
    return Section(
        id=slug(chapter.id),
        title=context.language.of(chapter.title),
        number=chapter.id,
        blocks=tuple(blocks),
        sections=tuple(made),
        arrangement=chapter.arrangement == "ours",
    )


def _coverage(context: Context, mine: Sequence[Indicator]) -> list[document.Block]:
    if not mine:
        return []
    known = sum(not context.view(each).is_empty for each in mine)
    text = context.language("chapter-coverage", known=str(known), all=str(len(mine)), count=known, total=len(mine))
    return [Paragraph(document.words(text), "lead")]


def _absent(context: Context, chapter: Chapter) -> list[Section]:
    """What the catalogue asks for and nobody has delivered or published, by the institution that would."""
    absent = [each for each in _of(context, chapter) if context.view(each).is_empty]
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
    return [Section(f"{slug(chapter.id)}-absent", language("gaps-here"), blocks=(box,))]


def owners(context: Context, of: Indicator) -> str:
    gap = context.gaps.get(of.id)
    if gap is None or not gap.institutions:
        return context.language("owner-unknown")
    return context.language.listed(context.language.institution(name) for name in gap.institutions)
