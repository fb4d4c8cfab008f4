"""SDMX messages as tables. The messages are made up; their forms are those of the standard's documents."""

from __future__ import annotations

import json

import pytest

from durna.errors import UserError
from durna.intake.reading import peek
from durna.sources.mapping import FileOptions

MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
GENERIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"


def generic(body: str) -> str:
    return f"""<?xml version="1.0"?>
<m:GenericData xmlns:m="{MESSAGE}" xmlns:g="{GENERIC}"><m:Header>
<m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"/></m:Header>
<m:DataSet structureRef="S">{body}</m:DataSet></m:GenericData>"""


SERIES = """<g:Series><g:SeriesKey><g:Value id="SEX" value="F"/></g:SeriesKey>
<g:Attributes><g:Value id="UNIT" value="PS"/></g:Attributes>
<g:Obs><g:ObsDimension value="2019"/><g:ObsValue value="5"/></g:Obs>
<g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="7"/>
<g:Attributes><g:Value id="OBS_STATUS" value="P"/></g:Attributes></g:Obs></g:Series>"""


def by_name(result: object) -> list[dict[str, str]]:
    table, rows = result.table, result.rows  # type: ignore[attr-defined]
    return [{name: cell for name, cell in zip(table.columns, row, strict=False) if cell is not None} for row in rows]


def test_generic_data_become_a_row_an_observation(opened) -> None:
    assert by_name(opened(generic(SERIES), "a.xml")) == [
        {"SEX": "F", "UNIT": "PS", "TIME_PERIOD": "2019", "OBS_VALUE": "5"},
        {"SEX": "F", "UNIT": "PS", "TIME_PERIOD": "2020", "OBS_VALUE": "7", "OBS_STATUS": "P"},
    ]


def test_observations_without_series_have_their_whole_key(opened) -> None:
    flat = """<g:Obs><g:ObsKey><g:Value id="SEX" value="M"/><g:Value id="TIME_PERIOD" value="2019"/></g:ObsKey>
    <g:ObsValue value="1.50"/></g:Obs>"""
    assert by_name(opened(generic(flat), "a.xml")) == [{"SEX": "M", "TIME_PERIOD": "2019", "OBS_VALUE": "1.50"}]


def test_what_is_said_of_a_group_is_said_of_its_series_only(opened) -> None:
    group = """<g:Group type="Sibling"><g:GroupKey><g:Value id="SEX" value="F"/></g:GroupKey>
    <g:Attributes><g:Value id="TITLE" value="Women"/></g:Attributes></g:Group>"""
    other = SERIES.replace('"F"', '"M"')
    rows = by_name(opened(generic(group + SERIES + other), "a.xml"))
    assert [row.get("TITLE") for row in rows] == ["Women", "Women", None, None]


def specific(body: str, version: str = "v3_0") -> str:
    schemas = f"http://www.sdmx.org/resources/sdmxml/schemas/{version}"
    return f"""<?xml version="1.0"?>
<m:StructureSpecificData xmlns:m="{schemas}/message" xmlns:ss="{schemas}/data/structurespecific"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:x"><m:DataSet ss:dataScope="DataStructure"
 xsi:type="n:DataSetType">{body}</m:DataSet></m:StructureSpecificData>"""


@pytest.mark.parametrize("version", ["v2_1", "v3_0"])
def test_structure_specific_data_are_read_in_every_version(opened, version: str) -> None:
    body = """<Group xsi:type="n:Sibling" SEX="F" TITLE="Women"/>
    <Series SEX="F"><Obs TIME_PERIOD="2019" OBS_VALUE="5"/></Series><Obs SEX="M" TIME_PERIOD="2019"/>"""
    assert by_name(opened(specific(body, version), "a.xml")) == [
        {"SEX": "F", "TITLE": "Women", "TIME_PERIOD": "2019", "OBS_VALUE": "5"},
        {"SEX": "M", "TIME_PERIOD": "2019"},
    ]


def test_several_values_of_one_attribute_are_joined(opened) -> None:
    body = """<Obs SEX="M" OBS_VALUE="1"><Comp id="NOTE"><Value>a</Value><Value>b</Value></Comp></Obs>"""
    assert by_name(opened(specific(body), "a.xml"))[0]["NOTE"] == "a;b"


def structure(**more: object) -> dict[str, object]:
    return {
        "dimensions": {
            "series": [{"id": "SEX", "values": [{"id": "F"}, {"id": "M"}]}],
            "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2019"}, {"value": "2020"}]}],
        },
        "attributes": {
            "series": [{"id": "UNIT", "values": [{"id": "PS"}]}],
            "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "P"}]}, {"id": "NOTE"}],
        },
        **more,
    }  # fmt: skip


FIRST = {"series": {"1": {"attributes": [0], "observations": {"0": [3, 0], "1": [None, 1, "late"]}}}}
WANTED = [
    {"SEX": "M", "UNIT": "PS", "TIME_PERIOD": "2019", "OBS_VALUE": "3", "OBS_STATUS": "A"},
    {"SEX": "M", "UNIT": "PS", "TIME_PERIOD": "2020", "OBS_STATUS": "P", "NOTE": "late"},
]


def test_json_of_both_versions_says_the_same(opened) -> None:
    one = json.dumps({"data": {"dataSets": [FIRST], "structure": structure()}})
    two = json.dumps({"data": {"dataSets": [{"structure": 0, **FIRST}], "structures": [structure()]}})
    assert by_name(opened(one, "a.json")) == by_name(opened(two, "b.json")) == WANTED


def test_a_code_list_becomes_a_row_a_code_with_its_names(opened) -> None:
    schemas = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
    message = f"""<m:Structure xmlns:m="{schemas}/message" xmlns:s="{schemas}/structure" xmlns:c="{schemas}/common">
    <m:Structures><s:Codelists><s:Codelist agencyID="X" id="CL_A" version="1.0"><c:Name xml:lang="en">A</c:Name>
    <s:Code id="1"><c:Name xml:lang="en">One</c:Name><c:Name xml:lang="az">Bir</c:Name></s:Code>
    <s:Code id="2"><c:Name xml:lang="en">Two</c:Name><s:Parent>1</s:Parent></s:Code>
    </s:Codelist></s:Codelists></m:Structures></m:Structure>"""
    first, second = by_name(opened(message, "a.xml"))
    assert first == {
        "scheme_kind": "Codelist", "scheme_agency": "X", "scheme_id": "CL_A", "scheme_version": "1.0",
        "item_kind": "Code", "id": "1", "name_en": "One", "name_az": "Bir",
    }  # fmt: skip
    assert (second["id"], second["parent"], second["name_en"]) == ("2", "1", "Two")


def test_a_message_can_be_looked_into(tmp_path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(generic(SERIES), encoding="utf-8")
    assert peek(path, FileOptions())[:2] == [
        ["SEX", "UNIT", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"], ["F", "PS", "2019", "5", ""]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content", [generic(SERIES)[:-30], '{"data": {"dataSets": [{"series": {"9": {"observations": {"0": [1]}}}}]}}']
)
def test_a_damaged_message_is_refused(opened, content: str) -> None:
    with pytest.raises(UserError, match="not a complete SDMX message"):
        opened(content, "a.xml")


def test_a_message_without_rows_is_refused(opened) -> None:
    with pytest.raises(UserError, match="neither observations nor a list"):
        opened(generic(""), "a.xml")


def test_entities_do_not_grow(opened) -> None:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{grown}]>' + generic("&e9;").removeprefix('<?xml version="1.0"?>')
    with pytest.raises(UserError, match="not a complete SDMX message"):
        opened(bomb, "a.xml")
