"""The MGI profile of a round: per domain what is developed and what has potential, its sources, and SDG 10.7.2.

It says what the answers say in public, and no score: IOM ranks nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from durna.frameworks.questions import Domain, Framework
from durna.frameworks.texts import say as of_framework
from durna.publish.document import Block, Document, Section
from durna.web import texts
from durna.web.governance import comparing, frameworks, papers, settled, sheet
from durna.web.governance.models import Finding, Round
from durna.web.governance.reading import Reading
from durna.web.papers import build
from durna.web.texts import say

SIDES = ("developed", "potential")


def document(read: Reading) -> Document:
    """In the language that is active."""
    found = read.round
    framework = frameworks.parsed(found.framework)
    findings = list(Finding.objects.filter(round=found, is_left_out=False))
    parts = [_about(found, framework), *(_domain(framework, each, findings) for each in framework.domains)]
    if any(each.sdg_10_7_2 for each in framework.questions):
        parts.append(
            build.section("sdg", say("mgi-sdg-title"), *sheet.summary(framework, settled.values(read.settled)))
        )
    if read.earlier is not None:
        parts.append(_compared(read.earlier, read))
    parts.append(_sources(read))
    return papers.paper(found, say("mgi-profile-title"), parts, is_sheet=False)


def _about(found: Round, framework: Framework) -> Section:
    code = texts.code()
    pairs = [
        (say("mgi-field-level"), ", ".join(filter(None, (say(f"mgi-level-{found.level}"), found.place)))),
        (say("mgi-field-framework"), f"{of_framework(framework.title, code)}, {framework.version}"),
        *((say(f"mgi-field-{name}"), papers.day(getattr(found, name)))
          for name in ("starts_on", "answers_due_on", "consultation_on", "closes_on")),
        (say("mgi-institutions"), "; ".join(_institutions(found))),
    ]  # fmt: skip
    return build.section(
        "about", say("mgi-about"), *papers.example_note(found), build.paragraph(say("mgi-profile-lead"), "lead"),
        build.terms(pairs), build.paragraph(of_framework(framework.note, code), "caveat"),
        build.paragraph(say("mgi-no-score"), "quiet"), *_consultations(found),
    )  # fmt: skip


def _institutions(found: Round) -> list[str]:
    asked = found.answers.filter(institution__isnull=False).order_by("institution__name")
    return list(asked.values_list("institution__name", flat=True).distinct())


def _consultations(found: Round) -> Iterator[Block]:
    held = list(found.consultations.all())
    if held:
        yield build.paragraph(build.strong(say("mgi-consultations")))
        yield build.bullets([
            ", ".join(filter(None, (str(each), papers.day(each.held_on), each.place, each.source))) for each in held
        ])  # fmt: skip


def _domain(framework: Framework, domain: Domain, findings: list[Finding]) -> Section:
    code = texts.code()
    mine = [finding for finding in findings if finding.domain == domain.code]
    blocks: list[Block] = []
    for side in SIDES:
        said = [finding.said(code) for finding in mine if finding.side == side]
        blocks.append(build.paragraph(build.strong(say(f"mgi-side-{side}"))))
        blocks.append(build.bullets(said) if said else build.paragraph(say("mgi-side-none"), "quiet"))
    return build.section(f"domain-{domain.code}", f"{domain.code}. {of_framework(domain.title, code)}", *blocks)


def _compared(earlier: Reading, read: Reading) -> Section:
    result = comparing.compare(earlier, read)
    lead = say(
        "mgi-compare-lead", comparable=result.comparable, questions=result.questions, settled=len(result.pairs),
        changed=result.changed,
    )  # fmt: skip
    rows = [(pair.code, pair.text, pair.before, pair.now) for pair in result.pairs if pair.is_changed]
    columns = [say("mgi-code"), say("mgi-question"), str(earlier.round), str(read.round)]
    blocks: list[Block] = [build.paragraph(lead)]
    if rows:
        blocks.append(build.table("compared", say("mgi-compare-changed"), columns, rows, role="register"))
    return build.section("comparison", say("mgi-compare"), *blocks)


def _sources(read: Reading) -> Section:
    answers = read.settled.values()
    citations, sources = read.citations_of(answers), read.sources(answers)
    said = dict.fromkeys(
        (text, each.evidence.address)
        for key, mine in citations.items()
        for text, each in zip(sources[key], mine, strict=True)
    )
    items = [
        [f"{text} ", build.link(address, address)] if address else [text]
        for text, address in sorted(said, key=lambda each: each[0])
    ]  # fmt: skip
    block = build.bullets(items) if items else build.paragraph(say("mgi-no-sources"), "quiet")
    return build.section("sources", say("mgi-sources"), block)
