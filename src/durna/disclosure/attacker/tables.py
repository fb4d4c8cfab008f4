"""Which tables together tell a cell: the equations with a part in the proof that its bound cannot be passed."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from durna.disclosure.attacker.problem import TOLERANCE, Integers, Problem
from durna.disclosure.attacker.programs import Clock, NoSolution, System, TimeIsUp, minimise
from durna.disclosure.attacker.reduce import Open, reduce

# A proof costs two programs. These many cells are explained by proof, further ones by the tables that they stand in.
EXPLAINED = 20
_SECONDS = 5.0
# Large enough to stand for "no bound" beside any figure of persons.
_FAR = 1e9


def tables_behind(problem: Problem, cells: Integers) -> list[tuple[str, ...]]:
    """For each cell the names of tables, sorted."""
    if len(cells) == 0:
        return []
    opened = reduce(problem.equations, problem.known, merge=False)
    clock = Clock.of(_SECONDS)
    by_column = sparse.csc_array(problem.equations)
    found = []
    for number, cell in enumerate(cells):
        rows = _rows_of_proof(opened, int(cell), clock) if number < EXPLAINED else np.zeros(0, dtype=np.int64)
        if len(rows) == 0:
            rows = by_column.indices[by_column.indptr[cell] : by_column.indptr[cell + 1]]
        # A cell without equations is told by its own figure.
        found.append(tuple(sorted({problem.tables[row] for row in rows})) or (str(problem.cells[cell]),))
    return found


def _rows_of_proof(opened: Open, cell: int, clock: Clock) -> Integers:
    variable = opened.variable[cell]
    if variable < 0:
        return np.zeros(0, dtype=np.int64)
    inside = np.flatnonzero(opened.component == opened.component[variable])
    columns = sparse.csr_array(opened.equations[:, inside])
    rows = np.flatnonzero(np.diff(columns.indptr))
    system = System(
        sparse.csr_array(columns[rows]),
        opened.right[rows],
        opened.lower[inside],
        np.minimum(opened.upper[inside], _FAR),
    )
    objective = (inside == variable).astype(float)
    used = np.zeros(len(rows), dtype=bool)
    try:
        for sign in (1.0, -1.0):
            used |= np.abs(minimise(system, sign * objective, clock).multipliers) > TOLERANCE
    except (TimeIsUp, NoSolution):
        return np.zeros(0, dtype=np.int64)
    return opened.rows[rows[used]]
