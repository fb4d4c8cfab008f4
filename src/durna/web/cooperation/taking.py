"""An activity of a file as a project. What this room has no field for is kept with the part it belongs to."""

from __future__ import annotations

from typing import Any

from durna.iati.shapes import Node
from durna.web.cooperation.models import (
    LINKS,
    ROLES,
    Document,
    Entry,
    Link,
    Organisation,
    Partner,
    Place,
    Project,
    Sector,
)  # fmt: skip
from durna.web.cooperation.money_nodes import day, entry_of
from durna.web.cooperation.nodes import DAYS, LINK_URI
from durna.web.cooperation.result_nodes import take_results
from durna.web.cooperation.spoken import contents, number

_OURS = frozenset(
    {"partners", "countries", "regions", "places", "sectors", "tags", "documents", "budgets", "forecasts",
     "transactions", "results"}
)  # fmt: skip


class Directory:
    """Organisations by identifier and by name, read once for a file; one that is not known yet is added."""

    def __init__(self) -> None:
        held = list(Organisation.objects.all())
        self._by_ref = {each.ref: each for each in held if each.ref}
        self._by_name = {name.casefold(): each for each in held for name in each.names.values()}

    def find(self, told: Node, language: str) -> Organisation | None:
        """None where the node says neither an identifier nor a name."""
        names, ref = contents(told.get("texts"), language), str(told.get("ref") or "").strip()[:100]
        named = next((self._by_name[n.casefold()] for n in names.values() if n.casefold() in self._by_name), None)
        found = self._by_ref.get(ref) if ref else named
        if found is None and (ref or any(names.values())):
            found = Organisation.objects.create(
                names=names or {"en": ref}, ref=ref, type=str(told.get("type") or "")[:3]
            )
            self._by_ref |= {ref: found} if ref else {}
            self._by_name |= {name.casefold(): found for name in names.values()}
        return found


def take(told: Node, code: str, directory: Directory, ours: Organisation | None) -> Project:
    """Save a project with all its parts. To be called in a transaction; relations are joined by `join` afterwards."""
    language = str(told.get("language") or "en")[:8]
    currency = str(told.get("currency") or "").upper()
    project = Project(
        code=code, identifier=told["identifier"]["text"], titles=contents(told.get("title"), language),
        currency=currency if len(currency) == 3 else "", language=language,
        defaults={n: told[n] for n in ("scope", "flow", "finance", "tied", "collaboration", "status") if told.get(n)},
        other_codes=[str(each["ref"]) for each in told.get("identifiers", ()) if each.get("ref")],
    )  # fmt: skip
    first = next((each for each in told.get("descriptions", ()) if each.get("type", "1") == "1"), {})
    project.descriptions = contents(first.get("texts"), language)
    _take_days(project, told)
    who = directory.find(told.get("reporter", {}), language)
    project.reporter = None if who is None or who == ours else who
    kept = {name: value for name, value in told.items() if name not in _OURS}
    if who is not None:
        kept["reporter"] = {**kept["reporter"], "known_ref": who.ref}
    project.save()
    take_parts(project, told, directory, kept)
    project.kept = kept
    project.save()
    return project


def _take_days(project: Project, told: Node) -> None:
    for each in told.get("days", ()):
        name, on = DAYS.get(str(each.get("type"))), day(each.get("on"))
        if name and on and getattr(project, name) is None:
            setattr(project, name, on)
            precision = str(each.get("precision") or "day")
            setattr(project, f"{name}_precision", precision if precision in ("day", "month", "year") else "day")


