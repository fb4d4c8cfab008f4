"""What is asked on the pages of the data room."""

from __future__ import annotations

from typing import Any

from django import forms

from durna.editions import folder as editions
from durna.publish.editions.documents import FORMATS
from durna.publish.texts import languages as publication_languages
from durna.web.dataroom import words
from durna.web.served import workspace
from durna.web.texts import say


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ("%Y-%m-%d",)


class Said(forms.Form):
    """A form whose labels are the messages `<room>-<field>`, and whose help `...-help` for those named in `helped`."""

    room = "deliver"
    helped: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            message = f"{self.room}-{name.replace('_', '-')}"
            field.label = say(message)
            if name in self.helped:
                field.help_text = say(f"{message}-help")


class Deliver(Said):
    """`mapping`: empty for the one that is named as the source."""

    helped = ("file", "cut_off", "covers", "supplements", "mapping")
    source = forms.ChoiceField()
    file = forms.FileField(allow_empty_file=True)
    cut_off = Day(required=False)
    mapping = forms.ChoiceField(required=False)
    covers = forms.CharField(max_length=40, required=False)
    supplements = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", say("deliver-choose")), *words.sources()]
        known = sorted(file.stem for file in workspace().mappings.glob("*.yaml"))
        self.fields["mapping"].choices = [("", say("deliver-mapping-of-source")), *((name, name) for name in known)]


class Corrected(Said):
    helped = ("corrected",)
    corrected = forms.FileField(allow_empty_file=True)


class Explain(Said):
    room = "finding"
    helped = ("until",)
    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    until = Day(required=False)


class Freeze(Said):
    room = "edition"
    helped = ("name", "as_of")
    name = forms.RegexField(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", max_length=64)
    as_of = Day(required=False)


class Pair(Said):
    """Two editions, the older one first."""

    room = "edition"
    old = forms.ChoiceField()
    new = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [one.name for one in editions.every(workspace())]
        self.fields["old"].choices = self.fields["new"].choices = [(name, name) for name in names]


class Publish(Said):
    room = "edition"
    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    formats = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        offered = workspace().languages
        kwargs["initial"] = {"languages": list(offered), "formats": list(FORMATS)}
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [
            (code, code) for code in dict.fromkeys([*offered, *publication_languages()])
        ]
        self.fields["formats"].choices = [(name, name.upper()) for name in FORMATS]


class Sign(Said):
    room = "edition"
    helped = ("signer",)
    signer = forms.CharField(max_length=200)
    sure = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].initial = _signer()


class Correct(Said):
    """A notice on a signed edition. `figures`: addresses, a line each; none for the whole edition."""

    room = "correction"
    helped = ("reason", "figures", "signer")
    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    figures = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    signer = forms.CharField(max_length=200)
    sure = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].initial = _signer()


def _signer() -> str:
    titles = workspace().title
    return titles.get("en") or next(iter(titles.values()))


class Owed(Said):
    room = "calendar"
    helped = ("due_days", "since")
    source = forms.ChoiceField()
    every = forms.ChoiceField()
    due_days = forms.IntegerField(min_value=0, max_value=1000)
    since = forms.RegexField(r"^\d{4}(-\d{2}|-Q[1-4])?$", max_length=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", say("deliver-choose")), *words.sources()]
        self.fields["every"].choices = [(name, say(f"calendar-every-{name}")) for name in ("month", "quarter", "year")]


class ContactNamed(Said):
    room = "calendar"
    helped = ("person",)
    institution = forms.ChoiceField()
    person = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].choices = words.institutions_known()


class Kept(Said):
    """How long the records of a source are kept."""

    room = "retention"
    helped = ("months", "basis")
    source = forms.ChoiceField()
    months = forms.IntegerField(min_value=1, max_value=2400)
    basis = forms.CharField(max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", say("deliver-choose")), *words.sources()]


class EraseDelivery(Said):
    room = "erase"
    helped = ("reason",)
    delivery = forms.CharField(max_length=200)
    reason = forms.CharField(max_length=500)
    sure = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delivery"].label = say("receipt-delivery")


class ErasePerson(Said):
    room = "erase"
    helped = ("pseudonym",)
    pseudonym = forms.RegexField(
        r"^[0-9a-f]{32}$", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )  # fmt: skip
    reason = forms.CharField(max_length=500)
    sure = forms.BooleanField()
