"""YAML in which every key of a mapping stands once: of two, the library would keep the last and say nothing."""

from __future__ import annotations

from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class KeyTwice(Exception):
    """`line`: of the second, counted from 1."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


class _Once(_Loader):  # type: ignore[misc]
    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key.value, str):
                raise KeyTwice(key.value, key.start_mark.line + 1)
            seen.add(key.value if isinstance(key.value, str) else None)
        return super().construct_mapping(node, deep)


def load(text: str) -> Any:
    """Raises KeyTwice, and what the library raises."""
    return yaml.load(text, _Once)
