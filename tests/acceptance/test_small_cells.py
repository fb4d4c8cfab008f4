"""Real small cells: asylum applications of the Home Office by citizenship, sex and age, protected and then attacked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from benchmarks.cubes import crossed
from durna.disclosure.attacker import Problem, attack
from durna.disclosure.attacker.published import suppressed
from durna.disclosure.suppression import hide, small
from durna.disclosure.tables import LinkedTables

pytestmark = pytest.mark.slow

THRESHOLD = 5


@pytest.fixture(scope="module")
def applications(shared_data: Path) -> LinkedTables:
    """Applicants of 2023: nationality by age by sex, with all margins."""
    table = pq.read_table(shared_data / "uk-home-office-immigration" / "applications.parquet")
    of_year = table.filter(pc.equal(table["Year"], 2023))
    axes = [np.unique(of_year[axis].to_numpy(zero_copy_only=False), return_inverse=True)
            for axis in ("Nationality", "Age", "Sex")]  # fmt: skip
    cube = np.zeros([len(labels) for labels, _ in axes])
    np.add.at(cube, tuple(codes for _, codes in axes), of_year["Applications"].to_numpy().astype(float))
    return crossed(cube)


def problem(tables: LinkedTables, hidden: np.ndarray) -> Problem:
    known = suppressed(tables.values, hidden, tables.is_magnitude)
    return Problem(known, tables.equations, tables.ids, tables.tables)


def test_real_small_cells_are_hidden_so_that_nothing_is_found(applications: LinkedTables) -> None:
    sensitive = small(applications.values, THRESHOLD)
    found = hide(applications, sensitive)
    needed = sensitive.requirement(applications.values)

    assert len(sensitive.cells) > 100
    assert attack(problem(applications, found.hidden), needed, applications.values).is_safe
    # Hiding the small cells alone is what the tables would give away.
    weak = attack(problem(applications, found.primary), needed, applications.values)
    assert len(weak.exposed) > len(sensitive.cells) / 2
    assert all(one.tables for one in weak.exposed)
