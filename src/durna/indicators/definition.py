"""The catalogue: what each indicator means. One YAML file for each chapter of the Profile, read here.

What a workspace defines for itself (indicators/own) stands in it beside the shipped ones while the workspace is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from durna import languages, yaml_text
from durna.errors import UserError
from durna.indicators.own import known
from durna.indicators.own.known import Own

KINDS = ("flow", "stock", "rate", "ratio", "amount", "duration", "qualitative")
PART_YEAR_RULES = (
    "cumulate", "recompute", "reference_date", "same_period", "state_period", "mean_of_part",
    "undefined", "provisional_12m", "elapsed_share", "academic_year", "cohort",
)  # fmt: skip


@dataclass(frozen=True)
class Indicator:
    id: str
    title: Mapping[str, str]
    definition: Mapping[str, str]
    chapter: str
    kind: str
    unit: str
    counting_unit: str
    breakdowns: tuple[str, ...]
    sources: tuple[str, ...]
    periodicity: str
    part_year: str
    also: tuple[str, ...] = ()
    denominator_unit: str | None = None
    standards: tuple[str, ...] = ()
    standard_details: str = ""
    numerator: str = ""
    denominator: str = ""
    caveat: Mapping[str, str] = field(default_factory=dict)
    # By country: what holds for its figures alone, and must not stand in the documents of another.
    caveat_in: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    not_additive: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    id: str
    title: Mapping[str, str]
    status: str
    arrangement: str = ""


def catalogue() -> Mapping[str, Indicator]:
    """Every indicator by id, in the order of the chapters: the shipped ones and those of the workspace that is open."""
    own = known.now()
    return _with(own) if own.indicators else shipped()


@lru_cache(maxsize=4)
def _with(own: Own) -> Mapping[str, Indicator]:
    return _in_order({**shipped(), **own.indicators})


def told_in(country: str) -> Mapping[str, Indicator]:
    """The catalogue as it is told in documents of a country: with the caveats that hold for its figures alone."""
    return {name: told_of(known, country) for name, known in catalogue().items()}


def told_of(known: Indicator, country: str) -> Indicator:
    own = known.caveat_in.get(country)
    if own is None:
        return known
    said = [languages.every(texts) for texts in (known.caveat, own) if texts]
    return replace(known, caveat={code: " ".join(texts.get(code, "") for texts in said).strip() for code in said[-1]})


@cache
def shipped() -> Mapping[str, Indicator]:
    """What the package defines."""
    found: dict[str, Indicator] = {}
    for entries in _chapter_files():
        for raw in entries:
            indicator = parse(raw)
            if indicator.id in found:
                raise ValueError(f"indicator {indicator.id} stands twice in the catalogue")
            found[indicator.id] = indicator
    return _in_order(found)


def _in_order(found: Mapping[str, Indicator]) -> Mapping[str, Indicator]:
    order = {chapter.id: place for place, chapter in enumerate(chapters())}
    return dict(sorted(found.items(), key=lambda item: order[item[1].chapter]))


@cache
def chapters() -> tuple[Chapter, ...]:
    return tuple(
        Chapter(raw["id"], raw["title"], raw["status"], raw.get("arrangement", "")) for raw in _yaml("chapters.yaml")
    )


def indicator(name: str) -> Indicator:
    """One indicator by id. Raises UserError with near names for an unknown one, and what is wrong with the file of one
    that the workspace meant to define."""
    for file, error in known.now().wrong.items():
        if file in (f"indicators/{name}.py", f"indicators/{name}.sql") and name not in catalogue():
            raise error
    try:
        return catalogue()[name]
    except KeyError:
        from difflib import get_close_matches

        near = get_close_matches(name, catalogue(), n=3, cutoff=0.5)
        raise UserError(
            found=f"There is no indicator '{name}'.",
            expected="An id of the catalogue." + (f" Near: {', '.join(near)}." if near else ""),
            do="List them with `durna indicators`.",
        ) from None


def parse(raw: Mapping[str, Any]) -> Indicator:
    if raw["kind"] not in KINDS or raw["part_year"] not in PART_YEAR_RULES:
        raise ValueError(f"indicator {raw['id']}: kind {raw['kind']}, part-year rule {raw['part_year']}")
    lists = ("breakdowns", "sources", "standards", "also", "not_additive")
    known = {key: value for key, value in raw.items() if key in Indicator.__dataclass_fields__}
    return Indicator(**{**known, **{key: tuple(raw.get(key) or ()) for key in lists}})


def _chapter_files() -> list[list[dict[str, Any]]]:
    folder = files("durna.indicators") / "catalogue"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return [_yaml(name) for name in names if name != "chapters.yaml"]


def _yaml(name: str) -> Any:

    text = (files("durna.indicators") / "catalogue" / name).read_text(encoding="utf-8")
    return yaml_text.load(text)
