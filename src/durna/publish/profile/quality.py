"""The data quality page: its measures, what intake did with every delivery, and what the checks found."""

from __future__ import annotations

from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Block, Cell, Paragraph, Row, Section
from durna.publish.profile import checks, quality_measures, registers
from durna.store.receipts import Receipt

# How intake names what is wrong with a field: `<field>_<ending>`.
ENDINGS = ("missing", "unreadable", "implausible", "after_cut_off")
KINDS = ("rejected", "flagged", "unknown")


def section(context: Context) -> Section:
    language = context.language
    receipts = context.material.receipts
    blocks: list[Block] = [Paragraph(document.words(language("quality-text")), "lead")]
    blocks += quality_measures.blocks(context)
    if receipts:
        blocks.append(Paragraph(document.words(_summary(context)), "statement"))
        blocks.append(_deliveries(context))
        blocks += _details(context)
    else:
        blocks.append(Paragraph(document.words(language("quality-no-receipts")), "quiet"))
    return Section("quality", language("quality-title"), blocks=tuple(blocks), sections=(checks.section(context),))


def _summary(context: Context) -> str:
    receipts, number = context.material.receipts, context.language.number
    return context.language(
        "quality-summary", deliveries=number(len(receipts)), count=len(receipts),
        rows=number(sum(each.rows_in for each in receipts)),
        accepted=number(sum(each.accepted for each in receipts)),
        rejected=number(sum(each.rejected for each in receipts)),
    )  # fmt: skip


def _deliveries(context: Context) -> document.Table:
    rows = [
        Row(
            Cell(document.words(each.file), below=registers.source(context, each.source)),
            (
                registers.day(context, each.cut_off),
                registers.count(context, each.rows_in),
                registers.count(context, each.accepted),
                registers.count(context, each.rejected),
                registers.count(context, sum(sum(codes.values()) for codes in each.unknown_codes.values())),
                registers.count(context, each.superseded),
                registers.code(each.sha256[:12]),
            ),
        )
        for each in context.material.receipts
    ]
    heads = ("file", "cut-off", "rows", "accepted", "rejected", "unknown", "superseded", "hash")
    return registers.table(context, "deliveries", heads, rows, numbers=(2, 3, 4, 5, 6))


def _details(context: Context) -> list[Block]:
    """Every reason, flag and unknown code, over all deliveries, with the files that have it."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for each in context.material.receipts:
        unknown = {f"{field}: {code}": n for field, codes in each.unknown_codes.items() for code, n in codes.items()}
        for kind, counted in (("rejected", each.reasons), ("flagged", each.flags), ("unknown", unknown)):
            for code, n in counted.items():
                said = _code_name(context, each, code) if kind != "unknown" else code
                found.setdefault((kind, said), []).append((each.file, n))
    if not found:
        return []
    rows = [
        Row(
            Cell(document.words(said)),
            (registers.text(context.language(f"rows-kind-{kind}")), registers.count(context, sum(n for _, n in files)),
             registers.text(", ".join(name for name, _ in files))),
        )
        for (kind, said), files in sorted(found.items(), key=lambda item: (KINDS.index(item[0][0]), item[0][1]))
    ]  # fmt: skip
    return [registers.table(context, "rows", ("code", "kind", "count", "files"), rows, numbers=(2,))]


def _code_name(context: Context, receipt: Receipt, code: str) -> str:
    """A check of the contract by its title; a code of intake by its field and what is wrong; any other as it is."""
    from durna.sources import contract

    language = context.language
    known = contract.load(receipt.source) if receipt.source in contract.sources() else None
    for check in known.checks if known else ():
        if check.name == code:
            return language.of(check.title)
    if f"reason-{code.replace('_', '-')}" in language.texts:
        return language(f"reason-{code.replace('_', '-')}")
    for ending in ENDINGS:
        field = known.fields.get(code.removesuffix(f"_{ending}")) if known and code.endswith(f"_{ending}") else None
        if field:
            return language(f"reason-of-{ending.replace('_', '-')}", field=language.of(field.title))
    return code
