"""The sheet of a pledge: what was promised, by whom, until when, and its dated updates."""

from __future__ import annotations

from durna.publish.document import Document
from durna.web.compact.content import tell
from durna.web.compact.models import Pledge
from durna.web.compact.sheets import parts
from durna.web.evidence import citing
from durna.web.papers.build import bullets, paper, paragraph, section, table, terms


def pledge(pledge: Pledge, code: str) -> Document:
    say = parts.said_in(code)
    facts = terms([
        (say("compact-lead"), parts.institution(pledge, code)),
        (say("compact-partners"), tell(pledge.partners, code)),
        (say("compact-objectives"), parts.listed(pledge.objectives, code)),
        (say("compact-made-on"), parts.day(pledge.made_on, code)),
        (say("compact-due"), parts.day(pledge.due, code)),
        (say("compact-state"), say(f"compact-state-{pledge.state}")),
        (say("compact-source"), parts.source(pledge.source)),
    ])  # fmt: skip
    sections = [section("pledge", say("compact-pledge-text"), paragraph(tell(pledge.text, code)), facts)]
    updates = [(parts.day(one.on, code), tell(one.text, code)) for one in pledge.updates.all()]
    if updates:
        heads = [say("compact-update-on"), say("compact-update-text")]
        told = table("updates", say("compact-updates"), heads, updates, role="register")
        sections.append(section("updates-of-pledge", say("compact-updates"), told))
    cited = citing.of(pledge.statement)
    if cited:
        sections.append(section("evidence", say("compact-evidence"), bullets(parts.citations(cited, code))))
    return paper(
        tell(pledge.title, code), code, sections, subtitle=say("compact-pledge-sheet"),
        watermark=parts.watermark(pledge, code),
    )  # fmt: skip
