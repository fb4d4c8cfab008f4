"""Check that every relative link in the Markdown files leads to a file of the repository.

Links inside docs/ to headings are checked by the build of the documentation; addresses on the web are not followed.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def markdown_files() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def broken_links(path: Path) -> list[str]:
    text = CODE.sub("", path.read_text(encoding="utf-8"))
    relative = [link.split("#")[0] for link in LINK.findall(text) if not re.match(r"[a-z]+:|#", link)]
    return [link for link in relative if not (path.parent / link).exists()]


def main() -> int:
    broken = [f"{path.relative_to(ROOT)}: {link}" for path in markdown_files() for link in broken_links(path)]
    for line in broken:
        print(f"{line} leads to no file.", file=sys.stderr)
    if not broken:
        print("Every relative link in the Markdown files leads to a file.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
