"""Several editions as one problem: what was published of a cell before counts as long as the cell is the same.

The rule: a cell of an earlier edition is the cell of a later one where its true value has not changed. The revisions
annex tells readers which figures changed, so the attacker is assumed to know. A revised cell is a cell of its own,
with the equations of its edition.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from durna.disclosure.attacker.problem import TOLERANCE, Floats, Integers, Known, Problem, Requirement


@dataclass(frozen=True)
class Edition:
    """`ids`: n cells, `values`: float[n] true figures, `known`: what was published of them, `equations` [m, n] and
    `tables` [m] between them. `required`: what its policy demands of its protected cells."""

    name: str
    ids: Sequence[Hashable]
    values: Floats
    known: Known
    equations: sparse.csr_array
    tables: Sequence[str]
    required: Requirement


@dataclass(frozen=True)
class Joined:
    """`problem` of an attacker who has all editions, `truth` float[N] the true figures; `required` by the policies of
    all of them; `places`: for each edition where its cells are."""

    problem: Problem
    truth: Floats
    required: Requirement
    places: Sequence[Integers]


def join(editions: Sequence[Edition]) -> Joined:
    """The editions as one problem, the newest first: its cells keep their places."""
    places, names, values = _shared_cells(editions)
    count = len(values)
    known = Known(np.full(count, -np.inf), np.full(count, np.inf), np.zeros(count, dtype=bool))
    equations: list[sparse.coo_array] = []
    tables: list[tuple[str, str]] = []
    for edition, place in zip(editions, places, strict=True):
        np.maximum.at(known.lower, place, edition.known.lower)
        np.minimum.at(known.upper, place, edition.known.upper)
        np.logical_or.at(known.integral, place, edition.known.integral)
        own = sparse.coo_array(edition.equations)
        rows, columns = own.coords
        equations.append(sparse.coo_array((own.data, (rows, place[columns])), shape=(own.shape[0], len(values))))
        tables += [(edition.name, table) for table in edition.tables]
    joined, named = _once(sparse.csr_array(sparse.vstack(equations, format="csr")), tables)
    return Joined(Problem(known, joined, names, named), values, _required(editions, places), places)


def _once(equations: sparse.csr_array, tables: Sequence[tuple[str, str]]) -> tuple[sparse.csr_array, list[str]]:
    """Equal equations as one, with the names of all editions: of what has not changed several say the same sums."""
    equations.sort_indices()
    starts, cells, signs = equations.indptr, equations.indices, equations.data
    rows: dict[tuple[bytes, bytes], list[int]] = {}
    for row in range(equations.shape[0]):
        own = slice(starts[row], starts[row + 1])
        rows.setdefault((cells[own].tobytes(), signs[own].tobytes()), []).append(row)
    named = [
        f"{' and '.join(dict.fromkeys(tables[row][0] for row in same))}: {tables[same[0]][1]}" for same in rows.values()
    ]
    return sparse.csr_array(equations[[same[0] for same in rows.values()]]), named


def _required(editions: Sequence[Edition], places: Sequence[Integers]) -> Requirement:
    """A cell of several editions keeps the highest demand."""
    found = Requirement.nothing()
    for edition, place in zip(editions, places, strict=True):
        own = edition.required
        found |= Requirement(place[own.cells], own.upper, own.width)
    return found


def _shared_cells(editions: Sequence[Edition]) -> tuple[list[Integers], list[Hashable], Floats]:
    """For each edition the places of its cells, then the names and true values by place."""
    newest: dict[Hashable, list[int]] = {}
    names: list[Hashable] = []
    values: list[float] = []
    places = []
    for edition in editions:
        place = np.empty(len(edition.ids), dtype=np.int64)
        for number, (name, value) in enumerate(zip(edition.ids, edition.values, strict=True)):
            same = (one for one in newest.get(name, ()) if abs(values[one] - value) <= TOLERANCE)
            found = next(same, None)
            if found is None:
                found = len(values)
                newest.setdefault(name, []).append(found)
                names.append(name)
                values.append(float(value))
            place[number] = found
        places.append(place)
    return places, names, np.array(values)
