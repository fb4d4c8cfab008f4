"""Pages of the calendar: what each institution owes and by when, whom to ask, and the letter that asks."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from durna.checks import expecting
from durna.checks.deliveries import Status
from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.dataroom import calendar_actions, forms, words
from durna.web.dataroom.models import Contact
from durna.web.served import workspace
from durna.web.texts import code, language, say

_ON_A_PAGE = 60
_STATES = ("late", "due", "rejected", "received", "came-late")


@needs(Permission.READ_RECEIPTS)
def calendar(request: HttpRequest) -> HttpResponse:
    """Open periods first, the longest overdue at the top; those received below."""
    error = None
    try:
        found = calendar_actions.statuses(timezone.localdate())
    except UserError as refused:
        found, error = [], refused
    state = request.GET.get("state", "")
    shown = [one for one in found if state in ("", _state(one))]
    shown.sort(key=lambda one: (one.is_received, one.due_on.toordinal() * (-1 if one.is_received else 1)))
    page = Paginator(shown, _ON_A_PAGE).get_page(request.GET.get("page"))
    contacts = dict(Contact.objects.values_list("institution", "person"))
    return render(request, "dataroom/calendar.html", {
        "page": page, "rows": [_row(one, contacts) for one in page], "error": error, "state": state,
        "states": [(name, say(f"calendar-state-{name}")) for name in _STATES],
        "may_change": may(request.user, Permission.MANAGE_DATA),
    }, status=422 if error else 200)  # fmt: skip


@needs(Permission.MANAGE_DATA)
def change(request: HttpRequest) -> HttpResponse:
    """Add what an institution owes, change the calendar as text, or name whom to ask."""
    text = expecting.text_of(workspace().root)
    owed = forms.Owed(request.POST if "add" in request.POST else None)
    contact = forms.ContactNamed(request.POST if "contact" in request.POST else None)
    error, typed = None, text
    if request.method == "POST":
        try:
            typed = _changed(request, text, owed, contact)
            if typed == text:
                return redirect("calendar")
        except UserError as refused:
            error, typed = refused, request.POST.get("text", text)
    return render(request, "dataroom/calendar_change.html", {
        "owed": owed, "contact": contact, "text": typed, "seen": expecting.mark(text), "error": error,
    }, status=422 if error or owed.errors or contact.errors else 200)  # fmt: skip


@needs(Permission.DELIVER)
def letter(request: HttpRequest, source: str, period: str) -> HttpResponse:
    """A text to copy where there is no mail."""
    found = next((
        one for one in calendar_actions.statuses(timezone.localdate())
        if (one.source, str(one.period)) == (source, period) and not one.is_received
    ), None)  # fmt: skip
    if found is None:
        raise Http404
    contact = Contact.objects.filter(institution=found.institution).first()
    said = {
        "institution": words.institution(found.institution), "source": words.source(found.source),
        "period": language(code()).period(found.period), "due": language(code()).day(found.due_on),
        "person": request.user.name, "days": found.days_late,
    }  # fmt: skip
    message = "letter-late" if found.days_late else "letter-due"
    if found.state == "rejected":
        message = "letter-rejected"
    parts = [say("letter-greeting", to=contact.person if contact else said["institution"]), say(message, **said),
             say("letter-how"), say("letter-end", person=request.user.name)]  # fmt: skip
    return render(request, "dataroom/letter.html", {"letter": "\n\n".join(parts), "contact": contact})


def _changed(request: HttpRequest, text: str, owed: Any, contact: Any) -> str:
    """The text as it was where something was kept; what was typed where a form is not filled in right."""
    by, seen = request.user.email, request.POST.get("seen", "")
    if owed.is_bound and owed.is_valid():
        calendar_actions.keep(by, expecting.with_entry(text, **owed.cleaned_data), seen)
    elif contact.is_bound and contact.is_valid():
        calendar_actions.name_contact(by, **contact.cleaned_data)
    elif "keep" in request.POST:
        calendar_actions.keep(by, request.POST.get("text", "").replace("\r\n", "\n"), seen)
    else:
        return text + " "
    return text


def _state(one: Status) -> str:
    """What came, but after its day, is another thing than what has not come."""
    return "came-late" if one.state == "late" and one.is_received else one.state


def _row(one: Status, contacts: dict[str, str]) -> dict[str, Any]:
    state = _state(one)
    return {
        "status": one, "institution": words.institution(one.institution), "source": words.source(one.source),
        "period": language(code()).period(one.period), "state": say(f"calendar-state-{state}"),
        "is_open": not one.is_received, "is_late": state in ("late", "rejected"),
        "contact": contacts.get(one.institution, ""),
    }  # fmt: skip
