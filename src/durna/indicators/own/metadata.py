"""What the metadata of an own indicator must say: the fields of the catalogue, held against the same lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from durna.classifications import units
from durna.indicators import definition
from durna.indicators.breakdowns import of_records, of_table
from durna.indicators.definition import Indicator
from durna.indicators.own.headers import wrong
from durna.sources import contract

REQUIRED = (
    "id", "title", "definition", "chapter", "kind", "unit", "counting_unit", "sources", "periodicity", "part_year",
)  # fmt: skip
OPTIONAL = (
    "breakdowns", "denominator_unit", "standards", "standard_details", "numerator", "denominator", "caveat",
    "not_additive",
)  # fmt: skip
PERIODICITIES = ("monthly", "quarterly", "yearly", "academic_year", "irregular")
_TEXTS, _LISTS = ("title", "definition", "caveat"), ("sources", "breakdowns", "standards", "not_additive")
# Names that the result has for itself.
RESULT = ("period_start", "period_end", "value", "rows")


def indicator(header: Mapping[str, Any], stem: str, languages: Iterable[str], name: str) -> Indicator:
    """The definition; `stem` is the name of the file without its ending. Raises UserError where something is missing,
    strange, or in no list of the program."""
    _fields(header, name)
    for key in _LISTS:
        _list(header, key, name)
    for key in _TEXTS:
        if key in header:
            _texts(header[key], key, languages, name)
    for key in set(header) - {*_LISTS, *_TEXTS}:
        if not isinstance(header[key], str):
            raise wrong(name, f"{key} is no text", f"{key}: a text.")
    _id(header["id"], stem, name)
    _known(header, name)
    return definition.parse({**header, **{key: _by_language(header[key]) for key in _TEXTS if key in header}})


def _fields(header: Mapping[str, Any], name: str) -> None:
    missing = [key for key in REQUIRED if not header.get(key)]
    if header.get("kind") in ("rate", "ratio"):
        missing += [key for key in ("numerator", "denominator") if not header.get(key)]
    if missing:
        raise wrong(name, f"the metadata lack {', '.join(missing)}", f"All of: {', '.join(REQUIRED)}.")
    for key in header:
        if key not in (*REQUIRED, *OPTIONAL):
            raise wrong(name, f"the metadata have the field '{key}', which there is not", _near(key, _every_field()))


def _every_field() -> tuple[str, ...]:
    return (*REQUIRED, *OPTIONAL)


def _list(header: Mapping[str, Any], key: str, name: str) -> None:
    found = header.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise wrong(name, f"{key} is no list of names", f"{key}: [one, other].")
    if len(set(found)) != len(found):
        raise wrong(name, f"{key} names one twice", f"{key}: [one, other].")


def _texts(found: Any, key: str, languages: Iterable[str], name: str) -> None:
    texts = _by_language(found)
    if not isinstance(texts, dict) or not all(isinstance(one, str) and one for one in texts.values()):
        raise wrong(
            name, f"{key} is no text by language",
            f"{key}: {{en: ..., az: ...}}; a text with a comma or a colon stands in quotes.",
        )  # fmt: skip
    missing = [code for code in languages if code not in texts]
    if missing:
        raise wrong(
            name, f"{key} has no text in '{missing[0]}'", f"A text in every language of the workspace: {key}: "
            f"{{{', '.join(f'{code}: ...' for code in languages)}}}.",
        )  # fmt: skip


def _by_language(found: Any) -> Any:
    return {"en": found} if isinstance(found, str) else found


def _id(found: str, stem: str, name: str) -> None:
    if not found.isidentifier() or found != found.lower() or found != stem:
        raise wrong(
            name, f"the id is '{found}'", f"The name of the file, '{stem}', in small letters, digits and underscores.",
            "Give the file and the id one name.",
        )  # fmt: skip
    if found in definition.shipped():
        raise wrong(
            name, f"the catalogue has an indicator '{found}' already", "An id that the catalogue does not have.",
            "Give the file and the id another name; the catalogue is listed by `durna indicators`.",
        )  # fmt: skip


def _known(header: Mapping[str, Any], name: str) -> None:
    lists: dict[str, Collection[str]] = {
        "chapter": [chapter.id for chapter in definition.chapters()],
        "kind": definition.KINDS,
        "unit": units.load(),
        "counting_unit": contract.COUNTING_UNITS,
        "denominator_unit": contract.COUNTING_UNITS,
        "periodicity": PERIODICITIES,
        "part_year": definition.PART_YEAR_RULES,
        "sources": (*contract.sources(), *contract.derived()),
    }
    for key, known in lists.items():
        _in_list(header.get(key, []), key, known, name)
    _in_list(header.get("breakdowns", []), "breakdowns", breakdowns(header["sources"]), name)
    _in_list(header.get("not_additive", []), "not_additive", header.get("breakdowns", []), name)


def breakdowns(sources: Iterable[str]) -> frozenset[str]:
    """What the catalogue and the contracts of these sources break figures down by."""
    found = {name for one in definition.shipped().values() for name in one.breakdowns}
    for source in sources:
        known = contract.load(source)
        found.update(of_table(known) if known.is_table else of_records(known, {}))
    return frozenset(found) - set(RESULT)


def _in_list(found: str | list[str], key: str, known: Collection[str], name: str) -> None:
    for one in [found] if isinstance(found, str) else found:
        if one not in known:
            raise wrong(name, f"there is no {key.removesuffix('s')} '{one}'", _near(one, known))


def _near(one: str, known: Collection[str]) -> str:
    near = get_close_matches(one, known, n=3, cutoff=0.5)
    if len(known) <= 15:
        return f"One of: {', '.join(known)}."
    return "One that the program knows." + (f" Near: {', '.join(near)}." if near else "")
