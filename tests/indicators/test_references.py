"""References say where a published figure was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from durna.errors import UserError
from durna.indicators.figures import Figures
from durna.indicators.references import load
from tests.indicators.example import EXAMPLE


def test_every_figure_of_the_example_was_read_somewhere(example_figures: Figures) -> None:
    references = load(EXAMPLE / "references.yaml")
    assert {figure.reference for figure in example_figures} == set(references)
    assert all(reference.address.startswith("http") for reference in references.values())


def test_the_date_is_kept_as_the_page_gives_it() -> None:
    assert load(EXAMPLE / "references.yaml")["marja2022"].published == "2022-02 (month inferred)"


def test_a_workspace_without_references_has_none(tmp_path: Path) -> None:
    assert load(tmp_path / "references.yaml") == {}


@pytest.mark.parametrize(
    ("text", "found"), [("a: {title: T}\n", "has no address, no kind"), ("- a\n", "not a list of keys")]
)
def test_a_faulty_reference_is_explained(tmp_path: Path, text: str, found: str) -> None:
    (tmp_path / "references.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as error:
        load(tmp_path / "references.yaml")
    assert found in error.value.found
