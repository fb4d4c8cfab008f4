"""Pages of certificates: the batch on the centre's side, and the public pages on which anybody verifies."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.training import certificate_paper, certifying, forms, signing_key
from durna.web.training.models import Batch, Certificate
from durna.web.training.views.pages import attempt, done, page_of, show, training_of

_MOST_BYTES = 64 * 1024


@needs(Permission.READ_TRAININGS)
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    found = Certificate.objects.filter(batch__training=training).select_related("batch")
    chain.record(request.user.email, "training-people-read", training.key, kind=chain.LOOK)
    return show(
        request, "certificates", training, batches=training.batches.all(), page=page_of(request, found),
        waiting=certifying.waiting(training), languages=certificate_paper.LANGUAGES,
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def batch_new(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    if request.method != "POST":
        return redirect("training_certificates", pk)
    site, today = request.build_absolute_uri("/"), timezone.localdate()
    error = attempt(lambda: certifying.make_batch(by=request.user.email, training=training, site=site, today=today))
    if error is not None:
        return show(request, "refused", training, error=error)
    return done(request, "training-saved", "training_certificates", pk)


@needs(Permission.MANAGE_TRAININGS)
def batch_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """All certificates of a batch, to be printed: in the language that is asked for, or in all."""
    batch = get_object_or_404(Batch.objects.select_related("training"), pk=pk)
    found = list(batch.certificates.select_related("batch__training"))
    chain.record(request.user.email, "training-certificates-printed", batch.training.key, kind=chain.LOOK, batch=pk)
    return _pdf(request, found, f"{batch.training.number}-{pk}")


@needs(Permission.READ_TRAININGS)
def certificate_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Certificate.objects.select_related("batch__training"), pk=pk)
    about = f"training/certificate/{found.number}"
    chain.record(request.user.email, "training-certificates-printed", about, kind=chain.LOOK)
    return _pdf(request, [found], found.number)


def _pdf(request: HttpRequest, found: list[Certificate], name: str) -> HttpResponse:
    asked = request.GET.get("language", texts.code())
    languages = certificate_paper.LANGUAGES if asked == "all" else (asked,)
    if not set(languages) <= set(certificate_paper.LANGUAGES):
        raise Http404
    made = certificate_paper.pdf(found, languages, request.build_absolute_uri("/"))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{asked}.pdf"'
    return answer


@needs(Permission.READ_TRAININGS)
def credential(request: HttpRequest, pk: int) -> HttpResponse:
    """The Open Badge, as the token that wallets and verifiers take."""
    found = get_object_or_404(Certificate, pk=pk)
    about = f"training/certificate/{found.number}"
    chain.record(request.user.email, "training-certificates-printed", about, kind=chain.LOOK)
    answer = HttpResponse(found.credential, content_type="application/vc+jwt")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.jwt"'
    return answer


@needs(Permission.MANAGE_TRAININGS)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Certificate.objects.select_related("batch"), pk=pk)
    training = training_of(found.batch.training_id)
    if request.method != "POST":
        return redirect("training_certificates", training.pk)
    because = request.POST.get("because", "")[:500]
    error = attempt(lambda: certifying.revoke(by=request.user.email, certificate=found, because=because))
    if error is not None:
        return show(request, "refused", training, error=error)
    return done(request, "training-saved", "training_certificates", training.pk)


@needs(Permission.ENTER)
def check(request: HttpRequest) -> HttpResponse:
    """Where anybody verifies a certificate: by its number, its credential, or a file of it."""
    form = forms.CheckForm(request.POST or None)
    checked = None
    if request.method == "POST" and form.is_valid():
        upload = request.FILES.get("file")
        if upload is not None:
            checked = certifying.check(upload.read(_MOST_BYTES + 1).decode("utf-8", errors="replace"))
        elif form.cleaned_data["credential"].strip():
            checked = certifying.check(_statement(form.cleaned_data["credential"]))
        else:
            return redirect("training_verify", form.cleaned_data["number"].strip() or "-")
    return render(request, "training/check.html", {"form": form, "checked": checked, "is_signed": True})


@needs(Permission.ENTER)
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """The address of the square: the number alone tells what we know, the statement in it whether it is signed."""
    statement = request.GET.get("c", "")
    checked = certifying.check(statement) if statement else certifying.by_number(token)
    if statement and checked.certificate and checked.certificate.number != token.strip().upper():
        checked = certifying.Checked("altered")
    context = {"form": forms.CheckForm(), "checked": checked, "is_signed": bool(statement), "number": token}
    return render(request, "training/check.html", context, status=404 if checked.state == "unknown" else 200)


@needs(Permission.ENTER)
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys (a JWK Set, RFC 7517): with them anybody verifies without asking us."""
    answer = JsonResponse({"keys": list(signing_key.public().values())})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@needs(Permission.ENTER)
def revoked(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(certifying.revoked(request.build_absolute_uri("/")))
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _statement(text: str) -> str:
    """What stands in a square is an address with the statement in it."""
    return text.strip().rpartition("?c=")[2]
