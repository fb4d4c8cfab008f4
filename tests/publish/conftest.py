"""A small Profile of made-up figures. The values are examples; only the country codes are real."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from durna.checks.findings import Finding
from durna.indicators.breaks import Break
from durna.indicators.definition import Chapter, Indicator
from durna.indicators.figures import Figure, Figures
from durna.indicators.gaps import Gap
from durna.indicators.preference import Reconciliation
from durna.indicators.references import Reference
from durna.periods import Period, parse
from durna.publish.build import build
from durna.publish.context import Context
from durna.publish.language import Language
from durna.publish.material import Material
from durna.store.receipts import Receipt

PROFILE = parse("2013..2021-10")


def texts(en: str, az: str) -> dict[str, str]:
    return {"en": en, "az": az}


def indicator(id: str, **said: Any) -> Indicator:
    defaults: dict[str, Any] = {
        "id": id, "title": texts(f"Example {id}", f"Nümunə {id}"), "definition": texts("What it is.", "Nə olduğu."),
        "chapter": "A.1.2", "kind": "flow", "unit": "entries", "counting_unit": "event", "breakdowns": (),
        "sources": (), "periodicity": "monthly", "part_year": "cumulate",
    }  # fmt: skip
    return Indicator(**{**defaults, **said})


def figure(id: str, period: str | Period, value: float | None, **said: Any) -> Figure:
    when = parse(period) if isinstance(period, str) else period
    kind = "date" if when.start == when.end else "calendar_year" if when.is_year else "part_year"
    defaults: dict[str, Any] = {
        "indicator": id, "period": when, "geography": "AZE", "unit": "entries", "counting_unit": "event",
        "value": value, "publisher": "ssc", "reference": "yearbook", "period_kind": kind, "source": "example",
    }  # fmt: skip
    return Figure(**{**defaults, **said})


INDICATORS = (
    indicator("entries", caveat=texts("Counts crossings, not people.", "Keçidləri sayır, şəxsləri yox.")),
    indicator("stock", kind="stock", unit="persons", counting_unit="person", part_year="reference_date",
              chapter="A.2.1"),
    indicator("decisions", unit="decisions", counting_unit="decision", chapter="A.4.2"),
    indicator("shares", kind="ratio", unit="percent", counting_unit="event", part_year="same_period"),
    indicator("protected", unit="persons", counting_unit="person", chapter="A.2.1"),
    indicator("students", unit="persons", counting_unit="person", part_year="academic_year", chapter="A.2.1"),
    indicator("single", chapter="A.4.2"),
    indicator("nowhere", chapter="A.4.2"),
)  # fmt: skip

CHAPTERS = (
    Chapter("A.1", texts("Mobility", "Hərəkətlilik"), "seen"),
    Chapter("A.1.2", texts("Recent trends", "Son meyillər"), "seen"),
    Chapter("A.2", texts("Immigration", "İmmiqrasiya"), "seen"),
    Chapter("A.2.1", texts("Foreign population", "Əcnəbi əhali"), "seen"),
    Chapter("A.4", texts("Irregular migration", "Qeyri-qanuni miqrasiya"), "seen"),
    Chapter("A.4.2", texts("Violations", "Pozuntular"), "seen"),
    Chapter("C", texts("Governance", "İdarəetmə"), "inferred", "ours"),
    Chapter("D", texts("Outlook", "Nəticələr"), "inferred", "ours"),
)


def entries() -> list[Figure]:
    full = {"2013": 2000000, "2014": 1900000, "2016": 2100000, "2018": 2500000, "2019": 3000000, "2020": 750000}
    cut = Period(date(2017, 1, 1), date(2017, 12, 23))
    return [
        *(figure("entries", year, float(value)) for year, value in full.items()),
        figure("entries", cut, 2300000.0, period_kind="year_cut_short", flags=("cut_short",), status="provisional"),
        figure("entries", "2019-01..2019-10", 2600000.0, flags=("part_year",)),
        figure("entries", "2021-01..2021-10", 608100.0, flags=("part_year", "derived"), status="estimated"),
        figure("entries", "2021", 791983.0),
        figure("entries", "2019", 2990000.0, preferred=False, publisher="sms", reference="newsletter"),
        figure("entries", "2019", 1200000.0, dimensions=(("citizenship", "RUS"),)),
        figure("entries", "2019", 900000.0, dimensions=(("citizenship", "GEO"),)),
        figure("entries", "2019", 500000.0, dimensions=(("citizenship", "TUR"),)),
        figure("entries", "2019", 400000.0, dimensions=(("citizenship", "other"),)),
        figure("entries", "2017-01..2017-03", 410000.0, note=texts("=HYPERLINK(0)", "=HYPERLINK(0)")),
    ]  # fmt: skip


def others() -> list[Figure]:
    people = {"unit": "persons", "counting_unit": "person"}
    stock = {2013: 1377, 2014: 1298, 2015: 1279, 2016: 1193, 2017: 1120, 2019: 1109, 2020: 1572, 2021: 1676}
    return [
        *(figure("stock", f"{year}-12-31", float(value), **people) for year, value in stock.items()),
        figure("decisions", "2018", 19210.0, unit="decisions", counting_unit="decision"),
        figure("decisions", "2019", 0.0, unit="decisions", counting_unit="decision"),
        figure("decisions", "2020", 21000.0, unit="decisions", counting_unit="decision"),
        figure("decisions", "2014", 37608.0, flags=("other_unit",), **people),
        figure("decisions", "2015", 26567.0, flags=("other_unit",), **people),
        figure("shares", "2018", 66.1, unit="percent", dimensions=(("sex", "male"),)),
        figure("shares", "2020", 81.1, unit="percent", dimensions=(("sex", "male"),)),
        figure("protected", "2018", 12.0, **people),
        figure("protected", "2019", None, status="suppressed", **people),
        figure("protected", "2020", 15.0, **people),
        figure("students", Period(date(2017, 9, 1), date(2018, 8, 31)), 5410.0, period_kind="academic_year", **people),
        figure("students", Period(date(2018, 9, 1), date(2019, 8, 31)), 6427.0, period_kind="academic_year", **people),
        figure("students", Period(date(2019, 9, 1), date(2020, 8, 31)), 6615.0, period_kind="academic_year", **people),
        figure("single", "2019", 6800.0, vintage="@2019"),
    ]


def passport(of: Figure) -> Mapping[str, Any]:
    return {
        "figure": {"figure_id": of.figure_id}, "definition": {"id": of.indicator},
        "evidence": [{"source": "example", "delivery_id": "example-1", "file": "example.csv", "sha256": "0123abcd",
                      "cut_off": "2021-12-31", "rows_in": 61, "accepted": 60, "rejected": 1, "rows_counted": 1,
                      "row_no": 7}],
        "checks": [{"check": "parts", "severity": "warning", "text": texts("Parts differ.", "Hissələr fərqlidir.")}],
        "protection": "none: internal", "freeze": "2023-10-06", "engine": "example engine 1",
        "program": "durna 0.0", "added_later": {"kept": "as it is"},
    }  # fmt: skip


@pytest.fixture(scope="session")
def material() -> Material:
    figures = Figures([*entries(), *others()])
    shown = next(each for each in figures if each.figure_id.startswith("entries:2019:AZE@ssc"))
    other = next(each for each in figures if not each.preferred)
    return Material(
        country="AZE", title=texts("An example", "Nümunə"), languages=("en", "az"), period=PROFILE,
        as_of="2023-10-06", indicators={each.id: each for each in INDICATORS}, chapters=CHAPTERS, figures=figures,
        gaps=(Gap("nowhere", ("sbs",), ("sbs_refusal",), "no_delivery"),),
        breaks=(Break("border", date(2020, 3, 1), texts("Border closed.", "Sərhəd bağlanıb."), ("entries",),
                      "https://example.org/border"),),
        reconciliations=(Reconciliation(shown, (other,), texts("The Committee first.", "Əvvəlcə Komitə.")),),
        findings=(Finding("parts", "entries", texts("Parts differ.", "Hissələr fərqlidir."), (), "warning"),),
        receipts=(receipt(),),
        references={"yearbook": Reference("yearbook", "A yearbook", "https://example.org/yearbook", "official"),
                    "newsletter": Reference("newsletter", "A letter", "https://example.org/letter", "official")},
        passports={each.figure_id: passport(each) for each in figures},
        listings={
            "policy_register": [{"title_en": "A code", "title_az": "Məcəllə", "kind": "code", "subject": "law",
                                 "adopted_on": "2013-07-02", "gcm_objectives": "4; 5", "mgi_domain": "2",
                                 "address": "https://example.org/code"}],
            "project_portfolio": [{"title_en": "A project", "starts_on": date(2020, 1, 1), "budget": 65000.0,
                                   "currency": "USD", "gcm_objectives": "23"}],
            "training_center": [{"course_no": "1", "course_title": "A course", "starts_on": "2021-05-25",
                                 "country": "GEO", "pre_test": 50, "post_test": 62.5, "certificate": True}],
        },
    )  # fmt: skip


def receipt() -> Receipt:
    return Receipt(
        source="example", delivery_id="example-1", file="example.csv", sha256="0123abcd" * 8, cut_off="2021-12-31",
        rows_in=61, accepted=60, rejected=1, superseded=0, records=60, reasons={"key_missing": 1},
        flags={"odd": 2}, unknown_codes={"citizenship": {"XX": 3}}, seconds=0.1, mapping="example",
        mapping_sha256="00", stream="", covers="2013..2021", recorded_at="2023-10-06T12:00:00Z", recorded_by="test",
    )  # fmt: skip


@pytest.fixture(scope="session")
def english(material: Material) -> Context:
    return Context(material, Language("en"))


@pytest.fixture(scope="session")
def azerbaijani(material: Material) -> Context:
    return Context(material, Language("az"))


@pytest.fixture(scope="session")
def site(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built once in both languages."""
    out = tmp_path_factory.mktemp("profile") / "site"
    build(material, out, ["en", "az"])
    return out
