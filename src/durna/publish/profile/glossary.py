"""The glossary: words of the field as the Profile uses them, in the order of the reader's alphabet."""

from __future__ import annotations

from collections.abc import Mapping

from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Paragraph, Section, Terms

# Each term with the source that it follows; nothing where the Profile alone says what it means.
TERMS: Mapping[str, str] = {
    "international-migrant": "un1998",
    "usual-residence": "un1998",
    "immigration": "un1998",
    "emigration": "un1998",
    "net-migration": "un1998",
    "stock": "un1998",
    "flow": "un1998",
    "counting-unit": "",
    "crossing": "",
    "part-year": "",
    "provisional": "",
    "break": "",
    "edition": "",
    "passport": "",
    "suppressed": "",
    "foreigner": "",
    "stateless": "c1954",
    "refugee": "c1951",
    "asylum-seeker": "iom2019",
    "irregular": "iom2019",
    "readmission": "iom2019",
    "remittances": "bpm6",
}


def section(context: Context) -> Section:
    language = context.language
    told = [(language(f"glossary-{term}"), _text(context, term, source)) for term, source in TERMS.items()]
    told.sort(key=lambda pair: language.facts.sort_key(pair[0]))
    return Section("glossary", language("glossary-title"), blocks=(
        Paragraph(document.words(language("glossary-text")), "lead"), Terms(tuple(told)),
    ))  # fmt: skip


def _text(context: Context, term: str, source: str) -> document.Runs:
    language = context.language
    said = language(f"glossary-{term}-text")
    if source:
        said += " " + language("glossary-source", source=language(f"glossary-source-{source}"))
    return document.words(said)
