"""Carry the schemas and code lists of the IATI standard into the package: `iati_standard.py FOLDER`.

FOLDER holds `xsd-2.02`, `xsd-2.03`, `codelists-embedded-2.03` (with mapping.xml) and `codelists-nonembedded`, as
published at https://github.com/IATI. Names of codes are kept in English; descriptions are left out.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from lxml import etree

TARGET = Path(__file__).resolve().parents[1] / "src" / "durna" / "iati" / "data"


def main(folder: Path) -> None:
    for version in ("2.02", "2.03"):
        place = TARGET / version
        place.mkdir(parents=True, exist_ok=True)
        for file in sorted((folder / f"xsd-{version}").glob("*.xsd")):
            shutil.copyfile(file, place / file.name)
    files = [
        *(folder / "codelists-nonembedded").glob("*.xml"),
        *(folder / "codelists-embedded-2.03" / "xml").glob("*.xml"),
    ]
    lists = dict(sorted(_list(file) for file in files))
    said = {"mapping": _mapping(folder / "codelists-embedded-2.03" / "mapping.xml"), "lists": lists}
    text = json.dumps(said, ensure_ascii=False, indent=0, separators=(",", ":"))
    (TARGET / "codes.json").write_text(text + "\n", encoding="utf-8")


def _list(file: Path) -> tuple[str, dict[str, Any]]:
    root = etree.parse(str(file)).getroot()
    items = root.iter("codelist-item")
    codes = {item.findtext("code") or "": (item.findtext("name/narrative") or "").strip() for item in items}
    return str(root.get("name")), {"complete": root.get("complete") != "0", "codes": codes}


def _mapping(file: Path) -> list[list[str]]:
    """Path of an element, its attribute, the list, and the vocabularies for which it holds ('' where none is told)."""
    found = []
    for one in etree.parse(str(file)).getroot().iter("mapping"):
        path, _, attribute = str(one.findtext("path")).removeprefix("//").partition("/@")
        told = one.find("codelist")
        assert told is not None
        condition = one.findtext("condition") or ""
        vocabularies = [part.split("'")[1] for part in condition.split(" or ") if "= '" in part]
        if "not(@vocabulary)" in condition:
            vocabularies.append("")
        found.append([path, attribute, str(told.get("ref")), " ".join(v or "-" for v in vocabularies)])
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
