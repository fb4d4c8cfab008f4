"""What is asked of people in this room. Labels are the messages `coop-field-<name>`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from durna.iati import standard
from durna.iati.standard import code_lists
from durna.web import texts
from durna.web.compact.fields import Day, Texts
from durna.web.cooperation import figures, models
from durna.web.cooperation.models import LINKS, Indicator, Organisation, Period, Project, Result
from durna.web.cooperation.models.texts import in_reader
from durna.web.texts import say

_SAID = {"titles": 1, "names": 1, "texts": 2, "descriptions": 4, "response": 2, "note": 3}
_MAY_BE_EMPTY = frozenset({"descriptions", "response", "note", "names"})


class RoomForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self)


class PartForm(forms.ModelForm):
    """A form of one model; contents in languages and days have their own fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in list(self.fields.items()):
            if name in _SAID:
                self.fields[name] = Texts(rows=_SAID[name], required=name not in _MAY_BE_EMPTY)
            elif isinstance(field, forms.DateField):
                self.fields[name] = Day(required=field.required)
        self.arrange()
        _label(self)

    def arrange(self) -> None:
        """Choices that depend on the project or on what the room knows."""

    def _choose(self, name: str, choices: list[tuple[str, str]], *, required: bool = True) -> None:
        held = getattr(self.instance, name, "") or ""
        strange = [(held, held)] if held and held not in dict(choices) else []
        empty = [] if required else [("", "")]
        self.fields[name] = forms.ChoiceField(choices=[*empty, *strange, *choices], required=required)


def _label(form: Any) -> None:
    for name, field in form.fields.items():
        field.label = say(f"coop-field-{name.replace('_', '-')}")
        if name in _HELPED:
            field.help_text = say(f"coop-field-{name.replace('_', '-')}-help")


_HELPED = frozenset(
    {"code", "other_codes", "counted_level", "told_also", "share", "dimensions", "query_of", "value_on", "is_public"}
)


def _listed(name: str) -> list[tuple[str, str]]:
    return [(code, f"{code} – {standard.name(name, code, texts.code())}") for code in code_lists()[name].codes]


