"""The example of Azerbaijan as two signed editions: real publications, and the revisions between them."""

import runpy
from pathlib import Path

import pytest

from durna.editions import keys, known
from durna.editions.comparing import Revision, amount, compare
from durna.editions.verifying import verify
from durna.publish.editions.rebuilding import rebuild
from durna.workspace import open_workspace

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "example_editions.py"


def amounts(each: Revision) -> tuple[int, int]:
    before, after = amount(each.old), amount(each.new)
    assert before is not None
    assert after is not None
    return round(before), round(after)


def test_real_publications_make_a_signed_edition_with_its_revisions(tmp_path: Path) -> None:
    old, new = runpy.run_path(str(SCRIPT))["make"](tmp_path, ("xlsx",))
    land = open_workspace(tmp_path / "azerbaijan")

    assert verify(new, keys.trusted(land), is_at_home=True).is_trusted
    assert rebuild(land, new).is_same_program
    found = compare(known.of(old), known.of(new))
    # By what stands in deliveries/published_figures. Entries: the Migration Service in January 2015 and the Ministry of
    # Culture in January 2018, then the State Statistical Committee. Immigrants of 2013: 3.0 thousand, provisional, then
    # 3.1. Readmissions of 2016: 120 in January 2017, 123 in October 2018.
    assert [(each.figure.indicator, str(each.figure.period), amounts(each)) for each in found.of("revised")] == [
        ("border_entries_foreigners", "2014", (2_269_015, 2_297_800)),
        ("border_entries_foreigners", "2016", (2_242_783, 2_248_000)),
        ("border_entries_foreigners", "2017", (2_691_998, 2_696_700)),
        ("immigration_permanent_administrative", "2013", (3_000, 3_100)),
        ("readmissions_done", "2016", (120, 123)),
    ]
    files = [[cause.details["file"] for cause in each.causes] for each in found.of("revised")]
    assert files == [["ssc.csv"], ["ssc.csv"], ["ssc.csv"], ["ssc.csv"], ["sms.csv"]]
    assert found.of("dropped") == ()
