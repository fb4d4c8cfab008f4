"""The whole Profile as one document, as its arrangement has it."""

from __future__ import annotations

from durna.publish.authored.placing import with_authored
from durna.publish.context import Context
from durna.publish.document import Cover, Document
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.profile import chapters, left_out


def document_of(material: Material, language: Language, languages: tuple[str, ...]) -> Document:
    context = Context(material, language)
    # The order of writing is the order of reading: tables and figures get their numbers from it.
    made = [*(chapters.page(context, each) for each in material.arrangement.pages), left_out.page(context)]
    document = Document(
        language=language.code,
        cover=cover(context, languages),
        watermark=language("watermark") if material.watermark else "",
        pages=tuple(page for page in made if page),
    )
    return with_authored(document, context)


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
