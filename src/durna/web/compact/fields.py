"""Fields of forms that this room needs besides the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from durna.web.texts import say

_LONGEST = 20_000


class _TextsInput(forms.MultiWidget):
    """One input for each language, each with its own label."""

    template_name = "compact/widgets/texts.html"
    use_fieldset = True

    def __init__(self, rows: int, attrs: dict[str, Any] | None = None) -> None:
        made = {code: _input(rows, code) for code, _ in settings.LANGUAGES}
        super().__init__(made, attrs)

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _ in settings.LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, (code, label) in zip(context["widget"]["subwidgets"], settings.LANGUAGES, strict=True):
            part["label"], part["attrs"]["lang"] = label, code
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        return False


def _input(rows: int, code: str) -> forms.Widget:
    return forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()


class Texts(forms.MultiValueField):
    """A text in the languages of the site: `{"az": ..., "en": ...}`, without those that nobody wrote."""

    def __init__(self, *, rows: int = 1, longest: int = _LONGEST, required: bool = True, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False, max_length=longest) for _ in settings.LANGUAGES]
        super().__init__(parts, widget=_TextsInput(rows), require_all_fields=False, required=False, **kwargs)
        self.is_needed = required  # in one language at least, which the library cannot say

    def compress(self, values: list[str]) -> dict[str, str]:
        found = zip((code for code, _ in settings.LANGUAGES), values, strict=False)
        return {code: text.strip() for code, text in found if text and text.strip()}

    def clean(self, value: Any) -> dict[str, str]:
        found = super().clean(value) or {}
        if self.is_needed and not found:
            raise forms.ValidationError(say("compact-text-needed"))
        return found


class _GroupedBoxes(forms.CheckboxSelectMultiple):
    """Check boxes in groups that open: a hundred of them on a page would be read by nobody."""

    template_name = "compact/widgets/grouped.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = set(context["widget"]["value"])
        context["widget"]["groups"] = [
            {"name": group, "options": options, "count": sum(str(one["value"]) in chosen for one in options)}
            for group, options, _ in context["widget"]["optgroups"]
        ]
        return context


class Grouped(forms.MultipleChoiceField):
    widget = _GroupedBoxes


class Boxes(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class Numbers(Boxes):
    """Check boxes whose values are numbers."""

    def clean(self, value: Any) -> list[int]:
        return [int(one) for one in super().clean(value)]

    def prepare_value(self, value: Any) -> Any:
        return [str(one) for one in value or ()]


class Day(forms.DateField):
    """A day by the browser's own calendar, which reads and sends ISO dates."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, **kwargs)
