"""What the API answers with. Days are ISO 8601; texts in several languages are mappings from a language to a text."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema

Texts = dict[str, str]


class Edition(Schema):
    name: str
    is_signed: bool = Field(description="A signed edition does not change any more.")
    country: str = Field(description="ISO 3166-1, three letters.")
    period: str = Field(description="What its figures are about, for example 2013-01..2021-10.")
    frozen: str = Field(description="The moment up to which the data were known.")
    indicators: int | None = Field(description="Null while the edition is being prepared for reading.")
    figures: int | None


class Breakdown(Schema):
    by: list[str] = Field(description="Names of dimensions; none for the totals.")
    figures: int


class Indicator(Schema):
    id: str
    title: Texts
    definition: Texts
    chapter: str
    kind: str
    unit: str
    counting_unit: str
    breakdowns: list[Breakdown]
    figures: int


class Figure(Schema):
    figure_id: str = Field(description="The address of the figure: it says what it points to.")
    indicator: str
    period: str
    period_start: date
    period_end: date
    period_kind: str
    geography: str
    dimensions: dict[str, str] = Field(description="Breakdown to code; empty for a total.")
    unit: str
    counting_unit: str
    value: float | None = Field(description="Null where it is not available or is suppressed: see status.")
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    status: str
    flags: list[str]
    publisher: str
    vintage: str
    reference: str
    preferred: bool = Field(description="Whether this is the value that the publication shows.")
    note: Texts


class Figures(Schema):
    edition: str
    figures: list[Figure]
    next: str | None = Field(description="To be sent as `cursor` for the next page; null on the last one.")


class Break(Schema):
    date: date
    text: Texts


class Reference(Schema):
    title: str
    address: str
    published: str


class Delivery(Schema):
    source: str
    file: str
    sha256: str
    cut_off: str | None
    recorded_at: str


class Said(Schema):
    edition: str
    figure: Figure


class Passport(Schema):
    edition: str
    figure: Figure
    title: Texts
    definition: Texts
    caveat: Texts
    breaks: list[Break] = Field(description="Changes of law or method that touch the indicator.")
    reference: Reference | None
    sources: list[str]
    deliveries: list[Delivery] = Field(description="Deliveries of its sources that the edition pins.")
    protection: str = Field(description="What was done so that no person can be told from it.")
    freeze: str
    program: str
    others: list[Said] = Field(description="Other publishers' values, and those of other editions.")


class Code(Schema):
    code: str
    names: Texts
    valid_from: date | None
    valid_to: date | None


class CodeList(Schema):
    id: str
    titles: Texts
    codes: list[Code]


class Problem(Schema):
    """RFC 9457, with the three parts that every message of the house has."""

    type: str
    status: int
    title: str
    found: str
    expected: str
    do: str
