"""What the centre can teach: programmes, their curricula by version, modules, and the library."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from durna.web.versioned import Versioned

KINDS = ("course", "training_of_trainers", "roll_out", "workshop", "school")


class Programme(Versioned):
    """`objectives`: numbers of the objectives of the Global Compact that it serves."""

    code = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=30)
    title = models.JSONField()
    aim = models.JSONField(default=dict, blank=True)
    topic = models.JSONField(default=dict, blank=True)
    objectives = models.JSONField(default=list, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return str(self.code)


class Module(models.Model):
    code = models.CharField(max_length=30, unique=True)
    title = models.JSONField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return str(self.code)


class Curriculum(models.Model):
    """A version is never changed once it stands: who was taught by it keeps what he was taught.

    `least_attendance`: percent of the planned hours; `least_post_test`: percent, nothing where no test is asked.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="curricula")
    label = models.CharField(max_length=20)
    since = models.DateField()
    modules = models.ManyToManyField(Module, through="CurriculumModule", related_name="curricula")
    least_attendance = models.PositiveSmallIntegerField(default=80)
    least_post_test = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("programme", "-since", "-label")
        constraints = (models.UniqueConstraint(fields=("programme", "label"), name="training_curriculum_once"),)

    def __str__(self) -> str:
        return f"{self.programme.code} {self.label}"


class CurriculumModule(models.Model):
    curriculum = models.ForeignKey(Curriculum, models.CASCADE, related_name="parts")
    module = models.ForeignKey(Module, models.PROTECT)
    place = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, default=Decimal(0))

    class Meta:
        ordering = ("curriculum", "place")
        constraints = (models.UniqueConstraint(fields=("curriculum", "module"), name="training_module_once"),)

    def __str__(self) -> str:
        return f"{self.curriculum_id} {self.place}"


class LibraryItem(models.Model):
    """`languages`: those it is written in; `address`: where it lies."""

    title = models.JSONField()
    author = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    address = models.URLField(max_length=500, blank=True)
    module = models.ForeignKey(Module, models.SET_NULL, null=True, blank=True, related_name="library")

    class Meta:
        ordering = ("-year", "pk")

    def __str__(self) -> str:
        return f"library item {self.pk}"
