"""Policies: what durna.toml may say."""

from pathlib import Path

import pytest

from durna.disclosure import policy
from durna.errors import UserError


def written(folder: Path, text: str) -> Path:
    file = folder / "durna.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_section_counts_are_rounded_to_five(tmp_path: Path) -> None:
    found = policy.read(written(tmp_path, '[workspace]\ncountry = "AZE"\n'))
    assert (found.method, found.base, found.said) == ("additive-rounding", 5, "additive rounding to 5")


def test_random_rounding_is_to_three_unless_told(tmp_path: Path) -> None:
    assert policy.read(written(tmp_path, '[confidentiality]\nmethod = "random-rounding"\n')).base == 3
    assert policy.read(written(tmp_path, '[confidentiality]\nmethod = "random-rounding"\nbase = 10\n')).base == 10


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ('method = "blurring"', "method"), ("base = 7", "base 7"), ("threshold = 1", "threshold 1"),
        ("no_counts_to = 10", "no_counts_to 10"), ("variance = 0.0", "variance"), ("bases = 5", "bases"),
    ],
)  # fmt: skip
def test_what_is_not_possible_is_refused_by_its_name(tmp_path: Path, said: str, named: str) -> None:
    with pytest.raises(UserError, match=named) as refusal:
        policy.read(written(tmp_path, f"[confidentiality]\n{said}\n"))
    assert "confidentiality" in refusal.value.do
