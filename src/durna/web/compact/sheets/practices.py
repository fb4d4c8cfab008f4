"""The sheet of a good practice, with the fields of the UN Network's repository in its order."""

from __future__ import annotations

from durna.publish.document import Document
from durna.web.compact.content import tell
from durna.web.compact.models import Practice
from durna.web.compact.sheets import parts
from durna.web.evidence import citing
from durna.web.papers.build import bullets, paper, paragraph, section, terms

# What the repository asks for in words; the last four are probable fields (see the notes on it).
_TEXTS = ("summary", "benefit", "lessons", "recommendations", "innovation", "resources")


def practice(practice: Practice, code: str) -> Document:
    say = parts.said_in(code)
    facts = terms([
        (say("compact-primary"), parts.listed(practice.primary, code)),
        (say("compact-secondary"), parts.listed(practice.secondary, code)),
        (say("compact-principles"), parts.principles(practice.principles, code)),
        (say("compact-sdgs"), "; ".join(say("compact-sdg", number=str(one)) for one in practice.sdgs)),
        (say("compact-dates"), parts.span(practice.starts, practice.ends, code)),
        (say("compact-practice-type"), say(f"compact-type-{practice.type}")),
        (say("compact-scope"), say(f"compact-scope-{practice.scope}")),
        (say("compact-region"), tell(practice.region, code)),
        (say("compact-subregion"), tell(practice.subregion, code)),
        (say("compact-country"), tell(practice.country, code)),
        (say("compact-implementer"), tell(practice.implementer, code)),
        (say("compact-implementer-details"), tell(practice.implementer_details, code)),
        (say("compact-partners"), tell(practice.partners, code)),
        (say("compact-submitted-on"), parts.day(practice.submitted_on, code)),
        (say("compact-source"), parts.source(practice.source)),
    ])  # fmt: skip
    sections = [section("facts", say("compact-practice-facts"), facts)]
    for name in _TEXTS:
        told = tell(getattr(practice, name), code)
        if told:
            sections.append(section(name, say(f"compact-{name}"), *map(paragraph, _paragraphs(told))))
    cited = citing.of(practice.statement)
    if cited:
        sections.append(section("evidence", say("compact-evidence"), bullets(parts.citations(cited, code))))
    return paper(
        tell(practice.title, code), code, sections, subtitle=say("compact-practice-sheet"),
        watermark=parts.watermark(practice, code),
    )  # fmt: skip


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
