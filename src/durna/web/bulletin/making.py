"""Make a bulletin: a paper of the house, with sentences that are computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from durna.editions.folder import Edition
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.periods import parse
from durna.publish import formats, sentences, series
from durna.publish.amounts import decimals_of
from durna.publish.context import Context
from durna.publish.document import Block, Cell, Column, Document, Row, Table, Words, words
from durna.publish.document import Section as Part
from durna.publish.language import Language
from durna.publish.sentences import breaks_of
from durna.web import texts
from durna.web.bulletin import months
from durna.web.bulletin.months import Change, Month
from durna.web.bulletin.template import Section, Template
from durna.web.explorer import background
from durna.web.papers import build


@dataclass(frozen=True)
class Told:
    """An indicator with its months, as far as the bulletin goes."""

    indicator: Indicator
    known: dict[Month, Figure]
    month: Month
    length: int


def available(edition: Edition, template: Template) -> list[Month]:
    """The months that some indicator of the template has, the latest first."""
    found = {month for one in _indicators(edition, template) for month in months.series(edition, one)}
    return sorted(found, reverse=True)


def made(edition: Edition, template: Template, month: Month, code: str) -> Document:
    """In one language. Indicators without a figure of the month are named at the end."""
    context = Context(background.of(edition), background.of(edition).language(code))
    told = {
        one.id: told for one in _indicators(edition, template) if (told := _told(edition, one, month, template.months))
    }
    language = context.language
    sections = [
        part
        for number, each in enumerate(template.sections, start=1)
        if (part := _section(context, each, number, told))
    ]  # fmt: skip
    glance = _glance(context, list(told.values()))
    missing = [one for one in _indicators(edition, template) if one.id not in told]
    title = language.of(template.title)
    return build.paper(
        title, code, [_first(context, template, glance), *sections, *_last(context, missing, edition)],
        subtitle=language.capital(_month(context, month)), edition=edition.name, as_of=_known_on(context),
        watermark="" if edition.is_signed else say(code, "edition-prepared-text"),
    )  # fmt: skip


def say(code: str, message: str, **values: object) -> str:
    return texts.texts(code)(message, **values)


def _indicators(edition: Edition, template: Template) -> list[Indicator]:
    known = background.of(edition).indicators
    return [known[name] for each in template.sections for name in each.indicators if name in known]


def _told(edition: Edition, indicator: Indicator, month: Month, length: int) -> Told | None:
    known = months.series(edition, indicator)
    return Told(indicator, known, month, length) if month in known else None


def _first(context: Context, template: Template, glance: Table | None) -> Part:
    code = context.language.code
    blocks: list[Block] = [build.paragraph(text, "lead")] if (text := context.language.of(template.text)) else []
    blocks += [glance] if glance else [build.paragraph(say(code, "bulletin-nothing"))]
    return build.section("glance", say(code, "bulletin-glance"), *blocks)


def _glance(context: Context, told: Sequence[Told]) -> Table | None:
    code = context.language.code
    heads = [say(code, f"bulletin-{name}") for name in ("value", "month-before", "year-before")]
    rows = tuple(
        Row(Cell(words(context.language.of(one.indicator.title))), (
            _value(context, one.indicator, one.known[one.month]),
            *(_change(context, each) for each in _changes(context, one)),
        ))
        for one in told
    )  # fmt: skip
    columns = _columns(say(code, "indicator"), heads)
    return Table("glance-table", 0, say(code, "bulletin-glance"), "", columns, rows) if rows else None


def _section(context: Context, section: Section, number: int, told: dict[str, Told]) -> Part | None:
    parts = [
        build.section(f"s{number}-{name}".replace("_", "-"), context.language.of(told[name].indicator.title),
                      *_blocks(context, told[name]))
        for name in section.indicators if name in told
    ]  # fmt: skip
    return build.section(f"s{number}", context.language.of(section.title), sections=parts) if parts else None


def _blocks(context: Context, told: Told) -> Iterator[Block]:
    yield build.paragraph(sentence(context, told))
    for each in {one.id: one for change in _changes(context, told) if change for one in change.breaks}.values():
        text = context.language.of(each.text)
        yield build.paragraph(f"{context.language.day(each.date)}: {text}", "caveat")
    yield _table(context, told)


def sentence(context: Context, told: Told) -> str:
    """`September 2019: 12 345 entries. 3.2 % more than in the month before; 10.1 % less than in the same month ...`"""
    code, figure = context.language.code, told.known[told.month]
    value = sentences.value_text(context.language, figure, told.indicator)
    unit = sentences.unit_text(context.language, figure, told.indicator)
    month = context.language.capital(_month(context, told.month))
    if not value:
        return say(code, "bulletin-says-none", month=month)
    said = [say(code, "bulletin-says", month=month, value=f"{value} {unit}".rstrip())]
    against = [
        text for name, change in zip(("month", "year"), _changes(context, told), strict=True)
        if (text := _against(context, told.indicator, name, change))
    ]  # fmt: skip
    return " ".join([*said, f"{context.language.capital('; '.join(against))}." if against else ""]).rstrip()


def _against(context: Context, indicator: Indicator, name: str, change: Change | None) -> str:
    if change is None:
        return ""
    code, language = context.language.code, context.language
    earlier = sentences.value_text(language, change.earlier, indicator)
    if change.size is None:
        return say(code, f"bulletin-{name}-was", earlier=earlier)
    kind = "same" if round(change.size, 1) == 0 else "more" if change.size > 0 else "less"
    size = language.number(abs(change.size), 1)
    shown = language("change-points", size=size) if change.is_points else language("format-percent", number=size)
    return say(code, f"bulletin-{name}-{kind}", size=shown, earlier=earlier)


def _changes(context: Context, told: Told) -> tuple[Change | None, Change | None]:
    breaks = breaks_of(context.material.breaks, told.indicator.id)
    others = (months.before(told.month), months.year_before(told.month))
    one, other = (months.change(told.known, told.month, each, breaks) for each in others)
    return one, other


def _table(context: Context, told: Told) -> Table:
    code = context.language.code
    breaks = breaks_of(context.material.breaks, told.indicator.id)
    shown = [month for month in told.known if month <= told.month][-told.length :]
    rows = tuple(
        Row(Cell(words(context.language.capital(_month(context, month)))), (
            _value(context, told.indicator, told.known[month]),
            *(_change(context, months.change(told.known, month, other, breaks))
              for other in (months.before(month), months.year_before(month))),
        ))
        for month in shown
    )  # fmt: skip
    heads = [say(code, f"bulletin-{name}") for name in ("value", "month-before", "year-before")]
    title = context.language.of(told.indicator.title)
    return Table(
        f"table-{told.indicator.id}".replace("_", "-"), 0, title,
        context.language("table-unit", unit=context.language.unit(told.indicator.unit)),
        _columns(say(code, "bulletin-month"), heads), rows,
        source=context.source([told.known[month] for month in shown]),
    )  # fmt: skip


def _columns(first: str, heads: Sequence[str]) -> tuple[Column, ...]:
    return Column(first, "text"), *(Column(head) for head in heads)


def _value(context: Context, indicator: Indicator, figure: Figure) -> Cell:
    value = series.shown_value(figure, indicator)
    if value is None:
        is_hidden = figure.status == "suppressed"
        return Cell(
            words(formats.SUPPRESSED if is_hidden else formats.MISSING), "suppressed" if is_hidden else "missing"
        )
    text = sentences.value_text(context.language, figure, indicator)
    return Cell((Words(text),), "value", value, decimals_of(value, series.shown_unit(figure, indicator)))


def _change(context: Context, change: Change | None) -> Cell:
    if change is None or change.size is None:
        return Cell(words("–"), "none")
    size = round(change.size, 1)
    sign = "+" if size > 0 else ""
    number = context.language.number(size, 1)
    text = context.language("change-points", size=number) if change.is_points else context.language(
        "format-percent", number=number)  # fmt: skip
    return Cell(words(f"{sign}{text}"), "value", size, 1)


def _last(context: Context, missing: Sequence[Indicator], edition: Edition) -> Iterator[Part]:
    code, language = context.language.code, context.language
    blocks: list[Block] = [
        build.paragraph(say(code, "bulletin-from", edition=edition.name)), build.paragraph(say(code, "bulletin-rule")),
    ]  # fmt: skip
    if missing:
        blocks.append(build.paragraph(say(code, "bulletin-missing", names="; ".join(
            language.of(one.title) for one in missing))))  # fmt: skip
    yield build.section("about", say(code, "bulletin-about"), *blocks)


def _month(context: Context, month: Month) -> str:
    return named(month, context.language)


def named(month: Month, language: Language) -> str:
    return language.period(parse(f"{month[0]}-{month[1]:02d}"))


def _known_on(context: Context) -> str:
    return context.language.day(datetime.fromisoformat(context.material.as_of).date())
