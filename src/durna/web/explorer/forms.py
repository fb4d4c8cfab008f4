"""The choices over a table, in the words of the reader. A form sends them as an address that can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from durna.indicators.definition import Indicator
from durna.publish.context import Context
from durna.web.explorer.question import PERIOD, Question
from durna.web.texts import say


@dataclass(frozen=True)
class Option:
    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """A list of which one is chosen; `name` is that of its field."""

    name: str
    text: str
    options: tuple[Option, ...]


def choices(question: Question, context: Context, indicator: Indicator, editions: Sequence[str]) -> list[Choice]:
    """Only lists that leave a choice."""
    made = [
        _choice("edition", say("explorer-edition"), ((one, one) for one in editions), question.edition.name),
        _breakdowns(question, context, indicator),
        *_placing(question, context, indicator),
        *_fixed(question, context, indicator),
        _counted(question, context),
        _lengths(question),
        *_years(question),
    ]
    return [one for one in made if len(one.options) > 1]


def _choice(name: str, text: str, options: Iterable[tuple[str, str]], chosen: str) -> Choice:
    return Choice(name, text, tuple(Option(value, said, value == chosen) for value, said in options))


def _breakdowns(question: Question, context: Context, indicator: Indicator) -> Choice:
    language = context.language
    said = (
        (",".join(one.names), language.listed(dimension(name, context, indicator) for name in one.names)
         or say("explorer-totals"))
        for one in question.offered
    )  # fmt: skip
    return _choice("by", say("explorer-by"), said, ",".join(question.breakdown.names))


def _placing(question: Question, context: Context, indicator: Indicator) -> list[Choice]:
    named = [(name, dimension(name, context, indicator)) for name in question.dimensions]
    others = [pair for pair in named if pair[0] != question.rows]
    return [
        _choice("rows", say("explorer-rows"), named, question.rows),
        _choice("columns", say("explorer-columns"), others, question.columns),
    ]


def _fixed(question: Question, context: Context, indicator: Indicator) -> list[Choice]:
    made = []
    for name, chosen in question.fixed.items():
        if name == PERIOD:
            said = [(str(one.no), context.language.period(one.period, one.kind)) for one in question.offered_periods]
        else:
            said = [(code, context.language.member(name, code, indicator)) for code in question.members[name]]
        made.append(_choice(f"of.{name}", dimension(name, context, indicator), said, chosen))
    return made


def _counted(question: Question, context: Context) -> Choice:
    language = context.language
    said = [
        (str(one.no), f"{language.country(one.geography)}: {language.of_list('counting_unit', one.counting_unit)}")
        for one in question.countings
    ]
    return _choice("counted", say("explorer-counted"), said, str(question.counted.no))


def _lengths(question: Question) -> Choice:
    said = [("", say("explorer-length-every")), *((name, say(f"explorer-length-{name}")) for name in question.lengths)]
    return _choice("length", say("explorer-length"), said if len(said) > 2 else said[:1], question.length)


def _years(question: Question) -> list[Choice]:
    said = [(str(year), str(year)) for year in question.years]
    return [
        _choice("from", say("explorer-from"), said, str(question.since)),
        _choice("to", say("explorer-to"), said, str(question.until)),
    ]


def dimension(name: str, context: Context, indicator: Indicator) -> str:
    return say("explorer-period") if name == PERIOD else context.language.dimension(name, indicator)
