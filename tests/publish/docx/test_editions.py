"""An edition keeps the template it was made with, and is made again from it byte for byte."""

from pathlib import Path

import pytest

from durna.errors import UserError
from durna.publish.editions.publishing import publish
from durna.publish.editions.rebuilding import rebuild
from durna.publish.editions.signing import sign
from durna.publish.notices import Notice
from durna.workspace import open_workspace
from tests.editions.land import deliver, entries, freeze, new_land, secret
from tests.publish.docx.conftest import File
from tests.publish.docx.test_template import STATE, ministry


@pytest.mark.slow
def test_the_template_is_frozen_with_the_edition(tmp_path: Path) -> None:
    land = new_land(tmp_path)
    settings = land.root / "durna.toml"
    word = '[word]\ntemplate = "templates/ministry.docx"\n[word.styles]\nheading1 = "Başlıq 1"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + word, encoding="utf-8")
    (land.root / "templates").mkdir()
    template = ministry(land.root / "templates" / "ministry.docx")
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])

    edition = freeze(land, "one")
    assert (edition.inputs / "templates" / "ministry.docx").read_bytes() == template.read_bytes()
    template.unlink()
    told: list[Notice] = []
    publish(land, edition, ["en"], ["docx"], told.append)
    assert [(notice.format, notice.place) for notice in told] == [("docx", "[word.styles]")]
    file = File(edition.documents / "profile-en.docx")
    assert any(STATE.encode() in part for name, part in file.parts.items() if name.startswith("word/header"))

    sign(land, edition, secret(land), "The office")
    done = rebuild(open_workspace(land.root), edition)
    # The Word document, and the card that says what was asked for.
    assert (done.documents, done.is_same_program) == (2, True)


@pytest.mark.parametrize("changed", ["ministry.docx", "more.docx"])
def test_a_template_that_was_changed_in_the_edition_is_noticed(tmp_path: Path, changed: str) -> None:
    land = new_land(tmp_path)
    (land.root / "templates").mkdir()
    ministry(land.root / "templates" / "ministry.docx")
    deliver(land, "first", [entries(2018, 100, "2019-01")])
    edition = freeze(land, "one")
    (edition.inputs / "templates" / changed).write_bytes(b"another")
    with pytest.raises(UserError, match="inputs"):
        publish(land, edition, ["en"], ["docx"])
