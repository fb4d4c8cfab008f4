"""Code tables: what a mapping and a code list make of a file's codes, as small tables the engine joins."""

from __future__ import annotations

from collections.abc import Mapping as Dict

import duckdb

from durna.classifications import codelists, countries
from durna.engine import sql
from durna.errors import UserError
from durna.sources.contract import Field
from durna.sources.mapping import FieldMapping


def table(con: duckdb.DuckDBPyConnection, alias: str, target: Field, given: FieldMapping) -> None:
    """Create the table `alias` (durna_code, durna_value, durna_known) for one field.

    A code of the field's own list is always known.
    """
    known: dict[str, str | None] = {code: code for code in valid_codes(target)}
    known.update(_checked(target, given.codes or {}))
    if given.constant is not None and not given.codes:
        _checked(target, {given.constant: given.constant})
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {sql.name(alias)} (durna_code VARCHAR, durna_value VARCHAR, durna_known BOOLEAN)"
    )
    if known:
        # As literals: handing over an Arrow table makes the engine import pandas, a second for every intake.
        rows = (f"({sql.text(code)}, {sql.text(value) if value else 'NULL'}, true)" for code, value in known.items())
        con.execute(f"INSERT INTO {sql.name(alias)} VALUES {', '.join(rows)}")


def valid_codes(target: Field) -> frozenset[str]:
    if target.codes is None:
        return frozenset()
    return frozenset(countries.codes()) if target.codes == "country" else frozenset(codelists.load(target.codes).codes)


def _checked(target: Field, given: Dict[str, str | None]) -> Dict[str, str | None]:
    valid = valid_codes(target)
    wrong = sorted({value for value in given.values() if value is not None and valid and value not in valid})
    if wrong:
        raise UserError(
            message="bad-code",
            field=target.name,
            what=wrong[0],
            found=f"The mapping turns codes of '{target.name}' into '{wrong[0]}', which its code list does not have.",
            expected=f"Codes of the list '{target.codes}', for example {', '.join(sorted(valid)[:8])}.",
            do="Correct the codes in the mapping; leave a code out to have it counted as unknown.",
        )
    return given
