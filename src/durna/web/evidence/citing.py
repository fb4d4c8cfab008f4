"""Citations: a statement of another room rests on evidence, at a place in it. And what makes somebody look again.

Whether somebody may change what stands behind a statement is the statement's room to decide, before it calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from durna.web.audit import chain
from durna.web.evidence import corrections, statements
from durna.web.evidence.models import Citation, Evidence
from durna.web.refusals import refusal

WITH = ("evidence", "evidence__issuer", "evidence__newest", "cited_by", "confirmed_by")
_MOST_FIGURES = 1000


def cite(by: Any, statement: str, evidence: Evidence, place: str = "") -> Citation:
    """The same place of the same evidence is cited once. Raises UserError for what is no key of a statement."""
    return cite_all(by, [(statement, evidence, place)])[0]


def cite_all(by: Any, wanted: Iterable[tuple[str, Evidence, str]]) -> list[Citation]:
    """Cite for many statements at once, each as `cite` does; the citations in the order in which they were wanted."""
    asked = [(statement, evidence, " ".join(place.split())[:200]) for statement, evidence, place in wanted]
    if not all(statements.is_key(statement) for statement, _, _ in asked):
        raise refusal("citation-no-statement")
    try:
        return _cite_all(by, asked)
    except IntegrityError:  # somebody made one of them at the same moment: now it is there to be found
        return _cite_all(by, asked)


@transaction.atomic
def _cite_all(by: Any, asked: list[tuple[str, Evidence, str]]) -> list[Citation]:
    known = {_place(each): each for each in Citation.objects.filter(statement__in={each[0] for each in asked})}
    fresh = {
        (statement, evidence.pk, place): Citation(
            statement=statement, evidence=evidence, place=place, cited_by=by, review_from=review_from(evidence)
        )
        for statement, evidence, place in asked if (statement, evidence.pk, place) not in known
    }  # fmt: skip
    Citation.objects.bulk_create(fresh.values())
    chain.record_all(by.email, [
        chain.Entry("evidence-cited", each.statement, {"evidence": each.evidence.key, "place": each.place})
        for each in fresh.values()
    ])  # fmt: skip
    every = known | fresh
    return [every[statement, evidence.pk, place] for statement, evidence, place in asked]


def _place(citation: Citation) -> tuple[str, int, str]:
    return citation.statement, citation.evidence_id, citation.place


@transaction.atomic
def uncite(by: Any, citation: Citation) -> None:
    chain.record(by.email, "evidence-uncited", citation.statement, evidence=citation.evidence.key, place=citation.place)
    citation.delete()


@transaction.atomic
def confirm(by: Any, citation: Citation) -> None:
    """Somebody has looked: the statement still holds by what it cites, until something else happens to that."""
    reason = needs_review(citation)
    until = citation.evidence.effective_until
    citation.review_from = until + timedelta(days=1) if until and until >= timezone.localdate() else None
    citation.seen_notices = corrections.spoken(citation.evidence)
    citation.confirmed_by, citation.confirmed_at = by, timezone.now()
    citation.save()
    chain.record(
        by.email, "citation-confirmed", citation.statement, evidence=citation.evidence.key, place=citation.place,
        reason=reason,
    )  # fmt: skip


@transaction.atomic
def move(by: Any, citation: Citation) -> Citation:
    """To the newest version of what it cites, at the same place. Raises UserError where there is no newer one."""
    newest = citation.evidence.newest
    if newest is None:
        raise refusal("citation-no-newer")
    moved, _ = Citation.objects.get_or_create(
        statement=citation.statement, evidence=newest, place=citation.place,
        defaults={"cited_by": citation.cited_by, "review_from": review_from(newest)},
    )  # fmt: skip
    moved.confirmed_by, moved.confirmed_at = by, timezone.now()
    moved.save()
    chain.record(
        by.email, "citation-moved", citation.statement, before=citation.evidence.key, after=newest.key,
        place=citation.place,
    )  # fmt: skip
    citation.delete()
    return moved


def of(statement: str) -> list[Citation]:
    return of_many([statement]).get(statement, [])


def of_many(statements_: Iterable[str]) -> dict[str, list[Citation]]:
    """In the order in which they were added; a statement without citations is not among them."""
    return _by_statement(Citation.objects.filter(statement__in=list(statements_)).select_related(*WITH))


def _by_statement(citations: Iterable[Citation]) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.statement, []).append(citation)
    return found


def sources_of_many(statements_: Iterable[str]) -> dict[str, list[Citation]]:
    """As `of_many`, for papers that say what was cited and no more: what many cite is read once."""
    cited = Citation.objects.filter(statement__in=list(statements_)).prefetch_related("evidence")
    return _by_statement(cited)


def needs_review(citation: Citation) -> str:
    """The message id of the reason for which somebody has to look again; empty where nobody has to."""
    is_due = citation.review_from is not None and citation.review_from <= timezone.localdate()
    if is_due:
        return "citation-newer-version" if citation.evidence.newest_id else "citation-expired"
    spoken = corrections.spoken(citation.evidence)
    if spoken <= citation.seen_notices:
        return ""
    return "citation-figure-withdrawn" if spoken >= corrections.WITHDRAWN else "citation-figure-corrected"


def flagged() -> models.QuerySet[Citation]:
    """Those that somebody has to look at again."""
    due = models.Q(review_from__lte=timezone.localdate())
    figures = _on_corrected_figures()
    return Citation.objects.filter(due | models.Q(pk__in=figures) if figures else due).select_related(*WITH)


def flagged_among(statements: Iterable[str]) -> set[str]:
    """Of these statements, those that cite something that has to be looked at again; of others nothing is read."""
    return set(flagged().filter(statement__in=list(statements)).order_by().values_list("statement", flat=True))


def flagged_for(user: Any) -> models.QuerySet[Citation]:
    """Of them, those that this person made, or whose evidence this person answers for."""
    return flagged().filter(models.Q(cited_by=user) | models.Q(evidence__responsible=user))


def review_from(evidence: Evidence) -> date | None:
    """From what day a new citation of it has to be looked at again; an old version was chosen knowingly."""
    return evidence.effective_until + timedelta(days=1) if evidence.effective_until else None


def _on_corrected_figures() -> list[int]:
    cited = Citation.objects.filter(evidence__edition__gt="").order_by()
    spoken = corrections.spoken_of(corrections.editions())
    found: list[int] = []
    for edition, counts in spoken.items():
        mine = cited.filter(evidence__edition=edition)
        if "" not in counts:
            mine = mine.filter(evidence__figure__in=list(counts))
        for citation in mine.select_related("evidence")[:_MOST_FIGURES]:
            if corrections.spoken(citation.evidence) > citation.seen_notices:
                found.append(citation.pk)
    return found
