"""Ids: what SDMX allows stays as it is, and no two codes ever share one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durna.publish.sdmx import ids

# IDType of the SDMX common schema 3.0, and NCNameIDType.
CODE = re.compile(r"[A-Za-z0-9_@$\-]+")
COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*")


@pytest.mark.parametrize("code", ["AZE", "0-4", "M49-150", "residence_permit", "@2019"])
def test_a_legal_code_stays_as_it_is(code: str) -> None:
    assert ids.code_id(code) == code


def test_a_code_that_means_total_in_sdmx_is_not_left_to_mean_it() -> None:
    assert ids.code_id("_T") != "_T"


def test_an_id_does_not_depend_on_what_else_is_on_the_list() -> None:
    assert ids.code_ids(["85+"])["85+"] == ids.code_ids(["85+", "0-4", "85-"])["85+"]


@given(st.lists(st.text(max_size=12), unique=True))
def test_every_code_has_a_legal_id_of_its_own(codes: list[str]) -> None:
    found = ids.code_ids(codes)
    assert set(found) == set(codes)
    assert len(set(found.values())) == len(codes)
    assert all(CODE.fullmatch(id) for id in found.values())


def test_a_legal_code_that_looks_like_the_id_of_another_is_told_apart() -> None:
    taken = ids.code_id("85+")
    assert len(set(ids.code_ids(["85+", taken]).values())) == 2


@given(st.text(min_size=1, max_size=12))
def test_every_component_has_a_legal_id(name: str) -> None:
    assert COMPONENT.fullmatch(ids.component_id(name))


def test_a_breakdown_named_like_a_component_of_every_figure_gets_a_word_before_it() -> None:
    assert ids.component_id("indicator", ("INDICATOR",)) == "BY_INDICATOR"


def test_a_later_edition_has_a_higher_version() -> None:
    assert ids.version_of("2023-10-06") == "2023.10.6"
    assert ids.version_of("2023-10-06T10:00:00+04:00") == "2023.10.6"
