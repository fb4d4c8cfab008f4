"""Indicators that a workspace defines itself: frozen with the edition, and a change of one is told as such."""

import json

import pytest

from durna.editions import known
from durna.editions.comparing import compare
from durna.editions.folder import named
from durna.publish.editions.freezing import freeze_edition
from durna.publish.editions.publishing import regathered
from durna.workspace import Workspace
from tests.faults.command import Command
from tests.indicators.own import desk

pytestmark = pytest.mark.slow
NAME = "contacts_of_our_own"
# Only what was answered counts: two calls of 2024, and nothing since.
ANSWERED = desk.SELECT.replace("GROUP BY", "WHERE c.answered GROUP BY")


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An edition is frozen, then the definition is changed."""
    # Protection moves small counts; what it does is another matter.
    land = desk.workspace(tmp_path_factory.mktemp("own") / "land", '[confidentiality]\nmethod = "none"\n')
    desk.add(land, f"{NAME}.sql", desk.sql(NAME))
    freeze_edition(land, "old")
    desk.add(land, f"{NAME}.sql", desk.sql(NAME, ANSWERED))
    return land


def test_an_edition_keeps_the_definition_that_it_was_frozen_with(land: Workspace) -> None:
    with regathered(land, named(land, "old")) as found:
        assert [figure.value for figure in found.public.figures.series(NAME)] == [7, 4]


def test_another_definition_is_why_its_figures_changed(land: Workspace) -> None:
    new = freeze_edition(land, "new")
    found = compare(known.of(named(land, "old")), known.of(new))

    own = [each for each in found.revisions if each.figure.indicator == NAME]
    # Seven contacts of 2024, of which two were answered.
    totals = [each for each in own if each.kind == "revised" and not each.figure.dimensions]
    assert [(each.old and each.old.value, each.new and each.new.value) for each in totals] == [(7, 2)]
    assert {cause.kind for each in own for cause in each.causes} == {"definition"}


def test_diff_shows_what_another_definition_would_change(land: Workspace, durna: Command) -> None:
    found = json.loads(durna("diff", "--against", "old", "--workspace", land.root, "--json").out)
    assert found["definitions"] == [NAME]
    # Three calls of 2024, of which two were answered: in the table by channel.
    assert ("3", "2") in [(part["old"], part["new"]) for each in found["changes"] for part in each["parts"]]
