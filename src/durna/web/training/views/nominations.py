"""Pages of nominations: links and people of the centre's side, and what an institution or a person sees."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.numbers import whole
from durna.web.texts import say
from durna.web.training import applying, forms, nominating, selecting, taking_lists
from durna.web.training.models import NominationLink, NominationRow, Participation, Training
from durna.web.training.nominating import Nominee
from durna.web.training.taking_lists import Taken
from durna.web.training.views.coming import Coming, come_in
from durna.web.training.views.pages import ask, attempt, done, page_of, show, training_of


@needs(Permission.READ_TRAININGS)
def nominations(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    rows = NominationRow.objects.filter(file__training=training, state="waiting").select_related("file")
    chain.record(request.user.email, "training-people-read", training.key, kind=chain.LOOK)
    return show(
        request, "nominations", training, links=training.links.all(), files=training.files.all(), rows=rows,
        page=page_of(request, training.participations.select_related("person", "link")),
        form=forms.ListForm(), apply=request.build_absolute_uri(reverse("training_apply", args=[pk])),
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def link_new(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    form = forms.LinkForm(request.POST or None, initial={"ends_on": training.nominations_until})
    if request.method == "POST" and form.is_valid():
        try:
            token = nominating.give_link(by=request.user.email, training=training, **form.cleaned_data)
        except UserError as error:
            return show(request, "refused", training, error=error)
        link = request.build_absolute_uri(reverse("training_nominate", args=[token]))
        return show(request, "link_given", training, link=link, told=form.cleaned_data)
    return ask(
        request, form, lambda: None, title=say("training-link-new"), back=reverse("training_nominations", args=[pk]),
        back_text=training.number, button="training-link-new",
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def link_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(NominationLink.objects.select_related("training"), pk=pk)
    if request.method == "POST":
        nominating.withdraw_link(by=request.user.email, link=link)
    return redirect("training_nominations", link.training_id)


@needs(Permission.MANAGE_TRAININGS)
def nominee_new(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    form = forms.NomineeForm(request.POST or None)
    return ask(
        request, form,
        lambda: nominating.nominate(by=request.user.email, training=training, nominees=[Nominee.of(form.told())]),
        title=say("training-nominee-new"), back=reverse("training_nominations", args=[pk]),
        back_text=training.number,
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Participation.objects.select_related("training"), pk=pk)
    if request.method == "POST":
        error = attempt(lambda: selecting.withdraw(by=request.user.email, participation=found))
        if error is not None:
            return show(request, "refused", found.training, error=error)
    return done(request, "training-saved", "training_nominations", found.training_id)


@needs(Permission.ENTER)
def nominate(request: HttpRequest, token: str) -> HttpResponse:
    """What an institution sees by its link: whom it has nominated, a form, and a place for a list."""
    link = nominating.link_of(token)
    if link is None:
        return render(request, "training/ended.html", status=410)
    form = forms.NomineeForm(given={"country": link.country, "institution": link.institution})
    if request.method != "POST":
        return _by_link(request, link, form)
    if request.FILES.get("file") or request.POST.get("pass"):
        return come_in(request, _list_by_link(request, link, token, form))
    if withdrawn := request.POST.get("withdraw", ""):
        return _withdrawn(request, link, token, withdrawn, form)
    return _nominated(request, link, token)


def _by_link(
    request: HttpRequest, link: NominationLink, form: forms.NomineeForm, error: UserError | None = None
) -> HttpResponse:
    context = {
        "link": link, "training": link.training, "form": form, "error": error, "left": nominating.places_left(link),
        "waiting": NominationRow.objects.filter(file__link=link, state="waiting"),
        "nominated": link.participation_set.select_related("person"),
    }  # fmt: skip
    return render(request, "training/nominate.html", context, status=422 if error or form.errors else 200)


def _list_by_link(request: HttpRequest, link: NominationLink, token: str, form: forms.NomineeForm) -> Coming:
    """An institution is told what would become of its rows, and not who of them is known here by other lists."""
    by = _by(link)

    def take(content: bytes, name: str) -> Taken:
        return taking_lists.take_nominations(by=by, training=link.training, content=content, name=name, link=link)

    def arrived(taken: Taken) -> HttpResponse:
        return done(request, "training-list-taken", "training_nominate", token, waiting=taken.file.rows.count())

    return Coming(
        by, f"training/link/{link.pk}", take, reverse("training_nominate", args=[token]), str(link.institution),
        arrived, lambda error: _by_link(request, link, form, error), tells_known=False,
    )  # fmt: skip


def _withdrawn(
    request: HttpRequest, link: NominationLink, token: str, asked: str, form: forms.NomineeForm
) -> HttpResponse:
    mine = link.participation_set.select_related("training")
    found = get_object_or_404(mine, pk=whole(asked) or 0)
    error = attempt(lambda: selecting.withdraw(by=_by(link), participation=found))
    if error is not None:
        return _by_link(request, link, form, error)
    return done(request, "training-saved", "training_nominate", token)


def _nominated(request: HttpRequest, link: NominationLink, token: str) -> HttpResponse:
    form = forms.NomineeForm(request.POST, given={"country": link.country, "institution": link.institution})
    if not form.is_valid():
        return _by_link(request, link, form)
    nominees = [Nominee.of(form.told())]
    error = attempt(
        lambda: nominating.nominate(by=_by(link), training=link.training, nominees=nominees, link=link)
    )  # fmt: skip
    if error is not None:
        return _by_link(request, link, form, error)
    return done(request, "training-nominated", "training_nominate", token)


def _by(link: NominationLink) -> str:
    return f"link {link.pk}"


@needs(Permission.ENTER)
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """An own application, where the training takes them."""
    training = Training.objects.filter(pk=pk).first()
    if training is None or not nominating.takes_applications(training):
        return render(request, "training/ended.html", status=410)
    form = forms.NomineeForm(request.POST or None)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            code = applying.apply(training=training, nominee=Nominee.of(form.told()))
            return render(request, "training/applied.html", {"code": code})
        except UserError as wrong:
            error = wrong
    status = 422 if error or form.errors else 200
    return render(request, "training/apply.html", {"training": training, "form": form, "error": error}, status=status)


@needs(Permission.ENTER)
def application_withdraw(request: HttpRequest) -> HttpResponse:
    """An own application is withdrawn by its code. The answer to a code that opens nothing is the same."""
    form = forms.CodeForm(request.POST or None)
    error = None
    if request.method == "POST" and form.is_valid():
        error = attempt(lambda: applying.withdraw(code=form.cleaned_data["code"]))
        if error is None:
            return render(request, "training/thanks.html", {"text": "training-application-withdrawn"})
    context = {"form": form, "error": error}
    return render(
        request, "training/application_withdraw.html", context, status=422 if error or form.errors else 200
    )  # fmt: skip
