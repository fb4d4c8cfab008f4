"""What is asked of people; labels and messages come from the texts of the site."""

from __future__ import annotations

from typing import Any

from django import forms

from durna.web.access.roles import ROLES
from durna.web.texts import say


class Invitation(forms.Form):
    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=200)
    institution = forms.CharField(max_length=200, required=False)
    roles = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"person-{name}")
        self.fields["roles"].choices = [(name, say(f"role-{name}")) for name in ROLES]


class Roles(forms.Form):
    roles = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    is_active = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(name, say(f"role-{name}")) for name in ROLES]
        self.fields["roles"].label = say("person-roles")
        self.fields["is_active"].label = say("person-is-active")


class Password(forms.Form):
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False)
    again = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = say("password-new")
        self.fields["again"].label = say("password-again")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("password") != found.get("again"):
            self.add_error("again", say("password-differs"))
        return found
