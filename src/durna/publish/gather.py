"""Gather the material of a Profile from a workspace, as it was known at a moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from durna.checks import declared, deliveries, explanations, run
from durna.checks.explanations import Explanations
from durna.checks.findings import Finding
from durna.engine.collecting import uncollected
from durna.errors import UserError
from durna.indicators import carried_forward, notes
from durna.indicators.assemble import assemble
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.breaks import with_flag
from durna.indicators.calculate import Request
from durna.indicators.definition import catalogue, chapters, told_in
from durna.indicators.figures import Figures
from durna.indicators.gaps import gap_register
from durna.indicators.notes import Notes
from durna.indicators.own import known as own_indicators
from durna.indicators.own import reading
from durna.indicators.passports import passports
from durna.indicators.preference import prefer
from durna.indicators.published import published
from durna.periods import Period
from durna.publish import own_names
from durna.publish.authored import judging
from durna.publish.authored import reading as texts
from durna.publish.authored.quotes import Quotes
from durna.publish.authored.texts import Text
from durna.publish.docx import chosen
from durna.publish.maps import land
from durna.publish.material import Material
from durna.publish.own_names import OwnNames
from durna.publish.template import reading as template
from durna.publish.template.arrangement import WHOLE, Arrangement
from durna.publish.template.checking import Known
from durna.residence import observed
from durna.residence.derived import Derived, view
from durna.store.records import Records
from durna.workspace import TEXTS, Workspace

LISTINGS = ("policy_register", "project_portfolio", "training_activity")


@reading.knowing
@uncollected()
def gather(
    workspace: Workspace, as_of: datetime | None = None, period: Period | None = None, seen: Derived | None = None
) -> Material:
    """Everything that renderers need. Raises UserError where no period is told or the notes are wrong.

    `seen`: a view of the records as of that moment, where the caller goes on with what is found in it.
    """
    records = Records(workspace, as_of)
    # Checks read what figures have read: nothing is counted twice.
    seen = seen or view(records)
    told = period or workspace.profile_period or _covered(records)
    known = notes.read(workspace)
    # Before the figures, which may take minutes: what is wrong in a file is told at once.
    own = own_names.read(workspace.root)
    arrangement = _arrangement(workspace, own)
    freeze = as_of.isoformat() if as_of else ""
    # Figures outside the period are gathered too: what was published later is shown apart, not lost.
    figures = figures_of(seen, told, known, freeze)
    explained = _explanations(workspace, records, as_of)
    authored = _authored(workspace, arrangement, figures)
    findings = findings_of(workspace, seen, figures, known, explained, authored)
    return Material(
        country=workspace.country, title=workspace.profile_title, languages=workspace.languages, period=told,
        as_of=_moment(records, as_of), indicators=told_in(workspace.country), chapters=chapters(), figures=figures,
        gaps=gap_register(catalogue(), figures, records.receipts(), told), breaks=known.breaks,
        reconciliations=prefer(figures, known.rules)[1], findings=findings, receipts=records.receipts(),
        references=known.references,
        passports=passports(
            figures, records, references=known.references, breaks=known.breaks, findings=findings
        ),
        listings={source: _rows(seen, source) for source in LISTINGS}, explanations=explained,
        due=_due(workspace, records, as_of), own_names=own,
        publication=workspace.publication, word=chosen.of(workspace), arrangement=arrangement,
        authored=authored, land=land.load(workspace.root),
    )  # fmt: skip


def _arrangement(workspace: Workspace, own: OwnNames) -> Arrangement:
    """As the settings have it: in an edition these are the ones that were frozen, not those of the workspace."""
    # One whose own file is wrong is in the gap register with the reason, and stops no Profile.
    names = [*catalogue(), *own_indicators.now().meant]
    known = Known(names, [chapter.id for chapter in chapters()], workspace.languages, own)
    return template.read(workspace.root, known)


@reading.knowing
@uncollected()
def checked(
    workspace: Workspace, as_of: datetime | None = None, period: Period | None = None
) -> tuple[list[Finding], Explanations]:
    """What the checks find, as in a Profile, without making one; and what people answered. Raises as `gather` does."""
    records = Records(workspace, as_of)
    seen = view(records)
    told, known = period or workspace.profile_period or _covered(records), notes.read(workspace)
    figures = figures_of(seen, told, known, as_of.isoformat() if as_of else "")
    explained = _explanations(workspace, records, as_of)
    authored = _authored(workspace, _arrangement(workspace, own_names.read(workspace.root)), figures)
    return findings_of(workspace, seen, figures, known, explained, authored), explained


def findings_of(
    workspace: Workspace, records: observed.Records, figures: Figures, known: Notes, explained: Explanations,
    authored: Sequence[Text],
) -> list[Finding]:  # fmt: skip
    found = Quotes(figures, known.breaks, workspace.country)
    of_texts = judging.findings(authored, found, catalogue(), workspace.languages)
    said = declared.load(workspace.root / declared.FILE)
    return run.everything(figures, known, records, said, explained, of_texts)


def _authored(workspace: Workspace, arrangement: Arrangement, figures: Figures) -> tuple[Text, ...]:
    if not (workspace.root / TEXTS).is_dir():
        return ()
    by_indicator = {
        name: {*one.breakdowns, *(name for figure in figures.of(name) for name, _ in figure.dimensions)}
        for name, one in catalogue().items()
    }
    sections = {*(part.id for part in arrangement.every_part()), *(chapter.id for chapter in chapters()), *WHOLE}
    return texts.read(workspace.root, texts.Known(by_indicator, sections))


def _explanations(workspace: Workspace, records: Records, as_of: datetime | None) -> Explanations:
    day = _moment(records, as_of)
    return explanations.load(workspace.root / explanations.FILE, date.fromisoformat(day) if day else None)


def _due(workspace: Workspace, records: Records, as_of: datetime | None) -> Sequence[deliveries.Status]:
    """What became of expected deliveries by the day on which what the Profile says was known."""
    expected, day = deliveries.load(workspace.root / deliveries.FILE), _moment(records, as_of)
    if not expected or not day:
        return ()
    return deliveries.statuses(expected, records.receipts(), date.fromisoformat(day), workspace.timezone)


def figures_of(
    records: observed.Records,
    period: Period | None,
    known: Notes,
    freeze: str,
    indicators: Collection[str] | None = None,
) -> Figures:
    """The figures of the period, then those that institutions published of other periods."""
    every = Request(period=period, by=(EVERY_BREAKDOWN,), freeze=freeze)
    inside = assemble(records, every, indicators, known.rules, known.breaks)
    seen = {figure.figure_id for figure in inside}
    # A year that the period cuts is computed for its part only: the whole of it is not what this Profile is about.
    elsewhere = carried_forward.marked(published(records, replace(every, period=None), indicators))
    beyond = (with_flag(figure, known.breaks) for figure in elsewhere if figure.figure_id not in seen)
    return Figures([*inside, *prefer(beyond, known.rules)[0]], inside.failed)


def _covered(records: Records) -> Period:
    covers = [period for source in records.sources() for period in records.coverage(source)]
    if not covers:
        raise UserError(
            message="nothing-to-freeze",
            found="The workspace has no delivery yet, and names no period for its Profile.",
            expected="At least one delivery, or [profile] period in durna.toml.",
            do="Take a delivery in with `durna intake SOURCE FILE`.",
        )
    return Period(min(period.start for period in covers), max(period.end for period in covers))


def _moment(records: Records, as_of: datetime | None) -> str:
    """The day on which what the Profile says was known: asked for, or that of the last delivery."""
    if as_of is not None:
        return as_of.date().isoformat()
    return max((receipt.recorded_at[:10] for receipt in records.receipts()), default="")


def _rows(records: observed.Records, source: str) -> list[Mapping[str, Any]]:
    if source not in records.sources():
        return []
    rows: list[Mapping[str, Any]] = records.table(source).order_by("row_no").to_pyarrow().to_pylist()
    return [
        {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()} for row in rows
    ]
