"""Pages of reviews: the outline with its passages, consultations, handing in, and the document that goes out."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.compact import figures, outlines, quoting, readable
from durna.web.compact.actions import reviewing as actions
from durna.web.compact.content import tell
from durna.web.compact.forms import ConsultationForm, PassageForm, ReviewForm
from durna.web.compact.models import Consultation, Passage, Review
from durna.web.compact.outlines import Part
from durna.web.compact.sheets import reviews as sheets
from durna.web.compact.views.editing import edit
from durna.web.compact.views.sheet import sheet
from durna.web.evidence import statements
from durna.web.texts import code, say
from durna.web.versioned import seen_in

_ON_A_PAGE = 50


@needs(Permission.READ_COMPACT)
def reviews(request: HttpRequest) -> HttpResponse:
    page = Paginator(readable.of(request.user, Review), _ON_A_PAGE).get_page(request.GET.get("page"))
    consultations = readable.of(request.user, Consultation).select_related("review").order_by("-on")[:_ON_A_PAGE]
    return render(request, "compact/reviews.html", {"page": page, "consultations": consultations})


@needs(Permission.READ_COMPACT)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable.of(request.user, Review), pk=pk)
    passages = _passages(found)
    may_change = may(request.user, Permission.MANAGE_COMPACT) and not found.is_submitted
    parts = [
        (part, part.titled(code()), part.hinted(code()), passages.get(part.id, []))
        for part in outlines.every(found.outline)
    ]
    return render(request, "compact/review.html", {
        "review": found, "parts": parts, "may_change": may_change, "consultations": found.consultations.all(),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def review_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """As it stands now; after it was handed in, as it was then."""
    found = get_object_or_404(readable.of(request.user, Review), pk=pk)
    name = f"review-{found.year}-{pk}"
    return sheet(request, lambda code: sheets.as_it_is(found, code), name, ("compact_review", pk))


@needs(Permission.MANAGE_COMPACT)
def review_new(request: HttpRequest) -> HttpResponse:
    return _review(request, Review(outline=outlines.NAME), "compact-review-new", reverse("compact_reviews"))


@needs(Permission.MANAGE_COMPACT)
def review_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Review, pk=pk)
    return _review(request, found, "compact-review-edit", reverse("compact_review", args=[pk]))


@needs(Permission.MANAGE_COMPACT)
def review_submit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Review, pk=pk)
    if request.method == "POST":
        try:
            actions.submit(by=request.user, review=found, seen=seen_in(request.POST))
        except UserError as error:
            return render(request, "compact/submit.html", {"review": found, "wrong": str(error)}, status=422)
        messages.success(request, say("compact-review-handed-in"))
        return redirect("compact_review", pk=pk)
    return render(request, "compact/submit.html", {"review": found, "wrong": ""})


@needs(Permission.MANAGE_COMPACT)
def passage_new(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    found = get_object_or_404(Review, pk=pk)
    last = found.passages.filter(part=part).order_by("-place").first()
    place = last.place + 1 if last else 1
    return _passage(request, Passage(review=found, part=part, place=place), "compact-passage-new")


@needs(Permission.MANAGE_COMPACT)
def passage_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Passage.objects.select_related("review"), pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        return _removed(request, found)
    return _passage(request, found, "compact-passage-edit")


@needs(Permission.MANAGE_COMPACT)
def consultation_new(request: HttpRequest) -> HttpResponse:
    return _consultation(request, Consultation(), "compact-consultation-new")


@needs(Permission.MANAGE_COMPACT)
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    return _consultation(request, get_object_or_404(Consultation, pk=pk), "compact-consultation-edit")


def _passages(review: Review) -> dict[str, list[tuple[Passage, Any, list[tuple[str, str]], str]]]:
    """By part: each with its runs, what supports it, and what is wrong with its figures."""
    passages = list(review.passages.all())
    known = statements.described({key for one in passages for key in one.supports})
    found = defaultdict(list)
    for one in passages:
        supports = [known[key] for key in one.supports if key in known]
        text = tell(one.text)
        found[one.part].append((one, quoting.runs(text, code()), supports, _problem(text)))
    return found


def _problem(text: str) -> str:
    strange = quoting.missing(text)
    if strange:
        return say("compact-figure-missing", said=strange[0])
    return say("compact-figure-corrected") if quoting.is_corrected(text) else ""


def _review(request: HttpRequest, review: Review, title: str, back: str) -> HttpResponse:
    def save(fields: dict[str, Any], seen: int) -> Review:
        return actions.save_review(by=request.user, review=review, fields=fields, seen=seen)

    def done(saved: Review) -> str:
        return reverse("compact_review", args=[saved.pk])

    return edit(request, ReviewForm, review, save, done, title=say(title), back=back)


def _passage(request: HttpRequest, passage: Passage, title: str) -> HttpResponse:
    part = outlines.find(passage.review.outline, passage.part)
    if part is None:
        raise Http404
    back = f"{reverse('compact_review', args=[passage.review_id])}#{part.id}"

    def save(fields: dict[str, Any], seen: int) -> Passage:
        return actions.save_passage(by=request.user, passage=passage, fields=fields, seen=seen)

    return edit(
        request, PassageForm, passage, save, lambda saved: back, title=_titled(say(title), part), back=back,
        template="compact/passage.html", passage=passage, available=figures.available(),
    )  # fmt: skip


def _titled(title: str, part: Part) -> str:
    return f"{title}: {part.titled(code())}"


def _removed(request: HttpRequest, passage: Passage) -> HttpResponse:
    back = reverse("compact_review", args=[passage.review_id])
    try:
        actions.remove_passage(by=request.user, passage=passage)
        messages.success(request, say("compact-removed"))
    except UserError as error:
        messages.error(request, str(error))
    return redirect(back)


def _consultation(request: HttpRequest, consultation: Consultation, title: str) -> HttpResponse:
    back = reverse("compact_reviews")

    def save(fields: dict[str, Any], seen: int) -> Consultation:
        return actions.save_consultation(by=request.user, consultation=consultation, fields=fields, seen=seen)

    return edit(request, ConsultationForm, consultation, save, lambda saved: back, title=say(title), back=back)
