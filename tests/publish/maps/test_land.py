"""Who is drawn where, by the shipped policy of borders and by a workspace's own.

Places are towns, by longitude and latitude.
"""

import json
from pathlib import Path

import pytest

from durna.errors import UserError
from durna.publish.maps import land
from durna.publish.maps.rings import area, joined, parted, wound

SIMFEROPOL, KYIV, MOSCOW = (34.10, 44.95), (30.52, 50.45), (37.62, 55.75)
SQUARE = [[30, 40], [40, 40], [40, 50], [30, 50], [30, 40]]  # anticlockwise, as RFC 7946 has it


@pytest.mark.parametrize(
    ("town", "unit"),
    [
        (SIMFEROPOL, "UKR"), (KYIV, "UKR"), (MOSCOW, "RUS"),
        ((46.75, 39.76), "AZE"),  # Shusha
        ((46.75, 39.82), "AZE"),  # Khankendi
        ((45.41, 39.21), "AZE"),  # Nakhchivan
        ((41.00, 43.02), "GEO"),  # Sukhumi
        ((43.97, 42.23), "GEO"),  # Tskhinvali
        ((121.0, 24.0), "CHN"),  # Taiwan
        ((44.06, 9.56), "SOM"),  # Hargeisa
        ((33.36, 35.25), "undetermined"),  # north of Nicosia
        ((21.16, 42.66), "undetermined"),  # Prishtina
        ((-13.0, 25.0), "undetermined"),  # Western Sahara, west
        ((-10.57, 26.16), "undetermined"),  # Tifariti
        ((-7.99, 31.63), "MAR"),  # Marrakesh
        ((-30.0, 40.0), None),  # the Atlantic
    ],
)  # fmt: skip
def test_a_place_is_drawn_as_the_policy_says(town: tuple[float, float], unit: str | None) -> None:
    assert land.shipped().at(town) == unit


def test_crimea_is_one_with_the_mainland_so_that_no_border_parts_them() -> None:
    assert len(land.shipped().units["UKR"]) == 1


def test_a_workspace_goes_before_the_shipped_policy_territory_by_territory(tmp_path: Path) -> None:
    write(tmp_path, "territories: {western_sahara: {outline: ESH, drawn_as: ESH}}")
    found = land.load(tmp_path)
    assert found.at((-10.57, 26.16)) == "ESH"
    assert found.at(SIMFEROPOL) == "UKR"


def test_a_geometry_of_the_workspace_replaces_the_outline(tmp_path: Path) -> None:
    (tmp_path / "own.geojson").write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": {
        "type": "Polygon", "coordinates": [SQUARE]}}), encoding="utf-8")  # fmt: skip
    write(tmp_path, "territories: {own: {outline: AZE, drawn_as: AZE, geometry: own.geojson}}")
    found = land.load(tmp_path)
    (polygon,) = found.units["AZE"]
    assert set(polygon[0]) == {(30.0, 40.0), (40.0, 40.0), (40.0, 50.0), (30.0, 50.0)}
    assert area(polygon[0]) < 0, "clockwise, or the drawing would cover everything else"


@pytest.mark.parametrize(
    "text",
    [
        "[]", "territories: [a]", "territories: {a: {outline: UKR}}", "territories: {a: {drawn_as: UKR}}",
        "territories: {a: {outline: UKR, drawn_as: XXX}}", "territories: {a: {outline: atlantis, drawn_as: UKR}}",
        "territories: {a: {outline: UKR, drawn_as: UKR, within: [1, 2, 0, 3]}}",
        "territories: {a: {outline: UKR, drawn_as: UKR, south_of: north}}",
        "territories: {a: {outline: UKR, drawn_as: UKR, colour: red}}",
        "territories: {a: {drawn_as: UKR, geometry: missing.geojson}}", "territories: {",
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_followed_is_an_error_in_three_parts(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    with pytest.raises(UserError) as error:
        land.load(tmp_path)
    assert error.value.found
    assert error.value.expected
    assert error.value.do


@pytest.mark.parametrize(
    "shape",
    [
        "no json", "{}", "[]", '{"type": "Point", "coordinates": [1, 2]}', '{"type": "Polygon", "coordinates": []}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}',  # not closed
        '{"type": "Polygon", "coordinates": [[[0, 0], [999, 0], [1, 1], [0, 0]]]}',  # not on the Earth
        '{"type": "Polygon", "coordinates": [[["a", 0], [1, 0], [1, 1], ["a", 0]]]}',
        '{"type": "Feature", "geometry": null}',
    ],
)  # fmt: skip
def test_bad_geojson_is_an_error_that_names_the_file(tmp_path: Path, shape: str) -> None:
    (tmp_path / "own.geojson").write_text(shape, encoding="utf-8")
    write(tmp_path, "territories: {own: {drawn_as: UKR, geometry: own.geojson}}")
    with pytest.raises(UserError, match=r"own\.geojson"):
        land.load(tmp_path)


def test_two_squares_with_a_common_side_become_one_rectangle() -> None:
    left = wound((((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)),))
    right = wound((((1, 0), (2, 0), (2, 1), (1, 1), (1, 0)),))
    ((ring,),) = joined((left,), right)
    assert area(ring) == -2  # 2 by 1, clockwise
    assert len(ring) == 7  # six corners and the first again


def test_a_parallel_parts_a_square_in_two() -> None:
    south, north = parted((((0, 0), (0, 4), (4, 4), (4, 0), (0, 0)),), 1)
    assert (area(south[0]), area(north[0])) == (-4, -12)  # 4 by 1 and 4 by 3, clockwise


def write(folder: Path, text: str) -> None:
    (folder / "borders.yaml").write_text(text, encoding="utf-8")
