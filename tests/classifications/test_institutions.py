from durna.classifications import institutions


def test_names_in_two_languages() -> None:
    assert institutions.name("sms", "en") == "State Migration Service"
    assert institutions.name("sms", "az") == "Dövlət Miqrasiya Xidməti"


def test_an_unknown_institution_keeps_its_id() -> None:
    assert institutions.name("?office", "az") == "?office"


def test_every_institution_has_a_kind_and_both_names() -> None:
    for institution in institutions.load().values():
        assert institution.kind in institutions.KINDS
        assert institution.names["en"]
        assert institution.names["az"]
