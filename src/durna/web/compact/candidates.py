"""Candidates for indicators of the Compact, with the figures that there are. They are not the United Nations' list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.urls import reverse

from durna.frameworks import gcm, ten_seven_two
from durna.frameworks.texts import say as said
from durna.web import texts
from durna.web.compact import figures
from durna.web.compact.content import tell
from durna.web.compact.figures import Live
from durna.web.governance import frameworks, settled
from durna.web.governance.models import Round

_ASSESSED = "SDG 10.7.2"


@dataclass(frozen=True)
class Row:
    """`indicator`: of the catalogue, empty where it has none; `live`: None where there is no figure."""

    code: str
    title: str
    custodian: str
    objectives: tuple[int, ...]
    indicator: str
    live: Live | None


def rows(code: str = "", objective: int | None = None) -> list[Row]:
    code = code or texts.code()
    found = [each for each in gcm().indicators if objective is None or objective in each.objectives]
    live = figures.of([_computed()[each.code] for each in found if each.code in _computed()], code)
    return [
        Row(
            each.code, said(each.title, code), each.custodian, each.objectives, _computed().get(each.code, ""),
            live.get(_computed().get(each.code, "")) or (_of_the_assessment(code) if each.code == _ASSESSED else None),
        )
        for each in found
    ]  # fmt: skip


def _of_the_assessment(code: str) -> Live | None:
    """SDG 10.7.2 by its published formula, from the newest national round that was published."""
    source = Round.objects.filter(level="national", is_published=True).select_related("framework").first()
    if source is None:
        return None
    answers = settled.values(settled.settled(source))
    result = ten_seven_two.of_answers(frameworks.parsed(source.framework), answers)
    if result.overall is None:
        return None
    value = texts.language(code).number(float(ten_seven_two.rounded(result.overall)), 2)
    band = texts.texts(code)(f"mgi-band-{result.band}")
    title = tell(source.titles, code)
    return Live(_ASSESSED, title, f"{value} ({band})", title, "", "", reverse("mgi-profile", args=[source.pk]))


def note(code: str = "") -> str:
    return said(gcm().indicators_note, code or texts.code())


@cache
def _computed() -> Mapping[str, str]:
    import yaml

    found: Mapping[str, str] = yaml.safe_load((files(__package__) / "data" / "candidates.yaml").read_text("utf-8"))
    return found