def _worded(prefix: str, words: Mapping[str, str] | tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = words.items() if isinstance(words, Mapping) else ((word, word) for word in words)
    return [(code, say(f"coop-{prefix}-{word}")) for code, word in pairs]


class ProjectForm(PartForm):
    other_codes = forms.CharField(required=False)
    money_not_published = forms.BooleanField(required=False)

    class Meta:
        model = Project
        fields = (
            "code", "titles", "descriptions", "identifier", "other_codes", "currency",
            "starts_planned", "starts_planned_precision", "ends_planned", "ends_planned_precision",
            "starts_actual", "starts_actual_precision", "ends_actual", "ends_actual_precision", "stopped",
            "parent", "counted_level", "told_also", "responsible", "source", "money_not_published", "is_public",
        )  # fmt: skip

    def arrange(self) -> None:
        for name in ("starts_planned", "ends_planned", "starts_actual", "ends_actual"):
            self._choose(f"{name}_precision", _worded("precision", models.PRECISIONS))
        self._choose("stopped", _worded("status", models.STOPS), required=False)
        self._choose("currency", _listed("Currency"), required=False)
        others = Project.objects.exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = self.fields["told_also"].queryset = others
        self.initial["other_codes"] = ", ".join(self.instance.other_codes)
        self.initial["money_not_published"] = "money" in self.instance.not_published

    def clean_other_codes(self) -> list[str]:
        return [code.strip() for code in self.cleaned_data["other_codes"].split(",") if code.strip()]

    def save(self, commit: bool = True) -> Any:
        """Never by itself: actions save."""
        project = self.instance
        project.other_codes = self.cleaned_data["other_codes"]
        project.not_published = ["money"] if self.cleaned_data["money_not_published"] else []
        return project


class PartnerForm(PartForm):
    class Meta:
        model = models.Partner
        fields = ("organisation", "role", "share")

    def arrange(self) -> None:
        self._choose("role", _worded("role", models.ROLES))

    def save(self, commit: bool = True) -> Any:
        """What a file said of another organisation is no longer said of this one."""
        if "organisation" in self.changed_data:
            self.instance.kept = {}
        return super().save(commit)


class PlaceForm(PartForm):
    class Meta:
        model = models.Place
        fields = ("code", "share", "names", "latitude", "longitude")

    def arrange(self) -> None:
        listed = "Region" if self.instance.vocabulary else "Country"
        self._choose("code", _listed(listed), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("code") and (found.get("latitude") is None or found.get("longitude") is None):
            self.add_error("code", say("coop-place-needed"))
        return found

    def clean_latitude(self) -> Decimal | None:
        return self._within("latitude", 90)

    def clean_longitude(self) -> Decimal | None:
        return self._within("longitude", 180)

    def _within(self, name: str, most: int) -> Decimal | None:
        found: Decimal | None = self.cleaned_data.get(name)
        if found is not None and abs(found) > most:
            raise forms.ValidationError(say("coop-out-of-range", most=str(most)))
        return found


class SectorForm(PartForm):
    class Meta:
        model = models.Sector
        fields = ("code", "share")

    def arrange(self) -> None:
        if (self.instance.vocabulary or "1") == "1":
            self._choose("code", _listed("Sector"))


class LinkForm(PartForm):
    class Meta:
        model = models.Link
        fields = ("kind", "code", "note")

    def arrange(self) -> None:
        self._choose("kind", _worded("link", LINKS))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not is_code(str(found.get("kind")), str(found.get("code", ""))):
            self.add_error("code", say("coop-link-unknown"))
        return found


def is_code(kind: str, code: str) -> bool:
    """Whether the framework of a link has such a code; plans and trainings are named freely."""
    from durna.frameworks import gcm, mgi

    known: Mapping[str, Any] = {
        "objective": {str(number) for number in gcm().by_number}, "action": gcm().actions,
        "mgi": {question.code for question in mgi().questions},
        "sdg": {**code_lists()["UNSDG-Goals"].codes, **code_lists()["UNSDG-Targets"].codes},
    }  # fmt: skip
    return bool(code) and (kind not in known or code in known[kind])


class MeetingForm(PartForm):
    class Meta:
        model = models.Meeting
        fields = ("on", "titles", "note")


class DecisionForm(PartForm):
    class Meta:
        model = models.Decision
        fields = ("meeting", "texts", "responsible", "due_on", "done_on")

    def arrange(self) -> None:
        self.fields["meeting"].queryset = models.Meeting.objects.filter(project=self.instance.project_id)


class DocumentForm(PartForm):
    file = forms.FileField(required=False)

    class Meta:
        model = models.Document
        fields = ("titles", "address", "category", "language", "on")

    def arrange(self) -> None:
        self._choose("category", _listed("DocumentCategory"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        address = str(found.get("address") or "")
        if address and not address.startswith(("https://", "http://")):
            self.add_error("address", say("coop-address-web"))
        if not address and not found.get("file") and not self.instance.stored_id:
            self.add_error("address", say("coop-address-or-file"))
        return found


class RiskForm(PartForm):
    class Meta:
        model = models.Risk
        fields = ("texts", "response", "likelihood", "impact", "owner", "closed_on")

    def arrange(self) -> None:
        for name in ("likelihood", "impact"):
            choices = [(number, say(f"coop-degree-{number}")) for number in (1, 2, 3)]
            self.fields[name] = forms.TypedChoiceField(choices=choices, coerce=int)


class EntryForm(PartForm):
    class Meta:
        model = models.Entry
        fields = ("kind", "funder", "start", "end", "amount", "currency", "value_on", "ref")

    def arrange(self) -> None:
        self._choose("kind", _worded("kind", models.KINDS))
        self._choose("currency", _listed("Currency"))
        self.initial.setdefault("currency", self.instance.project.currency)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        start, end, kind = found.get("start"), found.get("end"), found.get("kind")
        if start and end and end < start:
            self.add_error("end", say("coop-end-before-start"))
        if kind == "budget" and not end:
            self.add_error("end", say("coop-budget-end"))
        return found


class ResultForm(PartForm):
    class Meta:
        model = Result
        fields = ("type", "titles", "descriptions")

    def arrange(self) -> None:
        self._choose("type", _worded("result", models.TYPES))


class IndicatorForm(PartForm):
    dimensions = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = Indicator
        fields = (
            "result", "titles", "descriptions", "measure", "is_ascending", "baseline", "baseline_year", "dimensions",
            "query", "query_of", "responsible",
        )  # fmt: skip

    def arrange(self) -> None:
        self.fields["result"].queryset = Result.objects.filter(project=self.instance.project_id)
        self._choose("measure", _worded("measure", models.MEASURES))
        self._choose("query", [(name, say(f"coop-query-{name}")) for name in figures.names()], required=False)
        lines = [f"{each['name']}: {', '.join(each['values'])}" for each in self.instance.dimensions]
        self.initial["dimensions"] = "\n".join(lines)

    def clean_dimensions(self) -> list[dict[str, Any]]:
        found = []
        for line in self.cleaned_data["dimensions"].splitlines():
            name, mark, values = line.partition(":")
            parts = list(dict.fromkeys(value.strip() for value in values.split(",") if value.strip()))
            if line.strip() and (not mark or not name.strip() or len(parts) < 2):
                raise forms.ValidationError(say("coop-dimension-form", line=line.strip()[:60]))
            if line.strip():
                found.append({"name": name.strip(), "values": parts})
        return found

    def save(self, commit: bool = True) -> Any:
        self.instance.dimensions = self.cleaned_data["dimensions"]
        return self.instance


class PeriodForm(PartForm):
    class Meta:
        model = Period
        fields = ("indicator", "start", "end", "due_on")

    def arrange(self) -> None:
        self.fields["indicator"].queryset = Indicator.objects.filter(project=self.instance.project_id)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("start") and found.get("end") and found["end"] < found["start"]:
            self.add_error("end", say("coop-end-before-start"))
        return found


PARTS: Mapping[str, type[PartForm]] = {
    "partner": PartnerForm, "place": PlaceForm, "sector": SectorForm, "link": LinkForm, "meeting": MeetingForm,
    "decision": DecisionForm, "document": DocumentForm, "risk": RiskForm, "entry": EntryForm, "result": ResultForm,
    "indicator": IndicatorForm, "period": PeriodForm,
}  # fmt: skip


class OrganisationForm(PartForm):
    class Meta:
        model = Organisation
        fields = ("names", "acronym", "ref", "type", "is_reporter")

    def arrange(self) -> None:
        self.fields["names"] = Texts(rows=1)
        self._choose("type", _listed("OrganisationType"), required=False)


class RateForm(PartForm):
    class Meta:
        model = models.Rate
        fields = ("currency", "base", "on", "value", "source")

    def arrange(self) -> None:
        self._choose("currency", _listed("Currency"))
        self._choose("base", _listed("Currency"))


class Upload(RoomForm):
    file = forms.FileField()


class TemplateForm(RoomForm):
    name = forms.CharField(max_length=200)
    donor = forms.ModelChoiceField(queryset=Organisation.objects.all(), required=False)
    file = forms.FileField()


def cells_of(period: Period, posted: Mapping[str, Any]) -> tuple[dict[Any, Any], list[str]]:
    """What was typed into the cells of a period, and the names of inputs that hold no number where one is asked for."""
    from durna.web.cooperation.values import grid, place_of

    found: dict[Any, Any] = {}
    wrong = []
    asks_numbers = period.indicator.measure in ("1", "2")
    for number, dimensions in enumerate(grid(period.indicator)):
        for is_target, name in ((True, f"target-{number}"), (False, f"actual-{number}")):
            typed = str(posted.get(name, "")).strip()
            value = _number(typed)
            if typed and value is None and asks_numbers:
                wrong.append(name)
            words = "" if value is not None else typed[:300]
            found[(is_target, place_of(dimensions))] = (dimensions, value, words)
    return found, wrong


def _number(typed: str) -> Decimal | None:
    try:
        found = Decimal(typed.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 14 else None


def named(organisation: Organisation | None) -> str:
    return in_reader(organisation.names) or str(organisation) if organisation else ""
