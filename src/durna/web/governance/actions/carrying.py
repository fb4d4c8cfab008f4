"""A round that follows another: its answers are carried along the crosswalk, each with what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from durna.frameworks.crosswalk import COMPARABLE, Walk
from durna.web.audit import chain
from durna.web.evidence import citing
from durna.web.evidence.models import Citation
from durna.web.governance import frameworks, settled, statistics
from durna.web.governance.actions import answers as answering
from durna.web.governance.actions import rounds
from durna.web.governance.models import Answer, FrameworkVersion, Round
from durna.web.governance.states import Mark, Stage, Why
from durna.web.refusals import refusal

_OF_REVIEW = {
    "citation-newer-version": Mark.LAW_CHANGED, "citation-expired": Mark.EVIDENCE_EXPIRED,
    "citation-figure-corrected": Mark.STATISTIC_CHANGED, "citation-figure-withdrawn": Mark.STATISTIC_CHANGED,
}  # fmt: skip


@transaction.atomic
def open_next(*, by: Any, earlier: Round, titles: Mapping[str, str], framework: FrameworkVersion) -> Round:
    """Open the round after a closed one, with its institutions, answers and citations. The earlier one stays as it is.

    Every answer begins as a draft, to be confirmed or changed. Where the figures that are cited cannot be compared at
    once, the worker does. Raises UserError where the earlier round is not closed, and where no crosswalk leads from its
    framework.
    """
    if earlier.stage != Stage.CLOSED:
        raise refusal("mgi-not-closed")
    walk = frameworks.crossed(earlier.framework, framework)
    made = rounds.open_round(
        by=by, titles=titles, framework=framework, level=earlier.level, place=earlier.place, earlier=earlier,
        is_example=earlier.is_example,
    )  # fmt: skip
    rounds.set_team(by=by, found=made, members=[(each.name, each.task) for each in earlier.team.all()])
    asked = settled.asked(earlier)
    citations = citing.of_many(settled.keys(Answer.objects.filter(round=earlier)))
    editions = {each.evidence.edition for mine in citations.values() for each in mine if each.evidence.edition}
    can_compare = statistics.are_ready(editions)
    carried = [
        _carried(made, code, source, citations, can_compare=can_compare)
        for code in frameworks.parsed(framework).by_code
        for source in _sources(walk, code, asked)
    ]
    Answer.objects.bulk_create(carried)
    _cite_again(by, carried, citations)
    answering.write_down_all(by, carried, Why.CARRIED)
    if not can_compare:
        Round.objects.filter(pk=made.pk).update(awaits_figures=True)
    chain.record(
        by.email, "mgi-carried", rounds.key(made), earlier=rounds.key(earlier), answers=len(carried),
        marks={mark.value: sum(answer.mark == mark for answer in carried) for mark in Mark},
    )  # fmt: skip
    return made


def mark_of(step_kind: str, citations: list[Citation], *, can_compare: bool = True) -> Mark:
    """What changed since: the question before its evidence, a law before a figure, a figure before what has run out.

    `can_compare`: whether figures may be looked up in newer editions; else they are taken for unchanged.
    """
    if step_kind not in COMPARABLE:
        return Mark.QUESTION_CHANGED
    found = {_OF_REVIEW[reason] for citation in citations if (reason := citing.needs_review(citation)) in _OF_REVIEW}
    if can_compare and any(statistics.has_newer_value(citation.evidence) for citation in citations):
        found.add(Mark.STATISTIC_CHANGED)
    for mark in (Mark.LAW_CHANGED, Mark.STATISTIC_CHANGED, Mark.EVIDENCE_EXPIRED):
        if mark in found:
            return mark
    return Mark.QUESTION_CHANGED if step_kind == "reworded" else Mark.SAME


def _sources(walk: Walk, code: str, asked: Mapping[str, settled.Asked]) -> list[tuple[Answer, str]]:
    """The answers that a question of the new round begins from, one an institution, with the kind of their step."""
    step = walk.step_to(code)
    before = [asked[old] for old in step.old if old in asked] if step else []
    firsts: dict[int, Answer] = {}
    for place in before:
        for answer in place.answers:
            firsts.setdefault(answer.institution_id, answer)
    return [(answer, step.kind if step else "new") for answer in firsts.values()]


def _carried(
    made: Round, code: str, source: tuple[Answer, str], citations: Mapping[str, list[Citation]], *, can_compare: bool
) -> Answer:
    """A question that was split or merged keeps its institution and its sources, and asks for a new answer."""
    earlier, kind = source
    mark = mark_of(kind, citations.get(earlier.key, []), can_compare=can_compare)
    answer = Answer(round=made, question=code, institution=earlier.institution, carried_from=earlier, mark=mark)
    if kind in COMPARABLE:
        answering.content_of(earlier).put_into(answer)
    return answer


def _cite_again(by: Any, carried: Sequence[Answer], citations: Mapping[str, list[Citation]]) -> None:
    """What had to be looked at again still has to: a new citation does not make it good."""
    before = [(answer, citation) for answer in carried for citation in citations.get(answer.carried_from.key, [])]
    made = citing.cite_all(by, [(answer.key, citation.evidence, citation.place) for answer, citation in before])
    looked = []
    for citation, (_, earlier) in zip(made, before, strict=True):
        known = earlier.review_from, earlier.seen_notices
        if known != (citation.review_from, citation.seen_notices):
            citation.review_from, citation.seen_notices = known
            looked.append(citation)
    Citation.objects.bulk_update(looked, ["review_from", "seen_notices"])
