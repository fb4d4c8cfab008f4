"""Records that several people may edit: nobody overwrites what he has not seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.db import connection, models

from durna.errors import UserError
from durna.web.numbers import whole


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
        now = cls.in_turn(seen)
        if any(now.get(each.pk) != version for each, version in seen.items()):
            raise _changed_meanwhile()
        for each, version in seen.items():
            each.version = version + 1
        cls._write_all(seen)

    @classmethod
    def in_turn(cls, records: Iterable[Self]) -> dict[Any, int]:
        """The version of each as it stands; two who come at once come one after the other, until a transaction ends."""
        # Always in one order: of two who waited for what the other has, neither could go on.
        mine = cls._default_manager.select_for_update().filter(pk__in=[each.pk for each in records])
        return dict(mine.order_by("pk").values_list("pk", "version"))

    @classmethod
    def _write_all(cls, records: Iterable[Self]) -> None:
        """To let Django build one statement for all takes ten times as long, and a moment for each field of each."""
        fields = [cls._meta.get_field(name) for name in cls._written()]
        quoted, key = connection.ops.quote_name, cls._meta.pk
        sets = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {quoted(cls._meta.db_table)} SET {sets} WHERE {quoted(key.column)} = %s",
                [
                    [field.get_db_prep_save(getattr(each, field.attname), connection) for field in (*fields, key)]
                    for each in records
                ],
            )

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
    return whole(form.get(field)) or 0
