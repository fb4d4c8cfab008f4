"""A file as somebody handed it in. Its content lies in the site's folder, once, under its hash."""

from __future__ import annotations

from django.db import models

from durna.web.access.permissions import Permission


class Stored(models.Model):
    """`name`: as it was given, cleaned, with an ending that its content bears out. `size` in bytes.

    `kind`: a name in `kinds.KINDS`. `needs`: the permission that reading it asks for.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    kept_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)
    needs = models.CharField(max_length=40, default=Permission.READ_EVIDENCE)
    institution = models.ForeignKey("accounts.Institution", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.name)
