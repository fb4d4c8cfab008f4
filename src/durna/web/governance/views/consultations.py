"""Pages of consultations: the meetings of a round, one meeting with its points, and its minutes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.governance import forms, minutes, reach
from durna.web.governance.actions import consultations as actions
from durna.web.governance.models import Consultation, Point
from durna.web.papers import format_asked, in_language, language_asked, respond
from durna.web.versioned import seen_in


@needs(Permission.READ_ROUNDS)
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.whole_round_of(request.user, pk)
    return render(request, "governance/consultations.html", {
        "round": found, "consultations": found.consultations.prefetch_related("points", "participants"),
    })  # fmt: skip


@needs(Permission.COORDINATE_ROUNDS)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.whole_round_of(request.user, pk)
    form = forms.ConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.hold(by=request.user, found=found, people=form.people(), **form.said())
        return redirect("mgi-consultation", made.pk)
    return render(
        request, "governance/consultation_form.html", {"round": found, "form": form},
        status=422 if form.errors else 200,
    )  # fmt: skip


@needs(Permission.READ_ROUNDS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _reached(request, pk))


def _page(
    request: HttpRequest, consultation: Consultation, form: forms.PointForm | None = None,
    error: UserError | None = None,
) -> HttpResponse:  # fmt: skip
    return render(request, "governance/consultation.html", {
        "consultation": consultation, "round": consultation.round, "error": error,
        "participants": list(consultation.participants.all()), "points": list(consultation.points.all()),
        "form": form or forms.PointForm(),
    }, status=422 if error or (form and form.errors) else 200)  # fmt: skip


@needs(Permission.COORDINATE_ROUNDS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _reached(request, pk)
    people = "\n".join("; ".join(filter(None, (p.name, p.speaks_for))) for p in consultation.participants.all())
    initial = {
        **{f"title_{code}": text for code, text in consultation.titles.items()},
        **{f"summary_{code}": text for code, text in consultation.summary.items()},
        **{name: getattr(consultation, name) for name in ("held_on", "place", "chair")}, "participants": people,
    }  # fmt: skip
    form = forms.ConsultationForm(request.POST or None, initial=initial)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                by=request.user, consultation=consultation, people=form.people(), seen=seen_in(request.POST),
                **form.said(),
            )  # fmt: skip
            return redirect("mgi-consultation", pk)
        except UserError as wrong:
            error = wrong
            consultation.refresh_from_db()
    return render(
        request, "governance/consultation_form.html",
        {"round": consultation.round, "consultation": consultation, "form": form, "error": error},
        status=422 if error or form.errors else 200,
    )  # fmt: skip


@needs(Permission.COORDINATE_ROUNDS)
@require_POST
def raise_point(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _reached(request, pk)
    form = forms.PointForm(request.POST)
    if not form.is_valid():
        return _page(request, consultation, form)
    try:
        actions.raise_point(by=request.user, consultation=consultation, **form.cleaned_data)
    except UserError as wrong:
        return _page(request, consultation, form, wrong)
    return redirect("mgi-consultation", pk)


@needs(Permission.COORDINATE_ROUNDS)
@require_POST
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    point = get_object_or_404(Point.objects.select_related("consultation__round"), pk=pk)
    consultation = _reached(request, point.consultation_id)
    try:
        actions.resolve(by=request.user, point=point, resolution=request.POST.get("resolution", ""))
    except UserError as wrong:
        return _page(request, consultation, error=wrong)
    return redirect("mgi-consultation", consultation.pk)


@needs(Permission.READ_ROUNDS)
def written(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _reached(request, pk)
    with in_language(language_asked(request)):
        document = minutes.document(consultation)
    back = reverse("mgi-consultation", args=[pk])
    return respond(request, document, format_asked(request), f"mgi-minutes-{pk}", back)


def _reached(request: HttpRequest, pk: int) -> Consultation:
    found = Consultation.objects.select_related("round__framework").filter(pk=pk).first()
    if found is None:
        raise Http404
    reach.whole_round_of(request.user, found.round_id)
    return found
