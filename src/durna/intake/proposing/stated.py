"""What a file says once for all its rows: in its name, above its header, or in a header that columns share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from durna.intake.proposing.code_values import named_in
from durna.sources.contract import Contract, Field
from durna.sources.mapping import FieldMapping, FileOptions

Said = tuple[Field, FieldMapping, str]
_PART_OF_TITLE = 12  # rows above a header, at most


def constants(
    contract: Contract, open_fields: Sequence[Field], texts: Sequence[str], measured: str | None
) -> Iterator[Said]:
    """Required codes that no column gives; `measured` is the one column of values."""
    for target in open_fields:
        if not target.required or target.type != "code" or target.codes in (None, "country", "institution"):
            continue
        by_column = named_in(target.codes or "", [measured]) if measured else set[str]()
        found = by_column or named_in(target.codes or "", texts)
        if len(found) == 1:
            code = next(iter(found))
            where = f"the column '{measured}'" if by_column else "the file's name or title"
            yield target, FieldMapping(constant=code), f"no column says it; {where} does"


def titles(
    path: Path, rows: Sequence[Sequence[str]], options: FileOptions, header: int, spread: Sequence[str]
) -> list[str]:
    """The name of the file and the sheet, the lines above the header, and the headers of columns that become rows."""
    first = min(options.header_rows) if options.header_rows else header
    above = [cell for row in rows[: min(first - 1, _PART_OF_TITLE)] for cell in row if cell.strip()]
    return [path.stem, options.sheet or "", *above, *spread[:1]]
