"""A workspace: one country's folder, described by its `durna.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from durna.errors import UserError
from durna.periods import Period, parse

SETTINGS = "durna.toml"


@dataclass(frozen=True)
class Workspace:
    """Paths and settings. Nothing is created or checked on disk by reading them."""

    root: Path
    country: str
    title: Mapping[str, str]
    languages: tuple[str, ...]
    timezone: str
    profile_title: Mapping[str, str]
    profile_period: Period | None
    settings: Mapping[str, Any]

    @property
    def store(self) -> Path:
        return self.root / "store"

    @property
    def mappings(self) -> Path:
        return self.root / "mappings"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @property
    def vault(self) -> Path:
        """The identity vault stands beside the workspace unless durna.toml names another place."""
        return self._path("vault", "folder") or self.root.parent / f"{self.root.name}-vault"

    @property
    def pseudonym_key_file(self) -> Path | None:
        return self._path("keys", "pseudonym_key_file")

    @property
    def vault_key_file(self) -> Path | None:
        return self._path("keys", "vault_key_file")

    @property
    def memory(self) -> str:
        return str(self._section("engine").get("memory", "1GB"))

    @property
    def threads(self) -> int | None:
        threads = self._section("engine").get("threads")
        return None if threads is None else int(threads)

    def _path(self, section: str, key: str) -> Path | None:
        value = self._section(section).get(key)
        return None if not value else (self.root / Path(value).expanduser()).resolve()

    def _section(self, name: str) -> Mapping[str, Any]:
        return dict(self.settings.get(name, {}))


def open_workspace(root: Path) -> Workspace:
    """Read `durna.toml`. Raises UserError where the folder is no workspace or the file is wrong."""
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
    return _from_settings(root, file, settings)


def _from_settings(root: Path, file: Path, settings: dict[str, Any]) -> Workspace:
    described = settings.get("workspace")
    if not isinstance(described, dict) or not isinstance(described.get("country"), str):
        raise _wrong(file, "The section [workspace] names no country.")
    profile = settings.get("profile", {})
    return Workspace(
        root=root.resolve(),
        country=described["country"],
        title=_titles(described.get("title"), described["country"]),
        languages=tuple(described.get("languages", ("en",))),
        timezone=described.get("timezone", "UTC"),
        profile_title=_titles(profile.get("title"), "National Migration Profile"),
        profile_period=parse(profile["period"]) if "period" in profile else None,
        settings=settings,
    )


def _titles(raw: Any, otherwise: str) -> Mapping[str, str]:
    return dict(raw) if isinstance(raw, dict) else {"en": str(raw or otherwise)}


def _wrong(file: Path, found: str) -> UserError:
    return UserError(
        found=f"{file.name}: {found}",
        expected="A TOML file with [workspace] country, title, languages, timezone.",
        do="Compare it with docs/reference/workspace.md.",
    )
