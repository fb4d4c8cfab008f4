"""What figures and comparisons say beside themselves, from `texts.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from durna import yaml_text

Text = Mapping[str, str]


def text(key: str) -> Text:
    return _all()[key]


@cache
def _all() -> dict[str, Text]:

    loaded: dict[str, Any] = yaml_text.load((files("durna.indicators") / "texts.yaml").read_text(encoding="utf-8"))
    return loaded
