"""What is kept between runs gives the figures that counting anew gives, whatever changed in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from durna.indicators import counted
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.indicators.figures import Figure
from durna.periods import parse
from durna.residence import answers, derived
from durna.residence.behind import FOLLOWS_FROM, Behind
from durna.sources.contract import load
from durna.store.kept import FOLDER
from durna.store.records import Records
from durna.workspace import Workspace, open_workspace
from tests.engine.country import deliver_some
from tests.indicators.memory import MemoryRecords
from tests.intake.deliveries import KEY

DELIVERED = ("sbs_border_crossing", "moj_civil_registry", "sms_citizenship", "visa_register", "sms_work_permit")
# Distinct persons, a stock, a sum, a flow under the rule, and a ratio.
ASKED = (
    "border_persons_entered",
    "work_permits_valid",
    "fees_collected",
    "immigration_residence_12m",
    "naturalisations",
    "usual_residents_12m",
    "stay_length_foreigners",
)
SETTINGS = '[workspace]\ncountry = "AZE"\ntimezone = "Asia/Baku"\n'


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)
    root = tmp_path / "land"
    (root / "mappings").mkdir(parents=True)
    (root / "durna.toml").write_text(SETTINGS, encoding="utf-8")
    random, workspace = Random(5), open_workspace(root)
    for source in DELIVERED:
        deliver_some(workspace, load(source), 60, random, 1)
    return workspace


def figures(workspace: Workspace, as_of: datetime | None = None, period: str = "2019..2020") -> list[Figure]:
    return list(assemble(Records(workspace, as_of), Request(parse(period), by=("*",)), ASKED))


def anew(workspace: Workspace, as_of: datetime | None = None, period: str = "2019..2020") -> list[Figure]:
    shutil.rmtree(workspace.store / FOLDER, ignore_errors=True)
    return figures(workspace, as_of, period)


def read(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> set[str]:
    """The sources whose rows are counted meanwhile."""
    seen: set[str] = set()
    real = counted.parts

    def parts(measure, *more):  # type: ignore[no-untyped-def]
        seen.update(leaf.source for leaf in measure.leaves())
        return real(measure, *more)

    with monkeypatch.context() as patch:
        patch.setattr(counted, "parts", parts)
        work()
    return seen


def times_followed(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows whenever the rule is applied to the crossings."""
    times: list[None] = []
    real = answers.answered

    def answered(*given):  # type: ignore[no-untyped-def]
        times.append(None)
        return real(*given)

    monkeypatch.setattr(answers, "answered", answered)
    return times


def forget_answers(workspace: Workspace) -> None:
    """Tables stay."""
    for file in (workspace.store / FOLDER).iterdir():
        if file.is_file():
            file.unlink()


def told(found: list[Figure]) -> list[object]:
    return [(one, one.note, one.evidence, one.settled, one.lower, one.upper) for one in found]


@pytest.mark.slow
def test_the_second_run_counts_nothing_and_says_the_same(land: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = figures(land)

    assert read(monkeypatch, lambda: figures(land)) == set()

    assert len(first) > 100
    assert told(figures(land)) == told(first)


@pytest.mark.slow
def test_after_a_delivery_only_what_it_concerns_is_counted_anew(
    land: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, then = figures(land), datetime.now(UTC)
    deliver_some(land, load("sms_work_permit"), 60, Random(6), 2)

    counted_again = read(monkeypatch, lambda: figures(land))

    # fees_collected adds what several registers collected.
    assert "sms_work_permit" in counted_again
    assert counted_again <= {"sms_work_permit", "sms_temporary_residence", "sms_permanent_residence"}
    kept = figures(land)
    assert told(kept) == told(anew(land))
    assert told(kept) != told(before)
    assert told(figures(land, then)) == told(before) == told(anew(land, then))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "what_follows"),
    [
        ("sbs_border_crossing", {"residence_migration", "residence_spell", "residence_stay"}),
        ("moj_civil_registry", {"residence_spell"}),
        ("visa_register", {"residence_stay"}),
    ],
)
def test_a_correction_counts_anew_what_follows_from_it_and_nothing_else_of_residence(
    land: Workspace, monkeypatch: pytest.MonkeyPatch, source: str, what_follows: set[str]
) -> None:
    """Visas say how long a stay was permitted to last, deaths who lives here no more."""
    figures(land)
    deliver_some(land, load(source), 60, Random(7), 2)

    counted_again = read(monkeypatch, lambda: figures(land))

    assert {each for each in counted_again if each.startswith("residence_")} == what_follows
    assert told(figures(land)) == told(anew(land))


@pytest.mark.slow
@pytest.mark.parametrize("source", ["visa_register", "moj_civil_registry", "sbs_border_crossing"])
def test_lives_that_an_earlier_run_followed_are_not_followed_again(
    land: Workspace, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    """Of so many crossings that their tables are kept too: everything is counted, from what was followed before."""
    monkeypatch.setattr(derived, "MANY", 1)
    followed = times_followed(monkeypatch)
    first = figures(land)
    forget_answers(land)

    assert told(figures(land)) == told(first)
    assert len(followed) == 1

    deliver_some(land, load(source), 60, Random(7), 2)
    after = figures(land)

    assert len(followed) == (2 if source == "sbs_border_crossing" else 1)
    assert told(after) == told(anew(land))


@pytest.mark.slow
@pytest.mark.parametrize("setting", ['[residence]\nrule = "6/12"\n', '[residence]\ngaps = "reject"\n'])
def test_another_rule_has_figures_of_its_own(land: Workspace, setting: str) -> None:
    figures(land)
    (land.root / "durna.toml").write_text(SETTINGS + setting, encoding="utf-8")
    other = open_workspace(land.root)

    assert told(figures(other)) == told(anew(other))


@pytest.mark.slow
def test_another_period_or_country_has_figures_of_its_own(land: Workspace) -> None:
    figures(land)

    shorter = figures(land, period="2019-02..2020-05")
    (land.root / "durna.toml").write_text(SETTINGS.replace("AZE", "GEO"), encoding="utf-8")
    abroad = open_workspace(land.root)
    elsewhere = figures(abroad)

    assert told(elsewhere) == told(anew(abroad))
    (land.root / "durna.toml").write_text(SETTINGS, encoding="utf-8")
    assert told(shorter) == told(anew(land, period="2019-02..2020-05"))


@pytest.mark.slow
def test_records_exchanged_by_hand_are_counted_anew(land: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    figures(land)
    folder = next((land.store / "records" / "sms_work_permit").iterdir())

    (folder / "records.parquet").touch()

    assert "sms_work_permit" in read(monkeypatch, lambda: figures(land))


def test_residence_cannot_be_made_of_records_that_are_not_named() -> None:
    known = FOLLOWS_FROM["residence_stay"]
    records = MemoryRecords({source: [] for source in (*known, "sms_work_permit")})

    with pytest.raises(ValueError, match="sms_work_permit"):
        Behind(records, known).table("sms_work_permit")

    assert Behind(records, known).sources() == known


def test_the_records_of_an_edition_keep_nothing(land: Workspace, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    shutil.copy(land.root / "durna.toml", inputs)

    assert Records(open_workspace(inputs, land.store)).remembered(("sms_work_permit",)) == (None, None)
    assert Records(land).remembered(("sms_work_permit",))[0] is not None
