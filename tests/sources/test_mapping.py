from pathlib import Path
from typing import Any

import pytest

from durna.errors import UserError
from durna.sources import mapping as mappings
from durna.sources.mapping import Mapping

MINIMAL = "source: sms_work_permit\nfields: {permit_no: NUMBER}\n"


def loaded(folder: Path, text: str) -> Mapping:
    file = folder / "permits.yaml"
    file.write_text(text, encoding="utf-8")
    return mappings.load(file)


def test_a_column_is_enough_for_a_field(tmp_path: Path) -> None:
    mapping = loaded(tmp_path, MINIMAL)

    assert (mapping.name, mapping.source) == ("permits", "sms_work_permit")
    assert mapping.fields["permit_no"].column == "NUMBER"
    assert (mapping.stream, mapping.covers, mapping.unpivot, dict(mapping.events)) == ("", None, None, {})


def test_everything_a_mapping_may_say_is_read(tmp_path: Path) -> None:
    mapping = loaded(
        tmp_path,
        """
source: sbs_border_crossing
about: the gate's own export
stream: expedited
covers: 2020-01
file:
  sheet: Crossings
  header_rows: [4, 5]
  encoding: cp1251
  delimiter: "|"
  ends_before: "^Source"
  missing: ["N/A", "-"]
  fill_down: [Sex]
fields:
  crossed_on: {column: DATE, form: [dmy, excel]}
  document_number: {template: "{Issuer}-{Number}"}
  permitted_until: {column: until, form: mmddyyyy, special: {"D/S": duration_of_status}}
  value: {column: thousands, scale: 1000, decimal: ","}
events:
  arrival: {direction: {constant: entry}}
""",
    )

    assert (mapping.stream, mapping.covers, mapping.about) == ("expedited", "2020-01", "the gate's own export")
    assert (mapping.file.sheet, mapping.file.header_rows, mapping.file.missing) == ("Crossings", (4, 5), ("N/A", "-"))
    assert mapping.fields["crossed_on"].forms == ("dmy", "excel")
    assert mapping.fields["permitted_until"].special == {"D/S": "duration_of_status"}
    assert (mapping.fields["value"].scale, mapping.fields["value"].decimal) == (1000, ",")
    assert mapping.events["arrival"]["direction"].constant == "entry"


def test_columns_may_be_turned_into_rows(tmp_path: Path) -> None:
    mapping = loaded(tmp_path, MINIMAL + 'file: {unpivot: {columns: ["2019", "2020"], name: year, value: count}}')

    assert mapping.unpivot is not None
    assert (mapping.unpivot.columns, mapping.unpivot.name) == (("2019", "2020"), "year")


def codes(folder: Path, text: str) -> dict[str, str | None]:
    mapping = loaded(folder, f"source: s\nfields:\n  citizenship:\n    column: C\n    codes:\n      {text}\n")
    return dict(mapping.fields["citizenship"].codes or {})


@pytest.mark.parametrize(
    ("line", "code", "value"),
    [
        ("AZ: AZE", "AZ", "AZE"),
        ("577: AZE", "577", "AZE"),
        ('"01": male', "01", "male"),
        ("XX: null", "XX", None),
        ("XX:", "XX", None),
    ],
)
def test_codes_are_the_text_of_the_file(tmp_path: Path, line: str, code: str, value: str | None) -> None:
    assert codes(tmp_path, line) == {code: value}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("NO: NOR", "NO"),  # Norway: YAML takes it for false
        ("no: refused", "no"),
        ("Yes: granted", "Yes"),
        ("on: granted", "on"),
        ("01: male", "01"),  # YAML takes it for the octal number 1
        ("010: male", "010"),
        ("0x1F: male", "0x1F"),
        ("1_0: male", "1_0"),
        ("12:30: male", "12:30"),
        ("1.50: male", "1.50"),
    ],
)
def test_a_code_that_yaml_takes_for_something_else_is_understood_or_refused(
    tmp_path: Path, line: str, code: str
) -> None:
    try:
        understood = codes(tmp_path, line)
    except UserError:
        return
    assert list(understood) == [code]


def test_codes_may_stand_in_a_file_beside_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("code,value\n577,AZE\n 582 , GEO \n999,\n", encoding="utf-8-sig")
    mapping = loaded(tmp_path, "source: s\nfields: {citizenship: {column: C, codes: countries.csv}}")

    assert mapping.fields["citizenship"].codes == {"577": "AZE", "582": "GEO", "999": None}


