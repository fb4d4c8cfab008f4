"""Records that several people may edit: nobody overwrites what he has not seen."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from durna.errors import UserError


class ChangedMeanwhile(UserError):
    """Somebody else saved after this person opened the form. Nothing was saved; both versions can be shown."""


class Versioned(models.Model):
    """A form carries `version` as it was read; saving asks for it back."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def save_over(self, seen: int) -> Self:
        """Save every field, if `version` is still what was seen. Call it inside the transaction of the change.

        Raises ChangedMeanwhile.
        """
        fields = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name != "version"
        }
        if not type(self)._default_manager.filter(pk=self.pk, version=seen).update(**fields, version=seen + 1):
            raise ChangedMeanwhile(
                found="Somebody else saved this after you opened it.",
                expected="That nobody had changed it meanwhile.",
                do="Compare the two versions below, and save again what should stand.",
            )
        self.version = seen + 1
        return self


def seen_in(form: Any) -> int:
    """The version that the form of a page was made from; 0, which nothing has, where it does not say."""
    told = form.get("version", "")
    return int(told) if told.isdigit() else 0
