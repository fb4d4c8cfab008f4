"""YAML in which every word is the text that stands there.

Codes are texts: YAML would read the country NO as false, the code 01 as 1 and 12:30 as 750.
"""

from __future__ import annotations

from typing import Any

import yaml


class _PlainLoader(yaml.BaseLoader):
    """Nothing is interpreted, and a key that stands twice is an error instead of a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise ValueError(f"'{key.value}' stands twice (line {key.start_mark.line + 1})")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def load_plain(text: str) -> Any:
    """Raises ValueError, with the line, for what is not YAML or names a key twice."""
    try:
        return yaml.load(text, Loader=_PlainLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise ValueError(f"it is not readable as YAML{where}") from None
    except TypeError:
        raise ValueError("a key is not a word") from None
