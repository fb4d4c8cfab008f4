"""Papers of this room: a project, and the portfolio as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from durna.publish.document import Block, Document, Section
from durna.web import texts
from durna.web.cooperation import portfolio, shown, sums
from durna.web.cooperation.donor.fields import MISSING
from durna.web.cooperation.models.texts import in_reader
from durna.web.cooperation.precise import said_day
from durna.web.cooperation.status import status
from durna.web.cooperation.wording import country_name
from durna.web.papers import build


def project(held: Any, today: date, *, is_public: bool = False) -> Document:
    """`is_public`: without risks, meetings and values that nobody approved."""
    code = texts.code()
    sections = [_facts(held, today, code), _partners(held, code), _results(held, is_public), _money(held)]
    if not is_public:
        sections.append(_steering(held, code))
    return build.paper(
        in_reader(held.titles, code), code, [each for each in sections if each.blocks], str(held.code),
        texts.language(code).day(today), watermark=texts.say("coop-example") if held.is_example else "",
    )  # fmt: skip


def _facts(held: Any, today: date, code: str) -> Section:
    say = texts.say
    pairs = [
        (say("coop-field-code"), held.code), (say("coop-field-identifier"), held.identifier),
        (say("coop-status"), say(f"coop-status-{status(held, today)}")),
        (say("coop-starts"), said_day(held, "starts")), (say("coop-ends"), said_day(held, "ends")),
        (say("coop-section-places"), ", ".join(country_name(str(each), code) for each in held.places.all())),
        (say("coop-link-objective"), ", ".join(each.code for each in held.links.all() if each.kind == "objective")),
        (say("coop-field-source"), _address(held.source)),
    ]  # fmt: skip
    return build.section(
        "project", say("coop-section-project"), *_told(in_reader(held.descriptions, code)), build.terms(pairs)
    )


def _address(source: str) -> build.Said:
    return build.link(source, source) if source.startswith(("https://", "http://")) else source


def _told(text: str) -> list[Block]:
    return [build.paragraph(text)] if text else []


def _partners(held: Any, code: str) -> Section:
    say = texts.say
    rows = [
        [in_reader(each.organisation.names, code), say(f"coop-role-{each.get_role_display()}"),
         f"{each.share.normalize():f} %" if each.share is not None else MISSING]
        for each in held.partners.all()
    ]  # fmt: skip
    columns = [say("coop-field-organisation"), say("coop-field-role"), say("coop-field-share")]
    title = say("coop-section-partners")
    return build.section("partners", title, *([build.table("partners-table", title, columns, rows)] if rows else []))


def _results(held: Any, is_public: bool) -> Section:
    say, rows = texts.say, []
    for result, indicators in shown.results(held):
        for indicator, periods in indicators:
            for each in periods:
                if is_public and each.period.state != "approved":
                    continue
                rows.append([
                    str(result), str(indicator), _period(each.period), _value(each.target.value),
                    _value(each.value) if each.value is not None else each.words or MISSING,
                    say(f"coop-state-{each.period.state}"),
                ])  # fmt: skip
    names = ("part-result", "part-indicator", "part-period", "target", "actual", "state")
    title = say("coop-section-results")
    columns = [say(f"coop-{name}") for name in names]
    return build.section(
        "results", title, *([build.table("results-table", title, columns, rows, role="register")] if rows else [])
    )


def _money(held: Any) -> Section:
    say = texts.say
    title = say("coop-section-money")
    if "money" in held.not_published:
        return build.section("money", title, build.paragraph(say("coop-money-not-published")))
    told = shown.money(held)
    rows = [
        [str(line.year), str(line.funder or MISSING), line.currency, _value(line.by_kind.get("budget")),
         _value(line.by_kind.get("commitment")), _value(line.spent), _value(line.variance)]
        for line in told["years"]
    ]  # fmt: skip
    columns = [
        say(f"coop-donor-money-{n}") for n in ("year", "funder", "currency", "budget", "committed", "spent", "variance")
    ]
    blocks: list[Block] = [build.table("money-table", title, columns, rows)] if rows else []
    blocks += [build.paragraph(text, "source") for text in rates_told(added for _, added in told["sums"])]
    return build.section("money", title, *blocks)


def rates_told(added: Iterable[sums.Sum]) -> list[str]:
    """The rates that sums were made with, each once, and who says so."""
    used = {rate.pk: rate for each in added for rate in each.used}
    return [texts.say("coop-rate-used", rate=str(rate), source=rate.source) for rate in used.values()]


def _steering(held: Any, code: str) -> Section:
    say, language = texts.say, texts.language(code)
    rows = [
        [language.day(meeting.on), str(meeting), "; ".join(str(each) for each in meeting.decisions.all()) or MISSING]
        for meeting in held.meetings.prefetch_related("decisions")
    ]  # fmt: skip
    risks = [
        [str(each), in_reader(each.response, code) or MISSING, say(f"coop-degree-{each.impact}")]
        for each in held.risks.all()
    ]
    blocks: list[Block] = []
    if rows:
        columns = [say("coop-field-on"), say("coop-part-meeting"), say("coop-decisions")]
        blocks.append(build.table("meetings-table", say("coop-section-meetings"), columns, rows, role="register"))
    if risks:
        columns = [say("coop-part-risk"), say("coop-field-response"), say("coop-field-impact")]
        blocks.append(build.table("risks-table", say("coop-section-risks"), columns, risks, role="register"))
    return build.section("steering", say("coop-section-steering"), *blocks)


def whole(projects: Any, today: date, base: str) -> Document:
    """The portfolio: every project in a row, and the sums of those whose money counts."""
    say, code = texts.say, texts.code()
    counts = portfolio.counted()
    rows = portfolio.rows(projects.prefetch_related(*portfolio.FETCHED), today, counts)
    listed = [
        [row.project.title, say(f"coop-status-{row.status}"), said_day(row.project, "starts"),
         said_day(row.project, "ends"), ", ".join(row.funders) or MISSING, _amounts(row)]
        for row in rows
    ]  # fmt: skip
    columns = [say(f"coop-{n}") for n in ("field-titles", "status", "starts", "ends", "funders", "kind-budget")]
    keys = set(projects.order_by().values_list("pk", flat=True))
    totals = portfolio.totals(base, keys & counts)
    summed = [
        [say(f"coop-kind-{kind}"), amounts(added), _value(added.total)] for kind, added in totals if not added.is_empty
    ]
    sections = [
        build.section(
            "projects",
            say("projects"),
            build.table("projects-table", say("projects"), columns, listed, role="register"),
        )
    ]
    if summed:
        heads = [say("coop-field-kind"), say("coop-by-currency"), say("coop-in-base", base=base)]
        blocks: list[Block] = [
            build.paragraph(say("coop-counted-once")),
            build.table("sums-table", say("coop-sums"), heads, summed),
        ]
        blocks += [build.paragraph(text, "source") for text in rates_told(added for _, added in totals)]
        sections.append(build.section("sums", say("coop-sums"), *blocks))
    return build.paper(say("coop-portfolio"), code, sections, "", texts.language(code).day(today))


def _amounts(row: portfolio.Row) -> str:
    if row.budget:
        return ", ".join(f"{_value(amount)} {currency}" for currency, amount in sorted(row.budget.items()))
    return texts.say("coop-not-published") if "money" in row.project.not_published else MISSING


def amounts(added: sums.Sum) -> str:
    return ", ".join(f"{_value(amount)} {currency}" for currency, amount in sorted(added.amounts.items()))


def _period(period: Any) -> str:
    language = texts.language(texts.code())
    return f"{language.day(period.start)} – {language.day(period.end)}"


def _value(amount: Any) -> str:
    return MISSING if amount is None else f"{amount:,.2f}".replace(",", "\u202f").removesuffix(".00")
