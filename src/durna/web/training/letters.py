"""Letters that go out, and the list by which the Service supports visas; in three languages."""

from __future__ import annotations

from django.utils.translation import override

from durna.classifications import countries
from durna.publish.document import Document, Section
from durna.web import texts
from durna.web.papers import build
from durna.web.training.certifying import ISSUER
from durna.web.training.models import Participation, Training
from durna.web.training.templatetags.training import days_of

# The decision that a letter tells of.
KINDS = ("selected", "reserve", "refused")


def letters(training: Training, kind: str, language: str) -> Document:
    """A letter for each person of one decision, in one paper; each begins with a heading of its own."""
    people = training.participations.filter(state=kind).select_related("person")
    said = texts.texts(language)
    with override(language):
        sections = [_letter(training, each, kind, language) for each in people]
    if not sections:
        sections = [build.section("none", said("training-letter-none"), build.paragraph(said("training-nobody")))]
    title = said(f"training-letter-{kind}", title=build.in_language(training.title, language))
    return build.paper(title, language, sections, subtitle=ISSUER[language], watermark=_mark(training, language))


def _letter(training: Training, participation: Participation, kind: str, language: str) -> Section:
    said = texts.texts(language)
    person = participation.person
    title = build.in_language(training.title, language)
    blocks = [
        build.paragraph(said("training-letter-dear", name=person.name)),
        build.paragraph(said(f"training-letter-{kind}-text", title=title, days=days_of(training))),
    ]
    if kind == "selected":
        blocks.append(build.terms([
            (said("training-field-place"), training.place),
            (said("training-field-mode"), said(f"training-mode-{training.mode}") if training.mode else ""),
            (said("training-field-languages"), _languages(training, language)),
            (said("training-letter-code"), participation.code),
        ]))  # fmt: skip
        blocks.append(build.paragraph(said("training-letter-code-text")))
    blocks.append(build.paragraph(f"{said('training-letter-end')} {ISSUER[language]}", role="quiet"))
    return build.section(f"letter-{participation.pk}", f"{person.name}, {participation.institution}", *blocks)


def visa_list(training: Training, language: str) -> Document:
    people = training.participations.filter(state="selected", needs_visa=True).select_related("person")
    said = texts.texts(language)
    heads = [said(f"training-field-{name}") for name in ("name", "country", "institution", "passport")]
    rows = [
        (each.person.name, countries.name(each.country, language), each.institution, each.passport)
        for each in people
    ]  # fmt: skip
    with override(language):
        lead = said("training-visa-text", title=build.in_language(training.title, language), days=days_of(training))
    table = build.table("visa", said("training-visa-list"), heads, rows, role="register")
    section = build.section("visa-list", said("training-visa-list"), build.paragraph(lead), table)
    return build.paper(
        said("training-visa-list"), language, [section], subtitle=ISSUER[language], watermark=_mark(training, language)
    )


def _languages(training: Training, language: str) -> str:
    return ", ".join(texts.texts(language)(f"training-language-{each}") for each in training.languages)


def _mark(training: Training, language: str) -> str:
    return texts.texts(language)("training-example") if training.is_example else ""