@pytest.mark.parametrize(
    "content",
    [None, b"", b"from,to\nA,B\n", b"code,value\nA\n", b"code,value\n\xff\xfe,AZE\n", b"code;value\nA;AZE\n"],
    ids=["absent", "empty", "other columns", "short row", "not UTF-8", "semicolons"],
)
def test_a_code_file_that_cannot_be_used_is_a_users_error(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "countries.csv").write_bytes(content)

    with pytest.raises(UserError, match=r"countries\.csv"):
        loaded(tmp_path, "source: s\nfields: {citizenship: {column: C, codes: countries.csv}}")


@pytest.mark.parametrize(
    "text",
    [
        "", "- a", "source: s", "fields: {a: b}", "source: s\nfields: [a]", "source: s\nfields: {a: [b]}",
        "source: s\nfields: {a: {column: b, constant: c}}", "source: s\nfields: {a: {}}",
        "source: s\nfields: {a: {colum: b}}", "source: s\nfields: {a: b}\nflie: {}",
        "source: s\nfields: {a: b}\nfile: [x]", "source: s\nfields: {a: b}\nfile: {shet: x}",
        "source: s\nfields: {a: b}\nfile: {unpivot: {columns: x}}",
        "source: s\nfields: {a: {column: b, codes: [c]}}", "source: [s\nfields: {a: b}", "source: s\n\tfields: {a: b}",
    ],
)  # fmt: skip
def test_a_file_that_is_no_mapping_is_a_users_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError, match=r"Mapping permits\.yaml") as refused:
        loaded(tmp_path, text)
    assert "durna map" in refused.value.do


@pytest.mark.parametrize(
    "part",
    [
        "file: {header_rows: 4}", "file: {header_row: four}", "file: {missing: 3}", "file: {fill_down: 3}",
        "file: {unpivot: {columns: '[', name: year, value: n}}", "file: {unpivot: {columns: 3, name: y, value: n}}",
        "events: [arrival]", "events: {arrival: crossed_on}", "events: {arrival: [x]}", "events: {}x",
    ],
)  # fmt: skip
def test_a_part_of_the_wrong_shape_is_a_users_error(tmp_path: Path, part: str) -> None:
    with pytest.raises(UserError, match=r"Mapping permits\.yaml"):
        loaded(tmp_path, f"{MINIMAL}{part}\n")


@pytest.mark.parametrize(
    "description",
    [
        "{column: b, form: 3}", "{column: b, form: [dmy, 3]}", "{column: b, form: {a: b}}",
        "{column: b, scale: thousand}", '{column: b, scale: "1; DROP"}', "{column: b, decimal: 5}",
        "{column: b, decimal: ';'}", "{column: b, special: D/S}", "{column: b, special: [D/S]}", "{template: 5}",
        "{template: [a]}",
    ],
)  # fmt: skip
def test_a_field_described_in_the_wrong_shape_is_a_users_error(tmp_path: Path, description: str) -> None:
    with pytest.raises(UserError, match=r"Mapping permits\.yaml"):
        loaded(tmp_path, f"source: s\nfields:\n  permitted_until: {description}\n")


@pytest.mark.parametrize(("key", "word"), [("missing", "N/A"), ("fill_down", "Sex"), ("header_rows", "4")])
def test_one_word_where_a_list_is_wanted_is_not_taken_letter_by_letter(tmp_path: Path, key: str, word: str) -> None:
    try:
        options: Any = loaded(tmp_path, f"{MINIMAL}file: {{{key}: {word}}}\n").file
    except UserError:
        return
    assert [str(part) for part in getattr(options, key)] == [word]


def test_a_field_named_twice_is_a_users_error(tmp_path: Path) -> None:
    """YAML keeps the second and says nothing; whoever wrote the first would never know."""
    with pytest.raises(UserError, match=r"permits\.yaml"):
        loaded(tmp_path, "source: s\nfields:\n  permit_no: NUMBER\n  permit_no: CASE\n")


def test_a_syntax_error_is_shown_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="line 3"):
        loaded(tmp_path, "source: s\nfields:\n\tpermit_no: NUMBER\n")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "source: ö".encode("utf-16")])
def test_a_mapping_that_is_not_text_is_a_users_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "permits.yaml"
    file.write_bytes(content)

    with pytest.raises(UserError):
        mappings.load(file)


def test_a_folder_in_the_place_of_a_mapping_is_a_users_error(tmp_path: Path) -> None:
    (tmp_path / "permits.yaml").mkdir()

    with pytest.raises(UserError):
        mappings.load(tmp_path / "permits.yaml")


def test_a_missing_mapping_is_a_users_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such mapping"):
        mappings.load(tmp_path / "permits.yaml")
