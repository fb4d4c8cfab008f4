"""Migrations: the crossings that changed the country of residence, and those of which that is still open."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from durna.residence.observed import CROSSINGS


def migrations(answers: ir.Table) -> ir.Table:
    """The answers of these crossings; is_migration is true, or null where open."""
    moved = answers.filter(answers["is_migration"] | answers["is_migration"].isnull())
    return moved.mutate(origin=ibis.literal(CROSSINGS))


def crossings(answers: ir.Table) -> ir.Table:
    """All crossings of known persons, each told whether it repeats the direction of the one before it."""
    return answers.filter(~answers["is_imputed"]).mutate(origin=ibis.literal(CROSSINGS))
