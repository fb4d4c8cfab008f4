"""Money: what was planned, promised, given and spent, each amount in its own currency; and rates of a day."""

from __future__ import annotations

from django.db import models

from durna.web.cooperation.models.project import Organisation, Project

# kind -> code of the list TransactionType; a budget and a forecast are no transactions.
TRANSACTIONS = {"promised": "11", "received": "1", "commitment": "2", "disbursement": "3", "expenditure": "4"}
KINDS = ("budget", "forecast", *TRANSACTIONS)


class Entry(models.Model):
    """An amount for a period (`start` to `end`), or of a day (`start` alone). `ref`: the payment's own number.

    `value_on`: the day whose rate of exchange holds; `start` where it is empty.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=[(name, name) for name in KINDS])
    funder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    value_on = models.DateField(null=True, blank=True)
    ref = models.CharField(max_length=100, blank=True)
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("kind", "start", "pk")
        indexes = (models.Index(fields=("kind", "start")),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(end__gte=models.F("start")), name="entry_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"


class Rate(models.Model):
    """How much of `base` one unit of `currency` was worth on a day, and who says so."""

    currency = models.CharField(max_length=3)
    base = models.CharField(max_length=3)
    on = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=8)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ("currency", "base", "-on")
        constraints = (
            models.UniqueConstraint(fields=("currency", "base", "on"), name="rate_once_a_day"),
            models.CheckConstraint(condition=models.Q(value__gt=0), name="rate_above_zero"),
        )

    def __str__(self) -> str:
        return f"1 {self.currency} = {self.value.normalize():f} {self.base} ({self.on})"
