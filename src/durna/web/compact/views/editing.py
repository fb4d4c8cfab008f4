"""The one way in which a form of this room is shown, saved, and shown again where somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from durna.errors import UserError
from durna.web.compact.content import tell
from durna.web.compact.forms import RoomForm
from durna.web.texts import say
from durna.web.versioned import ChangedMeanwhile, Versioned, seen_in

Save = Callable[[dict[str, Any], int], Any]


def edit(
    request: HttpRequest, form: type[RoomForm], thing: Versioned, save: Save, done: Callable[[Any], str], *,
    title: str, back: str, template: str = "compact/edit.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """`save` gets the cleaned fields and the version that the form was made from; `done` gives the page after it.

    Nothing is lost where somebody saved meanwhile: the page shows what was typed, and beside it what stands now.
    """
    # What is not there yet has no version that anybody could have seen.
    shown = {"title": title, "back": back, "version": thing.version if thing.pk else 0, **more}
    if request.method != "POST":
        return render(request, template, {**shown, "form": form(initial=form.initial_of(thing))})
    filled = form(request.POST)
    if filled.is_valid():
        try:
            saved = save(filled.cleaned_data, seen_in(request.POST))
        except ChangedMeanwhile:
            current = type(thing)._default_manager.get(pk=thing.pk)
            theirs = _differing(form, filled.cleaned_data, current)
            filled.add_error(None, say("compact-changed-meanwhile"))
            shown.update(version=current.version, theirs=theirs)
        except UserError as error:
            filled.add_error(None, str(error))
        else:
            messages.success(request, say("compact-saved"))
            return redirect(done(saved))
    else:
        shown["version"] = seen_in(request.POST)
    return render(request, template, {**shown, "form": filled}, status=422)


def _differing(form: type[RoomForm], mine: Mapping[str, Any], current: Versioned) -> list[tuple[str, str]]:
    """Label and saved value of each field in which the two differ."""
    saved, labels = form.initial_of(current), form()
    return [
        (str(labels.fields[name].label), told(saved[name]))
        for name in mine
        if name in saved and told(saved[name]) != told(mine[name])
    ]


def told(value: Any) -> str:
    if isinstance(value, Mapping):
        return tell(value)
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(told(one) for one in value)
    return "" if value is None else str(value)
