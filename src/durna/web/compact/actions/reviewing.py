"""Reviews: passages, consultations, and handing in, after which a review opens as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from durna.web.accounts.models import User
from durna.web.audit import chain
from durna.web.compact import outlines, quoting
from durna.web.compact.actions.keeping import keep
from durna.web.compact.models import Consultation, Passage, Review
from durna.web.papers import keeping as papers
from durna.web.refusals import refusal


@transaction.atomic
def save_review(*, by: User, review: Review, fields: Mapping[str, Any], seen: int = 0) -> Review:
    refuse_submitted(review)
    changed = keep(review, {"outline": outlines.NAME, **fields}, seen)
    chain.record(by.email, "compact-review-saved", review.statement, changed=changed)
    return review


@transaction.atomic
def save_passage(*, by: User, passage: Passage, fields: Mapping[str, Any], seen: int = 0) -> Passage:
    """Raises UserError for a figure that the newest signed edition does not have, and in a review handed in."""
    _lock(passage.review_id)
    refuse_submitted(passage.review)
    for text in fields["text"].values():
        quoting.refuse_unknown(text)
    changed = keep(passage, fields, seen)
    chain.record(by.email, "compact-passage-saved", passage.statement, part=passage.part, changed=changed)
    return passage


@transaction.atomic
def remove_passage(*, by: User, passage: Passage) -> None:
    _lock(passage.review_id)
    refuse_submitted(passage.review)
    chain.record(by.email, "compact-passage-removed", passage.statement, part=passage.part, text=passage.text)
    passage.delete()


@transaction.atomic
def save_consultation(
    *, by: User, consultation: Consultation, fields: Mapping[str, Any], seen: int = 0
) -> Consultation:
    """Raises UserError for a review that was handed in: what was consulted on it is closed."""
    if fields.get("review"):
        refuse_submitted(fields["review"])
    changed = keep(consultation, fields, seen)
    chain.record(by.email, "compact-consultation-saved", consultation.statement, changed=changed)
    return consultation


@transaction.atomic
def submit(*, by: User, review: Review, seen: int) -> Review:
    """Hand it in: its document is kept in every language as it is now, and nothing of it changes any more.

    Raises UserError where a passage quotes a figure that there is not, and for a review without a passage.
    """
    from durna.web.compact.sheets import reviews as sheets

    _lock(review.pk)
    refuse_submitted(review)
    passages = list(review.passages.all())
    if not passages:
        raise refusal("compact-review-empty")
    for passage in passages:
        for text in passage.text.values():
            quoting.refuse_unknown(text)
    frozen = {code: papers.held(sheets.made(review, code)) for code, _ in settings.LANGUAGES}
    keep(review, {"frozen": frozen, "submitted_at": timezone.now()}, seen)
    chain.record(by.email, "compact-review-submitted", review.statement, sha256=papers.fingerprint(frozen))
    return review


def refuse_submitted(review: Review) -> None:
    """Asked of the database: a page may have been opened before the review was handed in."""
    if review.pk and Review.objects.filter(pk=review.pk).exclude(submitted_at=None).exists():
        raise refusal("compact-review-closed")


def _lock(review: int) -> None:
    """Nobody hands in while a passage is saved, and the other way round."""
    Review.objects.select_for_update().get(pk=review)
