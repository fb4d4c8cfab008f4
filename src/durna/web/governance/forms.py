"""What is asked on the pages of a round; labels come from the texts of the site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from durna.frameworks.questions import Framework, Question
from durna.frameworks.texts import say as of_framework
from durna.web import texts
from durna.web.accounts.models import Institution
from durna.web.governance.actions.answers import Content
from durna.web.governance.models import Answer, FrameworkVersion, Round
from durna.web.texts import say

LANGUAGES = [code for code, _ in settings.LANGUAGES]


def day_field() -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class Labelled(forms.Form):
    """Each field's label is the message `mgi-field-<name>`; of a text in a language, with the language's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        for name, field in self.fields.items():
            stem, _, language = name.rpartition("_")
            field.label = (
                f"{say(f'mgi-field-{stem}')} ({names[language]})"
                if language in names and stem
                else say(f"mgi-field-{name}")
            )
            if language in names and stem:
                field.widget.attrs["lang"] = language

    def by_language(self, stem: str) -> dict[str, str]:
        found = {code: self.cleaned_data.get(f"{stem}_{code}", "").strip() for code in LANGUAGES}
        return {code: text for code, text in found.items() if text}


class RoundForm(Labelled):
    title_en = forms.CharField(max_length=200, required=False)
    title_az = forms.CharField(max_length=200, required=False)
    title_ru = forms.CharField(max_length=200, required=False)
    level = forms.ChoiceField()
    place = forms.CharField(max_length=200, required=False)
    starts_on = day_field()
    answers_due_on = day_field()
    consultation_on = day_field()
    closes_on = day_field()
    team = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(name, say(f"mgi-level-{name}")) for name in ("national", "local")]
        self.fields["team"].help_text = say("mgi-team-help")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.by_language("title"):
            self.add_error(f"title_{texts.code()}", say("mgi-title-needed"))
        return found

    def said(self) -> dict[str, Any]:
        names = ("level", "place", "starts_on", "answers_due_on", "consultation_on", "closes_on")
        return {"titles": self.by_language("title"), **{name: self.cleaned_data[name] for name in names}}

    def members(self) -> list[tuple[str, str]]:
        lines = [line.partition(";") for line in self.cleaned_data["team"].splitlines() if line.strip()]
        return [(name.strip()[:200], task.strip()[:200]) for name, _, task in lines if name.strip()]


def of_round(found: Round) -> dict[str, Any]:
    """What the form of a round begins with."""
    names = ("level", "place", "starts_on", "answers_due_on", "consultation_on", "closes_on")
    team = "\n".join("; ".join(filter(None, (each.name, each.task))) for each in found.team.all())
    titles = {f"title_{code}": text for code, text in found.titles.items()}
    return {"team": team, **titles, **{name: getattr(found, name) for name in names}}


class NextRoundForm(Labelled):
    title_en = forms.CharField(max_length=200, required=False)
    title_az = forms.CharField(max_length=200, required=False)
    title_ru = forms.CharField(max_length=200, required=False)
    framework = forms.ModelChoiceField(queryset=FrameworkVersion.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"].queryset = FrameworkVersion.objects.filter(framework="mgi").defer("text")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.by_language("title"):
            self.add_error(f"title_{texts.code()}", say("mgi-title-needed"))
        return found


class AnswerForm(Labelled):
    value = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    comment_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=10000)
    comment_az = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=10000)
    comment_ru = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=10000)
    as_of = day_field()
    internal = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=10000)
    reason_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000)
    reason_az = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000)
    reason_ru = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000)

    def __init__(self, *args: Any, framework: Framework, question: Question, is_agreed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [
            (code, of_framework(value.title, texts.code()))
            for code, value in framework.scale_of(question).values.items()
        ]
        self.fields["internal"].help_text = say("mgi-internal-help")
        if not is_agreed:
            for code in LANGUAGES:
                del self.fields[f"reason_{code}"]
        # The language that the person reads comes first.
        languages = sorted(LANGUAGES, key=lambda code: code != texts.code())
        comments, reasons = ([f"{stem}_{code}" for code in languages] for stem in ("comment", "reason"))
        self.order_fields(["value", *comments, "as_of", "internal", *reasons])

    def content(self) -> Content:
        said = self.cleaned_data
        return Content(
            value=said["value"], comment=self.by_language("comment"), internal=said["internal"], as_of=said["as_of"],
            reason=self.by_language("reason"),
        )  # fmt: skip


def of_answer(answer: Answer) -> dict[str, Any]:
    said = {"comment": answer.comment, "reason": answer.reason}
    by_language = {f"{stem}_{code}": text for stem, held in said.items() for code, text in held.items()}
    return {"value": answer.value, "as_of": answer.as_of, "internal": answer.internal, **by_language}


class InstitutionForm(Labelled):
    institution = forms.ModelChoiceField(queryset=Institution.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = Institution.objects.all()


class ConsultationForm(Labelled):
    title_en = forms.CharField(max_length=200, required=False)
    title_az = forms.CharField(max_length=200, required=False)
    title_ru = forms.CharField(max_length=200, required=False)
    held_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    place = forms.CharField(max_length=200, required=False)
    chair = forms.CharField(max_length=200, required=False)
    summary_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=10000)
    summary_az = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=10000)
    summary_ru = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=10000)
    participants = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), required=False, max_length=20000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participants"].help_text = say("mgi-participants-help")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.by_language("title"):
            self.add_error(f"title_{texts.code()}", say("mgi-title-needed"))
        return found

    def said(self) -> dict[str, Any]:
        names = ("held_on", "place", "chair")
        said = {name: self.cleaned_data[name] for name in names}
        return {"titles": self.by_language("title"), "summary": self.by_language("summary"), **said}

    def people(self) -> list[tuple[str, str]]:
        lines = [line.partition(";") for line in self.cleaned_data["participants"].splitlines() if line.strip()]
        return [(name.strip()[:200], place.strip()[:200]) for name, _, place in lines if name.strip()]


class PointForm(Labelled):
    question = forms.CharField(max_length=40, required=False)
    raised_by = forms.CharField(max_length=200, required=False)
    stance = forms.ChoiceField()
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stance"].choices = [
            (name, say(f"mgi-stance-{name}")) for name in ("agrees", "objects", "proposes")
        ]


class FindingForm(Labelled):
    text_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=5000)
    text_az = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=5000)
    text_ru = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=5000)
    is_left_out = forms.BooleanField(required=False)
