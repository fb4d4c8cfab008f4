"""Receipts, figures and passports for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from durna.store.receipts import Receipt

_LISTED = 8


def print_receipts(receipts: Iterable[Receipt]) -> None:
    for receipt in receipts:
        _print_receipt(receipt)


def _print_receipt(receipt: Receipt) -> None:
    again = "  (delivered before: nothing was changed)" if receipt.repeated else ""
    click.echo(f"{receipt.file} -> {receipt.source}{again}")
    click.echo(
        f"  delivery   {receipt.delivery_id}  sha256 {receipt.sha256[:16]}...  recorded {receipt.recorded_at[:19]}Z"
    )
    click.echo(f"  rows       {receipt.rows_in} in = {receipt.accepted} accepted + {receipt.rejected} rejected")
    if receipt.records != receipt.accepted:
        click.echo(f"  records    {receipt.records}")
    if receipt.partial:
        click.echo("  partial    a selection: listed, not counted")
    if receipt.superseded:
        beside = f"; {receipt.left_over} others of the same tables stay" if receipt.left_over else ""
        click.echo(f"  superseded {receipt.superseded} older records{beside}")
    _print_counts("rejected", receipt.reasons)
    _print_counts("in doubt", receipt.flags)
    for field, codes in receipt.unknown_codes.items():
        shown = _some([f"{code} ({count})" for code, count in codes.items()])
        counted = f"{plural(len(codes), 'code')} on {plural(sum(codes.values()), 'row')}"
        click.echo(f"  unknown    {field}: {counted}: {shown}")
    unread = receipt.columns_not_read
    if unread:
        click.echo(f"  not read   {plural(len(unread), 'column')}: {_some(unread)}")
    found = ", ".join(f"{key} {value}" for key, value in receipt.read_as.items() if value not in (None, "", 0, []))
    if found:
        click.echo(f"  read as    {found}")
    if receipt.covers:
        click.echo(f"  covers     {receipt.covers}")
    if receipt.quarantine:
        click.echo(f"  quarantine {receipt.quarantine}")


def _some(names: Sequence[str]) -> str:
    more = f", and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def plural(count: int, word: str, several: str = "") -> str:
    return f"{count} {word if count == 1 else several or word + 's'}"


def _print_counts(label: str, counts: dict[str, int]) -> None:
    if counts:
        click.echo(f"  {label:<10} " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """Columns as wide as their widest cell; numbers to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        cells = (
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        click.echo("  ".join(cells).rstrip())


def print_tree(value: Any, indent: int = 0) -> None:
    """A JSON-like value as indented lines: a passport, a definition."""
    pad = "  " * indent
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict | list) and item:
                click.echo(f"{pad}{key}:")
                print_tree(item, indent + 1)
            elif item not in (None, "", [], {}):
                click.echo(f"{pad}{key}: {item}")
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                click.echo(f"{pad}-")
                print_tree(item, indent + 1)
            else:
                click.echo(f"{pad}- {item}")
