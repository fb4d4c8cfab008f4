"""Code lists: the codes a field may carry, their names, and the dates between which law or practice knew them.

One YAML file a list under `lists/`. `country` and `institution` have files of their own and are served here alike, so
that a contract names every list in the same way. A workspace may keep lists of its own: one with the name of a
shipped list takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from durna import languages, yaml_text
from durna.errors import UserError


@dataclass(frozen=True)
class Code:
    code: str
    names: Mapping[str, str]
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date | None) -> bool:
        """Whether the code was in force on a day; both ends belong to the validity."""
        if on is None:
            return True
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class CodeList:
    id: str
    titles: Mapping[str, str]
    codes: Mapping[str, Code]

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def is_valid(self, code: str, on: date | None = None) -> bool:
        """Whether the list has the code, and, where a day is given, whether the code was in force then."""
        known = self.codes.get(code)
        return known is not None and known.holds(on)

    def name(self, code: str, language: str) -> str:
        """The name to print. A code that is not on the list stands for itself: a table must not lose the row."""
        known = self.codes.get(code)
        return code if known is None else languages.text(known.names, language) or code

    def title(self, language: str) -> str:
        return languages.text(self.titles, language) or self.id


def names(folder: Path | None = None) -> tuple[str, ...]:
    """Every list there is, those of the workspace folder included."""
    shipped = {file.name[:-5] for file in _shipped().iterdir() if file.name.endswith(".yaml")}
    own = {path.stem for path in folder.glob("*.yaml")} if folder and folder.is_dir() else set[str]()
    return tuple(sorted(shipped | own | set(_BUILT)))


@cache
def load(name: str, folder: Path | None = None) -> CodeList:
    """A list by its name. Raises UserError where there is none, or where a workspace's own list is not one."""
    own = folder / f"{name}.yaml" if folder else None
    if own is not None and own.is_file():
        return _read(own.read_text(encoding="utf-8"), name)
    if name in _BUILT:
        return _BUILT[name]()
    if name not in names():
        raise UserError(
            found=f"There is no code list '{name}'.",
            expected="The name of a list under classifications/lists or in the workspace.",
            do="Correct the name in the contract or the mapping, or add the list to the workspace.",
        )
    return _read((_shipped() / f"{name}.yaml").read_text(encoding="utf-8"), name)


def _shipped() -> Any:
    return files("durna.classifications") / "lists"


def _read(text: str, name: str) -> CodeList:
    import yaml

    try:
        raw = yaml_text.load(text)
        return parse(raw, name)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError):
        raise UserError(
            found=f"The code list '{name}' cannot be read.",
            expected="A YAML file with list, title and codes, each code with its names.",
            do='Compare it with a list under classifications/lists; put quotes around codes such as "no" and "on".',
        ) from None


def parse(raw: Mapping[str, Any], name: str) -> CodeList:
    codes = {str(code): _code(code, spec) for code, spec in raw["codes"].items()}
    return CodeList(id=name, titles=dict(raw["title"]), codes=codes)


def _code(code: object, spec: Mapping[str, Any]) -> Code:
    # YAML reads an unquoted `no` as false: such a code would silently match nothing.
    if isinstance(code, bool):
        raise ValueError(code)
    texts = {key: str(text) for key, text in spec.items() if key not in ("valid_from", "valid_to")}
    return Code(str(code), texts, _day(spec.get("valid_from")), _day(spec.get("valid_to")))


def _day(value: object) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))


def _countries() -> CodeList:
    from durna.classifications import countries

    return countries.code_list()


def _institutions() -> CodeList:
    from durna.classifications import institutions

    return institutions.code_list()


_BUILT = {"country": _countries, "institution": _institutions}
