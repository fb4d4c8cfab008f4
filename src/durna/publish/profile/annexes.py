"""The annexes that come from registers: disagreeing figures, gaps, breaks, references."""

from __future__ import annotations

from durna.indicators.figures import Figure
from durna.indicators.gaps import Gap
from durna.publish import document, sentences, series
from durna.publish.amounts import decimals_of
from durna.publish.context import Context
from durna.publish.document import Block, Box, Bullets, Cell, Paragraph, Row, Section, Terms
from durna.publish.profile import arranged, registers


def reconciliation(context: Context) -> Section:
    """Every cell for which publishers or vintages disagree: what is shown, what else was published, and the rule."""
    language = context.language
    rows: list[Row] = []
    rules: dict[str, int] = {}
    for each in context.material.reconciliations:
        rule = rules.setdefault(language.of(each.rule), len(rules) + 1)
        for other in each.others:
            rows.append(_disagreement(context, each.shown, other, rule))
    heads = ("indicator", "period", "shown", "shown-by", "other", "other-by", "difference", "rule")
    blocks: list[Block] = [Paragraph(document.words(language("reconciliation-text")), "lead")]
    if rows:
        blocks.append(registers.table(context, "reconciliation", heads, rows, numbers=(2, 4, 6)))
        said = tuple(((document.Strong(f"{number}. "), document.Words(text)) for text, number in rules.items()))
        blocks.append(Box(language("reconciliation-rules"), (Bullets(said, "plain"),), "note"))
    else:
        blocks.append(Paragraph(document.words(language("reconciliation-none")), "quiet"))
    return Section("reconciliation", language("reconciliation-title"), blocks=tuple(blocks))


def _disagreement(context: Context, shown: Figure, other: Figure, rule: int) -> Row:
    language = context.language
    indicator = context.material.indicators[shown.indicator]
    about = [language.member(name, value, indicator) for name, value in shown.dimensions]
    period = language.of_these(language.period(shown.period, shown.period_kind), about)
    mine, theirs = (series.shown_value(each, indicator) for each in (shown, other))
    gap = None if mine is None or theirs is None else theirs - mine
    relative = None if gap is None or not mine else gap / mine * 100
    return Row(
        Cell((document.Link(language.of(indicator.title), f"#{indicator.id}"),)),
        (
            registers.text(period),
            _value(context, shown),
            Cell(context.citation(shown)),
            _value(context, other),
            Cell((*context.citation(other), document.Words(_vintage(context, shown, other)))),
            registers.NOTHING
            if relative is None
            else Cell(document.words(_signed(context, relative)), "plain", relative, 1),
            registers.text(rule),
        ),
    )


def _vintage(context: Context, shown: Figure, other: Figure) -> str:
    """The day of publication where it is what tells two figures of one publisher apart."""
    return f" ({context.language.dated(other.vintage)})" if other.vintage and other.publisher == shown.publisher else ""


def _signed(context: Context, percent: float) -> str:
    if abs(percent) < 0.05:
        return context.language.percent(0.0)
    return ("+" if percent > 0 else "") + context.language.percent(percent)


def _value(context: Context, figure: Figure) -> Cell:
    indicator = context.material.indicators[figure.indicator]
    value = series.shown_value(figure, indicator)
    if value is None:
        return registers.NOTHING
    text = sentences.value_text(context.language, figure, indicator)
    return Cell((document.Number(figure.figure_id, text),), "value", value, decimals_of(value, indicator.unit))


