"""A new machine whose network is closed: installs a bundle, makes a workspace, serves it, and opens the first page.

python tests/system/closed.py BUNDLE FOLDER      to be run by `unshare --net`, where only this machine itself answers
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

SIOCSIFFLAGS, UP = 0x8914, 1
OUTSIDE = ("192.0.2.1", 443)  # an address that is nobody's, by agreement (RFC 5737)


def main(bundle: Path, folder: Path) -> None:
    answer_to_ourselves()
    say("outside", reaches_outside())
    zipfile.ZipFile(bundle).extractall(folder / "bundle")
    target, workspace = folder / "opt", folder / "country"
    install = ["sh", str(folder / "bundle" / "durna" / "install.sh"), str(target)]
    run(*install)
    program = str(target / "durna")
    run(program, "new", str(workspace), "--country", "AZE")
    say("first", first_page(program, workspace))
    say("refused", run(*install, status=1).splitlines()[-1])
    run(*install, "--workspace", str(workspace))
    say("backups", len(list((target / "backups").glob("*.zip"))))
    say("versions", len(list((target / "versions").iterdir())))
    say("second", first_page(program, workspace))


def first_page(program: str, workspace: Path) -> str:
    """The status of the first page, and of a style sheet, a font and htmx, without which it would be none."""
    server = subprocess.Popen(
        [program, "serve", "--workspace", str(workspace), "--administrator", "a@example.org", "--port", "8099"],
        stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    assert server.stderr is not None
    try:
        told = []
        for line in server.stderr:
            told.append(line)
            if "stop with" in line:
                break
        else:
            raise SystemExit("".join(told))
        return " ".join(
            status(f"http://127.0.0.1:8099/{path}")
            for path in ("", "static/site/site.css", "static/profile/style.css", "static/django_htmx/htmx-2.min.js")
        )
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stderr.close()


def status(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return f"{answer.status}"
    except urllib.error.HTTPError as error:
        return f"{error.code}"


def run(*command: str, status: int = 0) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    if done.returncode != status:
        raise SystemExit(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def environment() -> dict[str, str]:
    """As a new user of a new machine has it: no setting of pip, no environment of Python, no workspace."""
    return {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "PYTHON") if name in os.environ} | {
        "HOME": os.environ.get("HOME", "/")
    }


def answer_to_ourselves() -> None:
    """A new network has no way at all, not even to the machine itself: that one is opened."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14s", b"lo", UP, b""))


def reaches_outside() -> bool:
    try:
        socket.create_connection(OUTSIDE, timeout=3).close()
    except OSError:
        return False
    return True


def say(name: str, what: object) -> None:
    print(f"{name}: {what}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