def take_parts(project: Project, told: Node, directory: Directory, kept: Node) -> None:
    """Into `kept` goes, of each kind, what could not be made a part of ours."""
    language = project.language
    for each in told.get("partners", ()):
        who, role = directory.find(each, language), str(each.get("role"))
        if who is None or role not in ROLES:
            kept.setdefault("partners_kept", []).append(each)
        else:
            told_as = {**each, "known_ref": who.ref}
            Partner.objects.create(
                project=project, organisation=who, role=role, share=_share(each, "share"), kept=told_as
            )
    for name in ("countries", "regions"):
        for each in told.get(name, ()):
            vocabulary = str(each.get("vocabulary") or "1")[:4] if name == "regions" else ""
            Place.objects.create(
                project=project, code=str(each.get("code") or "")[:20], vocabulary=vocabulary,
                share=_share(each, "percentage"), names=contents(each.get("texts"), language), kept=each,
            )  # fmt: skip
    for each in told.get("places", ()):
        latitude, longitude = _point(each)
        Place.objects.create(
            project=project,
            names=contents(each.get("title"), language),
            latitude=latitude,
            longitude=longitude,
            kept=each,
        )
    for each in told.get("sectors", ()):
        Sector.objects.create(
            project=project, vocabulary=str(each.get("vocabulary") or "1")[:4], code=str(each.get("code") or "")[:40],
            share=_share(each, "percentage"), kept=each,
        )  # fmt: skip
    _take_tags(project, told, kept)
    for each in told.get("documents", ()):
        _take_document(project, each)
    _take_money(project, told, directory, kept)
    take_results(project, list(told.get("results", ())))


def _take_tags(project: Project, told: Node, kept: Node) -> None:
    seen: set[tuple[str, str]] = set()
    for each in told.get("tags", ()):
        kind = str(each.get("vocabulary_uri") or "").removeprefix(LINK_URI)
        kind = "sdg" if each.get("vocabulary") in ("2", "3") else kind
        code = str(each.get("code") or "")[:60]
        if (
            kind in LINKS
            and code
            and (kind, code) not in seen
            and set(each) <= {"vocabulary", "vocabulary_uri", "code"}
        ):
            Link.objects.create(project=project, kind=kind, code=code)
            seen.add((kind, code))
        else:
            kept.setdefault("tags", []).append(each)


def _take_document(project: Project, told: Node) -> None:
    first = {name: str(next(iter(told.get(name, ())), {}).get("code") or "") for name in ("categories", "languages")}
    Document.objects.create(
        project=project, titles=contents(told.get("title"), project.language),
        address=str(told.get("url") or "")[:1000],
        format=str(told.get("format") or "")[:100], category=first["categories"][:4] or "A01",
        language=first["languages"][:8], on=day(told.get("on")), kept=told,
    )  # fmt: skip


def _take_money(project: Project, told: Node, directory: Directory, kept: Node) -> None:
    made: list[Entry] = []
    for name, kind in (("budgets", "budget"), ("forecasts", "forecast"), ("transactions", "transaction")):
        for each in told.get(name, ()):
            funder = directory.find(each.get("provider", {}), project.language) if each.get("provider") else None
            entry = entry_of(each, kind, project.currency, funder)
            if entry is None:
                kept.setdefault(name, []).append(each)
            else:
                entry.project = project
                made.append(entry)
    Entry.objects.bulk_create(made)


def join(made: dict[str, Project]) -> None:
    """Children under their parents, of what a file brought and of what was here. `made`: identifier -> project."""
    for project in made.values():
        for each in project.kept.get("related", ()):
            other = made.get(str(each.get("ref"))) or Project.objects.filter(identifier=str(each.get("ref"))).first()
            child, parent = (project, other) if each.get("type") == "1" else (other, project)
            if (
                other is None
                or each.get("type") not in ("1", "2")
                or child is None
                or child.parent_id
                or child == parent
            ):
                continue
            if parent.parent_id != child.pk:
                child.parent = parent
                child.save(update_fields=["parent"])


def _share(told: Node, name: str) -> Any:
    found = number(told.get(name))
    return found if found is not None and 0 <= found <= 100 and found == round(found, 3) else None


def _point(told: Node) -> tuple[Any, Any]:
    parts = str(told.get("point", {}).get("position", {}).get("text", "")).split()
    found = [number(each) for each in parts]
    if len(found) != 2 or found[0] is None or found[1] is None or abs(found[0]) > 90 or abs(found[1]) > 180:
        return None, None
    return round(found[0], 6), round(found[1], 6)
