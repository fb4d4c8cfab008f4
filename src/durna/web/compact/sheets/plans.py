"""The report of a year of the national plan: every measure of it, told or not."""

from __future__ import annotations

from collections import Counter

from durna.publish.document import Document, Section
from durna.web.compact import scales, years
from durna.web.compact.content import tell
from durna.web.compact.models import Plan
from durna.web.compact.sheets import parts
from durna.web.compact.sheets.parts import Say
from durna.web.papers.build import paper, paragraph, section, table, terms


def report(plan: Plan, year: int, code: str, *, is_whole: bool = True) -> Document:
    """`is_whole`: with the measures that are not public too."""
    say = parts.said_in(code)
    rows = years.rows(plan, year, code, only_public=not is_whole)
    sections = [
        section("overview", say("compact-report-overview"), *_overview(plan, rows, code, say)),
        *(_measure(row, code, say) for row in rows),
    ]
    return paper(
        say("compact-plan-report", title=tell(plan.title, code), year=str(year)), code, sections,
        subtitle=say("compact-plan-sheet"), watermark=parts.watermark(plan, code),
    )  # fmt: skip


def _overview(plan: Plan, rows: list[years.Row], code: str, say: Say) -> list[object]:
    counted = Counter(row.report.status for row in rows if row.report)
    told = [(say(f"compact-status-{status}"), counted[status]) for status in scales.STATUSES if counted[status]]
    untold = sum(row.report is None for row in rows)
    blocks: list[object] = [paragraph(tell(plan.text, code))] if plan.text else []
    blocks.append(paragraph(say("compact-scale-ours"), "caveat"))
    if told or untold:
        counts = [*told, *([(say("compact-not-reported"), untold)] if untold else [])]
        heads = [say("compact-status"), say("compact-measures-count")]
        blocks.append(table("statuses", say("compact-report-counts"), heads, counts))
    if rows:
        heads = [say(name) for name in ("compact-measure", "compact-lead", "compact-status", "compact-spent")]
        lines = [_line(row, code, say) for row in rows]
        blocks.append(table("measures", say("compact_measures"), heads, lines, role="register"))
    return blocks


def _line(row: years.Row, code: str, say: Say) -> list[str]:
    report = row.report
    return [
        tell(row.measure.title, code), parts.institution(row.measure, code),
        say(f"compact-status-{report.status}") if report else say("compact-not-reported"),
        parts.money(report.spent, row.measure.currency, code) if report else "",
    ]  # fmt: skip


def _measure(row: years.Row, code: str, say: Say) -> Section:
    measure, report = row.measure, row.report
    facts = terms([
        (say("compact-objectives"), parts.listed([each.number for each in row.objectives], code)),
        (say("compact-lead"), parts.institution(measure, code)),
        (say("compact-dates"), parts.span(measure.starts, measure.ends, code)),
        (say("compact-budget"), parts.money(measure.budget, measure.currency, code)),
        (say("compact-spent"), parts.money(report.spent, measure.currency, code) if report else ""),
        (say("compact-status"), say(f"compact-status-{report.status}") if report else say("compact-not-reported")),
    ])  # fmt: skip
    told = [paragraph(tell(report.text, code))] if report else []
    mark = [paragraph(say(parts.EXAMPLE), "caveat")] if measure.is_example else []
    return section(f"measure-{measure.pk}", tell(measure.title, code), *mark, facts, *told)
