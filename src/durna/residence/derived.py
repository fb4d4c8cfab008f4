"""Derived sources: what follows from the crossings, as records that indicators count like any others.

Made once for a view of the records, when first asked for, and kept in the engine. Rows lead back to the deliveries of
the sources they come from (`origin`). Definitions: docs/decisions/0013.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import ibis.expr.types as ir

from durna.engine.keeping import Place, held, standing
from durna.engine.turns import Turns
from durna.periods import Period
from durna.residence import answers, flows
from durna.residence.behind import FOLLOWS_FROM, LIVES, Behind, Keeping
from durna.residence.changes import changes
from durna.residence.course import course
from durna.residence.numbered import Numbered, numbered, numbers_of_records
from durna.residence.observed import CROSSINGS, Observed, Records
from durna.residence.spells import spells
from durna.residence.stays import stays
from durna.sources import contract
from durna.store.kept import Kept
from durna.store.receipts import Receipt
from durna.workspace import Residence

if TYPE_CHECKING:
    from durna.residence.provisional.of_records import Groups
    from durna.residence.provisional.stages import Cell, Stage
    from durna.residence.provisional.totals import Totals

# Of so many rows it takes less to hold them than to read them once for each measure.
MANY = 1_000_000
# What is a condition and a column beside the answers, and no table of its own.
_SEEN_THROUGH = ("residence_crossing",)


class Derived:
    """Records with the derived sources beside the delivered ones, where crossings of known persons were delivered."""

    def __init__(self, records: Records, *, is_to_be_protected: bool = False) -> None:
        self._records = records
        # What protection has to know is then found with what is counted.
        self.is_to_be_protected = is_to_be_protected
        self._made: dict[str, ir.Table] = {}
        self._held: dict[str, Numbered] = {}
        # What indicators found in these records, so that they need not look again.
        self.known: dict[Any, Any] = {}
        self._totals: Totals | None = None
        # Several threads may ask for figures of the same records.
        self.turns = Turns()

    @property
    def country(self) -> str:
        return self._records.country

    @property
    def residence(self) -> Residence:
        return self._records.residence

    @cached_property
    def observed(self) -> Observed:
        return Observed.of(Behind(self._records, LIVES))

    def sources(self) -> tuple[str, ...]:
        return self._sources

    @cached_property
    def _sources(self) -> tuple[str, ...]:
        """Every measure asks for them, once for each breakdown."""
        return (*self._records.sources(), *(contract.derived() if self.has_persons else ()))

    def receipts(self, source: str | None = None) -> tuple[Receipt, ...]:
        return self._records.receipts(_origin(source) if source else None)

    def coverage(self, source: str) -> tuple[Period, ...]:
        return self._records.coverage(_origin(source))

    def table(self, source: str) -> ir.Table:
        if source not in contract.derived():
            return self._records.table(source)
        with self.turns.at(source):
            if source not in self._made:
                self._made[source] = self._standing(source)
        return self._made[source]

    def counted(self, source: str, measure: str) -> ir.Table:
        """The table as it is counted: of one that many rows are read of, held in the engine with its persons as numbers
        (numbered.py). They tell persons of one source apart and say nothing beside another's. `measure`: its text, in
        which all columns stand that it speaks of."""
        is_held = self._is_long(source) and source not in contract.derived() and bool(contract.load(source).person)
        if not is_held or any(repr(name) in measure for name in numbers_of_records(source)):
            return self.table(source)
        return self._numbered(source).rows

    @property
    def is_for_threads(self) -> bool:
        """Whether one thread can put the next question while another waits: of many rows, to an engine in process."""
        long = next((source for source in self._records.sources() if self._is_long(source)), None)
        return long is not None and self._records.table(long).get_backend().name == "duckdb"

    def _is_long(self, source: str) -> bool:
        return sum(receipt.records for receipt in self._records.receipts(source)) >= MANY

    def remembered(self, sources: Collection[str]) -> tuple[Kept | None, Any]:
        """As the records have it; the state of a derived source is that of all it follows from, and of the settings."""
        if not isinstance(self._records, Keeping):
            return None, None
        derived = set(contract.derived()).intersection(sources)
        behind = (behind for source in derived for behind in FOLLOWS_FROM[source])
        kept, state = self._records.remembered(set(sources) - derived | set(behind))
        settings = self.residence.model_dump() if derived else None
        return kept, [self.country, settings, state]

    def totals(self, groups: Groups) -> Totals:
        """What is settled, open and expected, everybody's and by the groups that are named at the first call.

        Made then and once: it can take longer than everything else together, and most requests need none of it.
        """
        with self.turns.at("totals"):
            if self._totals is None:
                from durna.residence.provisional.of_records import totals_of

                self._totals = totals_of(self._followed, self.observed, self.residence, groups)
            return self._totals

    def stages(self, cell: Cell, groups: Groups) -> list[Stage]:
        """What was said of a total at each cut-off (provisional/stages.py)."""
        from durna.residence.provisional.of_records import stages_of

        return stages_of(self._followed, self.observed, self.residence, groups, cell)

    @cached_property
    def has_persons(self) -> bool:
        """Whether crossings can be followed: some have an identity, and the deliveries say what they cover."""
        if CROSSINGS not in self._records.sources() or not self._records.coverage(CROSSINGS):
            return False
        table = self._records.table(CROSSINGS)
        known = table.filter(table["person"].notnull()).select("person").limit(1)
        return bool(known.to_pyarrow().num_rows)

    @property
    def _make(self) -> Mapping[str, Callable[[], ir.Table]]:
        return {
            "residence_crossing": lambda: flows.crossings(self._answers),
            "residence_migration": lambda: flows.migrations(self._answers),
            "residence_spell": lambda: spells(self._course),
            "residence_change": lambda: changes(self._course, self._spells, self.observed),
            "residence_stay": lambda: stays(self._answers, self._at("residence_stay"), self._persons, self.observed),
        }

    def _standing(self, source: str) -> ir.Table:
        """A derived source, as an earlier run left it or made now."""
        make = self._make[source]
        if source in _SEEN_THROUGH:
            return make()
        backend = self._records.table(CROSSINGS).get_backend()
        if backend.name != "duckdb":
            return held(make())
        return standing(backend, self._place(source, source, CROSSINGS), lambda room: room.hold(make()))

    def _place(self, what: str, source: str, rows_of: str) -> Place | None:
        """Where a table outlives the run: of few rows it is made sooner than it is looked for."""
        kept, state = self.remembered((source,)) if self._is_long(rows_of) else (None, None)
        return kept.place(what, state) if kept else None

    def _at(self, derived: str) -> Behind:
        return Behind(self._records, FOLLOWS_FROM[derived])

    def _numbered(self, source: str) -> Numbered:
        with self.turns.at(("numbered", source)):
            if source not in self._held:
                self._held[source] = numbered(
                    self._records, source, lambda table: self._place(f"{source}.{table}", source, source)
                )
        return self._held[source]

    @cached_property
    def _followed(self) -> answers.Followed:
        place = self._place("answers", "residence_crossing", CROSSINGS)
        return answers.followed(Behind(self._records, LIVES), self.observed, self._numbered(CROSSINGS), place)

    @property
    def _spells(self) -> ir.Table:
        return self.table("residence_spell")

    @property
    def _persons(self) -> ir.Table:
        return self._followed.persons

    @property
    def _answers(self) -> ir.Table:
        return self._followed.answers

    @cached_property
    def _course(self) -> ir.Table:
        return held(course(self._answers, self._at("residence_spell"), self._persons, self.observed))


def view(records: Records | Derived) -> Derived:
    """The records with what follows from them; the same view again where they are one already."""
    return records if isinstance(records, Derived) else Derived(records)


def _origin(source: str) -> str:
    return contract.load(source).origin
