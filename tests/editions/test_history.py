"""What pages, passports and commands say of editions: revisions, the calendar, corrections, then and now."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from durna.editions import keys, notices, releases
from durna.editions.folder import Edition
from durna.editions.notices import Notice
from durna.editions.releases import Release
from durna.errors import Refused, UserError
from durna.publish import history, said
from durna.publish.editions.correcting import correct
from durna.publish.editions.publishing import regathered
from durna.publish.gather import gather
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.profile.assemble import document_of
from durna.publish.said import Said
from durna.workspace import Workspace, open_workspace
from tests.editions.land import deliver, entries, freeze, new_land, secret, signed
from tests.faults.command import Command

CALENDAR = """\
- {edition: one, planned: 2020-03-01}
- {edition: two, planned: 2030-03-01, note: {en: With the revisions., az: Dəyişikliklərlə.}}
"""
FIGURE = "border_entries_foreigners:2019:AZE@ssc.2020-01"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country with a signed edition, and one frozen after a further publication and a correction notice."""
    folder = tmp_path_factory.mktemp("history")
    land = new_land(folder)
    (land.root / "releases.yaml").write_text(CALENDAR, encoding="utf-8")
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    one = signed(land, "one")
    correct(land, one, "Boats were counted twice.", [FIGURE], secret(land), "The office")
    deliver(land, "second", [entries(2019, 210, "2021-01"), entries(2020, 20, "2021-01")])
    freeze(land, "two")
    return folder


@pytest.fixture
def two(land: Workspace) -> Edition:
    return Edition(land.root / "editions" / "two")


def of(land: Workspace, edition: Edition) -> Material:
    with regathered(land, edition) as found:
        return found.public


def document(material: Material, language: str = "en") -> dict[str, Said]:
    return {each.key: each for each in said.of(document_of(material, Language(language), ("en",)))}


def text(one: Said) -> str:
    return " ".join(part for _, part in one.parts)


def test_the_published_profile_has_its_revisions_annex(land: Workspace, two: Edition) -> None:
    found = document(of(land, two))
    table = text(found["table-revisions"])
    assert "200 210 +10 +5.00 Delivery second.csv" in table
    lead = text(found["revisions/Paragraphlead/1"])
    assert lead == "Compared with edition one: 1 figure has another value, 1 is new, 1 is unchanged."


def test_the_first_edition_has_none(land: Workspace, one: Edition) -> None:
    assert "table-revisions" not in document(of(land, one))


def test_the_annex_is_there_in_azerbaijani(land: Workspace, two: Edition) -> None:
    assert "second.csv təqdimatı" in text(document(of(land, two), "az")["table-revisions"])


def test_a_passport_tells_what_each_edition_said(land: Workspace, two: Edition) -> None:
    passport = of(land, two).passports["border_entries_foreigners:2019:AZE@ssc.2021-01"]
    (then,) = passport["editions"]
    assert (passport["figure"]["value"], then["edition"], then["value"], then["figure_id"]) == (210, "one", 200, FIGURE)


def test_explain_tells_then_and_now(land: Workspace, durna: Command) -> None:
    shown = durna("explain", "border_entries_foreigners:2019:AZE@ssc.2021-01", "--workspace", land.root, "--json")
    passport = json.loads(shown.out)
    assert (passport["figure"]["value"], [each["value"] for each in passport["editions"]]) == (210, [200])


def test_a_notice_stands_beside_the_edition_and_is_shown_afterwards(
    land: Workspace, one: Edition, two: Edition, durna: Command
) -> None:
    assert not [path for path in one.folder.rglob("*") if "correction" in path.name]
    assert "CORRECTION 1" in durna("edition", "verify", "one", "--workspace", land.root).out
    assert "Boats were counted twice." in text(document(of(land, two))["table-corrections"])
    workspace = open_workspace(land.root)
    site = history.told(gather(workspace), history.of(workspace))
    assert "Boats were counted twice." in text(document(site)["table-corrections"])


