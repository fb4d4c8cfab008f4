"""Figures kept with an edition come back as they were, to the last digit."""

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durna.editions import kept
from durna.errors import UserError
from durna.indicators.figures import Evidence, Figure, Settlement
from durna.periods import Period

days = st.dates(date(1950, 1, 1), date(2050, 12, 31))
numbers = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
texts = st.text(max_size=8)
evidence = st.builds(Evidence, texts, texts, st.integers(0, 10**9), st.one_of(st.none(), st.integers(0, 9)))
settlements = st.one_of(st.none(), st.builds(Settlement, texts, texts, texts, st.floats(0, 9), st.floats(0, 9)))
figures = st.builds(
    Figure,
    indicator=texts, period=st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair))), geography=texts,
    unit=texts, counting_unit=texts, value=numbers, publisher=texts, lower=numbers, upper=numbers,
    dimensions=st.lists(st.tuples(texts, texts), max_size=2).map(tuple), flags=st.lists(texts, max_size=2).map(tuple),
    note=st.dictionaries(texts, texts, max_size=2), evidence=st.lists(evidence, max_size=2).map(tuple),
    settled=settlements, preferred=st.booleans(),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(figures, max_size=3, unique_by=lambda figure: figure.figure_id))
def test_what_is_written_is_read(some: list[Figure]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data" / kept.FILE
        kept.write(some, file)
        found = kept.read(file)
    assert list(found) == sorted(some, key=lambda figure: figure.figure_id)
    # Equality of figures leaves out notes and evidence; their bytes do not.
    assert {kept.encode(each) for each in found} == {kept.encode(each) for each in some}


@settings(max_examples=40)
@given(figures)
def test_the_public_copy_says_nothing_of_the_rows_behind(figure: Figure) -> None:
    public = json.loads(kept.encode(figure, public=True))
    assert not {"evidence", "settled"} & set(public)


@pytest.mark.parametrize("content", ["{", "[]", '{"indicator": "a"}', '{"period": "never"}'])
def test_a_damaged_file_is_said_by_its_name(content: str, tmp_path: Path) -> None:
    file = tmp_path / "one" / "data" / kept.FILE
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=r"data/figures\.jsonl of edition 'one'"):
        kept.read(file)
