"""Evidence to look at: public facts of Azerbaijan with their sources, and an invented act in two versions."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from durna.web.accounts.models import User
from durna.web.evidence import actions
from durna.web.evidence.models import Evidence, Issuer

_KEEPER = "mgi_coordinator@demo.example"


@transaction.atomic
def fill() -> None:
    """Nothing is added where the library has the first of them already, or where nobody could answer for them."""
    told = yaml.safe_load(files(__package__).joinpath("example.yaml").read_text(encoding="utf-8"))
    keeper = User.objects.filter(email=_KEEPER).first()
    is_there = Evidence.objects.filter(address=told["evidence"][0]["address"]).exists()
    if keeper is None or is_there:
        return
    known = {name: _issuer(names) for name, names in told["issuers"].items()}
    for said in told["evidence"]:
        actions.add(keeper, {**said, "issuer": known.get(said.get("issuer", ""))})
    _versions(keeper, told["versions"])


def _issuer(names: Mapping[str, str]) -> Issuer:
    issuer, _ = Issuer.objects.get_or_create(name=names["az"], defaults={"names": dict(names)})
    return issuer


def _versions(keeper: User, said: dict[str, Any]) -> None:
    newest: Evidence | None = None
    for day in said.pop("in_force_from"):
        written = {**said, "effective_from": day}
        newest = actions.new_version(keeper, newest, written) if newest else actions.add(keeper, written)
