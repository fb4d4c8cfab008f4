"""Figures kept with an edition: one line of JSON each, in order of address, so exact that they can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from durna.editions import canonical
from durna.errors import UserError
from durna.indicators.figures import Figure, Figures
from durna.periods import parse

FILE = "figures.jsonl"
# What the public copy goes without: how many rows of which delivery stand behind a figure.
_INSIDE = ("evidence", "settled")


def write(figures: Iterable[Figure], file: Path, *, public: bool = False) -> None:
    """`public` leaves out the rows behind the figures."""
    file.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(figures, key=lambda figure: figure.figure_id)
    with file.open("wb") as stream:
        stream.writelines(encode(figure, public=public) for figure in ordered)


def read(file: Path) -> Figures:
    """Raises UserError where the file is missing or damaged."""
    try:
        with file.open("rb") as stream:
            return Figures(map(decode, stream))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UserError):
        raise canonical.damaged(file.parent.parent.name, f"{file.parent.name}/{file.name}") from None


def decode(line: bytes) -> Figure:
    """The figure that a line stands for. Raises ValueError, KeyError or TypeError where it stands for none."""
    return _figure(json.loads(line))


def encode(figure: Figure, *, public: bool = False) -> bytes:
    """A figure as the bytes that stand for it: equal figures give equal bytes."""
    left_out = _INSIDE if public else ()
    said = {each.name: _plain(getattr(figure, each.name)) for each in fields(Figure) if each.name not in left_out}
    return canonical.line(said | {"period": str(figure.period)})


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def _figure(raw: Mapping[str, Any]) -> Figure:
    # Most values are plain, and editions hold millions of figures: only the others are looked into.
    rich = {name: _rich(name, raw[name]) for name in _not_plain() if name in raw}
    return Figure(**{**raw, **rich, "period": _period(raw["period"])})


# An edition has millions of figures, and some hundreds of periods.
_period = lru_cache(maxsize=4096)(parse)


def _rich(name: str, value: list[Any] | dict[str, Any] | None) -> Any:
    """Lists become tuples, and mappings the class that the field holds."""
    made = _classes().get(name)
    if isinstance(value, list):
        return tuple(made(**each) if made else tuple(each) if isinstance(each, list) else each for each in value)
    return made(**value) if made and value is not None else value


@cache
def _not_plain() -> tuple[str, ...]:
    """The fields of a figure that JSON cannot hold as they are."""
    lists = [name for name, hint in get_type_hints(Figure).items() if get_origin(hint) is tuple]
    return tuple(dict.fromkeys((*lists, *_classes())))


@cache
def _classes() -> Mapping[str, type]:
    """The fields of a figure that hold one or several of another class."""
    named = {name: get_args(hint) for name, hint in get_type_hints(Figure).items()}
    return {
        name: each for name, args in named.items() for each in args if isinstance(each, type) and is_dataclass(each)
    }
