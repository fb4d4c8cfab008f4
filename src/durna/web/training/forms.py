"""What is asked of people; labels are the messages `training-field-<name>`, helps `training-help-<name>`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms

from durna.classifications import countries
from durna.web import texts
from durna.web.choices import Several
from durna.web.texts import say
from durna.web.training import hours, summary
from durna.web.training.models import Curriculum, Expert, Module, Programme
from durna.web.training.models.catalogue import KINDS
from durna.web.training.models.evaluation import ASPECTS
from durna.web.training.models.persons import SEXES
from durna.web.training.models.trainings import LANGUAGES, MODES
from durna.web.training.templatetags.training import said


class Asked(forms.Form):
    """`use_required_attribute` stays: the browser tells at once what the server would."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = texts.texts(texts.code())
        for name, field in self.fields.items():
            base, _, code = name.rpartition("_")
            if code in LANGUAGES and base in ("title", "aim", "topic", "criteria"):
                field.label = f"{say(f'training-field-{base}')} ({code})"
                field.widget.attrs["lang"] = code
            else:
                field.label = say(f"training-field-{name}")
            if f"training-help-{name}" in known:
                field.help_text = say(f"training-help-{name}")

    def content(self, name: str) -> dict[str, str]:
        """The texts of a content in its languages; those left empty are left out."""
        found = {code: self.cleaned_data.get(f"{name}_{code}", "").strip() for code in LANGUAGES}
        return {code: text for code, text in found.items() if text}

    def _choose(self, name: str, choices: Iterable[tuple[str, str]], empty: bool = False) -> None:
        self.fields[name].choices = [*([("", "–")] if empty else []), *choices]


class DateField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _words(prefix: str, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, say(f"training-{prefix}-{name}")) for name in names]


def _countries() -> list[tuple[str, str]]:
    named = ((code, countries.name(code, texts.code())) for code in countries.codes("country"))
    return sorted(named, key=lambda pair: pair[1])


class ProgrammeForm(Asked):
    code = forms.SlugField(max_length=30)
    kind = forms.ChoiceField()
    title_az = forms.CharField(max_length=300)
    title_en = forms.CharField(max_length=300)
    title_ru = forms.CharField(max_length=300)
    aim_az = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    aim_en = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    aim_ru = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    topic_az = forms.CharField(max_length=100, required=False)
    topic_en = forms.CharField(max_length=100, required=False)
    topic_ru = forms.CharField(max_length=100, required=False)
    objectives = forms.MultipleChoiceField(required=False, widget=forms.SelectMultiple(attrs={"size": 6}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("kind", _words("kind", KINDS))
        self._choose("objectives", [(str(number), str(number)) for number in range(1, 24)])

    def fields_of_programme(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "code": data["code"], "kind": data["kind"], "objectives": [int(each) for each in data["objectives"]],
            **{name: self.content(name) for name in ("title", "aim", "topic")},
        }  # fmt: skip


class ModuleForm(Asked):
    code = forms.SlugField(max_length=30)
    title_az = forms.CharField(max_length=300)
    title_en = forms.CharField(max_length=300)
    title_ru = forms.CharField(max_length=300)


class CurriculumForm(Asked):
    """A line for each module: its code and its hours."""

    label = forms.CharField(max_length=20)
    since = DateField()
    least_attendance = forms.IntegerField(min_value=0, max_value=100, initial=80)
    least_post_test = forms.IntegerField(min_value=0, max_value=100, required=False)
    parts = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}))


