from pathlib import Path

import pytest

from durna.errors import UserError
from durna.periods import parse
from durna.workspace import Workspace, open_workspace

FULL = """\
[workspace]
country = "AZE"
title = {en = "Azerbaijan", az = "Azərbaycan"}
languages = ["az", "en"]
timezone = "Asia/Baku"

[profile]
title = {en = "Country Profile"}
period = "2013..2021-10"

[engine]
memory = "2GB"
threads = 2

[keys]
pseudonym_key_file = "../keys/pseudonym.key"

[vault]
folder = "../identities"
"""


def opened(folder: Path, text: str) -> Workspace:
    folder.mkdir(exist_ok=True)
    (folder / "durna.toml").write_text(text, encoding="utf-8")
    return open_workspace(folder)


def test_the_settings_are_read(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "land", FULL)

    assert workspace.country == "AZE"
    assert workspace.title["az"] == "Azərbaycan"
    assert workspace.languages == ("az", "en")
    assert workspace.timezone == "Asia/Baku"
    assert workspace.profile_period == parse("2013..2021-10")
    assert (workspace.memory, workspace.threads) == ("2GB", 2)
    assert workspace.pseudonym_key_file == (tmp_path / "keys" / "pseudonym.key").resolve()
    assert workspace.vault == (tmp_path / "identities").resolve()


def test_a_country_is_enough(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "land", '[workspace]\ncountry = "AZE"\n')

    assert workspace.languages == ("en",)
    assert workspace.timezone == "UTC"
    assert workspace.profile_period is None
    assert (workspace.pseudonym_key_file, workspace.vault_key_file, workspace.threads) == (None, None, None)


def test_the_vault_and_the_keys_never_lie_in_the_workspace_unless_told(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "land", '[workspace]\ncountry = "AZE"\n')

    assert not workspace.vault.is_relative_to(workspace.root)
    assert workspace.vault.parent == workspace.root.parent


def test_reading_a_workspace_writes_nothing(tmp_path: Path) -> None:
    opened(tmp_path / "land", FULL)

    assert [path.name for path in tmp_path.rglob("*")] == ["land", "durna.toml"]


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not a workspace") as refused:
        open_workspace(tmp_path)
    assert "durna new" in refused.value.expected


@pytest.mark.parametrize(
    "text",
    [
        "[workspace", "country = 1", "[workspace]\n", "[workspace]\ncountry = 994\n", "workspace = 3\n", "\x00",
        '[workspace]\ncountry = "AZE"\n[profile]\nperiod = 2013\n',
        '[workspace]\ncountry = "AZE"\n[profile]\nperiod = "always"\n',
        'profile = 3\n[workspace]\ncountry = "AZE"\n',
        '[workspace]\ncountry = "AZE"\nlanguages = "az"\n',
        '[workspace]\ncountry = "AZE"\nlanguages = 3\n',
        '[workspace]\ncountry = "AZE"\ntimezone = "Asia/Nowhere"\n',
        '[workspace]\ncountry = "AZE"\n[engine]\nthreads = "many"\n',
        '[workspace]\ncountry = "AZE"\n[vault]\nfolder = 3\n',
        'engine = 3\n[workspace]\ncountry = "AZE"\n',
        '[workspace]\ncountry = "AZE"\n[residence]\nestimates = "no"\n',
    ],
)  # fmt: skip
def test_wrong_settings_are_a_users_error_when_they_are_read(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError):
        opened(tmp_path / "land", text)


def test_settings_in_another_encoding_are_a_users_error(tmp_path: Path) -> None:
    (tmp_path / "durna.toml").write_bytes('[workspace]\ncountry = "AZE"\ntitle = "Ölkə"'.encode("utf-16"))

    with pytest.raises(UserError, match=r"durna\.toml"):
        open_workspace(tmp_path)


def test_one_setting_names_the_engine_and_a_section_its_properties_as_spark_spells_them(tmp_path: Path) -> None:
    settings = """\
[workspace]
country = "AZE"
[engine]
kind = "spark"
[spark]
master = "spark://cluster:7077"
executor.memory = "8g"
executor.cores = 4
speculation = true
"speculation.multiplier" = 1.5
"spark.sql.shuffle.partitions" = 64
"""
    workspace = opened(tmp_path / "land", settings)

    assert workspace.engine == "spark"
    assert workspace.spark == {
        "spark.master": "spark://cluster:7077",
        "spark.executor.memory": "8g",
        "spark.executor.cores": "4",
        "spark.speculation": "true",
        "spark.speculation.multiplier": "1.5",
        "spark.sql.shuffle.partitions": "64",
    }


def test_the_engine_is_duckdb_unless_told(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "land", '[workspace]\ncountry = "AZE"\n')

    assert (workspace.engine, workspace.spark) == ("duckdb", {})


@pytest.mark.parametrize(
    ("section", "found"),
    [
        ('[engine]\nkind = "oracle"', "there is no engine 'oracle', only duckdb and spark"),
        ("[spark]\nexecutor.cores = [4]", "spark.executor.cores is neither a text nor a number nor true or false"),
    ],
)
def test_an_engine_that_is_none_is_refused(section: str, found: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=found):
        opened(tmp_path / "land", f'[workspace]\ncountry = "AZE"\n{section}\n')


def test_what_is_not_settled_is_estimated_unless_told(tmp_path: Path) -> None:
    bare, told = '[workspace]\ncountry = "AZE"\n', "[residence]\nestimates = false\nsimulations = 1000\n"

    one, other = opened(tmp_path / "land", bare).residence, opened(tmp_path / "other", bare + told).residence
    assert (one.estimates, one.simulations) == (True, 400)
    assert (other.estimates, other.simulations) == (False, 1000)


@pytest.mark.parametrize("count", [0, 99, 10_001])
def test_too_few_or_too_many_simulations_are_refused(tmp_path: Path, count: int) -> None:
    with pytest.raises(UserError, match=f"{count} simulations: between 100 and 10,000"):
        opened(tmp_path / "land", f'[workspace]\ncountry = "AZE"\n[residence]\nsimulations = {count}\n')
