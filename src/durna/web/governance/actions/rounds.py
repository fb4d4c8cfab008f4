"""A round: opened, arranged, given out to institutions, moved from stage to stage, published."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from durna.web.accounts.models import Institution
from durna.web.audit import chain
from durna.web.governance import frameworks
from durna.web.governance.models import Answer, FrameworkVersion, Member, Round
from durna.web.governance.states import Mark, Stage
from durna.web.refusals import refusal

_ORDER = tuple(Stage)


def key(found: Round) -> str:
    """How the audit speaks of it."""
    return f"governance/round/{found.pk}"


@transaction.atomic
def open_round(*, by: Any, titles: Mapping[str, str], framework: FrameworkVersion | None = None, **said: Any) -> Round:
    """A new round in preparation; `said`: its other fields. Raises UserError where the days are out of order."""
    made = Round(titles=dict(titles), framework=framework or frameworks.in_use(), **said)
    _refuse_disorder(made)
    made.save()
    chain.record(by.email, "mgi-round-opened", key(made), framework=str(made.framework), level=made.level)
    return made


@transaction.atomic
def arrange(*, by: Any, found: Round, seen: int, **said: Any) -> Round:
    """Change titles, days, place. Raises ChangedMeanwhile, and UserError where the days are out of order."""
    before = {name: getattr(found, name) for name in said}
    for name, value in said.items():
        setattr(found, name, value)
    _refuse_disorder(found)
    found.save_over(seen)
    chain.record(by.email, "mgi-round-arranged", key(found), before=_plain(before), after=_plain(said))
    return found


@transaction.atomic
def set_team(*, by: Any, found: Round, members: Collection[tuple[str, str]]) -> None:
    """The team as it is from now on: names and tasks."""
    found.team.all().delete()
    Member.objects.bulk_create([Member(round=found, name=name, task=task) for name, task in members])
    chain.record(by.email, "mgi-team-set", key(found), members=[list(each) for each in members])


@transaction.atomic
def assign(*, by: Any, found: Round, institution: Institution, questions: Collection[str]) -> int:
    """Give questions to an institution; those it has already stay as they are. Returns how many are new.

    Raises UserError for a closed round, and for a question that the framework does not have.
    """
    _refuse_closed(found)
    known = frameworks.parsed(found.framework).by_code
    strange = [code for code in questions if code not in known]
    if strange:
        raise refusal("mgi-no-question", question=strange[0])
    has = set(Answer.objects.filter(round=found, institution=institution).values_list("question", flat=True))
    fresh = [code for code in dict.fromkeys(questions) if code not in has]
    new = _new_questions(found)
    Answer.objects.bulk_create([
        Answer(
            round=found, institution=institution, question=code, mark=Mark.NEW_QUESTION if code in new else ""
        )
        for code in fresh
    ])  # fmt: skip
    if fresh:
        chain.record(by.email, "mgi-assigned", key(found), institution=institution.name, questions=fresh)
    return len(fresh)


@transaction.atomic
def take_back(*, by: Any, found: Round, institution: Institution, questions: Collection[str]) -> int:
    """Take questions back from an institution. Raises UserError where one has been worked on: nothing is lost."""
    _refuse_closed(found)
    mine = Answer.objects.filter(round=found, institution=institution, question__in=list(questions))
    worked = mine.filter(revisions__isnull=False).first()
    if worked is not None:
        raise refusal("mgi-worked-on", question=worked.question)
    gone = list(mine.values_list("question", flat=True))
    mine.delete()
    if gone:
        chain.record(by.email, "mgi-taken-back", key(found), institution=institution.name, questions=gone)
    return len(gone)


@transaction.atomic
def move(*, by: Any, found: Round, stage: Stage, seen: int) -> Round:
    """To the next stage, or back to the one before. Raises UserError for a leap, or a round that asks nobody."""
    before = _ORDER.index(Stage(found.stage))
    if abs(_ORDER.index(stage) - before) != 1:
        raise refusal("mgi-stage-leap")
    if stage == Stage.COLLECTING and not found.answers.exists():
        raise refusal("mgi-nobody-asked")
    if stage != Stage.CLOSED and found.is_published:
        raise refusal("mgi-published-stays")
    was, found.stage = found.stage, stage
    found.save_over(seen)
    chain.record(by.email, "mgi-round-moved", key(found), before=was, after=stage.value)
    return found


@transaction.atomic
def publish(*, by: Any, found: Round, seen: int) -> Round:
    """Open the profile of a closed round to everybody. Raises UserError while it is not closed."""
    if found.stage != Stage.CLOSED:
        raise refusal("mgi-not-closed")
    found.is_published = True
    found.save_over(seen)
    chain.record(by.email, "mgi-published", key(found))
    return found


def _new_questions(found: Round) -> set[str]:
    """Those that the round before did not know, where there was one."""
    if found.earlier is None:
        return set()
    walk = frameworks.crossed(found.earlier.framework, found.framework)
    return {code for step in walk.steps if step.kind == "new" for code in step.new}


def _refuse_closed(found: Round) -> None:
    if found.stage == Stage.CLOSED:
        raise refusal("mgi-round-closed")


def _refuse_disorder(found: Round) -> None:
    days = [day for day in (found.starts_on, found.answers_due_on, found.consultation_on, found.closes_on) if day]
    if days != sorted(days):
        raise refusal("mgi-days-disorder")


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, (dict, bool, int)) else str(value or "") for name, value in said.items()}
