"""Ask whether anything is known against the pinned packages: python scripts/advisories.py

Asks the open database of advisories (OSV) by the names and versions in requirements/base.txt, or another service of
that form that DURNA_ADVISORIES names, as a mirror inside a closed network. Where none can be reached it says so and
stops nothing: no copy of advisories is kept here, since an old one would call safe what is not.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

PINS = Path(__file__).resolve().parent.parent / "requirements" / "base.txt"
SERVICE = "https://api.osv.dev"
PATIENCE = 20  # seconds
# Looked at and found not to matter here: id -> why.
ACCEPTED: dict[str, str] = {}


def main(pins: Path = PINS) -> int:
    packages = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", pins.read_text(encoding="utf-8"), re.MULTILINE)
    service = os.environ.get("DURNA_ADVISORIES") or SERVICE
    try:
        told = ask(service, packages)
    except (OSError, ValueError, KeyError) as error:
        print(f"Advisories were not looked up: {service} cannot be asked ({type(error).__name__}).")
        return 0
    found = [
        (name, version, one["id"])
        for (name, version), answer in zip(packages, told, strict=True)
        for one in answer.get("vulns", [])
        if one["id"] not in ACCEPTED
    ]
    for name, version, number in found:
        print(f"{name} {version} has a known weakness: {number}", file=sys.stderr)
    if found:
        print("Take newer versions with `make upgrade`, or say in scripts/advisories.py why it does not matter.")
        return 1
    print(f"Nothing is known against the {len(packages)} pinned packages.")
    return 0


def ask(service: str, packages: list[tuple[str, str]]) -> list[dict[str, Any]]:
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    request = urllib.request.Request(
        f"{service.rstrip('/')}/v1/querybatch",
        json.dumps({"queries": queries}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        results: list[dict[str, Any]] = json.load(answer)["results"]
    return results


if __name__ == "__main__":
    sys.exit(main())
