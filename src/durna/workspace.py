"""A workspace: one country's folder, described by its `durna.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from durna.errors import UserError
from durna.periods import Period, parse

SETTINGS = "durna.toml"
# Templates of documents: what lies there is kept with every edition.
TEMPLATES = "templates"
TEXTS = "texts"
ENGINES = ("duckdb", "spark")
# Fewer would make an interval a matter of chance; more only cost time.
FEWEST_SIMULATIONS, MOST_SIMULATIONS = 100, 10_000
# What a workspace defines itself must not stop a night's work.
MOST_SECONDS = 3600
Titles = Mapping[str, str] | str


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Described(_Section):
    country: str
    title: Titles = ""
    languages: list[str] = ["en"]
    timezone: str = "UTC"

    @field_validator("timezone")
    @classmethod
    def _exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"there is no time zone '{name}'") from None
        return name


class _Profile(_Section):
    title: Titles = ""
    period: str | None = None


class _Keys(_Section):
    pseudonym_key_file: str | None = None
    vault_key_file: str | None = None
    signing_key_file: str | None = None


class _Vault(_Section):
    folder: str | None = None


class _Engine(_Section):
    kind: str = "duckdb"
    memory: str = "1GB"
    threads: int | None = None

    @field_validator("kind")
    @classmethod
    def _is_known(cls, kind: str) -> str:
        if kind not in ENGINES:
            raise ValueError(f"there is no engine '{kind}', only {' and '.join(ENGINES)}")
        return kind


class Residence(_Section):
    """How changes of residence are found: the rule (as "12/16"), and what is done about missing crossings.

    `estimates`: whether what is not settled is estimated; `simulations`: from how many drawn histories.
    """

    rule: str = "12/16"
    gaps: str = "impute"
    estimates: bool = True
    simulations: int = 400

    @field_validator("simulations")
    @classmethod
    def _are_enough(cls, count: int) -> int:
        if not FEWEST_SIMULATIONS <= count <= MOST_SIMULATIONS:
            raise ValueError(f"{count} simulations: between {FEWEST_SIMULATIONS} and {MOST_SIMULATIONS:,} are possible")
        return count


class _Indicators(_Section):
    """How long one indicator that the workspace defines itself may compute."""

    seconds: int = 60

    @field_validator("seconds")
    @classmethod
    def _is_some_time(cls, seconds: int) -> int:
        if not 1 <= seconds <= MOST_SECONDS:
            raise ValueError(f"{seconds} seconds: between 1 and {MOST_SECONDS:,} are possible")
        return seconds


class Publication(_Section):
    """Who publishes the figures, and on what terms; what is not told is left out of their metadata.

    `agency` is the SDMX id of the publisher; `address` is where the folder of the documents will be found.
    """

    publisher: Titles = {}
    agency: str = ""
    homepage: str = ""
    address: str = ""
    licence: str = ""
    licence_address: str = ""
    contact: str = ""
    email: str = ""

    @property
    def publishers(self) -> Mapping[str, str]:
        return _titles(self.publisher, "") if self.publisher else {}


class _Word(_Section):
    """`styles`: those of the template, by the keys that durna.publish.docx knows."""

    template: str | None = None
    styles: dict[str, str] = {}


class _Settings(_Section):
    """What durna.toml may say."""

    workspace: _Described
    profile: _Profile = _Profile()
    publication: Publication = Publication()
    keys: _Keys = _Keys()
    vault: _Vault = _Vault()
    engine: _Engine = _Engine()
    residence: Residence = Residence()
    indicators: _Indicators = _Indicators()
    word: _Word = _Word()
    spark: dict[str, Any] = {}
    # Read by durna.disclosure.policy, which knows what it may say.
    confidentiality: dict[str, Any] = {}
    connections: Mapping[str, str] = {}

    @field_validator("spark")
    @classmethod
    def _are_properties(cls, tables: dict[str, Any]) -> dict[str, Any]:
        return _properties(tables)


class Workspace:
    """Paths and settings. Nothing is created or checked on disk by reading them."""

    def __init__(self, root: Path, settings: _Settings, store: Path | None = None) -> None:
        self.root = root.resolve()
        # Settings that were frozen with an edition speak of the store of the workspace it was made in.
        self.store = store or self.root / "store"
        self._settings = settings
        self.country = settings.workspace.country
        self.languages = tuple(settings.workspace.languages)
        self.timezone = settings.workspace.timezone
        self.title = _titles(settings.workspace.title, self.country)
        self.profile_title = _titles(settings.profile.title, "National Migration Profile")
        self.profile_period: Period | None = parse(settings.profile.period) if settings.profile.period else None
        self.publication = settings.publication
        self.residence = settings.residence
        self.indicator_seconds = settings.indicators.seconds
        self.engine = settings.engine.kind
        self.memory = settings.engine.memory
        self.threads = settings.engine.threads
        self.spark: Mapping[str, str] = settings.spark
        self.word_styles: Mapping[str, str] = settings.word.styles
        self.connections: Mapping[str, str] = settings.connections

    @property
    def mappings(self) -> Path:
        return self.root / "mappings"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @property
    def vault(self) -> Path:
        """The identity vault stands beside the workspace unless durna.toml names another place."""
        return self._path(self._settings.vault.folder) or self.root.parent / f"{self.root.name}-vault"

    @property
    def word_template(self) -> Path | None:
        return self._path(self._settings.word.template)

    @property
    def pseudonym_key_file(self) -> Path | None:
        return self._path(self._settings.keys.pseudonym_key_file)

    @property
    def vault_key_file(self) -> Path | None:
        return self._path(self._settings.keys.vault_key_file)

    @property
    def signing_key_file(self) -> Path | None:
        return self._path(self._settings.keys.signing_key_file)

    def _path(self, value: str | None) -> Path | None:
        return None if not value else (self.root / Path(value).expanduser()).resolve()


def open_workspace(root: Path, store: Path | None = None) -> Workspace:
    """Read `durna.toml`; the store lies beside it unless told. Raises UserError where the file is wrong or absent."""
    file = root / SETTINGS
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(
            found=f"'{root}' is not a workspace: it has no {SETTINGS}.",
            expected="A folder made by `durna new DIR --country AZE`.",
            do="Make one, or give its path with --workspace.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise _wrong(file, f"It cannot be read ({error}).") from None
    return Workspace(root, _understood(file, settings), store)


def _understood(file: Path, settings: dict[str, Any]) -> _Settings:
    if not isinstance(settings.get("workspace"), dict):
        raise _wrong(file, "It has no section [workspace].")
    try:
        return _Settings.model_validate(settings)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _wrong(file, f"{place}: {first['msg'].removeprefix('Value error, ')}.") from None


def _properties(tables: Mapping[str, Any], name: str = "spark") -> dict[str, str]:
    """Spark's properties as TOML nests them: `executor.memory` under [spark] is `spark.executor.memory`."""
    found: dict[str, str] = {}
    for key, value in tables.items():
        full = key if key.startswith("spark.") else f"{name}.{key}"
        if isinstance(value, Mapping):
            found |= _properties(value, full)
        elif isinstance(value, str | int | float):
            # Spelt as Spark does.
            found[full] = str(value).lower() if isinstance(value, bool) else str(value)
        else:
            raise ValueError(f"{full} is neither a text nor a number nor true or false")
    return found


def _titles(raw: Titles, otherwise: str) -> Mapping[str, str]:
    return {"en": raw or otherwise} if isinstance(raw, str) else dict(raw)


def _wrong(file: Path, found: str) -> UserError:
    return UserError(
        message="wrong-file",
        what=file.name,
        detail=found,
        found=f"{file.name}: {found}",
        expected="A TOML file with [workspace] country, title, languages, timezone.",
        do="Compare it with docs/reference/workspace.md.",
    )
