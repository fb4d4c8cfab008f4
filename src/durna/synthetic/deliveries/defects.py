"""Defects: what goes wrong between the true registers and what arrives, each at a stated rate, each with a switch.

Planted at the end, on clean registers, and written down: cause, source, person and the key of the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from durna.errors import UserError
from durna.synthetic.chance import generator
from durna.synthetic.timeline import NEVER, SEEN_FROM, Days, Flags, day_of

LOST, TWO_PASSPORTS, SCRIPTS = "lost_crossings", "two_passports", "three_scripts"
LATE, CORRECTED, WRONG_CODES = "late", "corrected", "wrong_codes"
# Parts of the rows; of the foreigners for two passports.
RATES: Mapping[str, float] = {
    LOST: 0.004, TWO_PASSPORTS: 0.01, SCRIPTS: 0.05, LATE: 0.02, CORRECTED: 0.01, WRONG_CODES: 0.005,
}  # fmt: skip
# Only these registers are kept with numbers of their own, so that a later file can complete and correct an earlier one.
LATE_IN = ("sbs_border_crossing", "sms_temporary_residence", "mfa_consular")
WRONG_CODE_IN = {"sbs_border_crossing": "purpose", "sms_temporary_residence": "ground", "mfa_consular": "service"}
CORRECTED_IN = {"sbs_border_crossing": "transport_mode", "sms_temporary_residence": "ground", "mfa_consular": "service"}
UNKNOWN_CODE = "9Z"
SCHEMA = pa.schema([("cause", pa.string()), ("source", pa.string()), ("person", pa.int64()), ("key", pa.string())])


@dataclass(frozen=True)
class Marks:
    """By row of one register: what was planted in it."""

    lost: Flags
    late: Flags
    corrected: Flags
    wrong_code: Flags

    def of(self, rows: slice) -> Marks:
        return Marks(self.lost[rows], self.late[rows], self.corrected[rows], self.wrong_code[rows])


@dataclass
class Defects:
    """The rates that are switched on, who has two passports since when, and what has been planted so far."""

    rates: Mapping[str, float]
    seed: int
    second_since: Days
    planted: list[pa.Table] = field(default_factory=list)

    @classmethod
    def of(cls, rates: Mapping[str, float], seed: int, is_native: Flags) -> Defects:
        """A second passport comes at some time in the data; citizens by birth are known by their personal number."""
        rng, count = generator(seed, "defects", TWO_PASSPORTS), len(is_native)
        has_two = (rng.random(count) < rates.get(TWO_PASSPORTS, 0)) & ~is_native
        since = rng.integers(SEEN_FROM // 1440, day_of("2021-11-01"), count)
        defects = cls(rates, seed, np.where(has_two, since, NEVER))
        defects._write_down(TWO_PASSPORTS, "", np.flatnonzero(has_two), None)
        return defects

    def marks(self, source: str, person: Days, keys: pa.Array) -> Marks:
        """What goes wrong with the rows of a register, written down."""
        may_be_late = source in LATE_IN
        lost = self._struck(LOST, source, len(person), source == "sbs_border_crossing")
        late = self._struck(LATE, source, len(person), may_be_late) & ~lost
        corrected = self._struck(CORRECTED, source, len(person), may_be_late) & ~lost & ~late
        wrong = self._struck(WRONG_CODES, source, len(person), source in WRONG_CODE_IN) & ~lost & ~corrected
        for cause, rows in ((LOST, lost), (LATE, late), (CORRECTED, corrected), (WRONG_CODES, wrong)):
            self._write_down(cause, source, person[rows], keys.filter(pa.array(rows)))
        return Marks(lost, late, corrected, wrong)

    def scripts(self, source: str, person: Days) -> Days:
        """Rows whose names are in Azerbaijani or Cyrillic letters: 1, 2; the others are in Latin ones."""
        rng = generator(self.seed, "defects", SCRIPTS, source)
        struck = rng.random(len(person)) < self.rates.get(SCRIPTS, 0)
        self._write_down(SCRIPTS, source, person[struck], None)
        return np.where(struck, rng.integers(1, 3, len(person)), 0) if struck.any() else np.zeros(len(person), np.int8)

    def uses_second(self, person: Days, day: Days) -> Flags:
        return day >= self.second_since[person]

    def written_down(self) -> pa.Table:
        return pa.concat_tables(self.planted) if self.planted else SCHEMA.empty_table()

    def _struck(self, cause: str, source: str, count: int, applies: bool) -> Flags:
        rate = self.rates.get(cause, 0) if applies else 0
        return generator(self.seed, "defects", cause, source).random(count) < rate

    def _write_down(self, cause: str, source: str, person: Days, keys: pa.Array | None) -> None:
        if len(person):
            texts = pa.nulls(len(person), pa.string()) if keys is None else keys.cast(pa.string())
            given = [pa.array([value] * len(person), pa.string()) for value in (cause, source)]
            self.planted.append(pa.Table.from_arrays([*given, pa.array(person + 1), texts], schema=SCHEMA))


def rates_of(said: str) -> dict[str, float]:
    """`none`, `all`, or names with rates: `late=0.05,wrong_codes`. Raises UserError for anything else."""
    if said in ("", "none"):
        return {}
    if said == "all":
        return dict(RATES)
    return dict(_rate(part.strip()) for part in said.split(","))


def _rate(part: str) -> tuple[str, float]:
    name, is_given, text = part.partition("=")
    if name not in RATES:
        raise UserError(
            found=f"There is no defect '{name}'.",
            expected=f"none, all, or some of {', '.join(RATES)}, each with a rate if wanted.",
            do="Correct --defects, for example late=0.05,wrong_codes.",
        )
    try:
        rate = float(text) if is_given else RATES[name]
    except ValueError:
        rate = -1.0
    if not 0 <= rate <= 1:
        raise UserError(
            found=f"The rate '{text}' of {name}.", expected="A number from 0 to 1.", do="Correct --defects."
        )
    return name, rate
