"""What the documents show is true: commands, output, options, links, and the pages made from the catalogue."""

import importlib.util
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from durna.classifications import codelists, institutions, units
from durna.cli.main import COMMANDS, durna
from durna.indicators.definition import catalogue
from durna.sources import contract
from tests.system.documents import Reader, fits, shows_commands, start, wrapper

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TUTORIAL = DOCS / "tutorial" / "first-profile.md"
HOW_TO = sorted(path for path in (DOCS / "how-to").glob("*.md") if shows_commands(path))
# What stands in the register that docs/how-to/deliver-from-postgresql.md asks; invented.
REGISTER = """
CREATE TABLE permit (number text, decided date, outcome text, passport text, surname text, sex text, country text);
INSERT INTO permit VALUES
  ('R-1', '2025-07-03', 'issued', 'X2000001', 'Example One', 'F', 'TUR'),
  ('R-2', '2025-07-11', 'refused', 'X2000002', 'Example Two', 'M', 'IND'),
  ('R-3', '2025-08-19', 'issued', 'X2000003', 'Example Three', 'M', 'IND'),
  ('R-4', '2024-12-30', 'issued', 'X2000004', 'Example Four', 'M', 'CHN');
"""


def module(path: Path) -> ModuleType:
    described = importlib.util.spec_from_file_location(path.stem, path)
    assert described is not None
    assert described.loader is not None
    loaded = importlib.util.module_from_spec(described)
    described.loader.exec_module(loaded)
    return loaded


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    commands = wrapper(tmp_path_factory.mktemp("bin") / "durna")
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("DURNA_PSEUDONYM_KEY", raising=False)
        yield {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def after_the_tutorial(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    reader = Reader(tmp_path_factory.mktemp("tutorial"), dict(environment))
    reader.follow(TUTORIAL)
    return reader.folder


@pytest.fixture(scope="module")
def azerbaijan(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    folder = tmp_path_factory.mktemp("example") / "azerbaijan"
    shutil.copytree(ROOT / "examples" / "azerbaijan", folder)
    status, printed = Reader(folder, dict(environment)).run("durna load")
    assert status == 0, printed
    return folder


@pytest.fixture(scope="module")
def register(postgresql: str) -> str:
    import psycopg

    with psycopg.connect(postgresql) as database:
        database.execute(REGISTER)
    return postgresql


@pytest.mark.slow
def test_every_command_of_the_tutorial_prints_what_it_shows(after_the_tutorial: Path) -> None:
    assert (after_the_tutorial / "site" / "index.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize("document", HOW_TO, ids=lambda path: path.stem)
def test_every_command_of_the_how_tos_prints_what_it_shows(
    document: Path, request: pytest.FixtureRequest, tmp_path: Path, environment: dict[str, str]
) -> None:
    reader = Reader(tmp_path, dict(environment))
    begins = start(document)
    if begins in ("tutorial", "register"):
        before: Path = request.getfixturevalue("after_the_tutorial")
        shutil.copytree(before.parent, tmp_path, dirs_exist_ok=True)
        reader.folder = tmp_path / before.name
    if begins == "register":
        reader.environment["REGISTER_URL"] = request.getfixturevalue("register")
    if begins == "azerbaijan":
        reader.folder = tmp_path / "azerbaijan"
        shutil.copytree(request.getfixturevalue("azerbaijan"), reader.folder)

    reader.follow(document)


def markdown() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")), *sorted((ROOT / "examples").glob("*/*.md"))]


def command_lines(document: Path, program: str = "durna") -> list[str]:
    """The lines of code that call a program, without what follows a comment, a pipe or a wide gap."""
    text = document.read_text(encoding="utf-8").replace("\\\n", " ")
    fenced = [line for found in re.findall(r"^```\w*\n(.*?)^```$", text, re.M | re.S) for line in found.splitlines()]
    called = re.compile(rf"\s*(?:\$ )?({program} [a-z].*)")
    lines = [found[1] for line in [*fenced, *re.findall(r"^ {4}.*$", text, re.M)] if (found := called.match(line))]
    return [re.sub(r"[\[\]]", "", re.split(r"\s{2,}(?!-)|\s+[#|]", line)[0]) for line in dict.fromkeys(lines)]


def wrong_usage(line: str) -> str | None:
    """What is wrong with a shown command line: a command, an option or an argument that there is not."""
    words = shlex.split(line)[1:]
    command: click.Command = durna
    context = click.Context(durna, info_name="durna")
    while isinstance(command, click.Group):
        if not words or (found := command.get_command(context, words[0])) is None:
            return f"{line}: no such command"
        command, words = found, words[1:]
    try:
        command.make_context(command.name, words)
    except click.UsageError as error:
        return f"{line}: {error.format_message()}"
    except click.exceptions.Exit:
        return None
    return None


@pytest.mark.parametrize("document", markdown(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_line_in_a_block_can_be_typed(document: Path) -> None:
    assert [wrong for wrong in map(wrong_usage, command_lines(document)) if wrong] == []


def test_the_make_targets_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {line.split()[1] for line in command_lines(ROOT / "README.md", "make")}
    assert named
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


def test_every_relative_link_leads_to_a_file() -> None:
    links = module(ROOT / "scripts" / "links.py")
    assert [f"{path.relative_to(ROOT)}: {link}" for path in markdown() for link in links.broken_links(path)] == []


def sections(document: Path) -> dict[str, str]:
    parts = re.split(r"^## `?durna ([a-z ]+?)`?$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def leaf_commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = durna.get_command(click.Context(durna), name)
        assert command is not None
        inner = command.commands if isinstance(command, click.Group) else {"": command}
        found |= {f"{name} {sub}".strip(): each for sub, each in inner.items()}
    return found


def test_the_reference_of_commands_has_each_command_and_no_other() -> None:
    assert set(sections(DOCS / "reference" / "commands.md")) == set(leaf_commands())


def test_the_reference_of_commands_has_each_option_and_no_other() -> None:
    described = sections(DOCS / "reference" / "commands.md")
    for name, command in leaf_commands().items():
        options = {opt for each in command.params if isinstance(each, click.Option) for opt in each.opts}
        rows = "\n".join(re.findall(r"^\| `-.*? \|", described[name], re.MULTILINE))
        in_table = set(re.findall(r"`(--?[a-z-]+)`", rows))
        assert in_table == options, name


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    pages: dict[str, str] = {marker: make() for marker, make in module(DOCS / "generate.py").LISTS.items()}
    return pages


def test_each_list_made_from_the_program_has_its_place_in_one_page(generated: dict[str, str]) -> None:
    texts = {page.name: page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md")}
    for marker in generated:
        assert [name for name, text in texts.items() if marker in text] == [f"{marker[5:-4]}.md"]


def test_the_reference_has_every_indicator(generated: dict[str, str]) -> None:
    text = generated["<!-- indicators -->"]
    assert [name for name in catalogue() if f"### {name} " not in text] == []


def test_the_reference_has_every_source_with_every_field(generated: dict[str, str]) -> None:
    sections_of = re.split(r"^### ", generated["<!-- sources -->"], flags=re.MULTILINE)
    by_name = {section.split(" ", 1)[0]: section for section in sections_of}
    for name in contract.sources():
        assert [field for field in contract.load(name).fields if f"| `{field}` |" not in by_name[name]] == []


def test_the_reference_has_every_code_list_unit_and_institution(generated: dict[str, str]) -> None:
    lists, spellings = generated["<!-- code-lists -->"], generated["<!-- units -->"]
    assert [name for name in codelists.names() if f"### {name} " not in lists] == []
    assert [name for name in institutions.load() if f"| `{name}` |" not in lists] == []
    assert [name for name in units.load() if f"| {name} |" not in spellings] == []


def test_the_reference_has_every_flag_and_status_of_a_figure() -> None:
    text = (DOCS / "reference" / "figures.md").read_text(encoding="utf-8")
    codes = [*codelists.load("flag").codes, *codelists.load("figure_status").codes]
    assert [code for code in codes if f"`{code}`" not in text] == []


@pytest.mark.parametrize(
    ("shown", "printed", "agrees"),
    [
        (["rows 2"], "rows 2\n", True),
        (["rows 2"], "rows 3\n", False),
        (["sha256 ... recorded"], "sha256 4f recorded\n", True),
        (["rows 2"], "rows 2\nrejected 1\n", False),
        (["rows 2", "..."], "rows 2\nrejected 1\nin doubt 1\n", True),
        (["...", "rows 2"], "rows 2\n", True),
        (["a.b"], "axb\n", False),
    ],
)
def test_what_is_shown_is_held_against_what_is_printed(shown: list[str], printed: str, agrees: bool) -> None:
    assert fits(shown, printed) is agrees


def test_a_command_that_prints_something_else_than_shown_stops_the_reader(tmp_path: Path) -> None:
    document = tmp_path / "wrong.md"
    document.write_text("```console\n$ echo two\nthree\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"wrong\.md, line 1"):
        Reader(tmp_path).follow(document)
