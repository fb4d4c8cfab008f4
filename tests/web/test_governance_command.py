"""`durna framework import` as a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from durna import frameworks
from tests.web.processes import durna

SHIPPED = Path(frameworks.__file__).parent / "data" / "mgi.yaml"


@pytest.mark.slow
def test_a_framework_is_looked_at_first_then_imported_and_a_broken_one_refused(land: Path, tmp_path: Path) -> None:
    file = tmp_path / "official.yaml"
    text = SHIPPED.read_text(encoding="utf-8")
    file.write_text(text.replace("version: working-2026-11-27", "version: official-1"), encoding="utf-8")
    words = ("framework", "import", str(file), "--workspace", str(land))
    looked = durna(tmp_path / "web", *words, "--dry-run")
    assert looked.returncode == 0, looked.stderr
    assert "official-1: 135 questions." in looked.stdout
    assert "same        135" in looked.stdout
    assert "Nothing was changed." in looked.stdout
    assert "Imported." in durna(tmp_path / "web", *words).stdout
    file.write_text(text.replace("code: MGI-1.02\n", "code: MGI-1.01\n"), encoding="utf-8")
    refused = durna(tmp_path / "web", *words)
    assert refused.returncode == 1
    assert "official.yaml, questions, MGI-1.01: This code stands there twice." in refused.stderr
