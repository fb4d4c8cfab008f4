"""Part C beside its indicators: policies, the Global Compact, the MGI process, projects, the Training Centre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Block, Cell, Paragraph, Row, Section
from durna.publish.language import code_list
from durna.publish.profile import registers, training
from durna.publish.profile.registers import as_date, parts

Record = Mapping[str, Any]

# Subjects of the register that tell of a process rather than of a policy.
MGI, GCM = "mgi", "global compact"
MGI_DOMAINS = ("1", "2", "3", "4", "5", "6")


def sections(context: Context) -> tuple[Section, ...]:
    documents = list(context.material.listings.get("policy_register", ()))
    projects = list(context.material.listings.get("project_portfolio", ()))
    return (
        _policies(context, [each for each in documents if not _about(each, MGI, GCM)]),
        _compact(context, documents, projects),
        _assessment(context, documents),
        _projects(context, projects),
        training.section(context),
    )


def _about(record: Record, *subjects: str) -> bool:
    return str(record.get("subject") or "").casefold().startswith(subjects)


def none_delivered(context: Context) -> Block:
    return Paragraph(document.words(context.language("register-empty")), "quiet")


def _policies(context: Context, documents: Sequence[Record]) -> Section:
    language = context.language
    order = list(kinds.codes) if (kinds := code_list("document_kind")) else []
    ranked = sorted(documents, key=lambda each: (_place(order, each.get("kind")), str(each.get("adopted_on") or "")))
    rows = [
        Row(
            registers.link(registers.title(context, each), each.get("address")),
            (
                registers.text(language.of_list("document_kind", str(each.get("kind") or ""))),
                registers.day(context, each.get("adopted_on"), each.get("date_precision")),
                registers.span(context, each.get("in_force_from"), each.get("in_force_to"), each.get("date_precision")),
                registers.text(", ".join(parts(each.get("gcm_objectives")))),
            ),
        )
        for each in ranked
    ]
    heads = ("title-head", "kind", "adopted", "in-force", "objectives")
    blocks: tuple[Block, ...] = (
        (registers.table(context, "policies", heads, rows),) if rows else (none_delivered(context),)
    )
    return Section("policies", language("policies-title"), blocks=blocks)


def _place(order: Sequence[str], kind: Any) -> int:
    return order.index(kind) if kind in order else len(order)


def _compact(context: Context, documents: Sequence[Record], projects: Sequence[Record]) -> Section:
    """All 23 objectives, with what the registers hold for each: an objective with nothing shows as such."""
    language = context.language
    objectives = code_list("gcm_objective")
    rows = []
    for code in objectives.codes if objectives else ():
        mine = [each for each in documents if code in parts(each.get("gcm_objectives"))]
        paid = [each for each in projects if code in parts(each.get("gcm_objectives"))]
        rows.append(
            Row(
                Cell(document.words(f"{code}. {language.of_list('gcm_objective', code)}")),
                (registers.count(context, len(mine)), registers.count(context, len(paid)),
                 registers.count(context, _indicators_for(context, code))),
            )
        )  # fmt: skip
    steps = sorted((e for e in documents if _about(e, GCM)), key=_when)
    heads = ("objective", "documents", "projects", "indicators")
    blocks: list[Block] = [
        Paragraph(document.words(language("objectives-text"))),
        registers.table(context, "objectives", heads, rows, numbers=(1, 2, 3)),
    ]
    if steps:
        blocks.append(_steps(context, "gcm-steps", steps))
    return Section("global-compact", language("objectives-title"), blocks=tuple(blocks))


def _indicators_for(context: Context, code: str) -> int:
    """Indicators that the catalogue ties to an objective and that have a figure."""
    found = 0
    for each in context.material.indicators.values():
        details = each.standard_details
        tied = details.get("gcm_objectives", ()) if isinstance(details, Mapping) else ()
        found += int(code) in tied and not context.view(each).is_empty
    return found


def _assessment(context: Context, documents: Sequence[Record]) -> Section:
    language = context.language
    steps = sorted((each for each in documents if _about(each, MGI)), key=_when)
    blocks: list[Block] = [Paragraph(document.words(language("assessment-text")))]
    blocks.append(_steps(context, "mgi-steps", steps) if steps else none_delivered(context))
    domains = [_domain_row(context, code, documents) for code in MGI_DOMAINS]
    blocks.append(registers.table(context, "domains", ("domain", "documents"), domains, numbers=(1,)))
    return Section("assessment", language("assessment-title"), blocks=tuple(blocks))


def _domain_row(context: Context, code: str, documents: Sequence[Record]) -> Row:
    held = sum(code in parts(each.get("mgi_domain")) for each in documents)
    return Row(Cell(document.words(f"{code}. {context.language(f'mgi-domain-{code}')}")),
               (registers.count(context, held),))  # fmt: skip


def _steps(context: Context, name: str, steps: Sequence[Record]) -> document.Table:
    rows = [
        Row(registers.day(context, each.get("adopted_on") or each.get("in_force_from"), each.get("date_precision")),
            (registers.link(registers.title(context, each), each.get("address")),))
        for each in steps
    ]  # fmt: skip
    return registers.table(context, name, ("date", "what"), rows)


def _when(record: Record) -> str:
    return str(as_date(record.get("adopted_on") or record.get("in_force_from")) or "9999")


def _projects(context: Context, projects: Sequence[Record]) -> Section:
    language = context.language
    rows = [
        Row(
            registers.link(registers.title(context, each), each.get("address")),
            (
                registers.span(context, each.get("starts_on"), each.get("ends_on"), each.get("date_precision")),
                registers.named(context, each.get("donor")),
                registers.named(context, each.get("partner")),
                _budget(context, each),
                registers.text(language.of_list("project_status", str(each.get("status") or ""))),
            ),
        )
        for each in sorted(projects, key=lambda each: str(each.get("starts_on") or "9999"))
    ]
    heads = ("title-head", "dates", "donor", "partner", "budget", "status")
    blocks: tuple[Block, ...] = (
        (registers.table(context, "projects", heads, rows, numbers=(4,)),) if rows else (none_delivered(context),)
    )
    return Section("projects", language("projects-title"), blocks=blocks)


def _budget(context: Context, record: Record) -> Cell:
    budget = record.get("budget")
    if budget in (None, ""):
        return registers.NOTHING
    amount = float(budget)
    said = f"{context.language.number(amount)} {record.get('currency') or ''}".strip()
    return Cell(document.words(said), "plain", amount)
