"""Every method is attacked before it is published: what holds, and what is given away by figures before."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.cubes import crossed, skewed
from durna.disclosure.attacker import Disclosure
from durna.disclosure.deciding import decided
from durna.disclosure.methods import Outcome
from durna.disclosure.policy import Policy
from durna.disclosure.proof import prove
from durna.disclosure.told import Told


@pytest.mark.parametrize("method", ["additive-rounding", "suppression"])
def test_a_method_that_keeps_its_promise_passes(method: str) -> None:
    tables = crossed(skewed((9, 7), 5))
    policy = Policy(method=method)  # type: ignore[arg-type]

    assert prove(tables, decided(tables, policy), policy).is_safe


def test_figures_that_nobody_protected_are_found_under_a_policy_that_hides_too_little() -> None:
    tables = crossed(skewed((9, 7), 5))
    policy = Policy(method="suppression")
    weak = Outcome(tables.values, (tables.values > 0) & (tables.values < policy.threshold))

    with pytest.raises(Disclosure) as told:
        prove(tables, weak, policy).require_safe()
    assert "sums along" in told.value.found


def test_what_an_earlier_edition_showed_is_shown() -> None:
    tables = crossed(skewed((9, 7), 5))
    policy = Policy(method="suppression")
    now = decided(tables, policy)
    open_then = Told("2023", policy, tables, Outcome(tables.values, np.zeros(len(tables.ids), dtype=bool)))
    verdict = prove(tables, now, policy, [open_then])

    assert prove(tables, now, policy, [Told("2023", policy, tables, now)]).is_safe
    assert len(verdict.exposed) == ((tables.values > 0) & (tables.values < policy.threshold)).sum()
