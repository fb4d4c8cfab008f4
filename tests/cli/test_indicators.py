"""`durna indicators`: the catalogue at a terminal and as data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from durna.cli.main import durna
from durna.errors import UserError
from durna.indicators.definition import catalogue


def run(*arguments: str) -> str:
    result = CliRunner().invoke(durna, ["indicators", *arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def as_data(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_the_list_has_every_indicator() -> None:
    assert [one["id"] for one in as_data()] == list(catalogue())
    assert len(run().splitlines()) == len(catalogue()) + 1


def test_one_definition_is_shown() -> None:
    assert as_data("work_permits_issued")["counting_unit"] == "permit"
    assert "counting_unit: permit" in run("work_permits_issued")


def test_a_chapter_holds_its_parts() -> None:
    chapters = {one["chapter"] for one in as_data("--chapter", "A.2")}
    assert chapters
    assert all(chapter.startswith("A.2.") or chapter == "A.2" for chapter in chapters)


def test_an_unknown_indicator_is_answered_with_near_names() -> None:
    with pytest.raises(UserError) as error:
        run("work_permit_issued")
    assert "work_permits_issued" in error.value.expected


def test_an_unknown_chapter_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError, match="chapter 'Z'"):
        run("--chapter", "Z")
