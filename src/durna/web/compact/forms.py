"""What is asked of people in this room. The names of fields are those of the models; labels are messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from durna.indicators.definition import catalogue, chapters
from durna.web import texts
from durna.web.accounts.models import Institution
from durna.web.choices import Several
from durna.web.compact import figures, joined, objectives, scales
from durna.web.compact.content import tell
from durna.web.compact.fields import Boxes, Day, Grouped, Numbers, Texts
from durna.web.compact.models import Measure, Plan, Pledge, Practice, Report, Review
from durna.web.texts import say

_LONG, _SHORT = 5, 3


class RoomForm(forms.Form):
    """`labels`: by field, where the label is not the message `compact-<field>`.

    `related`: fields that are rows of other tables, which a thing that was not saved yet cannot have.
    """

    labels: ClassVar[Mapping[str, str]] = {}
    helps: ClassVar[Mapping[str, str]] = {}
    related: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(self.labels.get(name, f"compact-{name.replace('_', '-')}"))
            if name in self.helps:
                field.help_text = say(self.helps[name])
        self.fill()

    def fill(self) -> None:
        """Choices that are read when the form is made."""

    @classmethod
    def initial_of(cls, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name, None) for name in cls.base_fields if name not in cls.related}


class MeasureForm(RoomForm):
    labels: ClassVar[Mapping[str, str]] = {"links": "compact-linked-work"}
    related: ClassVar[tuple[str, ...]] = ("serves", "supporting")
    helps: ClassVar[Mapping[str, str]] = {"is_public": "compact-is-public-help", "status": "compact-status-help"}

    title = Texts(longest=300)
    text = Texts(rows=_LONG)
    serves = Grouped()
    legal_basis = Texts(rows=2, required=False)
    lead = forms.ModelChoiceField(Institution.objects.all(), required=False)
    supporting = Several(Institution.objects.all(), required=False)
    plan = forms.ModelChoiceField(Plan.objects.all(), required=False)
    starts = Day(required=False)
    ends = Day(required=False)
    budget = forms.DecimalField(max_digits=16, decimal_places=2, min_value=0, required=False)
    currency = forms.RegexField(r"^[A-Z]{3}$", required=False)
    status = forms.ChoiceField()
    principles = Boxes(required=False)
    indicators = Grouped(required=False)
    links = Grouped(required=False)
    source = forms.URLField(required=False, assume_scheme="https", max_length=500)
    is_public = forms.BooleanField(required=False)
    is_example = forms.BooleanField(required=False)

    def fill(self) -> None:
        self.fields["links"].choices = [(say(name), found) for found, name in joined.choices() if found]
        self.fields["serves"].choices = objectives.choices_of_actions()
        self.fields["status"].choices = [(one, say(f"compact-status-{one}")) for one in scales.STATUSES]
        self.fields["principles"].choices = objectives.principles()
        self.fields["indicators"].choices = _indicators()
        self.fields["plan"].label_from_instance = lambda plan: tell(plan.title)
        self.fields["supporting"].widget.attrs["size"] = 6

    @classmethod
    def initial_of(cls, thing: Measure) -> dict[str, Any]:
        found = super().initial_of(thing)
        is_kept = thing.pk is not None
        found["supporting"] = list(thing.supporting.all()) if is_kept else []
        found["serves"] = [one.action or str(one.objective) for one in thing.serves.all()] if is_kept else []
        return found


class PlanForm(RoomForm):
    title = Texts(longest=300)
    text = Texts(rows=_LONG, required=False)
    first_year = forms.IntegerField(min_value=2000, max_value=2100)
    last_year = forms.IntegerField(min_value=2000, max_value=2100)
    is_public = forms.BooleanField(required=False)
    is_example = forms.BooleanField(required=False)


class ReportForm(RoomForm):
    labels: ClassVar[Mapping[str, str]] = {"text": "compact-report-text"}

    status = forms.ChoiceField()
    text = Texts(rows=_LONG)
    spent = forms.DecimalField(max_digits=16, decimal_places=2, min_value=0, required=False)

    def fill(self) -> None:
        self.fields["status"].choices = [(one, say(f"compact-status-{one}")) for one in scales.STATUSES]

    @classmethod
    def initial_of(cls, thing: Report) -> dict[str, Any]:
        found = super().initial_of(thing)
        return found if thing.pk else {**found, "status": thing.measure.status}


class PledgeForm(RoomForm):
    labels: ClassVar[Mapping[str, str]] = {"text": "compact-pledge-text"}
    helps: ClassVar[Mapping[str, str]] = {"is_public": "compact-is-public-help"}

    title = Texts(longest=300)
    text = Texts(rows=_LONG)
    lead = forms.ModelChoiceField(Institution.objects.all(), required=False)
    partners = Texts(required=False)
    made_on = Day(required=False)
    due = Day(required=False)
    objectives = Numbers()
    source = forms.URLField(required=False, assume_scheme="https", max_length=500)
    is_public = forms.BooleanField(required=False)
    is_example = forms.BooleanField(required=False)

    def fill(self) -> None:
        self.fields["objectives"].choices = _objectives()


class UpdateForm(RoomForm):
    labels: ClassVar[Mapping[str, str]] = {"text": "compact-update-text", "on": "compact-update-on"}

    on = Day()
    text = Texts(rows=_SHORT)
    state = forms.ChoiceField()

    def fill(self) -> None:
        self.fields["state"].choices = [(one, say(f"compact-state-{one}")) for one in scales.PLEDGE_STATES]


class PracticeForm(RoomForm):
    labels: ClassVar[Mapping[str, str]] = {"type": "compact-practice-type"}
    helps: ClassVar[Mapping[str, str]] = {"is_public": "compact-is-public-help", "ends": "compact-practice-ends-help"}

    title = Texts(longest=300)
    primary = Numbers()
    secondary = Numbers(required=False)
    principles = Boxes(required=False)
    sdgs = Numbers(required=False)
    starts = Day(required=False)
    ends = Day(required=False)
    type = forms.ChoiceField()
    scope = forms.ChoiceField()
    region = Texts(required=False)
    subregion = Texts(required=False)
    country = Texts(required=False)
    summary = Texts(rows=_LONG)
    implementer = Texts()
    implementer_details = Texts(rows=_SHORT, required=False)
    partners = Texts(rows=2, required=False)
    benefit = Texts(rows=_LONG)
    lessons = Texts(rows=_SHORT, required=False)
    recommendations = Texts(rows=_SHORT, required=False)
    innovation = Texts(rows=_SHORT, required=False)
    resources = Texts(rows=_SHORT, required=False)
    submitted_on = Day(required=False)
    source = forms.URLField(required=False, assume_scheme="https", max_length=500)
    is_public = forms.BooleanField(required=False)
    is_example = forms.BooleanField(required=False)

    def fill(self) -> None:
        for name in ("primary", "secondary"):
            self.fields[name].choices = _objectives()
        self.fields["principles"].choices = objectives.principles()
        self.fields["sdgs"].choices = [(str(one), say("compact-sdg", number=str(one))) for one in range(1, 18)]
        self.fields["type"].choices = [(one, say(f"compact-type-{one}")) for one in scales.PRACTICE_KINDS]
        self.fields["scope"].choices = [(one, say(f"compact-scope-{one}")) for one in scales.SCOPES]


class ReviewForm(RoomForm):
    labels: ClassVar[Mapping[str, str]] = {"type": "compact-review-type"}

    title = Texts(longest=300)
    type = forms.ChoiceField()
    year = forms.IntegerField(min_value=2018, max_value=2100)
    source = forms.URLField(required=False, assume_scheme="https", max_length=500)
    is_public = forms.BooleanField(required=False)
    is_example = forms.BooleanField(required=False)

    def fill(self) -> None:
        self.fields["type"].choices = [(one, say(f"compact-review-{one}")) for one in scales.REVIEW_KINDS]


class PassageForm(RoomForm):
    labels: ClassVar[Mapping[str, str]] = {"text": "compact-passage-text"}
    helps: ClassVar[Mapping[str, str]] = {"text": "compact-passage-help"}

    text = Texts(rows=8)
    place = forms.IntegerField(min_value=0, max_value=999, initial=0)
    supports = Grouped(required=False)

    def fill(self) -> None:
        self.fields["supports"].choices = _supports()


class ConsultationForm(RoomForm):
    title = Texts(longest=300)
    on = Day()
    stage = forms.ChoiceField()
    review = forms.ModelChoiceField(Review.objects.filter(submitted_at=None), required=False)
    audience = Texts(rows=2, required=False)
    topics = Texts(rows=_SHORT, required=False)
    outcome = Texts(rows=_SHORT, required=False)
    objectives = Numbers(required=False)
    source = forms.URLField(required=False, assume_scheme="https", max_length=500)
    is_public = forms.BooleanField(required=False)
    is_example = forms.BooleanField(required=False)

    def fill(self) -> None:
        self.fields["objectives"].choices = _objectives()
        self.fields["stage"].choices = [(one, say(f"compact-stage-{one}")) for one in scales.STAGES]
        self.fields["review"].label_from_instance = lambda review: tell(review.title)


class LinkedForm(RoomForm):
    labels: ClassVar[Mapping[str, str]] = {"text": "compact-linked-text"}

    text = Texts(rows=_LONG)


def _objectives() -> list[tuple[str, str]]:
    return [(str(number), objectives.label(number)) for number in objectives.numbers()]


def _indicators() -> list[tuple[str, list[tuple[str, str]]]]:
    """Indicators by the chapter of the Profile."""
    language = texts.language(texts.code())
    by_chapter: dict[str, list[tuple[str, str]]] = {}
    for each in catalogue().values():
        by_chapter.setdefault(each.chapter, []).append((each.id, figures.title(each.id)))
    return [(_chapter(id), language.in_order(found, lambda one: one[1])) for id, found in by_chapter.items()]


def _chapter(id: str) -> str:
    titles = {each.id: each.title for each in chapters()}
    return texts.language(texts.code()).of(titles[id]) if id in titles else id


def _supports() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a passage can rest on besides evidence: what this room already says."""
    groups = (
        ("compact_measures", Measure.objects.all()), ("compact_pledges", Pledge.objects.all()),
        ("compact_practices", Practice.objects.all()),
    )  # fmt: skip
    return [(say(name), [(one.statement, tell(one.title)) for one in found]) for name, found in groups if found]
