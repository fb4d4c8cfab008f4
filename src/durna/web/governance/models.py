"""Frameworks in use, rounds, answers with every revision, what was said of them, consultations, findings, workbooks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from durna.web import texts
from durna.web.governance.states import OPEN, WRITABLE, Mark, Stage, State, Why
from durna.web.versioned import Versioned


def in_language(said: dict[str, str]) -> str:
    """A content in the reader's language, else in English, else in any."""
    return said.get(texts.code()) or said.get(texts.FALLBACK) or next((text for text in said.values() if text), "")


def _choices(names: Any) -> list[tuple[str, str]]:
    return [(name.value, name.value) for name in names]


class FrameworkVersion(models.Model):
    """A framework of questions as it was imported: `text` is its file, which is never changed, `sha256` its hash."""

    framework = models.CharField(max_length=40)
    version = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.CharField(max_length=254)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("framework", "version"), name="framework_version_once"),)

    def __str__(self) -> str:
        return f"{self.framework} {self.version}"


class Round(Versioned):
    """One assessment by one version of a framework. `place`: of a local one; `earlier`: the round it follows.

    `awaits_figures`: its answers came from an earlier round before the figures that they cite could be compared.
    """

    titles = models.JSONField(default=dict)
    level = models.CharField(max_length=10, choices=[("national", "national"), ("local", "local")], default="national")
    place = models.CharField(max_length=200, blank=True)
    framework = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="rounds")
    earlier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    stage = models.CharField(max_length=12, choices=_choices(Stage), default=Stage.PREPARING)
    is_example = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)
    awaits_figures = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    answers_due_on = models.DateField(null=True, blank=True)
    consultation_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    note = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return in_language(self.titles)

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN


class Member(models.Model):
    """Somebody of the team of a round, and what for."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="team")
    name = models.CharField(max_length=200)
    task = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.name)


class Answer(Versioned):
    """What one institution answers to one question of a round; without an institution, what was agreed among several.

    `comment`: the public text by language; `internal` is seen inside only. `reason`: why the agreed answer is this one,
    by language.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    institution = models.ForeignKey("accounts.Institution", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=_choices(State), default=State.DRAFT)
    value = models.CharField(max_length=40, blank=True)
    comment = models.JSONField(default=dict)
    internal = models.TextField(blank=True)
    reason = models.JSONField(default=dict)
    as_of = models.DateField(null=True, blank=True)
    author = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    cleared_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    mark = models.CharField(max_length=20, choices=_choices(Mark), blank=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("round", "question", "pk")
        indexes = (models.Index(fields=("round", "institution"), name="answer_of_institution"),)
        constraints = (
            models.UniqueConstraint(
                fields=("round", "question", "institution"), condition=Q(institution__isnull=False),
                name="one_answer_of_an_institution",
            ),
            models.UniqueConstraint(
                fields=("round", "question"), condition=Q(institution__isnull=True), name="one_agreed_answer"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLEARED) | Q(cleared_by__isnull=False, cleared_at__isnull=False),
                name="cleared_by_somebody_at_a_time",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.question} {self.institution or ''}".strip()

    @property
    def key(self) -> str:
        """Its statement key: citations and the audit speak of it so."""
        return f"governance/answer/{self.pk}"

    @property
    def is_agreed(self) -> bool:
        return self.institution_id is None

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def text(self) -> str:
        return in_language(self.comment)

    @property
    def reason_text(self) -> str:
        return in_language(self.reason)


class Revision(models.Model):
    """An answer as it was at one save. Revisions are only ever added."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=_choices(Why))
    state = models.CharField(max_length=10, choices=_choices(State))
    value = models.CharField(max_length=40, blank=True)
    comment = models.JSONField(default=dict)
    internal = models.TextField(blank=True)
    reason = models.JSONField(default=dict)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("answer", "number"), name="revision_number_once"),)

    def __str__(self) -> str:
        return f"{self.answer_id} {self.number}"

    @property
    def text(self) -> str:
        return in_language(self.comment)

    @property
    def reason_text(self) -> str:
        return in_language(self.reason)


class Hold(models.Model):
    """That somebody is writing an answer just now. It ends by itself: a browser that was closed blocks nobody."""

    answer = models.OneToOneField(Answer, models.CASCADE, related_name="hold", primary_key=True)
    holder = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer_id} {self.holder_id}"

    @property
    def is_running(self) -> bool:
        return self.until > timezone.now()


class Remark(models.Model):
    """A comment of the review, or a reply to one; `is_return`: the reason why an answer was returned."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="remarks")
    replies_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField(max_length=5000)
    is_return = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.answer_id} {self.at:%Y-%m-%d}"


class Consultation(Versioned):
    """An inter-ministerial meeting on a round: its minutes are written from what stands here."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="consultations")
    titles = models.JSONField(default=dict)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=200, blank=True)
    summary = models.JSONField(default=dict)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("held_on", "pk")

    def __str__(self) -> str:
        return in_language(self.titles)


class Participant(models.Model):
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="participants")
    name = models.CharField(max_length=200)
    speaks_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.name)


class Point(models.Model):
    """A point raised at a consultation, and what became of it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="points")
    question = models.CharField(max_length=40, blank=True)
    raised_by = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=10, choices=[(name, name) for name in ("agrees", "objects", "proposes")])
    text = models.TextField(max_length=5000)
    resolution = models.TextField(max_length=5000, blank=True)
    resolved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.question}"

    @property
    def is_resolved(self) -> bool:
        return self.resolved_on is not None


class Finding(Versioned):
    """What a round found in a domain. `drafted`: as the answers say it; `edited`: as people say it, where they do."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="findings")
    domain = models.CharField(max_length=20)
    question = models.CharField(max_length=40)
    side = models.CharField(max_length=10, choices=[("developed", "developed"), ("potential", "potential")])
    drafted = models.JSONField(default=dict)
    edited = models.JSONField(default=dict)
    is_left_out = models.BooleanField(default=False)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="+")
    answer_version = models.PositiveIntegerField()
    edited_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("domain", "side", "question")
        constraints = (models.UniqueConstraint(fields=("round", "question"), name="one_finding_of_a_question"),)

    def __str__(self) -> str:
        return f"{self.question} {self.side}"

    def said(self, language: str) -> str:
        """What stands in the profile: the edited text in the language, else the drafted one."""
        return self.edited.get(language) or self.drafted.get(language) or ""


class Workbook(models.Model):
    """A workbook that went out to an institution. `sent`: what stood in it, by question; each works once."""

    token = models.CharField(max_length=40, unique=True)
    round = models.ForeignKey(Round, models.CASCADE, related_name="workbooks")
    institution = models.ForeignKey("accounts.Institution", models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    sent = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return str(self.token)


class Returned(models.Model):
    """A workbook that came back: the file as it was received, and what was read in it."""

    workbook = models.ForeignKey(Workbook, models.CASCADE, related_name="returns")
    stored = models.ForeignKey("files.Stored", models.PROTECT, related_name="+")
    read = models.JSONField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.workbook_id} {self.at:%Y-%m-%d}"
