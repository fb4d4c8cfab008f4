"""From a file to a mapping that a person can check: what is found, why, and what never appears."""

from __future__ import annotations

from pathlib import Path

import pytest

from durna.errors import UserError
from durna.intake.proposing.choosing import may_be_listed
from durna.intake.proposing.proposal import Proposal, propose
from durna.intake.proposing.summary import summary
from durna.intake.proposing.writing import as_yaml
from durna.sources import contract as contracts
from durna.sources import mapping as mappings

CROSSINGS_AZ = """Qeydin №;FİN;Soyadı;Adı;Doğum tarixi;Cinsi;Vətəndaşlığı;İstiqamət;\
Keçmə tarixi;Nəqliyyat növü;Sərhəd buraxılış məntəqəsi
1;5ABC123;Məmmədov;Əli;25.03.1980;Kişi;Azərbaycan;Giriş;14.05.2021;Hava;Bakı
2;7XYZ987;Петрова;Анна;02.11.1991;Qadın;Rusiya;Çıxış;15.05.2021;Avtomobil;Samur
3;1QWE555;Yılmaz;Can;30.06.1975;Kişi;Türkiyə;Giriş;15.05.2021;Hava;Bakı
4;9ZZZ222;Иванов;Пётр;12.12.1969;Kişi;Rusiya;Çıxış;16.05.2021;Avtomobil;Samur
"""
CROSSINGS_RU = """№ записи,Номер паспорта,Фамилия,Имя,Дата рождения,Пол,Гражданство,Направление,Дата пересечения границы
1,AA1234567,Иванов,Пётр,25.03.1980,М,Россия,въезд,14.05.2021
2,BB7654321,Петрова,Анна,02.11.1991,Ж,Грузия,выезд,15.05.2021
3,CC1112223,Сидоров,Олег,30.06.1975,М,Россия,въезд,15.05.2021
"""
PERSONAL = ("Məmmədov", "5ABC123", "Петрова", "Yılmaz", "25.03.1980", "AA1234567", "Иванов", "Пётр")


def proposed(folder: Path, text: str, source: str, name: str = "file.csv") -> Proposal:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return propose(file, contracts.load(source), "AZE")


def columns(proposal: Proposal) -> dict[str, str | None]:
    return {each.field.name: each.given.column for each in proposal.fields}


def loaded(folder: Path, proposal: Proposal) -> mappings.Mapping:
    path = folder / "proposed.yaml"
    path.write_text(as_yaml(proposal), encoding="utf-8")
    return mappings.load(path)


def test_azerbaijani_columns_are_found(tmp_path: Path) -> None:
    assert columns(proposed(tmp_path, CROSSINGS_AZ, "sbs_border_crossing")) == {
        "crossing_no": "Qeydin №",
        "crossed_on": "Keçmə tarixi",
        "direction": "İstiqamət",
        "personal_number": "FİN",
        "family_name": "Soyadı",
        "given_name": "Adı",
        "sex": "Cinsi",
        "birth_date": "Doğum tarixi",
        "citizenship": "Vətəndaşlığı",
        "transport_mode": "Nəqliyyat növü",
        "checkpoint": "Sərhəd buraxılış məntəqəsi",
    }


def test_russian_columns_are_found(tmp_path: Path) -> None:
    assert columns(proposed(tmp_path, CROSSINGS_RU, "sbs_border_crossing")) == {
        "crossing_no": "№ записи",
        "crossed_on": "Дата пересечения границы",
        "direction": "Направление",
        "document_number": "Номер паспорта",
        "family_name": "Фамилия",
        "given_name": "Имя",
        "sex": "Пол",
        "birth_date": "Дата рождения",
        "citizenship": "Гражданство",
    }


def test_the_written_file_loads_and_says_the_same(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, CROSSINGS_AZ, "sbs_border_crossing")
    mapping = loaded(tmp_path, proposal)
    assert {name: given.column for name, given in mapping.fields.items()} == columns(proposal)
    assert mapping.fields["crossed_on"].forms == ("dmy",)
    assert mapping.fields["direction"].codes == {"Giriş": "entry", "Çıxış": "exit"}
    assert mapping.fields["citizenship"].codes == {"Rusiya": "RUS", "Azərbaycan": "AZE", "Türkiyə": "TUR"}


@pytest.mark.parametrize("text", [CROSSINGS_AZ, CROSSINGS_RU])
def test_no_personal_value_is_written_or_shown(tmp_path: Path, text: str) -> None:
    proposal = proposed(tmp_path, text, "sbs_border_crossing")
    said = as_yaml(proposal) + "\n".join(summary(proposal))
    assert [value for value in PERSONAL if value in said] == []


