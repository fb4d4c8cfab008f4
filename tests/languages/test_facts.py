"""What a language is like: the order of its letters, its large letters, the form of a name beside a number."""

import pytest

from durna import languages
from durna.languages.facts import Facts


def in_order(code: str, *texts: str) -> list[str]:
    return sorted(texts, key=languages.facts(code).sort_key)


def test_azerbaijani_letters_stand_where_its_alphabet_has_them() -> None:
    # a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z
    assert in_order("az", "İran", "Isparta", "Hindistan", "Xorvatiya", "Əfqanıstan", "Fransa", "Estoniya") == [
        "Estoniya", "Əfqanıstan", "Fransa", "Hindistan", "Xorvatiya", "Isparta", "İran",
    ]  # fmt: skip
    assert in_order("az", "Qatar", "Litva", "Keniya", "Özbəkistan", "Oman", "Şri-Lanka", "Türkiyə", "Suriya") == [
        "Keniya", "Qatar", "Litva", "Oman", "Özbəkistan", "Suriya", "Şri-Lanka", "Türkiyə",
    ]  # fmt: skip


def test_russian_yo_stands_with_ye_and_short_i_after_i() -> None:
    assert in_order("ru", "Ёж", "Жук", "Ель", "Ехидна") == ["Ёж", "Ель", "Ехидна", "Жук"]
    assert in_order("ru", "Йемен", "Иран", "Италия", "Канада") == ["Иран", "Италия", "Йемен", "Канада"]


def test_marks_that_make_no_letter_do_not_move_a_word() -> None:
    assert in_order("en", "Zambia", "Åland", "Albania", "Réunion", "Romania") == [
        "Åland", "Albania", "Réunion", "Romania", "Zambia",
    ]  # fmt: skip


def test_arabic_letters_stand_in_their_order_with_any_hamza() -> None:
    assert in_order("ar", "مصر", "تونس", "أذربيجان", "إيران", "الأردن") == [
        "أذربيجان", "الأردن", "إيران", "تونس", "مصر",
    ]  # fmt: skip


def test_words_stand_before_longer_ones_and_digits_before_letters() -> None:
    assert in_order("en", "Congo Basin", "Congo", "Congolese", "2019") == ["2019", "Congo", "Congo Basin", "Congolese"]


def test_a_letter_may_be_two_signs() -> None:
    hungarian = Facts("hu", ",", "a b c cs d", ("„", "”"))
    assert sorted(["csa", "cz", "cb", "da"], key=hungarian.sort_key) == ["cb", "cz", "csa", "da"]


@pytest.mark.parametrize(
    ("value", "decimals", "form"),
    [
        (1, 0, "въезд"), (21, 0, "въезд"), (2, 0, "въезда"), (34, 0, "въезда"), (5, 0, "въездов"), (11, 0, "въездов"),
        (112, 0, "въездов"), (0, 0, "въездов"), (12.3, 1, "въезда"), (20.6, 0, "въезд"), (None, 0, "въездов"),
    ],
)  # fmt: skip
def test_a_russian_name_follows_the_number_as_it_is_shown(value: float | None, decimals: int, form: str) -> None:
    assert languages.counted("въезд|въезда|въездов", "ru", value, decimals) == form


def test_a_name_of_one_form_stays_as_it_is() -> None:
    assert languages.counted("nəfər", "az", 5) == "nəfər"


def test_only_known_directions_are_taken() -> None:
    with pytest.raises(ValueError, match="direction"):
        Facts("xx", ",", "a", ("«", "»"), direction="up")


def test_arabic_is_written_from_the_right_and_the_others_are_not() -> None:
    assert [code for code in languages.codes() if languages.facts(code).is_rtl] == ["ar"]
