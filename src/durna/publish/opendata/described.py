"""What is told of a publication, and nothing else: missing values are left out of metadata, never invented."""

from __future__ import annotations

from typing import Any


def told(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}
