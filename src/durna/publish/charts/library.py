"""The drawing library, with the fonts of print: pictures of dots show the same letters on every machine."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from durna.publish.pdf.glyphs import FONTS


@cache
def library() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))
    return vl_convert


def font_folder() -> Path:
    with as_file(files("durna.publish") / FONTS) as folder:
        return folder
