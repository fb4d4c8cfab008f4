"""Numbers of closed lists, kept so that a page reads them and counts nothing."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """What closed trainings come to in one group of one dimension, in a year (0: in all of them).

    The dimension and group of the sum over everything are empty. `money`: amounts by currency.
    """

    dimension = models.CharField(max_length=12, blank=True)
    group = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    trainings = models.IntegerField(default=0)
    participants = models.IntegerField(default=0)
    persons = models.IntegerField(default=0)
    days = models.DecimalField(max_digits=12, decimal_places=1, default=0)
    with_days = models.IntegerField(default=0)
    completed = models.IntegerField(default=0)
    pairs = models.IntegerField(default=0)
    gain = models.DecimalField(max_digits=12, decimal_places=1, default=0)
    money = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("dimension", "year", "-participants", "group")
        constraints = (models.UniqueConstraint(fields=("dimension", "year", "group"), name="training_tally_once"),)
        indexes = (models.Index(fields=("dimension", "year", "-participants", "group")),)

    def __str__(self) -> str:
        return f"{self.dimension} {self.group} {self.year}"
