"""What a kill between two renames leaves is put back by the next writer, and everything else of it swept away."""

from __future__ import annotations

from pathlib import Path

import pytest

from durna.editions import writing
from durna.editions.folder import Edition, place
from durna.workspace import Workspace
from tests.editions.land import new_land


class Killed(BaseException):
    """As of a process: nothing more is done."""


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    return new_land(tmp_path)


@pytest.fixture
def one(land: Workspace) -> Edition:
    found = Edition(place(land) / "one")
    found.documents.mkdir(parents=True)
    (found.documents / "profile.html").write_text("as it was", encoding="utf-8")
    (found.folder / "freeze.json").write_text("{}", encoding="utf-8")
    return found


def hidden(land: Workspace) -> list[str]:
    return [each.name for each in place(land).iterdir() if each.is_dir() and each.name.startswith(".")]


@pytest.mark.parametrize("part", ["documents", "folder"])
def test_what_was_set_aside_is_put_back_where_nothing_took_its_place(
    land: Workspace, one: Edition, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target: Path = getattr(one, part)
    before = sorted(path.relative_to(one.folder) for path in one.folder.rglob("*"))
    rename = Path.rename

    def rename_once(path: Path, to: Path) -> Path:
        if path.name.startswith(".new-"):
            raise Killed
        return rename(path, to)

    with monkeypatch.context() as killing:
        killing.setattr(Path, "rename", rename_once)
        killing.setattr(writing, "_sweep", lambda root: None)
        with pytest.raises(Killed), writing.writing(land), writing.coming(one, target) as work:
            (work / "profile.html").write_text("as it would be", encoding="utf-8")
    assert not target.exists()

    with writing.writing(land):
        pass

    assert sorted(path.relative_to(one.folder) for path in one.folder.rglob("*")) == before
    assert (one.documents / "profile.html").read_text(encoding="utf-8") == "as it was"
    assert hidden(land) == []


def test_what_took_its_place_stays_there(land: Workspace, one: Edition) -> None:
    with writing.writing(land), writing.coming(one, one.documents) as work:
        (work / "profile.html").write_text("as it is now", encoding="utf-8")

    assert (one.documents / "profile.html").read_text(encoding="utf-8") == "as it is now"
    assert hidden(land) == []
