"""What is asked of whoever writes evidence down; labels and help come from the texts of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator

from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.accounts.models import User
from durna.web.evidence import actions
from durna.web.evidence.kinds import WRITTEN
from durna.web.evidence.models import Evidence, Issuer
from durna.web.texts import say

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
_DAYS = ("issued_on", "effective_from", "effective_until")
_PLAIN = ("number", "article", "version_label", "address", "language", "note", *_DAYS)
_WITH_HELP = frozenset(("titles", "issuer", "article", "version_label", "effective_from", "effective_until", "file"))


class _Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ("%Y-%m-%d",)


class _Files(forms.FileField):
    """Several files at once, or none."""

    widget = type("Several", (forms.ClearableFileInput,), {"allow_multiple_selected": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise forms.ValidationError(self.error_messages["required"])
        return list(given)


class _Said(forms.Form):
    """A form whose labels are `evidence-<field>`, and whose help `evidence-<field>-help` where there is any."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = field.label or say(f"evidence-{name.replace('_', '-')}")
            if name in _WITH_HELP:
                field.help_text = say(f"evidence-{name.replace('_', '-')}-help")


class Written(_Said):
    """One version of a piece of evidence, as a person writes it."""

    kind = forms.ChoiceField()
    title_az = forms.CharField(max_length=500, required=False, widget=forms.TextInput(attrs={"lang": "az"}))
    title_en = forms.CharField(max_length=500, required=False, widget=forms.TextInput(attrs={"lang": "en"}))
    title_ru = forms.CharField(max_length=500, required=False, widget=forms.TextInput(attrs={"lang": "ru"}))
    issuer = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "issuers", "autocomplete": "off"})
    )
    number = forms.CharField(max_length=100, required=False)
    article = forms.CharField(max_length=100, required=False)
    version_label = forms.CharField(max_length=100, required=False)
    address = forms.CharField(
        max_length=1000, required=False, validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip
    language = forms.ChoiceField(required=False)
    issued_on = _Day(required=False)
    effective_from = _Day(required=False)
    effective_until = _Day(required=False)
    note = forms.CharField(max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    responsible = forms.TypedChoiceField(coerce=int)
    file = _Files(required=False)

    def __init__(self, *args: Any, is_new: bool = True, by: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"responsible": by.pk, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, say(f"evidence-kind-{kind.value}")) for kind in WRITTEN]
        self.fields["language"].choices = [("", say("evidence-language-none")), *settings.LANGUAGES]
        self.fields["responsible"].choices = _responsible(kwargs["initial"]["responsible"])
        if not is_new:
            del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not any(found.get(f"title_{code}") for code in LANGUAGES):
            self.add_error("title_az", say("evidence-untitled-found"))
        start, end = found.get("effective_from"), found.get("effective_until")
        if start and end and end < start:
            self.add_error("effective_until", say("evidence-ends-early-found"))
        return found

    def said(self) -> dict[str, Any]:
        """For `actions`: fields of the evidence. Call it in the transaction of the change: the issuer may be new."""
        cleaned = self.cleaned_data
        return {
            "kind": cleaned["kind"],
            "titles": {code: cleaned[f"title_{code}"] for code in LANGUAGES if cleaned[f"title_{code}"]},
            "issuer": actions.issuer(cleaned["issuer"]),
            "responsible": User.objects.get(pk=cleaned["responsible"]),
            **{name: cleaned[name] for name in _PLAIN},
        }

    def uploads(self) -> list[tuple[Any, str]]:
        return [(each, each.name) for each in self.cleaned_data.get("file", [])]

    def shown(self, name: str, value: Any) -> str:
        """What a reader sees of a field's value."""
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value or "–"))


class Files(_Said):
    file = _Files()

    def uploads(self) -> list[tuple[Any, str]]:
        return [(each, each.name) for each in self.cleaned_data["file"]]


def initial(evidence: Evidence) -> dict[str, Any]:
    """What the form of a piece of evidence begins with."""
    titles: Mapping[str, str] = evidence.titles
    return {
        "kind": evidence.kind, "issuer": str(evidence.issuer or ""), "responsible": evidence.responsible_id,
        **{f"title_{code}": titles.get(code, "") for code in LANGUAGES},
        **{name: getattr(evidence, name) for name in _PLAIN},
    }  # fmt: skip


def issuers() -> list[Issuer]:
    """What the field of the issuer offers."""
    return list(Issuer.objects.all()[:500])


def _responsible(present: int) -> list[tuple[int, str]]:
    """Those who may keep evidence, and whoever it is at present."""
    people = User.objects.all()
    return [
        (user.pk, user.name) for user in people
        if user.pk == present or (user.is_active and may(user, Permission.MANAGE_EVIDENCE))
    ]  # fmt: skip
