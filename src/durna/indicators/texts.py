"""What figures and comparisons say beside themselves, from `texts.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Text = Mapping[str, str]


def text(key: str) -> Text:
    return _all()[key]


@cache
def _all() -> dict[str, Text]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("durna.indicators") / "texts.yaml").read_text(encoding="utf-8"))
    return loaded
