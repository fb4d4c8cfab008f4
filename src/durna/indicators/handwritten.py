"""What a workspace declares beside its deliveries: YAML files that officials write by hand, so errors must help."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from durna import yaml_text
from durna.errors import UserError


def read(file: Path, expected: str) -> Any:
    """The content of a YAML file; None where there is no such file. Raises UserError where it cannot be read."""
    import yaml

    try:
        return yaml_text.load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        place = getattr(error, "problem_mark", None)
        where = f" (line {place.line + 1})" if place else ""
        raise UserError(
            message="no-yaml",
            what=f"{file.name}{where}",
            found=f"{file.name} cannot be read as YAML{where}.",
            expected=expected,
            do="Correct the file; every line break and indentation counts.",
        ) from None


def wrong(file: Path, found: str, expected: str) -> UserError:
    return UserError(
        message="wrong-file",
        what=file.name,
        detail=found,
        found=f"{file.name}: {found}",
        expected=expected,
        do="Correct the entry; the example workspace shows the form.",
    )


def texts(raw: Any) -> Mapping[str, str] | None:
    """A text in several languages, or None where it is no such thing. A bare text is taken for English."""
    if isinstance(raw, str):
        return {"en": raw}
    if isinstance(raw, dict) and raw and all(isinstance(part, str) for pair in raw.items() for part in pair):
        return dict(raw)
    return None