def gaps(context: Context) -> Section:
    """Every indicator of the catalogue without a figure in the period, why, and whose it would be."""
    language, places = context.language, arranged.places(context)
    rows = []
    for gap in context.material.gaps:
        indicator = context.material.indicators.get(gap.indicator)
        if indicator is None:
            rows += _of_a_file(context, gap)
            continue
        rows.append(
            Row(
                Cell(
                    document.words(language.of(indicator.title)),
                    below=language.of(indicator.definition),
                    anchor=indicator.id if context.view(indicator).is_empty else "",
                ),
                (
                    registers.text(places.get(indicator.id)),
                    registers.text(language.listed(language.institution(name) for name in gap.institutions)),
                    registers.text("; ".join(_source(context, name) for name in gap.sources)),
                    registers.text(" ".join(filter(None, (_reason(context, gap.reason), gap.said)))),
                ),
            )
        )
    blocks: list[Block] = [
        Paragraph(document.words(language("gaps-text", count=len(rows), number=str(len(rows)))), "lead")
    ]
    if rows:
        blocks.append(registers.table(context, "gaps", ("indicator", "chapter", "owner", "source", "reason"), rows))
    return Section("gaps", language("gaps-title"), blocks=tuple(blocks))


def _of_a_file(context: Context, gap: Gap) -> list[Row]:
    """A file of the workspace that defines no indicator: it has a name, and nothing else to show."""
    if not gap.said:
        return []
    reason = f"{_reason(context, gap.reason)} {gap.said}"
    return [Row(Cell(document.words(gap.indicator), "code"), (*[registers.NOTHING] * 3, registers.text(reason)))]


def _source(context: Context, name: str) -> str:
    from durna.sources import contract

    return context.language.of(contract.load(name).title) if name in contract.sources() else name


def _reason(context: Context, reason: str) -> str:
    message = f"gap-{reason.replace('_', '-')}"
    return context.language(message) if message in context.language.texts else reason


def breaks(context: Context) -> Section:
    language = context.language
    found: list[Section] = []
    for each in sorted(context.material.breaks, key=lambda b: b.date):
        note = language.of(each.date_note)
        affected = [context.material.indicators[name] for name in each.affected if name in context.material.indicators]
        links: list[document.Run] = []
        for indicator in affected:
            links += [document.Words("; ")] if links else []
            links.append(document.Link(language.of(indicator.title), f"#{indicator.id}"))
        blocks: list[Block] = [Paragraph(document.words(language.of(each.text)))]
        pairs: list[tuple[str, document.Runs]] = [(language("breaks-affected"), tuple(links))]
        if note:
            pairs.insert(0, (language("breaks-date-note"), document.words(note)))
        if each.address.startswith(("http://", "https://")):
            pairs.append((language("breaks-address"), (document.Link(each.address, each.address),)))
        blocks.append(Terms(tuple(pairs)))
        found.append(Section(f"break-{each.id}", language.day(each.date), blocks=tuple(blocks)))
    lead = Paragraph(document.words(language("breaks-text")), "lead")
    return Section("breaks", language("breaks-title"), blocks=(lead,), sections=tuple(found))


def references(context: Context) -> Section | None:
    """None where every figure comes from records: a page would list nothing."""
    language = context.language
    rows = []
    for key, number in context.reference_numbers.items():
        each = context.material.references[key]
        target: document.Run = document.Words(each.title)
        if each.address.startswith(("http://", "https://")):
            target = document.Link(each.title, each.address)
        used = sum(figure.reference == key for figure in context.material.figures)
        rows.append(
            Row(
                Cell(document.words(f"[{number}]"), "code", anchor=f"reference-{number}"),
                (Cell((target,), below=each.address), registers.text(language.dated(each.published)),
                 registers.text(_kind(context, each.kind)), registers.count(context, used)),
            )
        )  # fmt: skip
    if not rows:
        return None
    heads = ("number", "reference", "published", "kind", "figures")
    blocks: tuple[Block, ...] = (
        Paragraph(document.words(language("references-text")), "lead"),
        registers.table(context, "references", heads, rows, numbers=(4,)),
    )
    return Section("references", language("references-title"), blocks=blocks)


def _kind(context: Context, kind: str) -> str:
    """The kind of a reference is free text of the workspace; the usual ones have a translation, others may have one."""
    message = "reference-kind-" + "".join(letter if letter.isalnum() else "-" for letter in kind.lower())
    return context.language(message) if message in context.language.texts else context.language.said(kind)
