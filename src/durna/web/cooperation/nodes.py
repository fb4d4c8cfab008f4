"""A project as a node of the standard (durna.iati.shapes): what came with a file and is not ours is written as it came.

Every part begins with what was kept of it; only what a field says otherwise is written over it. `origin` names the part
that a node is written from, so that a message of the validator leads to the field that mends it.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from durna.iati.shapes import Node
from durna.web.cooperation.models import TRANSACTIONS, Organisation, Project
from durna.web.cooperation.money_nodes import entry_node
from durna.web.cooperation.result_nodes import result_node
from durna.web.cooperation.spoken import over, pairs, same_texts, share
from durna.web.cooperation.status import code as status_code

DAYS = {"1": "starts_planned", "2": "starts_actual", "3": "ends_planned", "4": "ends_actual"}
FETCHED = (
    "partners__organisation", "places", "sectors", "links", "documents", "entries__funder", "children", "periods",
    "results__indicators__periods__cells",
)  # fmt: skip
LINK_URI = "urn:durna:links:"


def fetched(projects: Any = None) -> Any:
    """Projects with everything that export reads, in a fixed number of queries."""
    held = Project.objects.all() if projects is None else projects
    return held.select_related("parent", "reporter").prefetch_related(*FETCHED)


def reporter() -> Organisation | None:
    """In whose name the site publishes."""
    return Organisation.objects.filter(is_reporter=True).first()


def identifier(project: Project, ours: Organisation | None) -> str:
    return project.identifier or f"{ours.ref if ours else ''}-{project.code}"


def node(project: Project, ours: Organisation | None, today: date, *, approved_only: bool = False) -> Node:
    """`ours`: of `reporter()`, read once for many projects. `approved_only`: no value of ours that is not approved."""
    made: Node = deepcopy(project.kept)
    said_by = project.reporter or ours
    over(made, identifier={"text": identifier(project, ours)}, currency=project.currency)
    if not project.kept:
        made["language"] = project.language
    made["origin"] = f"project/{project.pk}"
    if said_by:
        made["reporter"] = _organisation(made.get("reporter", {}), said_by, project.language)
    made["title"] = same_texts(made.get("title"), project.titles, project.language)
    made["status"] = project.defaults.get("status") if project.reporter_id else status_code(project, today)
    over(made, **{name: project.defaults.get(name) for name in ("scope", "flow", "finance", "tied", "collaboration")})
    _describe(made, project)
    _date(made, project)
    partners = [_partner(each, project.language) for each in project.partners.all()]
    made["partners"] = [*partners, *made.pop("partners_kept", [])]
    _place(made, project)
    made["sectors"] = [_shared(each, "sector", each.vocabulary) for each in project.sectors.all()]
    made["tags"] = [*made.get("tags", []), *(tag for link in project.links.all() for tag in _tags(link))]
    made["documents"] = [_document(each, project.language) for each in project.documents.all() if each.address]
    _money(made, project)
    is_strict = approved_only and project.reporter_id is None
    made["results"] = [result_node(each, project.language, is_strict) for each in project.results.all()]
    _relate(made, project, ours)
    return made


def _organisation(kept: Node, organisation: Organisation, language: str) -> Node:
    """As the file had it, unless the organisation has since been given another identifier."""
    made = deepcopy(kept)
    if made.get("known_ref") != organisation.ref:
        over(made, ref=organisation.ref, type=organisation.type)
    made["texts"] = made.get("texts") or pairs(organisation.names, language)
    return made


def _partner(partner: Any, language: str) -> Node:
    made = _organisation(partner.kept, partner.organisation, language)
    over(made, role=partner.role, share=share(partner.kept.get("share"), partner.share))
    return {**made, "origin": f"partner/{partner.pk}"}


def _describe(made: Node, project: Project) -> None:
    told = made.setdefault("descriptions", [])
    first = next((each for each in told if each.get("type", "1") == "1"), None)
    if first is None and project.descriptions:
        first = {"type": "1"}
        told.insert(0, first)
    if first is not None:
        first["texts"] = same_texts(first.get("texts"), project.descriptions, project.language)


def _date(made: Node, project: Project) -> None:
    told = made.setdefault("days", [])
    for code, name in DAYS.items():
        day, precision = getattr(project, name), getattr(project, f"{name}_precision")
        known = next((each for each in told if each.get("type") == code), None)
        if day is None:
            continue
        if known is None:
            known = {"type": code}
            told.append(known)
        known["on"] = day.isoformat()
        if precision != "day":
            known["precision"] = precision
    told.sort(key=lambda each: str(each.get("type")))


def _place(made: Node, project: Project) -> None:
    held = list(project.places.all())
    made["countries"] = [_shared(each, "place", "") for each in held if each.code and not each.vocabulary]
    made["regions"] = [_shared(each, "place", each.vocabulary) for each in held if each.code and each.vocabulary]
    made["places"] = [_point(each, project.language) for each in held if not each.code]


def _shared(part: Any, kind: str, vocabulary: str) -> Node:
    made = deepcopy(part.kept)
    over(made, code=part.code, percentage=share(part.kept.get("percentage"), part.share))
    if vocabulary and vocabulary != (made.get("vocabulary") or "1"):
        made["vocabulary"] = vocabulary
    return {**made, "origin": f"{kind}/{part.pk}"}


def _point(place: Any, language: str) -> Node:
    made = deepcopy(place.kept)
    if place.names:
        made["title"] = same_texts(made.get("title"), place.names, language)
    if place.latitude is not None and place.longitude is not None:
        point = made.setdefault("point", {"system": "http://www.opengis.net/def/crs/EPSG/0/4326"})
        told = str(point.get("position", {}).get("text", ""))
        if not _is_at(told, place.latitude, place.longitude):
            point["position"] = {"text": f"{place.latitude.normalize():f} {place.longitude.normalize():f}"}
    return {**made, "origin": f"place/{place.pk}"}


def _is_at(told: str, latitude: Decimal, longitude: Decimal) -> bool:
    try:
        found = [Decimal(each).quantize(Decimal("0.000001")) for each in told.split()]
    except InvalidOperation:
        return False
    return found == [latitude.quantize(Decimal("0.000001")), longitude.quantize(Decimal("0.000001"))]


def _tags(link: Any) -> list[Node]:
    origin = {"origin": f"link/{link.pk}"}
    if link.kind == "sdg":
        return [{"vocabulary": "3" if "." in link.code else "2", "code": link.code, **origin}]
    return [{"vocabulary": "99", "vocabulary_uri": LINK_URI + link.kind, "code": link.code, **origin}]


def _document(document: Any, language: str) -> Node:
    made = deepcopy(document.kept)
    over(made, url=document.address, format=document.format or "text/html", on=document.on and document.on.isoformat())
    made["title"] = same_texts(made.get("title"), document.titles, language)
    made["categories"] = made.get("categories") or [{"code": document.category}]
    if document.language and not made.get("languages"):
        made["languages"] = [{"code": document.language}]
    return {**made, "origin": f"document/{document.pk}"}


def _money(made: Node, project: Project) -> None:
    held = list(project.entries.all())
    made["budgets"] = [*made.get("budgets", []), *(entry_node(e) for e in held if e.kind == "budget")]
    made["forecasts"] = [*made.get("forecasts", []), *(entry_node(e) for e in held if e.kind == "forecast")]
    made["transactions"] = [*made.get("transactions", []), *(entry_node(e) for e in held if e.kind in TRANSACTIONS)]


def _relate(made: Node, project: Project, ours: Organisation | None) -> None:
    """What somebody else told of a project has the relations that he told."""
    if project.reporter_id is not None:
        return
    told = made.setdefault("related", [])
    known = {each.get("ref") for each in told}
    relatives = [("1", project.parent)] if project.parent else []
    relatives += [("2", child) for child in project.children.all()]
    for kind, relative in relatives:
        name = identifier(relative, ours)
        if name not in known:
            told.append({"type": kind, "ref": name})
