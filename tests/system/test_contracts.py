"""Every contract of the package is consistent with itself, with the code lists, and with the sources there must be."""

from pathlib import Path

import duckdb
import pytest
import yaml

from durna.classifications import codelists, institutions
from durna.sources import contract as contracts
from durna.sources.contract import Contract, Field

# The sources of the reference catalogue of indicators.
CATALOGUE_SOURCES = [
    "sbs_border_crossing", "sbs_refusal", "sbs_apprehension", "sms_stay_registration", "sms_stay_extension",
    "sms_temporary_residence", "sms_permanent_residence", "sms_work_permit", "labour_quota", "sms_readmission",
    "sms_detention", "sms_removal_entry_ban", "sms_violation_decision", "sms_asylum_case", "sms_refugee_register",
    "sms_citizenship", "sms_citizenship_determination", "sms_contact_centre", "visa_register", "mfa_consular",
    "mia_residence_register", "mia_trafficking", "idp_register", "ssc_population", "ssc_permanent_migration",
    "ssc_border_tourism", "ssc_lfs", "moe_students", "moj_civil_registry", "mlspp_labour_contracts", "cba_bop",
    "mirror_undesa", "mirror_worldbank", "mirror_unhcr", "mirror_partner", "training_center", "project_portfolio",
    "policy_register", "reintegration_cases",
]  # fmt: skip

SQL_TYPES = {
    "text": "VARCHAR", "code": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE",
    "date": "DATE", "datetime": "TIMESTAMP", "boolean": "BOOLEAN", "period": "DATE",
}  # fmt: skip
# What tells persons apart wherever a register has it.
IDENTIFIERS = {"personal_number", "document_number", "family_name", "given_name", "patronymic"}
OF_A_PERSON = {"sex", "birth_date", "birth_year", "age", "citizenship", "country_of_birth"}
# Fields of a table that say something of a cell and do not tell it from another.
DESCRIBING = {
    "value", "unit", "currency", "value_as_printed", "note", "note_en", "note_az", "status", "counts", "derived",
    "disputed", "period_label", "lower", "upper", "inner_lower", "inner_upper", "inner_percent", "interval_percent",
    "data_type", "decision_no", "decision_date", "revised_on",
}  # fmt: skip
OF_A_TABLE = {"period": "period", "geography": "code", "value": "number", "unit": "text", "publisher": "code"}


@pytest.fixture(params=contracts.sources())
def contract(request: pytest.FixtureRequest) -> Contract:
    return contracts.load(request.param)


def test_the_list_of_sources_is_that_of_the_reference(shared_reference: Path) -> None:
    text = (shared_reference / "profile_indicators.yaml").read_text(encoding="utf-8")
    assert sorted(source["id"] for source in yaml.safe_load(text)["sources"]) == sorted(CATALOGUE_SOURCES)


@pytest.mark.parametrize("source", CATALOGUE_SOURCES)
def test_every_source_of_the_catalogue_has_a_contract(source: str) -> None:
    assert contracts.load(source).source == source


def test_the_file_is_named_as_the_source() -> None:
    assert [name for name in contracts.sources() if contracts.load(name).source != name] == []


def test_titles_are_in_both_languages(contract: Contract) -> None:
    titles = {"the contract": contract.title}
    titles |= {field.name: field.title for field in contract.fields.values()}
    titles |= {check.name: check.title for check in contract.checks}

    assert [name for name, title in titles.items() if not title.get("en") or not title.get("az")] == []


def test_azerbaijani_titles_are_not_the_english_ones(contract: Contract) -> None:
    assert contract.title["az"] != contract.title["en"]
    assert [f.name for f in contract.fields.values() if len(f.title["en"]) > 6 and f.title["az"] == f.title["en"]] == []


def test_no_two_fields_have_the_same_title(contract: Contract) -> None:
    for language in ("en", "az"):
        titles = [field.title[language] for field in contract.fields.values()]
        assert sorted(titles) == sorted(set(titles))


def test_the_institution_is_known(contract: Contract) -> None:
    assert contract.institution in institutions.load()


def test_code_lists_exist_and_only_codes_have_them(contract: Contract) -> None:
    for field in contract.fields.values():
        assert (field.type == "code") == (field.codes is not None), field.name
        if field.codes is not None:
            assert codelists.load(field.codes).codes, field.name