@pytest.mark.parametrize("text", [CROSSINGS_AZ, CROSSINGS_RU])
def test_a_file_without_a_header_is_refused_without_quoting_it(tmp_path: Path, text: str) -> None:
    rows = text.replace("\\\n", "").splitlines()[1:]
    with pytest.raises(UserError, match="looks like a row of data") as error:
        proposed(tmp_path, "\n".join(rows) + "\n", "sbs_border_crossing")
    assert [value for value in PERSONAL if value in str(error.value)] == []


def test_a_row_of_a_person_is_never_taken_into_the_header(tmp_path: Path) -> None:
    text = "permit number,decision date,surname,months,age\n" + "".join(
        f"P-{n},{n}.05.2021,Surname{n},{'unknown' if n < 3 else 12},{'unknown' if n < 3 else 30 + n}\n"
        for n in range(1, 29)
    )
    proposal = proposed(tmp_path, text, "sms_work_permit")
    assert proposal.options.header_rows == ()
    assert "Surname1" not in as_yaml(proposal)


def test_names_under_a_heading_of_codes_are_not_listed(tmp_path: Path) -> None:
    rows = "".join(f"{n},2021-05-{n:02d},in,Surname{chr(64 + n)}\n" for n in range(1, 25))
    proposal = proposed(tmp_path, "crossing_no,crossed_on,direction,purpose\n" + rows, "sbs_border_crossing")
    assert "Surname" not in as_yaml(proposal)


def test_numbers_of_documents_are_never_listed_as_codes() -> None:
    assert not may_be_listed({"AB1234567": 40, "AB7654321": 60})
    assert may_be_listed({"B2": 40, "WT": 60})


def test_unknown_codes_are_written_as_comments_with_their_counts(tmp_path: Path) -> None:
    text = "permit_no,decision_date,status\n" + "".join(
        f"P{n},2021-05-{n:02d},{'Granted' if n % 2 else 'Sui generis'}\n" for n in range(1, 11)
    )
    proposal = proposed(tmp_path, text, "sms_work_permit")
    assert "# Sui generis: ...  # unknown, 5" in as_yaml(proposal)
    assert loaded(tmp_path, proposal).fields["decision"].codes == {"Granted": "granted"}


def test_blanks_around_a_code_do_not_count(tmp_path: Path) -> None:
    text = "permit_no,decision_date,sex\n" + "".join(
        f"P{n},2021-05-{n:02d}, {'F' if n % 2 else 'M '} \n" for n in range(1, 9)
    )
    assert loaded(tmp_path, proposed(tmp_path, text, "sms_work_permit")).fields["sex"].codes == {
        "F": "female",
        "M": "male",
    }


def test_a_required_field_without_a_column_is_named_first(tmp_path: Path) -> None:
    text = as_yaml(proposed(tmp_path, "case number,sex\nA,m\nB,f\n", "sms_work_permit"))
    assert "# NOT FOUND, BUT REQUIRED: decided_on." in text
    assert text.index("# decided_on: ...  # REQUIRED") < text.index("permit_no: case number")


def test_an_arrival_and_a_departure_in_one_row_become_two_events(tmp_path: Path) -> None:
    text = "record number,arrival date,departure date\n1,2021-05-14,2021-05-20\n2,2021-05-15,\n"
    mapping = loaded(tmp_path, proposed(tmp_path, text, "sbs_border_crossing"))
    assert mapping.events["arrival"]["crossed_on"].column == "arrival date"
    assert mapping.events["departure"]["direction"].constant == "exit"
    assert "crossed_on" not in mapping.fields


def test_columns_named_after_years_become_rows(tmp_path: Path) -> None:
    text = "sex,2018,2019,2020\nmale,1,2,3\nfemale,4,5,6\n"
    mapping = loaded(tmp_path, proposed(tmp_path, text, "ssc_permanent_migration"))
    assert mapping.unpivot is not None
    assert mapping.unpivot.columns == "^[0-9]{4}$"
    assert mapping.fields["period"].forms == ("year",)
    assert mapping.fields["value"].column == mapping.unpivot.value


def test_a_year_and_a_month_in_two_columns_become_one_period(tmp_path: Path) -> None:
    text = "year,month,direction,number of persons\n2021,1,in,10\n2021,2,out,20\n2021,3,in,15\n"
    mapping = loaded(tmp_path, proposed(tmp_path, text, "ssc_permanent_migration"))
    assert (mapping.fields["period"].template, mapping.fields["period"].forms) == ("{year}-{month}", ("month",))


def test_a_footer_ends_the_table(tmp_path: Path) -> None:
    text = "year,direction,count\n2019,in,5\n2020,out,6\n2021,in,7\nSource: the office,,\n"
    assert loaded(tmp_path, proposed(tmp_path, text, "ssc_permanent_migration")).file.ends_before == "^Source"


