import pytest

from durna.errors import UserError
from durna.intake.reading.decoding import Undecodable, as_utf8, find_encoding, known_encoding, unix_newlines

RUSSIAN = "номер;фамилия;гражданство\n1;Иванов;Российская Федерация\n2;ПЕТРОВА;ГРУЗИЯ\n"
AZERBAIJANI = "nömrə;soyadı;ölkə\n1;Şahbazov;Türkiyə\n2;Çıraqlı;İran İslam Respublikası\n"
# Code page 1254 has no schwa; offices wrote "e" or "a" for it.
AZERBAIJANI_1254 = AZERBAIJANI.replace("ə", "e")
GERMAN = "Nummer;Name;Ort\n1;Müller;Köln\n2;Groß;Düsseldorf\n3;Peña;São Tomé\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (AZERBAIJANI, "utf-8", "utf-8"),
        (AZERBAIJANI, "utf-8-sig", "utf-8"),
        (AZERBAIJANI, "utf-16", "utf-16"),
        (AZERBAIJANI, "utf-16-le", "utf-16-le"),
        (AZERBAIJANI, "utf-16-be", "utf-16-be"),
        (AZERBAIJANI_1254, "cp1254", "cp1254"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        (RUSSIAN, "cp866", "cp866"),
        (GERMAN, "cp1252", "cp1252"),
        ("plain,text\n", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found_out_and_the_text_survives(text, encoding, found) -> None:
    content = text.encode(encoding)
    assert find_encoding(content) == found
    assert b"".join(as_utf8([content], found)).decode() == text


def test_russian_in_capitals_is_not_taken_for_another_code_page() -> None:
    assert find_encoding("ФАМИЛИЯ,ИМЯ\nИВАНОВ,ПЕТР\nСИДОРОВА,АННА\n".encode("cp1251")) == "cp1251"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_a_letter_may_be_cut_between_two_blocks(encoding) -> None:
    content = RUSSIAN.encode(encoding)
    blocks = [content[place : place + 5] for place in range(0, len(content), 5)]
    assert b"".join(as_utf8(blocks, encoding)).decode() == RUSSIAN


def test_what_cannot_be_decoded_is_placed() -> None:
    with pytest.raises(Undecodable) as raised:
        list(as_utf8([b"ab\ncd\n", b"e\xff\n"], "utf-8"))
    assert (raised.value.offset, raised.value.line) == (7, 3)


def test_a_letter_cut_off_at_the_end_is_placed() -> None:
    with pytest.raises(Undecodable) as raised:
        list(as_utf8([b"ab\n", "ə".encode()[:1]], "utf-8"))
    assert (raised.value.offset, raised.value.line) == (3, 2)


def test_a_carriage_return_between_two_blocks_ends_one_line() -> None:
    assert b"".join(unix_newlines([b"a\r", b"\nb\r\n"], lone_returns=False)) == b"a\nb\n"


def test_a_lone_carriage_return_is_a_break_inside_a_cell() -> None:
    assert b"".join(unix_newlines([b"a\rb\n"], lone_returns=False)) == b"a b\n"


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UserError, match="not the name of an encoding"):
        known_encoding("azeri")


def test_names_used_on_windows_are_known() -> None:
    assert known_encoding("Windows-1251") == "cp1251"
