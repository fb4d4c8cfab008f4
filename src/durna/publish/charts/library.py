"""The drawing library, with the fonts of print: pictures of dots show the same letters on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Protocol

from durna.publish.pdf.glyphs import FONTS

UNDRAWABLE = (ValueError, RuntimeError, ArithmeticError)  # what is raised at a chart that cannot be drawn


class Drawer(Protocol):
    """Who draws: the library here, or a process that has it."""

    def lines(self, spec: str, locale: Mapping[str, object]) -> str:
        """A specification of the library as a drawing."""

    def dots(self, drawing: str, scale: float, ppi: float) -> bytes:
        """A drawing as a PNG."""


def lines(spec: str, locale: Mapping[str, object]) -> str:
    return str(library().vegalite_to_svg(spec, format_locale=locale))


def dots(drawing: str, scale: float, ppi: float) -> bytes:
    return bytes(library().svg_to_png(drawing, scale=scale, ppi=ppi))


@cache
def library() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))
    return vl_convert


def font_folder() -> Path:
    with as_file(files("durna.publish") / FONTS) as folder:
        return folder