def test_an_edition_shows_the_notices_that_were_known_when_it_was_frozen(
    land: Workspace, one: Edition, two: Edition
) -> None:
    before = document(of(land, two))["table-corrections"]
    correct(land, one, "And trains.", [], secret(land), "The office")
    assert document(of(land, two))["table-corrections"] == before


def change_the_reason(one: Edition) -> None:
    file = notices.file_of(one, 1)
    file.chmod(0o644)
    file.write_text(file.read_text(encoding="utf-8").replace("twice", "once"), encoding="utf-8")


def take_the_first_away(one: Edition) -> None:
    correct(open_workspace(one.folder.parents[1]), one, "And trains.", [], secret_of(one), "The office")
    notices.file_of(one, 1).unlink()


def sign_it_otherwise(one: Edition) -> None:
    stranger = new_land(one.folder.parents[2] / "stranger")
    forged = notices.issue(one, "Nothing is wrong.", [], secret(stranger), "The office", 1)
    file = notices.file_of(one, 1)
    file.chmod(0o644)
    file.write_bytes(notices.encode(forged))


def secret_of(one: Edition):  # type: ignore[no-untyped-def]
    return secret(open_workspace(one.folder.parents[1]))


@pytest.mark.parametrize("tamper", [change_the_reason, take_the_first_away, sign_it_otherwise])
def test_a_notice_that_was_tampered_with_is_noticed(
    tamper: Callable[[Edition], None], land: Workspace, one: Edition, durna: Command
) -> None:
    tamper(one)
    shown = durna("edition", "verify", "one", "--workspace", land.root)
    assert shown.is_a_users_error
    assert "was tampered with" in shown.error


def test_notices_are_on_signed_editions_and_their_own_figures(land: Workspace, one: Edition, two: Edition) -> None:
    with pytest.raises(Refused, match="'two' is not signed"):
        correct(land, two, "Wrong.", [], secret(land), "The office")
    with pytest.raises(UserError, match="has no figure 'births:2019'"):
        correct(land, one, "Wrong.", ["births:2019"], secret(land), "The office")
    with pytest.raises(UserError, match="says nothing"):
        correct(land, one, " ", [], secret(land), "The office")
    found = notices.verified(one, keys.trusted(land))
    assert [(type(each), each.number, each.figures) for each in found] == [(Notice, 1, (FIGURE,))]


def test_the_calendar_says_what_was_planned_and_what_came(land: Workspace, durna: Command) -> None:
    shown = json.loads(durna("edition", "releases", "--workspace", land.root, "--json").out)
    assert [(each["edition"], each["planned"]) for each in shown] == [("one", "2020-03-01"), ("two", "2030-03-01")]
    # It was signed in the course of this test, years after the plan; two is not signed.
    assert shown[0]["days_late"] > 2000
    assert shown[1]["actual"] is None


def test_days_written_down_go_before_the_day_of_the_signature() -> None:
    planned = (Release("a", date(2020, 1, 10), date(2020, 1, 12)), Release("b", date(2020, 2, 1)))
    days = {"a": date(2020, 1, 5), "b": date(2020, 1, 30), "c": date(2020, 3, 1)}
    found = releases.with_actual(planned, days)
    assert [(each.edition, each.days_late) for each in found] == [("a", 2), ("b", -2), ("c", None)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("edition: one", "not a list"),
        ("- one", "Entry 1 is not a release"),
        ("- {edition: one}", "no right planned"),
        ("- {edition: one, planned: soon}", "no right planned"),
        ("- {edition: one, planned: 2020-01-01, actual: never}", "no right actual"),
        ("- {edition: one, planned: 2020-01-01}\n- {edition: one, planned: 2021-01-01}", "stands twice"),
        ("- {edition: [", "cannot be read as YAML"),
    ],
)
def test_a_wrong_calendar_is_a_clear_error(content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "releases.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        releases.load(file)
