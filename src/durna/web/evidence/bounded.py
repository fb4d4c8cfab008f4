"""Pages of a list of which nobody counts more than a thousand: a page then costs the same however much there is."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST = 1000


class Bounded(Paginator):
    """`found` is what is asked for, in the order of its keys; `rows` the same without conditions, to read a page from.

    `is_cut`: there is more than the pages show.
    """

    def __init__(self, found: QuerySet[Any], per_page: int, rows: QuerySet[Any], *, newest_first: bool = False) -> None:
        super().__init__(found.order_by("-pk" if newest_first else "pk"), per_page)
        self._rows = rows
        self._newest_first = newest_first

    @cached_property
    def _keys(self) -> list[int]:
        """In any order: where few are found, a database that need not sort finds them through its best index."""
        found: Any = self.object_list
        return list(found.order_by().values_list("pk", flat=True)[: MOST + 1])

    @property
    def is_cut(self) -> bool:
        return len(self._keys) > MOST

    @cached_property
    def count(self) -> int:
        return min(len(self._keys), MOST)

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        if self.is_cut:
            found: Any = self.object_list
            return self._get_page(list(found[first:last]), number, self)
        keys = sorted(self._keys, reverse=self._newest_first)[first:last]
        read = {row.pk: row for row in self._rows.filter(pk__in=keys)}
        return self._get_page([read[key] for key in keys if key in read], number, self)