def test_limits_are_of_numbers_and_in_order(contract: Contract) -> None:
    for field in contract.fields.values():
        if field.minimum is not None or field.maximum is not None:
            assert field.type in ("integer", "number"), field.name
        if field.minimum is not None and field.maximum is not None:
            assert field.minimum < field.maximum, field.name


def test_a_row_is_dated_and_where_it_has_no_key_it_must_be(contract: Contract) -> None:
    """Without a key a record is replaced with its period: one without a date would stay for ever."""
    dated = contract.fields[contract.dated_by]

    assert dated.type in ("date", "datetime", "period")
    assert dated.required or contract.natural_key


def test_the_key_is_stored_and_required(contract: Contract) -> None:
    if contract.is_table:
        assert contract.natural_key
        return
    for name in contract.natural_key:
        field = contract.fields[name]
        assert field.required or field.identifies_person, name


def test_a_source_that_forbids_repeats_has_a_key(contract: Contract) -> None:
    assert contract.natural_key or not contract.forbids_repeats


def placeholder(field: Field) -> list[str]:
    return [f"CAST(NULL AS {SQL_TYPES[field.type]}) AS {column}" for column in field.columns]


def test_every_check_runs_and_a_missing_value_passes_it(contract: Contract) -> None:
    columns = [part for field in contract.fields.values() if not field.identifies_person for part in placeholder(field)]
    with duckdb.connect() as con:
        for check in contract.checks:
            row = con.execute(f"SELECT {check.expect} FROM (SELECT {', '.join(columns)})").fetchone()
            assert row in ((None,), (True,)), check.name


def test_a_check_is_named_neither_as_a_field_nor_as_a_flag_of_intake(contract: Contract) -> None:
    names = [check.name for check in contract.checks]

    assert len(names) == len(set(names))
    endings = ("_missing", "_unreadable", "_implausible", "_after_cut_off")
    assert [name for name in names if name in contract.fields or name.endswith(endings) or " " in name] == []


def test_no_field_has_a_name_that_intake_uses(contract: Contract) -> None:
    own = {"row_no", "event_no", "delivery_id", "recorded_at", "flags", "person"}

    assert not own & {column for field in contract.fields.values() for column in field.columns}


def test_whatever_identifies_a_person_is_marked(contract: Contract) -> None:
    marked = {name for name, field in contract.fields.items() if field.identifies_person}
    words = ("family_name", "given_name", "patronymic", "surname", "passport", "phone", "email", "personal_number",
             "document_number", "full_name")  # fmt: skip
    suspicious = {name for name in contract.fields if any(word in name for word in words)}

    assert suspicious <= marked


def test_a_source_about_persons_has_all_identifiers_marked_and_makes_a_pseudonym(contract: Contract) -> None:
    if not contract.person:
        assert not contract.identifiers
        return
    assert set(contract.identifiers) >= IDENTIFIERS
    assert set(contract.person) <= set(contract.identifiers)
    assert contract.person == ("personal_number", "document_number")
    assert set(contract.fields) >= OF_A_PERSON


def test_a_record_source_with_a_field_of_persons_is_about_persons(contract: Contract) -> None:
    if contract.is_table:
        assert not contract.person
    elif {"birth_date", "birth_year"} & set(contract.fields):
        assert contract.person


def test_no_free_text_can_hold_a_name(contract: Contract) -> None:
    """A note about a person would go round the vault."""
    if contract.person:
        free = {"note", "remarks", "comment", "comments", "address", "employer_name", "host_name"}
        assert not free & set(contract.fields)


def test_a_table_is_made_of_long_cells(contract: Contract) -> None:
    if not contract.is_table:
        return
    for name, kind in OF_A_TABLE.items():
        assert contract.fields[name].type == kind, name
    assert contract.fields["value"].required
    measures = {"value", "unit", "note", "status"}
    assert not measures & set(contract.natural_key) or contract.source == "published_figures"
    assert {"period", "geography", "publisher"} <= set(contract.natural_key)


def test_every_dimension_of_a_table_is_part_of_its_key(contract: Contract) -> None:
    """Otherwise men would supersede women."""
    if not contract.is_table:
        return
    assert set(contract.fields) - DESCRIBING == set(contract.natural_key) - DESCRIBING
