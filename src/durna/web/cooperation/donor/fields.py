"""The fields that a template may hold: `{{project.title}}` once, `{{result.actual}}` in a row that repeats for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from durna.web import texts
from durna.web.cooperation import shown, sums
from durna.web.cooperation.models.texts import in_reader
from durna.web.cooperation.status import status
from durna.web.cooperation.wording import country_name, word

SINGLE = (
    "project.title", "project.code", "project.identifier", "project.description", "project.status", "project.start",
    "project.end", "project.currency", "project.funders", "project.implementers", "project.places", "project.sectors",
    "project.objectives", "report.start", "report.end", "report.made", "report.language",
    "money.budget", "money.spent", "money.balance", "money.rates",
)  # fmt: skip
LISTS: Mapping[str, tuple[str, ...]] = {
    "partner": ("name", "role", "share"),
    "result": ("type", "title", "indicator", "baseline", "start", "end", "target", "actual", "percent", "state"),
    "money": ("year", "funder", "currency", "budget", "committed", "spent", "variance"),
    "decision": ("meeting", "text", "due", "done"),
    "risk": ("text", "response", "likelihood", "impact"),
    "training": ("title", "start", "end"),
}
MISSING = "–"


@dataclass(frozen=True)
class Values:
    """`single`: by name. `lists`: by name, an item for each row, its fields by name."""

    single: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]]


def values(project: Any, language: str, start: date, end: date, made: date) -> Values:
    """For the days from `start` to `end`: money, and results of periods that lie in them."""
    say = texts.texts(language)
    told = texts.language(language)
    entries = [entry for entry in project.entries.all() if start <= entry.start <= end]
    base = project.currency or "EUR"
    added = {name: _sum(entries, kinds, base) for name, kinds in _MONEY.items()}
    single = {
        "project.title": in_reader(project.titles, language), "project.code": project.code,
        "project.identifier": project.identifier, "project.description": in_reader(project.descriptions, language),
        "project.status": say(f"coop-status-{status(project, made)}"),
        "project.start": _day(told, project.starts), "project.end": _day(told, project.ends), "project.currency": base,
        "project.funders": _named(project, "1", language), "project.implementers": _named(project, "4", language),
        "project.places": _places(project, language),
        "project.sectors": ", ".join(sector.code for sector in project.sectors.all()),
        "project.objectives": ", ".join(link.code for link in project.links.all() if link.kind == "objective"),
        "report.start": told.day(start), "report.end": told.day(end), "report.made": told.day(made),
        "report.language": language, "money.budget": _total(added["budget"]), "money.spent": _total(added["spent"]),
        "money.balance": _balance(added), "money.rates": "; ".join(dict.fromkeys(_rates(added))) or MISSING,
    }  # fmt: skip
    return Values(
        {name: text or MISSING for name, text in single.items()}, _lists(project, language, start, end, entries)
    )


_MONEY = {"budget": ("budget",), "spent": ("disbursement", "expenditure")}


def _lists(project: Any, language: str, start: date, end: date, entries: list[Any]) -> dict[str, list[dict[str, str]]]:
    say, told = texts.texts(language), texts.language(language)
    found: dict[str, list[dict[str, str]]] = {name: [] for name in LISTS}
    for each in project.partners.all():
        found["partner"].append({
            "name": in_reader(each.organisation.names, language),
            "role": word(each.get_role_display(), "role", language), "share": _percent(each.share),
        })  # fmt: skip
    for result, indicators in shown.results(project):
        for indicator, periods in indicators:
            found["result"] += [
                _result(result, indicator, each, language) for each in periods
                if start <= each.period.start and each.period.end <= end
            ]  # fmt: skip
    found["money"] = [
        {"year": str(line.year), "funder": in_reader(line.funder.names, language) if line.funder else MISSING,
         "currency": line.currency, "budget": _plain(line.by_kind.get("budget")),
         "committed": _plain(line.by_kind.get("commitment")), "spent": _plain(line.spent),
         "variance": _plain(line.variance)}
        for line in sums.by_year(entries)
    ]  # fmt: skip
    for meeting in project.meetings.prefetch_related("decisions"):
        if start <= meeting.on <= end:
            found["decision"] += [
                {"meeting": f"{told.day(meeting.on)}, {in_reader(meeting.titles, language)}",
                 "text": in_reader(each.texts, language), "due": _day(told, each.due_on),
                 "done": _day(told, each.done_on)}
                for each in meeting.decisions.all()
            ]  # fmt: skip
    found["risk"] = [
        {"text": in_reader(each.texts, language), "response": in_reader(each.response, language) or MISSING,
         "likelihood": say(f"coop-degree-{each.likelihood}"), "impact": say(f"coop-degree-{each.impact}")}
        for each in project.risks.all() if not each.closed_on or each.closed_on >= start
    ]  # fmt: skip
    found["training"] = [
        {"title": in_reader(each.title, language), "start": _day(told, each.starts_on), "end": _day(told, each.ends_on)}
        for each in shown.trainings(project) if each.starts_on and start <= each.starts_on <= end
    ]  # fmt: skip
    return found


def _result(result: Any, indicator: Any, each: shown.PeriodShown, language: str) -> dict[str, str]:
    """A value that nobody approved yet is shown with its state, so that no reader takes it for final."""
    say, told = texts.texts(language), texts.language(language)
    return {
        "type": word(result.get_type_display(), "result", language), "title": in_reader(result.titles, language),
        "indicator": in_reader(indicator.titles, language), "baseline": indicator.baseline or MISSING,
        "start": told.day(each.period.start), "end": told.day(each.period.end), "target": _plain(each.target.value),
        "actual": _plain(each.value) if each.value is not None else each.words or MISSING,
        "percent": _percent(each.percent), "state": say(f"coop-state-{each.period.state}"),
    }  # fmt: skip


def _sum(entries: list[Any], kinds: tuple[str, ...], base: str) -> sums.Sum:
    return sums.add([entry for entry in entries if entry.kind in kinds], sums.Rates(base))


def _total(added: sums.Sum) -> str:
    """One amount where it can be told in one currency; else each currency for itself."""
    if added.is_empty:
        return MISSING
    if added.total is not None:
        return f"{_plain(added.total)} {added.base}"
    return ", ".join(f"{_plain(amount)} {currency}" for currency, amount in sorted(added.amounts.items()))


def _balance(added: Mapping[str, sums.Sum]) -> str:
    budget, spent = added["budget"], added["spent"]
    if budget.is_empty or budget.total is None or spent.total is None:
        return MISSING
    return f"{_plain(budget.total - spent.total)} {budget.base}"


def _rates(added: Mapping[str, sums.Sum]) -> list[str]:
    return [f"{rate}, {rate.source}" for each in added.values() for rate in each.used]


def _named(project: Any, role: str, language: str) -> str:
    return ", ".join(
        in_reader(each.organisation.names, language) for each in project.partners.all() if each.role == role
    )


def _places(project: Any, language: str) -> str:
    return ", ".join(
        country_name(place.code, language) if place.code else in_reader(place.names, language)
        for place in project.places.all()
    )


def _day(told: Any, when: date | None) -> str:
    return told.day(when) if when else MISSING


def _plain(amount: Any) -> str:
    return MISSING if amount is None else f"{amount:,.2f}".replace(",", "\u202f").removesuffix(".00")


def _percent(share: Any) -> str:
    return MISSING if share is None else f"{share.normalize():f}\u00a0%"
