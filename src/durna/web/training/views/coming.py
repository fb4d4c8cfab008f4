"""A list that comes in over two pages: first what it would do, then, when somebody has confirmed that, it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from durna.errors import UserError
from durna.web.training import forms, previewing
from durna.web.training.taking_lists import Taken
from durna.web.versioned import ChangedMeanwhile


@dataclass(frozen=True)
class Coming:
    """A kind of list. `by`, `about`: as the audit speaks of who hands it in and of what it is for.

    `back`: the page that it was handed in on, and its name; `tells_known`: see `previewing.preview`.
    """

    by: str
    about: str
    take: previewing.Take
    back: str
    back_text: str
    arrived: Callable[[Taken], HttpResponse]
    refused: Callable[[UserError], HttpResponse]
    tells_known: bool = True


def come_in(request: HttpRequest, coming: Coming) -> HttpResponse:
    """First the file, which is shown for what it would do; then the pass of that, by which it is done."""
    try:
        if token := request.POST.get("pass", ""):
            return _apply(request, coming, previewing.kept(coming.by, coming.about, token))
        form = forms.ListForm(request.POST or None, request.FILES or None)
        if request.method != "POST" or not form.is_valid():
            return redirect(coming.back)
        upload = form.cleaned_data["file"]
        return _shown(request, coming, upload.read(), upload.name)
    except UserError as error:
        return coming.refused(error)


def _apply(request: HttpRequest, coming: Coming, kept: previewing.Kept) -> HttpResponse:
    try:
        taken = previewing.apply(
            coming.take, kept.content, kept.name, kept.seal, tells_known=coming.tells_known
        )  # fmt: skip
    except ChangedMeanwhile as error:
        kept.forget()
        return _shown(request, coming, kept.content, kept.name, error)
    kept.forget()
    return coming.arrived(taken)


def _shown(
    request: HttpRequest, coming: Coming, content: bytes, name: str, error: UserError | None = None
) -> HttpResponse:  # fmt: skip
    found = previewing.preview(
        coming.by, coming.about, coming.take, content, name, tells_known=coming.tells_known
    )  # fmt: skip
    return render(request, "training/preview.html", {
        "name": name, "found": found, "error": error, "back": coming.back, "back_text": coming.back_text,
        "pass": previewing.keep(coming.by, coming.about, content, name, found.seal), "tells_known": coming.tells_known,
    }, status=409 if error else 200)  # fmt: skip
