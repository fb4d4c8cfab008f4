"""The agency that maintains the structures: the workspace names it, or it is made from the country."""

from __future__ import annotations

import re

from durna.errors import UserError
from durna.publish.material import Material

# NestedNCNameIDType of the SDMX common schema: names joined by points, each beginning with a letter.
_AGENCY = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*(\.[A-Za-z][A-Za-z0-9_\-]*)*")


def agency_of(material: Material) -> str:
    """Raises UserError where the id in durna.toml is none that SDMX allows."""
    named = material.publication.agency
    if not named:
        return f"MIGRATION_{material.country}"
    if not _AGENCY.fullmatch(named):
        raise UserError(
            message="wrong-file",
            what="durna.toml",
            detail=f"agency: {named}",
            found=f"durna.toml: '{named}' is no id of an SDMX agency.",
            expected="Letters of a to z, digits, '_' and '-', beginning with a letter; parts are joined by points.",
            do="Correct agency under [publication], for example AZ_SMS, or leave it out.",
        )
    return named
