"""An edition keeps its own copy of the texts, and is not signed while one of them says what the figures do not."""

from pathlib import Path

import pytest

from durna.editions.folder import Edition
from durna.errors import Refused, UserError
from durna.publish.document import Words
from durna.publish.editions.freezing import freeze_edition
from durna.publish.editions.publishing import publish, regathered
from durna.publish.editions.rebuilding import rebuild
from durna.publish.editions.signing import sign
from durna.publish.gather import checked
from durna.workspace import Workspace, open_workspace
from tests.editions import land as example
from tests.publish.authored.written import head, write

pytestmark = pytest.mark.slow
TEXT = "There were {figure: border_entries_foreigners 2020 = 750 000} entries."


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    made = example.new_land(tmp_path)
    example.deliver(made, "first", [example.entries(2019, 3_000_000, "2020-02-01"), example.entries(
        2020, 750_000, "2021-02-01")])  # fmt: skip
    write(made.root, "entries.en.md", head(place="border_entries_foreigners") + TEXT)
    return made


def frozen(land: Workspace, name: str) -> Edition:
    edition = freeze_edition(open_workspace(land.root), name)
    publish(land, edition, (), ("html",))
    return edition


def sign_it(land: Workspace, edition: Edition) -> None:
    sign(land, edition, example.secret(land), "The office")


def test_a_rebuilt_edition_says_what_was_written_when_it_was_frozen(land: Workspace) -> None:
    edition = frozen(land, "one")
    write(land.root, "entries.en.md", head(place="border_entries_foreigners") + "Other words.")
    sign_it(land, edition)
    with regathered(land, edition) as found:
        (text,) = found.public.authored
    assert text.paragraphs[0][0] == Words("There were ")
    assert rebuild(land, edition).documents > 0
    pages = [file.read_text(encoding="utf-8") for file in edition.documents.rglob("en/*.html")]
    assert any('class="authored"' in page and "There were <a" in page for page in pages)
    assert not any("Other words." in page for page in pages)


def test_a_text_that_was_changed_inside_an_edition_is_found(land: Workspace) -> None:
    edition = frozen(land, "one")
    file = edition.inputs / "texts" / "entries.en.md"
    file.chmod(0o644)
    file.write_text("Other words.", encoding="utf-8")
    with pytest.raises(UserError, match=r"texts/entries.en.md"):
        sign_it(land, edition)


def test_an_edition_is_not_signed_while_an_approved_text_has_another_value(land: Workspace) -> None:
    example.deliver(land, "second", [example.entries(2020, 751_000, "2022-02-01")])
    found, _ = checked(open_workspace(land.root))
    assert ("authored_value", "severe") in [(one.check, one.severity) for one in found]
    with pytest.raises(Refused, match="authored_value"):
        sign_it(land, frozen(land, "one"))
