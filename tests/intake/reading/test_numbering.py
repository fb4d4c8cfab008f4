from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durna.errors import UserError
from durna.intake.reading.numbering import Numbered, Shape, write_numbered


def numbered(tmp_path: Path, *blocks: bytes, **shape) -> tuple[bytes, Numbered]:
    target = tmp_path / "numbered.csv"
    result = write_numbered(blocks, Shape(**{"header_lines": 0, "delimiter": ",", "quote": '"', **shape}), target)
    return target.read_bytes(), result


def test_every_line_gets_its_number(tmp_path) -> None:
    text, result = numbered(tmp_path, b"a,b\nc,d\n")
    assert text == b"1,a,b\n2,c,d\n"
    assert result.records == 2


def test_the_header_is_left_out_and_counted(tmp_path) -> None:
    assert numbered(tmp_path, b"x\ny\na,b\n", header_lines=2)[0] == b"3,a,b\n"


def test_a_header_longer_than_a_block_is_left_out(tmp_path) -> None:
    assert numbered(tmp_path, b"x\n", b"y\na", b",b\n", header_lines=2)[0] == b"3,a,b\n"


def test_a_cell_with_line_breaks_gets_one_number_though_blocks_cut_it(tmp_path) -> None:
    text, result = numbered(tmp_path, b'a,"b\n', b"c\n", b'd"\ne,f\n')
    assert text == b'1,a,"b\nc\nd"\n4,e,f\n'
    assert result.records == 2


def test_a_line_without_an_end_is_a_record(tmp_path) -> None:
    assert numbered(tmp_path, b"a\nb")[0] == b"1,a\n2,b\n"


def test_a_line_with_an_unclosed_quote_is_set_aside(tmp_path) -> None:
    text, result = numbered(tmp_path, b'a,"b\nc,d\n')
    assert text == b"2,c,d\n"
    assert list(result.broken) == [1]


def test_a_quote_closed_in_the_middle_of_a_cell_is_set_aside(tmp_path) -> None:
    _, result = numbered(tmp_path, b'a,"b\nc,"d",e\nf,g\n')
    assert list(result.broken) == [1]
    assert result.records == 2


def test_lines_without_text_are_left_out_and_counted(tmp_path) -> None:
    text, result = numbered(tmp_path, b'a\n\n,,\n"" ,\nb\n')
    assert text == b"1,a\n5,b\n"
    assert result.empty == 3


def test_a_file_without_line_ends_is_refused(tmp_path) -> None:
    with pytest.raises(UserError, match="longer than"):
        numbered(tmp_path, *[b"x" * (1 << 20)] * 20)


def test_asked_for_exactness_every_line_must_have_its_cells(tmp_path) -> None:
    lines = [b"a,b", b"a", b"a,b,", b"a,b,c", b'"a,1",b', b'"a"x,b', b'"a","b","c"', b'5" x,"b"', b'"two', b'lines",b']
    text, result = numbered(tmp_path, b"\n".join(lines), cells=2)
    assert text == b'1,a,b\n3,a,b,\n5,"a,1",b\n8,5" x,"b"\n9,"two\nlines",b\n'
    assert sorted(result.broken) == [2, 4, 6, 7]


lines = st.lists(st.sampled_from([b"a,b", b'a,"b"', b'a,"b', b'c"', b'5",x', b'"', b"", b'a,"b""c"', b'x,"', b'","']))


@given(lines=lines, cut=st.integers(1, 7), cells=st.sampled_from([None, 2]))
def test_blocks_of_any_size_give_the_same_records(tmp_path_factory, lines, cut, cells) -> None:
    folder = tmp_path_factory.mktemp("numbering")
    content = b"".join(line + b"\n" for line in lines)
    blocks = [content[place : place + cut] for place in range(0, len(content), cut)]
    assert numbered(folder, *blocks, cells=cells) == numbered(folder, content, cells=cells)