class LibraryForm(Asked):
    title_az = forms.CharField(max_length=300, required=False)
    title_en = forms.CharField(max_length=300)
    title_ru = forms.CharField(max_length=300, required=False)
    author = forms.CharField(max_length=300, required=False)
    year = forms.IntegerField(min_value=1800, max_value=2100, required=False)
    languages = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    address = forms.URLField(max_length=500, required=False, assume_scheme="https")
    module = forms.ModelChoiceField(Module.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("languages", _words("language", LANGUAGES))
        self.fields["module"].queryset = Module.objects.all()


class TrainingForm(Asked):
    number = forms.CharField(max_length=40)
    programme = forms.ModelChoiceField(Programme.objects.none())
    curriculum = forms.ModelChoiceField(Curriculum.objects.none(), required=False)
    title_az = forms.CharField(max_length=300)
    title_en = forms.CharField(max_length=300)
    title_ru = forms.CharField(max_length=300)
    starts_on = DateField()
    ends_on = DateField()
    mode = forms.ChoiceField()
    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    place = forms.CharField(max_length=200, required=False)
    capacity = forms.IntegerField(min_value=1, max_value=5000, required=False)
    criteria_az = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    criteria_en = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    criteria_ru = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    nominations_until = DateField(required=False)
    takes_applications = forms.BooleanField(required=False)
    project = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("mode", _words("mode", MODES))
        self._choose("languages", _words("language", LANGUAGES))
        self._choose("project", summary.projects(self.initial.get("project", "")), empty=True)
        self.fields["programme"].queryset = Programme.objects.all()
        self.fields["curriculum"].queryset = Curriculum.objects.select_related("programme")

    def fields_of_training(self) -> dict[str, Any]:
        same = ("number", "programme", "curriculum", "starts_on", "ends_on", "mode", "languages", "place", "capacity",
                "nominations_until", "takes_applications", "project")  # fmt: skip
        data = self.cleaned_data
        return {**{name: data[name] for name in same}, **{name: self.content(name) for name in ("title", "criteria")}}


class SessionForm(Asked):
    starts_at = forms.DateTimeField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    hours = forms.DecimalField(min_value=0.5, max_value=12, max_digits=4, decimal_places=1)
    module = forms.ModelChoiceField(Module.objects.none(), required=False)
    place = forms.CharField(max_length=200, required=False)
    experts = Several(Expert.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = Module.objects.all()
        self.fields["module"].label_from_instance = lambda module: f"{module.code} {said(module.title)}"
        self.fields["experts"].queryset = Expert.objects.filter(state="accepted").select_related("person")
        self.fields["experts"].label_from_instance = lambda expert: expert.person.name

    def clean_starts_at(self) -> datetime:
        """Typed by the clocks of the country."""
        typed: datetime = self.cleaned_data["starts_at"]
        return typed.replace(tzinfo=hours.zone())


class CostForm(Asked):
    what = forms.CharField(max_length=200)
    amount = forms.DecimalField(min_value=0.01, max_digits=12, decimal_places=2)
    currency = forms.RegexField(r"^[A-Z]{3}$", max_length=3, initial="AZN")
    project = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("project", summary.projects(), empty=True)


class LinkForm(Asked):
    country = forms.ChoiceField()
    institution = forms.CharField(max_length=200)
    places = forms.IntegerField(min_value=1, max_value=500, initial=2)
    ends_on = DateField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("country", _countries(), empty=True)


class NomineeForm(Asked):
    family_name = forms.CharField(max_length=100)
    given_name = forms.CharField(max_length=100)
    patronymic = forms.CharField(max_length=100, required=False)
    sex = forms.ChoiceField()
    country = forms.ChoiceField()
    institution = forms.CharField(max_length=200)
    position = forms.CharField(max_length=200, required=False)
    email = forms.EmailField(max_length=254)
    birth_year = forms.IntegerField(min_value=1920, max_value=2015, required=False)
    language = forms.ChoiceField(required=False)
    supervisor = forms.EmailField(max_length=254, required=False)
    needs_visa = forms.BooleanField(required=False)
    passport = forms.CharField(max_length=40, required=False)
    motivation = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, given: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """`given`: what a link says already, and nobody is asked again."""
        super().__init__(*args, **kwargs)
        self._given = given or {}
        self._choose("sex", _words("sex", SEXES))
        self._choose("country", _countries(), empty=True)
        self._choose("language", _words("language", LANGUAGES), empty=True)
        for name in self._given:
            del self.fields[name]

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, **self._given}


class ListForm(Asked):
    file = forms.FileField()


class ReactionForm(Asked):
    comment = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [(str(point), str(point)) for point in range(1, 6)]
        asked = {
            name: forms.ChoiceField(
                choices=points, widget=forms.RadioSelect, label=say(f"training-aspect-{name}"),
                help_text=say("training-help-points"),
            )
            for name in ASPECTS
        }  # fmt: skip
        self.fields = {**asked, **self.fields}

    def answers(self) -> dict[str, int]:
        return {name: int(self.cleaned_data[name]) for name in ASPECTS}


class FollowUpForm(Asked):
    applies = forms.ChoiceField(widget=forms.RadioSelect)
    example = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("applies", _words("applies", ("yes", "partly", "no")))


class CodeForm(Asked):
    code = forms.CharField(max_length=20)


class ExpertForm(Asked):
    family_name = forms.CharField(max_length=100)
    given_name = forms.CharField(max_length=100)
    sex = forms.ChoiceField()
    country = forms.ChoiceField()
    institution = forms.CharField(max_length=200)
    email = forms.EmailField(max_length=254)
    languages = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    modules = Several(Module.objects.none(), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("sex", _words("sex", SEXES))
        self._choose("country", _countries(), empty=True)
        self._choose("languages", _words("language", LANGUAGES))
        self.fields["modules"].queryset = Module.objects.all()
        self.fields["modules"].label_from_instance = lambda module: said(module.title)


class CheckForm(Asked):
    number = forms.CharField(max_length=40, required=False)
    credential = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 5}))


class MoodleForm(Asked):
    course_id = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    short_name = forms.CharField(max_length=100)
    pre_item = forms.CharField(max_length=200, required=False)
    post_item = forms.CharField(max_length=200, required=False)
