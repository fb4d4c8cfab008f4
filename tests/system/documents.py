"""Runs the commands that a document shows, and holds what they print against what it shows.

A block ```console has commands after `$ ` and, below each, what it prints: `...` stands for any part of a line, a line
`...` for any number of lines; nothing below a command: it only has to succeed. Where the message of an error is shown
(`durna: ...`), the command has to fail. Three comments, which readers do not see, say what a block is for:

    <!-- start: NAME -->     the folder in which the document begins (a key of `starts` of the test)
    <!-- file: PATH -->      the next block is the content of that file
    <!-- change: PATH -->    the next block shows lines of that file: - becomes +

All other blocks are for reading.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from durna.cli.main import main

BLOCK = re.compile(r"(?:^<!-- (file|change): (\S+) -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
START = re.compile(r"^<!-- start: (\S+) -->$", re.MULTILINE)
# What only a shell can do; all else is run in this process, where the libraries are loaded already.
FOR_THE_SHELL = re.compile(r"[|<>;&`*]|\$\(")


@dataclass(frozen=True)
class Block:
    """A fenced block: `role` is file, change or nothing; `line` is where it stands in the document."""

    role: str
    path: str
    language: str
    text: str
    line: int


def blocks(document: Path) -> Iterator[Block]:
    text = document.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        role, path, language, content = found.groups()
        yield Block(role or "", path or "", language, content, text[: found.start()].count("\n") + 1)


def start(document: Path) -> str | None:
    found = START.search(document.read_text(encoding="utf-8"))
    return found[1] if found else None


def shows_commands(document: Path) -> bool:
    return any(block.language == "console" for block in blocks(document))


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines shown below it."""
    command, shown = "", list[str]()
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        elif command.endswith("\\"):
            command = command[:-1] + line.strip()
        else:
            shown.append(line)
    yield command, shown


def fits(shown: list[str], printed: str) -> bool:
    patterns = [
        r"(?:[^\n]*\n)*" if line == "..." else re.escape(line.rstrip()).replace(r"\.\.\.", r"[^\n]*") + r"[^\n\S]*\n"
        for line in shown
    ]
    whole = printed if printed.endswith("\n") or not printed else f"{printed}\n"
    return re.fullmatch("".join(patterns), whole) is not None


@dataclass
class Reader:
    """Somebody who follows a document in a folder, command by command."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def follow(self, document: Path) -> None:
        for block in blocks(document):
            place = f"{document.name}, line {block.line}"
            if block.role == "file":
                (self.folder / block.path).write_text(block.text, encoding="utf-8")
            elif block.role == "change":
                self._change(self.folder / block.path, block.text, place)
            elif block.language == "console":
                for command, shown in steps(block.text):
                    self._step(command, shown, place)

    def _change(self, file: Path, difference: str, place: str) -> None:
        """Each run of - lines, which must stand in the file, becomes the + lines below it; + lines alone are added."""
        text = file.read_text(encoding="utf-8")
        for old, new in re.findall(r"((?:^-.*\n)*)((?:^\+.*\n)*)", difference, re.MULTILINE):
            before, after = (re.sub(r"^.", "", lines, flags=re.MULTILINE) for lines in (old, new))
            assert before in text, f"{place}: {file.name} has no lines\n{before}"
            text = text.replace(before, after, 1) if before else text + after
        file.write_text(text, encoding="utf-8")

    def _step(self, command: str, shown: list[str], place: str) -> None:
        if command.startswith("cd "):
            self.folder = (self.folder / command[3:]).resolve()
            return
        status, printed = self.run(command)
        fails = bool(shown) and shown[0].startswith("durna: ")
        assert (status != 0) == fails, f"{place}: {command}\nends with status {status}\n{printed}"
        assert not shown or fits(shown, printed), f"{place}: {command}\nprints\n{printed}\nand not\n" + "\n".join(shown)

    def run(self, command: str) -> tuple[int, str]:
        named = re.fullmatch(r"([A-Z_]+)=(.*)", command)
        if named:
            status, self.environment[named[1]] = self._in_shell(f'{command}; printf %s "${named[1]}"')
            return status, ""
        if command.startswith("durna ") and not FOR_THE_SHELL.search(command):
            return self._in_process(command)
        return self._in_shell(command)

    def _in_process(self, command: str) -> tuple[int, str]:
        printed = io.StringIO()
        with patch.dict(os.environ, self.environment), chdir(self.folder):
            words = [os.path.expandvars(word) for word in shlex.split(command)]
            with patch.object(sys, "argv", words), redirect_stdout(printed), redirect_stderr(printed):
                try:
                    main()
                except SystemExit as leave:
                    return int(leave.code or 0), printed.getvalue()
        return 0, printed.getvalue()

    def _in_shell(self, command: str) -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, env={**os.environ, **self.environment}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.returncode, done.stdout


def wrapper(folder: Path) -> Path:
    """A folder with a command `durna`, for what a document pipes from it."""
    folder.mkdir()
    program = folder / "durna"
    path = os.pathsep.join(filter(None, sys.path))
    python = shlex.quote(sys.executable)
    program.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(path)} exec {python} -m durna.cli.main "$@"\n')
    program.chmod(0o755)
    return folder
