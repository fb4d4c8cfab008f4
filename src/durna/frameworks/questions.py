"""A framework of questions: domains, sub-domains, scales, questions with their provenance. The MGI is one.

The domain belongs to the version and not to the question: two pages of the Migration Data Portal place conventions and
bilateral agreements in different domains.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, field_validator

from durna.frameworks.texts import Code, Part, ShortCode, Status, Text, Told, Version, say, status_of

WORKING_SET = "mgi.yaml"


class Value(Part):
    """One answer that a scale allows. `needs_source`: it cannot be cleared without evidence."""

    title: Text
    needs_source: bool = False
    is_developed: bool = False  # speaks for a developed area
    has_potential: bool = False  # speaks for an area with potential
    sdg_10_7_2: float | None = None  # its value in SDG indicator 10.7.2


class Scale(Part):
    title: Text
    note: str = ""
    values: Mapping[Code, Value]

    def score(self, value: str) -> Fraction | None:
        known = self.values.get(value)
        return None if known is None or known.sdg_10_7_2 is None else Fraction(str(known.sdg_10_7_2))


class SubDomain(Part):
    code: Code
    title: Text
    provenance: Literal["published", "reconstructed", "official"]
    source: str = ""


class Domain(Part):
    code: ShortCode
    title: Text
    migof: str = ""  # the principle or objective of the Migration Governance Framework
    sub_domains: tuple[SubDomain, ...] = Field(min_length=1)


class Published(Part):
    instrument: str
    code: str = ""
    address: str = ""
    strength: str = ""
    note: str = ""


class Question(Part):
    code: Code
    sub_domain: str
    scale: str
    text: Text
    translation: Mapping[str, Status] = Field(default_factory=dict)
    provenance: Literal["published", "reconstructed", "official"]
    published_as: Published | None = None
    reconstruction_basis: str = ""
    evidence: tuple[str, ...] = ()
    objectives: tuple[Annotated[int, Field(ge=1, le=23)], ...] = ()  # of the Global Compact
    sdg_targets: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()  # suggestions
    data: tuple[str, ...] = ()
    local: bool = True  # asked of local governments too

    @property
    def sdg_10_7_2(self) -> str:
        """Its code in SDG indicator 10.7.2 (`1a`), which keeps a domain of its own; empty where it has none."""
        published = self.published_as
        return published.code if published and published.instrument == "SDG 10.7.2" else ""


Kind = Literal["same", "reworded", "split", "merged", "new", "dropped"]


class Step(Part):
    """How questions of the version before became questions of this one."""

    kind: Kind
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    note: str = ""


class Crosswalk(Part):
    from_version: str
    steps: tuple[Step, ...] = ()


class Framework(Part):
    framework: str
    version: Version
    title: Text
    source: Told
    licence: Told
    note: Text
    translation: Mapping[str, Status] = Field(default_factory=dict)
    count: int | None = None
    institutions: Mapping[str, Text] = Field(default_factory=dict)
    evidence_types: Mapping[str, Text] = Field(default_factory=dict)
    scales: Mapping[str, Scale]
    domains: tuple[Domain, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)
    crosswalk: Crosswalk | None = None

    @field_validator("version", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        """YAML reads an unquoted 2026-11-23 as a day and 2.0 as a number."""
        return value if isinstance(value, str) else str(value)

    @cached_property
    def by_code(self) -> Mapping[str, Question]:
        return {question.code: question for question in self.questions}

    @cached_property
    def domain_of_sub_domain(self) -> Mapping[str, Domain]:
        return {sub.code: domain for domain in self.domains for sub in domain.sub_domains}

    @cached_property
    def sub_domains(self) -> Mapping[str, SubDomain]:
        return {sub.code: sub for domain in self.domains for sub in domain.sub_domains}

    def domain_of(self, question: Question) -> Domain:
        return self.domain_of_sub_domain[question.sub_domain]

    def scale_of(self, question: Question) -> Scale:
        return self.scales[question.scale]

    def of_domain(self, domain: Domain) -> tuple[Question, ...]:
        return tuple(each for each in self.questions if self.domain_of(each).code == domain.code)

    def value(self, question: Question, value: str) -> Value | None:
        return self.scale_of(question).values.get(value)

    def value_text(self, question: Question, value: str, language: str) -> str:
        """The title of an answer; a value that the scale does not know stands for itself."""
        known = self.value(question, value)
        return say(known.title, language) if known else value

    def status(self, question: Question, language: str) -> str:
        """official | working | missing: how the text of a question stands in a language."""
        return status_of(question.text, language, question.translation, self.translation)


@cache
def mgi() -> Framework:
    """The working set of the Migration Governance Indicators that comes with the program."""
    from durna.frameworks.reading import read_questions

    return read_questions((files(__package__) / "data" / WORKING_SET).read_text(encoding="utf-8"), WORKING_SET)
