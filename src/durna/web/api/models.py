"""Keys by which programs of a person ask: of each only a hash is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Key(models.Model):
    """`start`: the first signs, by which people tell their keys apart."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100)
    start = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.ends_on >= timezone.localdate()
