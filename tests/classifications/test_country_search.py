import csv
from pathlib import Path

import pytest

from durna import languages
from durna.classifications import countries
from durna.classifications.country_search import recognise


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Azərbaycan Respublikası", "AZE"),
        ("AZERBAIJAN", "AZE"),
        ("İRAN", "IRN"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Korea, Republic of", "KOR"),
        ("Congo (Democratic Republic)", "COD"),
        ("Congo", "COG"),
        ("Cote d'Ivoire", "CIV"),
        ("Turkey", "TUR"),
        ("Россия", "RUS"),
        ("ABŞ", "USA"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Stateless", "XXA"),
        ("USSR", "SUN"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("Dominica", "DMA"),
        ("Georgia ", "GEO"),
        ("East Timor", "TLS"),  # also its name before independence
        ("Amerika", "USA"),  # also the name of the continent
        ("Western Asia", "M49-145"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_from_name(text: str, iso3: str | None) -> None:
    assert countries.from_name(text) == iso3


@pytest.mark.parametrize(
    ("cell", "iso3"),
    [("aze", "AZE"), ("AZ", "AZE"), ("31", "AZE"), ("Azerbaijan", "AZE"), ("M49-150", "M49-150"), ("--", None)],
)
def test_recognise_takes_any_kind_of_cell(cell: str, iso3: str | None) -> None:
    assert recognise(cell) == iso3


@pytest.mark.parametrize("language", languages.codes())
def test_every_name_that_is_printed_is_found_again(language: str) -> None:
    no_regions = [iso3 for iso3, country in countries.load().items() if country.kind != "aggregate"]
    lost = [iso3 for iso3 in no_regions if countries.from_name(countries.name(iso3, language)) != iso3]

    assert lost == []


@pytest.mark.parametrize("file", ["UNSD-en.csv", "UNSD-ru.csv"])
def test_the_names_of_the_un_table_are_found(shared_data: Path, file: str) -> None:
    with (shared_data / "country-codes-m49-iso" / file).open(encoding="utf-8-sig", newline="") as stream:
        rows = [list(row.values()) for row in csv.DictReader(stream)]

    wrong = [row[8] for row in rows if countries.from_name(row[8]) != row[11]]

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Rusya", "RUS"), ("Türkiye", "TUR"), ("Turquie", "TUR"), ("Almanya", "DEU"), ("Çekya", "CZE"),
        ("Kırgızistan", "KGZ"), ("Tchéquie", "CZE"), ("Royaume-Uni", "GBR"), ("Estados Unidos", "USA"),
        ("საქართველო", "GEO"), ("Без гражданства", "XXA"), ("Vatansız", "XXA"), ("Не указано", "unknown"),
    ],
)  # fmt: skip
def test_countries_are_found_in_the_languages_of_other_publishers(text: str, iso3: str) -> None:
    assert recognise(text) == iso3
