"""Choosing several of a kind, in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from durna.web.numbers import whole


class Several(forms.ModelMultipleChoiceField):
    """Django asks the database for each key as it was sent, and SQLite breaks at a number that no row can have."""

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, list | tuple) else ():
            if whole(str(key)) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super().clean(value)
