"""Pages of results: findings, what two rounds have in common, the round that follows, and the documents that go out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from durna.errors import UserError
from durna.frameworks.texts import say as of_framework
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.governance import comparing, data, forms, frameworks, pack, profile, reach, rows, sheet
from durna.web.governance.actions import carrying
from durna.web.governance.actions import findings as actions
from durna.web.governance.models import Finding, Round
from durna.web.governance.reading import Reading
from durna.web.papers import format_asked, in_language, language_asked, respond
from durna.web.versioned import seen_in


@needs(Permission.READ_ROUNDS)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.whole_round_of(request.user, pk)
    if request.method == "POST" and may(request.user, Permission.COORDINATE_ROUNDS):
        actions.draft(by=request.user, found=found)
        return redirect("mgi-results", pk)
    findings = list(Finding.objects.filter(round=found).select_related("answer", "edited_by"))
    code = texts.code()
    domains = [
        (number, title, [
            (side, [(each, each.said(code), each.answer.version != each.answer_version) for each in findings
                    if each.domain == number and each.side == side])
            for side in profile.SIDES
        ])
        for number, title in rows.titles(frameworks.parsed(found.framework))
    ]  # fmt: skip
    return render(request, "governance/results.html", {"round": found, "domains": domains, "count": len(findings)})


@needs(Permission.COORDINATE_ROUNDS)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Finding.objects.select_related("round__framework", "answer", "edited_by"), pk=pk)
    reach.whole_round_of(request.user, found.round_id)
    initial = {**{f"text_{code}": text for code, text in found.edited.items()}, "is_left_out": found.is_left_out}
    form = forms.FindingForm(request.POST or None, initial=initial)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(
                by=request.user, finding=found, texts=form.by_language("text"),
                is_left_out=form.cleaned_data["is_left_out"], seen=seen_in(request.POST),
            )  # fmt: skip
            return redirect("mgi-results", found.round_id)
        except UserError as wrong:
            error = wrong
            found.refresh_from_db()
    question = frameworks.parsed(found.round.framework).by_code[found.question]
    return render(
        request, "governance/finding.html",
        {"finding": found, "round": found.round, "form": form, "error": error,
         "text": of_framework(question.text, texts.code()), "drafted": found.drafted},
        status=422 if error or form.errors else 200,
    )  # fmt: skip


@needs(Permission.READ_ROUNDS)
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.whole_round_of(request.user, pk)
    if found.earlier is None:
        raise Http404
    return render(request, "governance/compare.html", {
        "round": found, "result": comparing.compare(Reading(found.earlier), Reading(found)),
    })  # fmt: skip


@needs(Permission.COORDINATE_ROUNDS)
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the next round from this one."""
    found = reach.whole_round_of(request.user, pk)
    form = forms.NextRoundForm(request.POST or None, initial={"framework": frameworks.in_use().pk})
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            made = carrying.open_next(
                by=request.user, earlier=found, titles=form.by_language("title"),
                framework=form.cleaned_data["framework"],
            )  # fmt: skip
            return redirect("mgi-round", made.pk)
        except UserError as wrong:
            error = wrong
    return render(
        request, "governance/next.html", {"round": found, "form": form, "error": error},
        status=422 if error or form.errors else 200,
    )  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def profile_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A published profile is everybody's; before, it is seen by those who see the whole round."""
    found = Round.objects.select_related("framework", "earlier__framework").filter(pk=pk).first()
    if found is None or not (found.is_published or _sees_whole(request)):
        raise Http404
    with in_language(language_asked(request)):
        document = profile.document(Reading(found))
    back = reverse("mgi-round", args=[pk]) if _sees_whole(request) else reverse("mgi-profiles")
    return respond(request, document, format_asked(request), f"mgi-profile-{pk}", back)


@needs(Permission.READ_PUBLISHED)
def profiles(request: HttpRequest) -> HttpResponse:
    published = Round.objects.filter(is_published=True).select_related("framework").defer("framework__text")
    return render(request, "governance/profiles.html", {"rounds": published[:100]})


@needs(Permission.READ_ROUNDS)
def sdg(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.whole_round_of(request.user, pk)
    with in_language(language_asked(request)):
        document = sheet.document(Reading(found))
    back = reverse("mgi-round", args=[pk])
    return respond(request, document, format_asked(request), f"sdg-10-7-2-{pk}", back)


@needs(Permission.READ_ROUNDS)
def data_page(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.whole_round_of(request.user, pk)
    with in_language(language_asked(request)):
        document = data.document(Reading(found))
    back = reverse("mgi-round", args=[pk])
    return respond(request, document, format_asked(request), f"mgi-answers-{pk}", back)


@needs(Permission.READ_ROUNDS)
def pack_page(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.whole_round_of(request.user, pk)
    if request.method == "POST":
        content = pack.build(found, request.user.name)
        chain.record(request.user.email, "mgi-pack-made", f"governance/round/{pk}", kind=chain.LOOK)
        answer = HttpResponse(content, content_type="application/zip")
        answer.headers["Content-Disposition"] = f'attachment; filename="mgi-evidence-{pk}.zip"'
        return answer
    return render(request, "governance/pack.html", {"round": found, "is_signed": pack.signing_key() is not None})


@needs(Permission.READ_PUBLISHED)
@require_POST
def pack_verify(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("pack")
    found = pack.verify(upload.read()) if upload else pack.Verified(problem="mgi-pack-no-pack")
    return render(request, "governance/pack_verified.html", {"found": found})


def _sees_whole(request: HttpRequest) -> bool:
    user = request.user
    return may(user, Permission.READ_ROUNDS) and not is_limited(user, Permission.READ_ROUNDS)
