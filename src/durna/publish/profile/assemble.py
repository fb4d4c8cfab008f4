"""The whole Profile as one document: front, chapters, annexes."""

from __future__ import annotations

from collections.abc import Iterator

from durna.publish.context import Context
from durna.publish.document import Cover, Document, Page
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.profile import annexes, chapters, editions, findings, methods, quality, revisions


def document_of(material: Material, language: Language, languages: tuple[str, ...]) -> Document:
    context = Context(material, language)
    # The order of writing is the order of reading: tables and figures get their numbers from it.
    pages = (
        Page("findings", "front", findings.section(context)),
        *(Page(slug, "chapter", section) for slug, section in chapters.sections(context)),
        Page("reconciliation", "annex", annexes.reconciliation(context)),
        Page("gaps", "annex", annexes.gaps(context)),
        Page("breaks", "annex", annexes.breaks(context)),
        Page("quality", "annex", quality.section(context)),
        *_of_editions(context),
        Page("references", "annex", annexes.references(context)),
        Page("methods", "annex", methods.section(context)),
        Page("downloads", "annex", methods.downloads(context)),
    )
    return Document(
        language=language.code,
        cover=cover(context, languages),
        watermark=language("watermark") if material.watermark else "",
        pages=pages,
    )


def _of_editions(context: Context) -> Iterator[Page]:
    """Where there are editions: what changed since the one before, the calendar, and the corrections."""
    history = context.material.history
    if history.comparison is not None:
        yield Page("revisions", "annex", revisions.section(context, history.comparison))
    if not history.is_empty:
        yield Page("editions", "annex", editions.section(context))


def cover(context: Context, languages: tuple[str, ...]) -> Cover:
    language = context.language
    return Cover(
        country=language.country(context.material.country),
        title=language.of(context.material.title),
        period=context.period_text,
        as_of=as_of(context),
        languages=tuple((code, Language(code)("language-name")) for code in languages),
        edition=_edition(context),
    )


def _edition(context: Context) -> str:
    name = context.material.history.edition
    return context.language("edition-name", edition=name) if name else ""


def as_of(context: Context) -> str:
    """The freeze in words: a day, with the hour where the material has one."""
    from datetime import date

    text = context.material.as_of
    try:
        said = context.language.day(date.fromisoformat(text[:10]))
    except ValueError:
        return text
    return f"{said}, {text[11:16]}" if len(text) > 15 else said