def test_a_name_that_fits_with_values_that_do_not_is_reported(tmp_path: Path) -> None:
    text = "permit number,decision date,monthly wage\nA,2021-05-01,$100\nB,2021-05-02,$200\n"
    proposal = proposed(tmp_path, text, "sms_work_permit")
    assert [(fit.field, fit.column) for fit in proposal.refused] == [("wage", "monthly wage")]


def test_awkward_names_and_values_survive_the_file(tmp_path: Path) -> None:
    text = 'permit number,"decision date: (d/m/y)",sex\n"A",25/05/2021,no\n"B",26/05/2021,F\n"C",27/05/2021,F\n'
    mapping = loaded(tmp_path, proposed(tmp_path, text, "sms_work_permit"))
    assert mapping.fields["decided_on"].column == "decision date: (d/m/y)"
    assert mapping.fields["sex"].codes == {"F": "female"}


YEARS = """Country,Sex,2020,2021,2022 (r),2023p
Russia,M,1,2,3*,c
Russia,F,1,2,4,c
Türkiye,M,5,6,7,c
Türkiye,F,1,2,4,c
Total,M,6,8,10,9
Total,F,2,4,8,c
"""


def test_a_year_with_a_mark_is_a_year_of_which_the_reader_is_told(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, YEARS, "ssc_permanent_migration")
    spread = proposal.spread

    assert spread is not None
    assert spread.columns == ("2020", "2021", "2022 (r)", "2023p")
    assert columns(proposal)["period"] == "year"
    assert any("2022 (r), 2023p" in remark for remark in spread.remarks)
    assert any("footnote" in remark for remark in spread.remarks)


def test_a_column_of_other_countries_is_not_the_place_of_a_country_s_own_figures(tmp_path: Path) -> None:
    """Taken for it, every row would be of a foreign country, and no figure would come of the file."""
    proposal = proposed(tmp_path, YEARS, "ssc_permanent_migration")
    (geography,) = (each for each in proposal.fields if each.field.name == "geography")
    assert (geography.given.column, geography.given.constant) == (None, "AZE")
    assert "'Country' names other countries" in geography.remarks[0]


def test_a_total_needs_no_entry_and_null_means_all_together(tmp_path: Path) -> None:
    text = "year,citizenship,direction,value\n" + "2020,Russia,entry,1\n2020,Total,entry,2\n2020,Atlantis,entry,1\n" * 3
    written = as_yaml(proposed(tmp_path, text, "ssc_permanent_migration"))
    assert "# The row of all together, which needs no entry: Total (3)." in written
    assert "or null for the total." in written
    assert "Total: ..." not in written


def test_the_power_of_ten_of_an_sdmx_message_is_taken(tmp_path: Path) -> None:
    text = "REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nAZ,2021,1.5,6\nAZ,2022,2.5,6\n"
    proposal = proposed(tmp_path, text, "cba_bop")
    assert loaded(tmp_path, proposal).fields["value"].power_of_ten == "UNIT_MULT"
    assert "UNIT_MULT" not in proposal.unused


def test_codes_of_three_letters_from_another_list_are_remarked_upon(tmp_path: Path) -> None:
    """UNHCR's own codes: GFR Germany, AUL Australia, ALG Algeria, and AUS Austria."""
    rows = "".join(f"2020,{code},entry,1\n" * 3 for code in ("GFR", "AUL", "ALG", "AUS"))
    text = "\n".join(
        summary(proposed(tmp_path, "year,citizenship,direction,value\n" + rows, "ssc_permanent_migration"))
    )
    assert "3 codes of three letters are not ISO's" in text


def test_a_table_of_the_world_bank_is_found_but_for_its_series(tmp_path: Path) -> None:
    text = """"Data Source","World Development Indicators",

"Country Name","Country Code","Indicator Name","2021","2022",2023,
"Azerbaijan","AZE","Personal remittances, received (current US$)","1","2","3",
"World","WLD","Personal remittances, received (current US$)","4","5","6",
"""
    found = columns(proposed(tmp_path, text, "mirror_worldbank"))
    assert found["geography"] in ("Country Code", "Country Name")
    assert found["series"] == "Indicator Name"


def test_a_table_without_a_unit_is_told_what_its_values_are_taken_for(tmp_path: Path) -> None:
    text = "year,region,population\n2021,Baku,2300.5\n2022,Baku,2303.1\n"
    assert "each value counts ones" in "\n".join(summary(proposed(tmp_path, text, "ssc_population")))
    with_unit = "year,region,value,unit\n2021,Baku,2300,persons\n2022,Baku,2303,persons\n"
    assert "counts ones" not in "\n".join(summary(proposed(tmp_path, with_unit, "ssc_population")))
