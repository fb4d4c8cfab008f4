"""Names of codes in the languages of the site."""

from __future__ import annotations

from durna.iati import standard


def test_every_name_is_that_of_a_code_of_its_list_in_both_languages() -> None:
    for code_list, held in standard._names().items():
        assert set(held) <= set(standard.code_lists()[code_list].codes)
        for code, names in held.items():
            assert set(names) == {"az", "ru"}, code
            assert all(names.values()), code


def test_every_sector_of_government_migration_refugees_and_relief_has_its_names() -> None:
    sectors = standard.code_lists()["Sector"].codes
    wanted = {code for code in sectors if code.startswith(("1513", "1519", "930", "7201"))}
    assert wanted <= set(standard._names()["Sector"])


def test_a_name_is_told_in_the_language_else_as_the_standard_has_it() -> None:
    assert standard.name("Sector", "15136", "az") == "İmmiqrasiya"
    assert standard.name("Sector", "15136", "ru") == "Иммиграция"
    assert standard.name("Sector", "15136", "en") == "Immigration"
    # Nobody has translated the sector of cement.
    assert standard.name("Sector", "32166", "az") == standard.code_lists()["Sector"].codes["32166"]
    assert standard.name("Sector", "00000", "az") == ""
