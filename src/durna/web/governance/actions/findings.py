"""What a round found: drafted from its cleared answers, edited by people, the two kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from durna.frameworks.questions import Framework, Question
from durna.frameworks.texts import say as of_framework
from durna.web.audit import chain
from durna.web.evidence import citing
from durna.web.evidence.models import Citation
from durna.web.governance import frameworks, settled
from durna.web.governance.forms import LANGUAGES
from durna.web.governance.models import Answer, Finding, Round


@transaction.atomic
def draft(*, by: Any, found: Round) -> int:
    """Draft from what is cleared now; returns how many findings there are. What people wrote stays as they wrote it."""
    framework = frameworks.parsed(found.framework)
    answers = settled.settled(found)
    citations = citing.of_many(settled.keys(answers.values()))
    known = {finding.question: finding for finding in Finding.objects.select_for_update().filter(round=found)}
    kept = set()
    for code, answer in answers.items():
        question = framework.by_code[code]
        side = side_of(framework, question, answer.value)
        if side:
            finding = known.get(code) or Finding(round=found, question=code, answer=answer)
            _draft(finding, framework, question, answer, side, citations.get(answer.key, []))
            kept.add(code)
    for code, finding in known.items():
        if code not in kept and not finding.edited:
            finding.delete()
    chain.record(by.email, "mgi-findings-drafted", f"governance/round/{found.pk}", findings=len(kept))
    return len(kept)


@transaction.atomic
def edit(*, by: Any, finding: Finding, texts: Mapping[str, str], is_left_out: bool, seen: int) -> Finding:
    """Say it in people's own words; a language without any shows the draft. Raises ChangedMeanwhile."""
    finding.edited, finding.is_left_out, finding.edited_by = dict(texts), is_left_out, by
    finding.save_over(seen)
    chain.record(
        by.email, "mgi-finding-edited", f"governance/round/{finding.round_id}", question=finding.question,
        languages=sorted(texts), left_out=is_left_out,
    )  # fmt: skip
    return finding


def side_of(framework: Framework, question: Question, value: str) -> str:
    """developed | potential; empty where the answer speaks for neither."""
    known = framework.value(question, value)
    if known is None or not (known.is_developed or known.has_potential):
        return ""
    return "developed" if known.is_developed else "potential"


def _draft(
    finding: Finding, framework: Framework, question: Question, answer: Answer, side: str, citations: list[Citation]
) -> None:
    finding.domain, finding.side = framework.domain_of(question).code, side
    finding.answer, finding.answer_version = answer, answer.version
    finding.drafted = {code: _sentence(framework, question, answer, citations, code) for code in LANGUAGES}
    finding.save()


def _sentence(
    framework: Framework, question: Question, answer: Answer, citations: list[Citation], language: str
) -> str:
    """The comment, or where it lacks the question with its answer; then the instruments that it rests on."""
    said = answer.comment.get(language, "")
    if not said:
        value = framework.value_text(question, answer.value, language)
        said = f"{of_framework(question.text, language)} {value}."
    sources = "; ".join(dict.fromkeys(_source(citation, language) for citation in citations))
    return f"{said} ({sources})" if sources else said


def _source(citation: Citation, language: str) -> str:
    evidence = citation.evidence
    title = evidence.titles.get(language) or evidence.titles.get(evidence.language) or str(evidence)
    day = evidence.effective_from or evidence.issued_on
    parts = [title, citation.place or evidence.article, str(day.year) if day else ""]
    return ", ".join(part for part in parts if part)
