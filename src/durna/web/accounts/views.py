"""Pages of people: who there is, inviting, roles, and the page on which a new person chooses a password."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.accounts import actions, forms, sessions
from durna.web.accounts.models import Institution, User

_A_PAGE = 50


@needs(Permission.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    found = Paginator(User.objects.select_related("institution"), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": found})


@needs(Permission.MANAGE_PEOPLE)
def institutions(request: HttpRequest) -> HttpResponse:
    counted = Institution.objects.annotate(
        people=Count("user"), active=Count("user", filter=Q(user__is_active=True))
    ).order_by("name")
    return render(
        request, "accounts/institutions.html", {"page": Paginator(counted, _A_PAGE).get_page(request.GET.get("page"))}
    )


@needs(Permission.MANAGE_PEOPLE)
def institution(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Institution, pk=pk)
    page = Paginator(found.user_set.select_related("institution"), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/institution.html", {"institution": found, "page": page})


@needs(Permission.MANAGE_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    form, refused = forms.Invitation(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            token = actions.invite(by=request.user.email, **form.cleaned_data)
        except UserError as error:
            refused = error
        else:
            return _given(request, User.objects.get(email=form.cleaned_data["email"].casefold()), token)
    return render(
        request, "accounts/invite.html", {"form": form, "error": refused}, status=422 if form.errors or refused else 200
    )


@needs(Permission.MANAGE_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    form = forms.Roles(request.POST or None, initial={"roles": user.roles, "is_active": user.is_active})
    refused = None
    if request.method == "POST" and "link" in request.POST:
        return _given(request, user, actions.new_link(by=request.user.email, user=user))
    if request.method == "POST" and "sessions" in request.POST:
        sessions.end_all(request.user.email, user)
        return redirect("person", pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_roles(by=request.user.email, user=user, **form.cleaned_data)
            return redirect("people")
        except UserError as error:
            refused = error
    return render(
        request, "accounts/person.html", {"person": user, "form": form, "error": refused},
        status=422 if form.errors or refused else 200,
    )  # fmt: skip


@needs(Permission.ENTER)
def join(request: HttpRequest, token: str) -> HttpResponse:
    user = actions.person_of(token)
    if user is None:
        return render(request, "accounts/join_ended.html", status=410)
    form = forms.Password(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.join(token=token, password=form.cleaned_data["password"])
            return redirect("account_login")
        except ValidationError as error:
            form.add_error("password", error)
    return render(request, "accounts/join.html", {"person": user, "form": form}, status=422 if form.errors else 200)


def _given(request: HttpRequest, user: User, token: str) -> HttpResponse:
    """The link, shown once: it is handed over by whatever way the two people have."""
    link = request.build_absolute_uri(reverse("join", args=[token]))
    return render(request, "accounts/given.html", {"person": user, "link": link, "days": actions.LINK_DAYS})
