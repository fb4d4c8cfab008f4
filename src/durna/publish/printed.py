"""Tables on the page for printing: paper has no bar to scroll by, so a wide table lies across or stands in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from durna.publish.document import Row, Table
from durna.publish.widths import UPRIGHT_SIZES, Laid, Room, lay_out

# A4 within the margins of the style sheet, in points: 176 and 263 mm, less what the style keeps free behind marks.
_UPRIGHT, _ACROSS = 499.0 - 30, 745.0 - 30


@dataclass(frozen=True)
class Printed:
    """A table, or a part of one; `look`: classes of the style sheet; `continues` a table that has begun before."""

    table: Table
    look: str = ""
    continues: bool = False


def printed(table: Table) -> Iterator[Printed]:
    """In Word and PDF it would be parted in the same way, but for the width of their pages."""
    parts = lay_out(table, Room(_UPRIGHT, _ACROSS))
    for place, laid in enumerate(parts):
        shown = laid.table
        if place:
            # No name stands twice on one page.
            shown = replace(shown, id=f"{table.id}-part{place + 1}", rows=tuple(map(_unnamed, shown.rows)))
        if laid is not parts[-1]:
            shown = replace(shown, notes=(), source=())
        yield Printed(shown, _look(laid), continues=bool(place))


def _look(laid: Laid) -> str:
    return " ".join(filter(None, ("across" if laid.is_across else "", "fine" if laid.size < UPRIGHT_SIZES[0] else "")))


def _unnamed(row: Row) -> Row:
    return replace(row, head=replace(row.head, anchor=""))
