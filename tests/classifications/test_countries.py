from datetime import date
from pathlib import Path

import pytest

from durna import languages
from durna.classifications import countries
from durna.errors import UserError


def test_all_249_countries_of_iso_3166_and_kosovo_are_there() -> None:
    assert len(countries.codes("country")) == 249 + 1


def test_no_code_stands_twice_and_every_kind_is_known() -> None:
    assert len(set(countries.codes())) == len(countries.codes())
    assert {country.kind for country in countries.load().values()} == set(countries.KINDS)


@pytest.mark.parametrize(
    ("iso3", "last_day"),
    [
        ("SUN", date(1992, 8, 30)),
        ("CSK", date(1993, 6, 15)),
        ("YUG", date(2003, 7, 23)),
        ("SCG", date(2006, 9, 26)),
        ("ANT", date(2010, 12, 15)),
        ("DDR", date(1990, 10, 30)),
        ("ZAR", date(1997, 7, 14)),
    ],
)
def test_a_former_country_ends_on_the_day_iso_withdrew_its_code(iso3: str, last_day: date) -> None:
    assert countries.is_valid(iso3, last_day)
    assert not countries.is_valid(iso3, date(2020, 1, 1))
    assert countries.is_valid(iso3)


def test_a_present_country_is_valid_for_years_before_it_existed() -> None:
    """UN DESA publishes a migrant stock of Azerbaijan for 1990."""
    assert countries.is_valid("AZE", date(1990, 7, 1))


@pytest.mark.parametrize("language", languages.codes())
def test_every_code_has_a_name_in_every_language(language: str) -> None:
    unnamed = [iso3 for iso3 in countries.codes() if countries.name(iso3, language) == iso3]

    assert unnamed == []


@pytest.mark.parametrize("language", languages.codes())
def test_no_two_codes_share_a_name(language: str) -> None:
    names = [countries.name(iso3, language) for iso3 in countries.codes()]

    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize(
    ("iso3", "language", "expected"),
    [
        ("GEO", "az", "Gürcüstan"),
        ("TUR", "en", "Türkiye"),
        ("RUS", "az", "Rusiya Federasiyası"),
        ("KGZ", "ru", "Кыргызстан"),
        ("ATG", "en", "Antigua and Barbuda"),
        ("LCA", "en", "Saint Lucia"),
        ("COK", "ru", "Острова Кука"),
        ("M49-145", "en", "Western Asia"),
        ("WLD", "az", "Dünya"),
        ("SUN", "ru", "Союз Советских Социалистических Республик"),
        ("XXA", "az", "Vətəndaşlığı olmayan şəxs"),
        ("other", "en", "Other countries"),
        ("DEU", "fr", "Allemagne"),
        ("SUN", "fr", "Union of Soviet Socialist Republics"),
        ("?QQQ", "az", "?QQQ"),
        ("DEU", "xx", "Germany"),
    ],
)
def test_names(iso3: str, language: str, expected: str) -> None:
    assert countries.name(iso3, language) == expected


def test_a_workspace_may_print_a_name_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "country_names.yaml"
    own.write_text("overrides: {GBR: {az: Böyük Britaniya}}\n", encoding="utf-8")

    assert countries.name("GBR", "az", own) == "Böyük Britaniya"
    assert countries.name("GBR", "en", own) == "United Kingdom"
    assert countries.name("GBR", "az") == "Birləşmiş Krallıq"


def test_an_unreadable_workspace_file_is_a_users_error(tmp_path: Path) -> None:
    own = tmp_path / "country_names.yaml"
    own.write_text("overrides: [a, b\n", encoding="utf-8")

    with pytest.raises(UserError, match="cannot be read"):
        countries.name("GBR", "az", own)


def test_two_letters_mean_the_country_of_today() -> None:
    assert countries.from_iso2("az") == "AZE"
    assert countries.from_iso2("AI") == "AIA"  # once the French Afars and Issas
    assert countries.from_iso2("SU") == "SUN"
    assert countries.from_iso2("CS") in ("CSK", "SCG")
    assert countries.from_iso2("ZZ") is None


@pytest.mark.parametrize(
    ("number", "iso3"),
    [
        (31, "AZE"),
        ("031", "AZE"),
        (1, "WLD"),
        (900, "WLD"),
        (150, "M49-150"),
        (908, "M49-150"),
        (1833, "M49-1833"),
        (412, "XKX"),
        (112, "BLR"),
        (999999, None),
        ("Europe", None),
    ],
)
def test_un_numbers(number: str | int, iso3: str | None) -> None:
    assert countries.from_m49(number) == iso3
