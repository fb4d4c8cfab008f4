"""What `durna new` writes, and how it knows: the country from a code or a name, its languages, its time zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from durna import languages
from durna.classifications import countries, country_search
from durna.errors import UserError

# A dot at the start of a name would hide the template, and act on the repository it lies in.
_NAMES = {"gitignore": ".gitignore"}
_NO_KEY = '# pseudonym_key_file = "/media/safe/pseudonym.key"'


@dataclass(frozen=True)
class Settings:
    """What a new workspace is made from; `key` is where its pseudonym key will lie."""

    name: str
    country: str
    languages: tuple[str, ...]
    key: Path | None = None

    def values(self) -> dict[str, str]:
        zone = timezone_of(self.country)
        names = {language: countries.name(self.country, language) for language in languages.codes()}
        return {
            "name": self.name,
            "country": self.country,
            **_named(names),
            "titles": _inline({language: names[language] for language in self.languages}),
            "profile_titles": _inline({code: f"{_title(code)}: {names[code]}" for code in self.languages}),
            "languages": ", ".join(f'"{language}"' for language in self.languages),
            "timezone": zone or "UTC",
            "zone_reason": _zone_reason(zone),
            "period": "2018..2026-06",
            "pseudonym_key": f"pseudonym_key_file = {_toml(str(self.key))}" if self.key else _NO_KEY,
            "keys_advice": "" if self.key else _keys_advice(),
        }


def _named(names: dict[str, str]) -> dict[str, str]:
    """`$country_name_az` and `$title_az`; without an ending, in English."""
    said = {f"country_name_{code}": name for code, name in names.items()}
    said |= {f"title_{code}": f"{name}: {_title(code)}" for code, name in names.items()}
    return {**said, "country_name": said["country_name_en"], "title": said["title_en"]}


def _title(code: str) -> str:
    return languages.facts(code).profile_title


def _language_of(path: Path) -> str | None:
    """`az` of README.az.md: only a workspace with the language gets it."""
    name, *endings = path.name.split(".")
    return endings[0] if name and len(endings) > 1 and endings[0] in languages.codes() else None


def write(target: Path, settings: Settings) -> None:
    """Write the workspace into `target`, a folder that exists and is empty."""
    values = settings.values()
    for path, template in _templates(files("durna.cli.templates") / "workspace", Path()):
        if _language_of(path) not in (None, *settings.languages):
            continue
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = template.read_text(encoding="utf-8")
        # Mappings show templates of their own, in braces; only what the settings name is filled in.
        file.write_text(Template(text).safe_substitute(values), encoding="utf-8")


def country_of(said: str) -> str:
    """The country behind a code of three or two letters or a name. Raises UserError with near names for any other."""
    known = countries.load()
    found = country_search.recognise(said) if said.strip() and not said.strip().isdigit() else None
    if found is not None and known[found].kind == "country":
        return found
    near = [f"{countries.name(code, 'en')} ({code})" for code in _near(said)]
    raise UserError(
        found=f"'{said}' is no country that is known.",
        expected="A code such as AZE or AZ, or a name." + (f" Near: {', '.join(near)}." if near else ""),
        do="Correct --country.",
    )


def _near(said: str) -> list[str]:
    spellings: dict[str, str] = {}
    for code in countries.codes("country"):
        names = (countries.name(code, language) for language in languages.codes())
        spellings |= {spelling.casefold(): code for spelling in (code, *names)}
    close = get_close_matches(said.strip().casefold(), spellings, n=5, cutoff=0.5)
    return list(dict.fromkeys(spellings[match] for match in close))[:3]


def languages_of(country: str, said: tuple[str, ...]) -> tuple[str, ...]:
    """The languages asked for, or the country's official ones that documents can be made in, and English."""
    known = languages.codes()
    strange = [language for language in said if language not in known]
    if strange:
        raise UserError(
            found=f"Documents cannot be made in '{strange[0]}'.",
            expected=f"Languages of {', '.join(known)}.",
            do="Correct --languages, for example az,en.",
        )
    if said:
        return tuple(dict.fromkeys(said))
    from babel.languages import get_official_languages

    official = get_official_languages(countries.load()[country].iso2)
    spoken = [language.split("_")[0] for language in official]
    return tuple(dict.fromkeys([language for language in spoken if language in known] + ["en"]))


def timezone_of(country: str) -> str | None:
    """The one time zone of a country; None where it has several (CLDR)."""
    from babel.core import get_global

    iso2 = countries.load()[country].iso2
    zones = [str(zone) for zone, territory in get_global("zone_territories").items() if territory == iso2]
    return zones[0] if len(zones) == 1 else None


def _templates(folder: Traversable, path: Path) -> Iterator[tuple[Path, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _templates(entry, path / entry.name)
        else:
            yield path / _NAMES.get(entry.name, entry.name), entry


def _zone_reason(zone: str | None) -> str:
    return "The country has one." if zone else "The country has more than one zone: name the capital's."


def _keys_advice() -> str:
    return (
        "Before personal data can be taken in, make a pseudonym key in a folder outside this one, as\n"
        "docs/how-to/keys.md says, and name it in `durna.toml`:\n\n       durna keys make FOLDER --workspace .\n\n"
    )


def _inline(texts: dict[str, str]) -> str:
    return ", ".join(f"{language} = {_toml(text)}" for language, text in texts.items())


def _toml(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)
