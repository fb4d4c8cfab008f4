"""Evidence, its files, and the citations that join it to statements of other rooms."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from durna.web import texts
from durna.web.evidence.kinds import Kind
from durna.web.versioned import Versioned


class Issuer(models.Model):
    """Who issued it: a parliament, a ministry, a committee. `name` as first written; `names` by language."""

    name = models.CharField(max_length=200, unique=True)
    names = models.JSONField(default=dict)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return str(self.names.get(texts.code()) or self.name)


class Evidence(Versioned):
    """One version of a law, or anything else that a statement can rest on.

    `titles`: by language. `number`: the official one. `article`: the part of an act that is meant, the whole act where
    empty. `version_label`: what a version is called. `first`: the oldest version of the same act, `newest` the one in
    force; both empty for what has one version only, `newest` empty for the newest itself.
    `figure`, `edition`, `value`, `passport`: of a figure of a signed edition, as it was when it was picked.
    """

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    titles = models.JSONField(default=dict)
    issuer = models.ForeignKey(Issuer, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=100, blank=True)
    article = models.CharField(max_length=100, blank=True)
    version_label = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=8, blank=True)
    note = models.TextField(max_length=5000, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)
    responsible = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next_version")
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="versions")
    newest = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.CharField(max_length=64, blank=True)
    figure = models.CharField(max_length=500, blank=True)
    value = models.CharField(max_length=200, blank=True)
    passport = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("kind", "-id"), name="evidence_by_kind"),
            models.Index(fields=("issuer", "-id"), name="evidence_by_issuer"),
            models.Index(fields=("effective_from",), name="evidence_from"),
            models.Index(fields=("effective_until",), name="evidence_until"),
            models.Index(fields=("edition", "figure"), name="evidence_figure"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(effective_from=None) | models.Q(effective_until=None)
                | models.Q(effective_until__gte=models.F("effective_from")),
                name="evidence_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("edition", "figure"), condition=models.Q(edition__gt=""), name="evidence_figure_once"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the reader's language, else in its own, else in any; with its article where it has one."""
        asked = (texts.code(), self.language, texts.FALLBACK)
        found = next((self.titles[code] for code in asked if self.titles.get(code)), None)
        found = found or next(iter(self.titles.values()), self.figure)
        return f"{found}, {self.article}" if self.article else found

    def get_absolute_url(self) -> str:
        return reverse("evidence_one", args=[self.pk])

    @property
    def key(self) -> str:
        """How the audit speaks of it."""
        return f"evidence/{self.pk}"


class Attachment(models.Model):
    """A file of a piece of evidence. `words`: those of its text, folded, for the search; none where none is read."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="attachments")
    stored = models.ForeignKey("files.Stored", models.PROTECT, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("evidence", "stored"), name="evidence_file_once"),)

    def __str__(self) -> str:
        return str(self.stored)


class Citation(models.Model):
    """That a statement rests on a piece of evidence. `statement`: a key; `place`: an article, a page.

    `review_from`: the day from which somebody has to look again, because the evidence has ended or has a newer version.
    `seen_notices`: how many correction notices on the figure were known when somebody last confirmed that it holds.
    """

    statement = models.CharField(max_length=120)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="citations")
    place = models.CharField(max_length=200, blank=True)
    cited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    cited_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    review_from = models.DateField(null=True, blank=True)
    seen_notices = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("statement",), name="citation_by_statement"),
            models.Index(fields=("review_from",), name="citation_review_from"),
        )
        constraints = (
            models.UniqueConstraint(fields=("statement", "evidence", "place"), name="cited_once_at_a_place"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None, confirmed_at=None)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="citation_confirmed_by_somebody_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.statement} {self.evidence_id}"


class Change(models.Model):
    """What was done to a piece of evidence, for its page: the audit has it too, but is not searched by evidence.

    `action`: that of the audit; `by`: a name, as it was.
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="changes")
    action = models.CharField(max_length=60)
    by = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    details: Any = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.action} {self.evidence_id}"
