"""Records that several people may edit: nobody overwrites what he has not seen."""

from __future__ import annotations

from collections.abc import Mapping
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
        fields = {name: getattr(self, name) for name in self._written() if name != "version"}
        if not type(self)._default_manager.filter(pk=self.pk, version=seen).update(**fields, version=seen + 1):
            raise _changed_meanwhile()
        self.version = seen + 1
        return self

    @classmethod
    def save_all_over(cls, seen: Mapping[Self, int]) -> None:
        """Save many at once as `save_over` does each, or none of them. `seen`: the version of each as it was read.

        Raises ChangedMeanwhile.
        """
        mine = cls._default_manager.select_for_update().filter(pk__in=[each.pk for each in seen])
        now = dict(mine.values_list("pk", "version"))
        if any(now.get(each.pk) != version for each, version in seen.items()):
            raise _changed_meanwhile()
        for each, version in seen.items():
            each.version = version + 1
        cls._default_manager.bulk_update(seen, cls._written())

    @classmethod
    def _written(cls) -> list[str]:
        return [field.attname for field in cls._meta.concrete_fields if not field.primary_key]


def _changed_meanwhile() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        found="Somebody else saved this after you opened it.",
        expected="That nobody had changed it meanwhile.",
        do="Compare the two versions below, and save again what should stand.",
    )


def seen_in(form: Any, field: str = "version") -> int:
    """The version that the form of a page was made from; 0, which nothing has, where it does not say."""
    told = form.get(field, "")
    return int(told) if told.isdigit() else 0
