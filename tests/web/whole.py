"""Whether everything that writers wrote is whole: run as a process of its own.

python -m tests.web.whole WORKSPACE

Prints as JSON: people, their links, the entries of the audit that tell of them, and where the chain is broken.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(workspace: str) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    from durna.web.accounts.models import Link, User
    from durna.web.audit import chain
    from durna.web.audit.models import Event

    told = {
        "people": sorted(User.objects.values_list("email", flat=True)),
        "linked": sorted(Link.objects.values_list("user__email", flat=True)),
        "audited": sorted(Event.objects.filter(action="person-invited").values_list("about", flat=True)),
        "broken": chain.broken(),
    }
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
