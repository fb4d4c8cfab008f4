"""Passwords in the words of the site: the library's own call them otherwise in Azerbaijani, and its rules scold."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as library
from django import forms
from django.contrib.auth import password_validation as rules

from durna.web.texts import say


class SignIn(library.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _call(self.fields["login"], "person-email")
        _call(self.fields["password"], "password")


class Again(library.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _call(self.fields["password"], "password")


class Change(library.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _call(self.fields["oldpassword"], "password-now")
        _call(self.fields["password1"], "password-other")
        _call(self.fields["password2"], "password-again")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = forms.Form.clean(self) or {}
        one, again = found.get("password1"), found.get("password2")
        if one and again and one != again:
            self.add_error("password2", say("password-differs"))
        return found


def _call(field: forms.Field, text: str) -> None:
    field.label = say(text)
    # The library writes the name into the field as well.
    field.widget.attrs.pop("placeholder", None)


class Similar(rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return say("password-too-similar")

    def get_help_text(self) -> str:
        return say("password-not-similar")


class Length(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return say("password-too-short", least=self.min_length)

    def get_help_text(self) -> str:
        return say("password-long", least=self.min_length)


class Common(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return say("password-too-common")

    def get_help_text(self) -> str:
        return say("password-not-common")


class Numeric(rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return say("password-only-digits")

    def get_help_text(self) -> str:
        return say("password-not-only-digits")
