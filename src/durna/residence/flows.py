"""Migrations: the crossings that changed the country of residence, and those of which that is still open."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from durna.residence.answers import ROW
from durna.residence.observed import CROSSINGS, Records

_FROM_THE_RECORD = (
    "country_of_birth", "residence", "country_of_destination", "checkpoint", "transport_mode", "visa_type",
)  # fmt: skip


def migrations(answers: ir.Table, records: Records) -> ir.Table:
    """The answers of these crossings with what else their records say; is_migration is true, or null where open."""
    moved = answers.filter(answers["is_migration"] | answers["is_migration"].isnull())
    told = records.table(CROSSINGS).select(*ROW, *_FROM_THE_RECORD)
    joined = moved.left_join(told, [moved[name] == told[name] for name in ROW])
    return joined.select(*moved.columns, *_FROM_THE_RECORD).mutate(origin=ibis.literal(CROSSINGS))


def crossings(answers: ir.Table) -> ir.Table:
    """All crossings of known persons, each told whether it repeats the direction of the one before it."""
    return answers.filter(~answers["is_imputed"]).mutate(origin=ibis.literal(CROSSINGS))
