"""How a project is steered: meetings and their decisions, documents, risks, evaluations."""

from __future__ import annotations

from django.db import models

from durna.web.cooperation.models.project import Organisation, Project
from durna.web.cooperation.models.texts import in_reader, said


class Meeting(models.Model):
    """A meeting of those who steer it; `note`: who was there, what was spoken of."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="meetings")
    on = models.DateField()
    titles = said()
    note = said()

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return in_reader(self.titles) or f"{self.on}"


class Decision(models.Model):
    """What a meeting decided. `done_on`: empty while it is owed."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    texts = said()
    responsible = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("responsible", "done_on")),)

    def __str__(self) -> str:
        return in_reader(self.texts)


class Document(models.Model):
    """Published at an address, or kept as a file here. `category`: a code of the list DocumentCategory."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="documents")
    titles = said()
    address = models.CharField(max_length=1000, blank=True)
    stored = models.ForeignKey("files.Stored", models.PROTECT, null=True, blank=True, related_name="+")
    format = models.CharField(max_length=100, blank=True)
    category = models.CharField(max_length=4, default="A01")
    language = models.CharField(max_length=8, blank=True)
    on = models.DateField(null=True, blank=True)
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-on", "pk")

    def __str__(self) -> str:
        return in_reader(self.titles) or str(self.address)

    @property
    def link(self) -> str:
        """What may be followed: a file from outside may hold any text as an address."""
        return str(self.address) if self.address.startswith(("https://", "http://")) else ""


class Risk(models.Model):
    """`likelihood` and `impact`: 1 low, 2 middle, 3 high."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="risks")
    texts = said()
    response = said()
    likelihood = models.PositiveSmallIntegerField(default=2)
    impact = models.PositiveSmallIntegerField(default=2)
    owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("closed_on", "-impact", "-likelihood", "pk")

    def __str__(self) -> str:
        return in_reader(self.texts)


class Evaluation(models.Model):
    """An evaluation that somebody published. `codes`: the project codes it names; by them it is joined to projects."""

    title = models.CharField(max_length=600)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    author = models.CharField(max_length=300, blank=True)
    donor = models.CharField(max_length=400, blank=True)
    codes = models.JSONField(default=list, blank=True)
    countries = models.JSONField(default=list, blank=True)
    themes = models.JSONField(default=list, blank=True)
    addresses = models.JSONField(default=list, blank=True)
    mark = models.CharField(max_length=64, unique=True)
    projects = models.ManyToManyField(Project, related_name="evaluations", blank=True)

    class Meta:
        ordering = ("-year", "title", "pk")

    def __str__(self) -> str:
        return str(self.title)


class Template(models.Model):
    """A donor's own form of report, as a Word or Excel file with fields in it. `donor`: whose, where it is one's."""

    name = models.CharField(max_length=200, unique=True)
    donor = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="templates")
    stored = models.ForeignKey("files.Stored", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return str(self.name)
