"""What a workspace computes by its own query is protected too, though nobody knows the rows behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from durna.disclosure.policy import Policy
from durna.disclosure.told import values_of
from durna.publish.editions.protecting import Gathered, gathered
from durna.workspace import open_workspace
from tests.faults.command import Command
from tests.indicators.own import desk

NAME = "contacts_of_our_own"


BY_CITIZENSHIP = desk.SELECT.replace("c.channel\n", "coalesce(c.citizenship, 'unknown')\n").replace(
    "c.channel,", "coalesce(c.citizenship, 'unknown') AS citizenship,"
)


def made(folder: Path, method: str, select: str = desk.SELECT, by: str = "channel") -> Gathered:
    land = desk.workspace(folder / "land", f'[confidentiality]\nmethod = "{method}"\n[profile]\nperiod = "2024"\n')
    desk.add(land, f"{NAME}.sql", desk.sql(NAME, select, desk.metadata(NAME, by=by)))
    return gathered(open_workspace(land.root))


def values(found: Gathered) -> tuple[dict[str, float | None], dict[str, float | None]]:
    """By channel: what was counted, and what is published."""
    of = [found.unprotected.figures.of(NAME), found.public.figures.of(NAME)]
    counted, public = ({one.dimension("channel") or "all": one.value for one in figures} for figures in of)
    return counted, public


@pytest.mark.parametrize("method", ["additive-rounding", "random-rounding", "cell-key"])
def test_counts_of_an_own_query_are_protected_by_every_method_that_draws(tmp_path: Path, method: str) -> None:
    counted, public = values(made(tmp_path, method))
    assert counted == {"all": 7, "call": 3, "letter": 2, "e_mail": 2}
    # A group that is told as nought has no row: it would tell that somebody was in it.
    assert public.keys() <= counted.keys()
    assert 0 not in public.values()
    assert "all" in public
    policy = Policy.model_validate({"method": method})
    assert all(value is not None and abs(value - (counted[name] or 0)) < policy.reach for name, value in public.items())
    if policy.rounds:
        assert all(value is not None and value % policy.base == 0 for value in public.values())
    if method == "additive-rounding":
        assert public["all"] == sum(public.get(name) or 0 for name in ("call", "letter", "e_mail"))


def test_small_counts_of_an_own_query_are_hidden(tmp_path: Path) -> None:
    # All parts are below 5; the total of 7 may stay.
    _, public = values(made(tmp_path, "suppression"))
    assert public == {"all": 7, "call": None, "letter": None, "e_mail": None}


def test_the_draw_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    one, other = (values(made(tmp_path / place, "random-rounding"))[1] for place in ("one", "other"))
    assert one == other


def test_what_is_no_count_stays_withheld(tmp_path: Path) -> None:
    halves = desk.SELECT.replace("count(*) AS value", "count(*) / 2.0 + 0.25 AS value")
    counted, public = values(made(tmp_path, "random-rounding", halves))
    # Half of 3 and a quarter, and so on: a total over the parts would be three quarters more than its own.
    assert counted["call"] == 1.75
    assert set(public.values()) == {None}


def test_a_hidden_figure_is_told_from_a_missing_one_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path, "suppression")

    said = Command(monkeypatch, capsys)("figures", NAME, "--by", "channel", "--protected", "-w", tmp_path / "land").out

    # As in every document: [c] is hidden, … is missing.
    assert (said.count("[c]"), said.count("…"), said.count("...")) == (3, 0, 0)


@pytest.mark.parametrize("method", ["additive-rounding", "random-rounding", "cell-key"])
def test_a_group_told_as_nought_is_not_told_from_one_in_which_nobody_was(tmp_path: Path, method: str) -> None:
    """By citizenship there are groups of one: a row that says nought would say that somebody was there."""
    found = made(tmp_path, method, BY_CITIZENSHIP, "citizenship")

    public = found.public.figures.of(NAME)
    assert {one.dimension("citizenship") for one in found.unprotected.figures.of(NAME)} > {"TUR", "GEO"}
    assert [one for one in public if one.dimensions and not one.value] == []
    assert found.protected is not None
    cells = found.protected.told
    published = {str(name): value for name, value in values_of(cells.tables, cells.outcome).items()}
    assert [name for name in found.protected.shown if "=" in name and not published[name]] == []
