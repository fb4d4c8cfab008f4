"""The voluntary review as a paper: the passages by the outline, and what the records say beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from durna.publish.document import Block, Document, Section
from durna.web.compact import candidates, figures, objectives, outlines, quoting
from durna.web.compact.content import tell
from durna.web.compact.models import Linked, Measure, Passage, Pledge, Practice, Review
from durna.web.compact.outlines import Part
from durna.web.compact.sheets import parts
from durna.web.evidence import citing, statements
from durna.web.papers import keeping
from durna.web.papers.build import box, bullets, link, paper, paragraph, section, table, terms


def as_it_is(review: Review, code: str) -> Document:
    """A review that was handed in as it was then, in a language that it had then; else as it stands now."""
    if review.is_submitted and review.frozen:
        kept = review.frozen.get(code) or next(iter(review.frozen.values()))
        return keeping.opened(kept)
    return made(review, code)


@dataclass
class _Material:
    """What a review is made from, read once."""

    review: Review
    code: str
    passages: Mapping[str, list[Passage]]
    citations: Mapping[str, list[Any]]
    supports: Mapping[str, tuple[str, str]]
    measures: Mapping[int, list[Measure]]
    linked: Mapping[int, list[Linked]]
    live: Mapping[str, figures.Live] = field(default_factory=dict)

    def say(self, message: str, **values: Any) -> str:
        return parts.said_in(self.code)(message, **values)


def made(review: Review, code: str) -> Document:
    """As it stands now."""
    material = _gathered(review, code)
    parts_ = (_part(material, part) for part in outlines.parts(review.outline))
    # A part of which nothing is said is left out: what goes out is no form.
    sections = [one for one in parts_ if one.blocks or one.sections]
    edition = figures.newest()
    note = material.say("compact-figures-from", edition=edition.name) if edition else ""
    return paper(
        tell(review.title, code), code, sections, edition=note, is_sheet=False,
        subtitle=f"{material.say(f'compact-review-{review.type}')}, {review.year}",
        watermark=parts.watermark(review, code),
    )  # fmt: skip


def _gathered(review: Review, code: str) -> _Material:
    passages = defaultdict(list)
    for one in review.passages.order_by("place", "pk"):
        passages[one.part].append(one)
    measures = defaultdict(list)
    found = list(_told_of(review, Measure).select_related("lead").prefetch_related("serves"))
    for one in found:
        for number in dict.fromkeys(each.objective for each in one.serves.all()):
            measures[number].append(one)
    linked = defaultdict(list)
    for accepted in Linked.objects.all():
        linked[accepted.objective].append(accepted)
    own = [name for number in objectives.numbers() for name in objectives.own_figures(number)]
    every = [one for part in passages.values() for one in part]
    keys = [one.statement for one in [*every, *found, *(each for part in linked.values() for each in part)]]
    return _Material(
        review, code, passages, citing.of_many(keys), statements.described({k for one in every for k in one.supports}),
        measures, linked, figures.of([*own, *(name for one in found for name in one.indicators)], code),
    )  # fmt: skip


def _told_of(review: Review, model: Any) -> Any:
    """What is public; what is invented stands in an invented review alone."""
    found = model.objects.filter(is_public=True)
    return found if review.is_example else found.filter(is_example=False)


def _part(material: _Material, part: Part) -> Section:
    blocks: list[Block] = _told(material, part.id)
    inner: list[Section] = []
    for name in part.shows:
        if name == "objectives":
            every = [_objective(material, number, part) for number in objectives.numbers()]
            inner = [one for one in every if one.blocks]
            blocks += _empty(material, [number for number, one in zip(objectives.numbers(), every, strict=True)
                                        if not one.blocks])  # fmt: skip
        else:
            blocks += _SHOWN[name](material)
    return section(part.id, part.titled(material.code), *blocks, sections=inner)


def _empty(material: _Material, numbers: list[int]) -> list[Block]:
    """Objectives of which nothing is known are named in one sentence: a hole is said, and not drawn out."""
    if not numbers:
        return []
    return [paragraph(material.say("compact-objectives-empty", objectives=parts.listed(numbers, material.code)))]


def _told(material: _Material, part: str) -> list[Block]:
    """Each passage, and under it what it rests on."""
    found: list[Block] = []
    for one in material.passages.get(part, ()):
        text = tell(one.text, material.code)
        found += [paragraph(quoting.runs(each, material.code)) for each in text.split("\n\n") if each.strip()]
        rests = _rests(material, one.statement, one.supports)
        if rests:
            found.append(box(material.say("compact-rests-on"), bullets(rests, "quiet"), role="quiet"))
    return found


def _rests(material: _Material, statement: str, supports: Iterable[str] = ()) -> list[Any]:
    cited = parts.citations(material.citations.get(statement, ()), material.code)
    return [*cited, *(material.supports[key][0] for key in supports if key in material.supports)]


def _objective(material: _Material, number: int, parent: Part) -> Section:
    part = outlines.of_objective(number, parent)
    blocks = _told(material, part.id)
    for one in material.linked.get(number, ()):
        blocks.append(paragraph(tell(one.text, material.code)))
        rests = _rests(material, one.statement)
        if rests:
            blocks.append(box(material.say("compact-rests-on"), bullets(rests, "quiet"), role="quiet"))
    measures = material.measures.get(number, ())
    if measures:
        blocks.append(_measures(material, number, measures))
    wanted = [*objectives.own_figures(number), *(name for one in measures for name in one.indicators)]
    shown = [material.live[name] for name in dict.fromkeys(wanted) if name in material.live]
    if shown:
        blocks.append(_figures(material, number, shown))
    return section(part.id, part.titled(material.code), *blocks)


def _measures(material: _Material, number: int, measures: Iterable[Measure]) -> Block:
    say, code = material.say, material.code
    heads = [say(name) for name in ("compact-measure", "compact-lead", "compact-dates", "compact-status")]
    rows = [
        [
            _named(one, code), parts.institution(one, code), parts.span(one.starts, one.ends, code),
            say(f"compact-status-{one.status}"),
        ]
        for one in measures
    ]  # fmt: skip
    return table(
        f"measures-{number}", say("compact-measures-of", number=str(number)), heads, rows, role="register",
        source=say("compact-scale-ours"),
    )  # fmt: skip


def _named(thing: Any, code: str) -> str:
    """Its title; of what is invented, with the word for it."""
    title = tell(thing.title, code)
    return f"{title} ({parts.said_in(code)('compact-example')})" if thing.is_example else title


def _figures(material: _Material, number: int, live: Iterable[figures.Live]) -> Block:
    say = material.say
    heads = [say(name) for name in ("indicator", "figure-period", "figure-value")]
    rows = [
        [one.title, one.period, link(one.value, one.address) if one.address else one.value]
        for one in {one.indicator: one for one in live}.values()
    ]
    return table(f"figures-{number}", say("compact-figures-of", number=str(number)), heads, rows)


def _consultations(material: _Material) -> list[Block]:
    say, code = material.say, material.code
    found = material.review.consultations.all()
    heads = [say(name) for name in ("compact-on", "compact-title", "compact-audience", "compact-topics",
                                    "compact-outcome")]  # fmt: skip
    rows = [
        [parts.day(one.on, code), _named(one, code), *(tell(each, code) for each in (one.audience, one.topics,
                                                                                   one.outcome))]
        for one in found
    ]  # fmt: skip
    return [table("consultations", say("compact-consultations"), heads, rows, role="register")] if rows else []


def _candidates(material: _Material) -> list[Block]:
    say = material.say
    rows = [one for one in candidates.rows(material.code) if one.live]
    if not rows:
        return []
    heads = [say(name) for name in ("compact-candidate", "indicator", "figure-period", "figure-value")]
    shown = [[one.code, one.title, one.live.period, one.live.value] for one in rows if one.live]
    return [
        paragraph(say("compact-candidates-note"), "caveat"),
        table("candidates", say("compact-candidates"), heads, shown),
    ]


def _pledges(material: _Material) -> list[Block]:
    say, code = material.say, material.code
    found = _told_of(material.review, Pledge).select_related("lead")
    heads = [say(name) for name in ("compact-pledge", "compact-lead", "compact-made-on", "compact-due",
                                    "compact-state")]  # fmt: skip
    rows = [
        [
            _named(one, code), parts.institution(one, code), parts.day(one.made_on, code), parts.day(one.due, code),
            say(f"compact-state-{one.state}"),
        ]
        for one in found
    ]  # fmt: skip
    return [table("pledges", say("compact_pledges"), heads, rows, role="register")] if rows else []


def _practices(material: _Material) -> list[Block]:
    say, code = material.say, material.code
    blocks: list[Block] = []
    for one in _told_of(material.review, Practice):
        blocks += [
            box(_named(one, code), paragraph(tell(one.summary, code)), role="note"),
            terms([
                (say("compact-objectives"), parts.listed(one.objectives, code)),
                (say("compact-implementer"), tell(one.implementer, code)),
                (say("compact-benefit"), tell(one.benefit, code)),
            ]),
        ]  # fmt: skip
    return blocks


_SHOWN: Mapping[str, Callable[[_Material], list[Block]]] = {
    "consultations": _consultations, "candidates": _candidates, "pledges": _pledges, "practices": _practices,
}  # fmt: skip
