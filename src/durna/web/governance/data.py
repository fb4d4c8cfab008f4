"""The data of a round as tables: one row an answer, in public form; the institutions' own beside the agreed one."""

from __future__ import annotations

from durna.frameworks.texts import say as of_framework
from durna.publish.document import Document
from durna.web import texts
from durna.web.governance import frameworks, papers
from durna.web.governance.reading import Reading
from durna.web.papers import build
from durna.web.texts import say


def document(read: Reading) -> Document:
    """In the language that is active; what is internal stays inside."""
    found = read.round
    framework = frameworks.parsed(found.framework)
    code = texts.code()
    sources = read.sources(read.every)
    rows = []
    for answer in read.every:
        question = framework.by_code[answer.question]
        rows.append((
            answer.question, of_framework(question.text, code),
            str(answer.institution) if answer.institution else say("mgi-agreed"),
            framework.value_text(question, answer.value, code) if answer.value else "", answer.value, answer.text,
            answer.as_of.isoformat() if answer.as_of else "", say(f"mgi-state-{answer.state}"),
            "; ".join(sources.get(answer.key, [])),
        ))  # fmt: skip
    columns = [
        say("mgi-code"), say("mgi-question"), say("person-institution"), say("mgi-field-value"), say("mgi-value-code"),
        say("mgi-field-comment"), say("mgi-field-as_of"), say("mgi-state"), say("mgi-sources"),
    ]  # fmt: skip
    table = build.table("answers", say("mgi-answers"), columns, rows, role="register")
    section = build.section("answers-of-the-round", say("mgi-answers"), *papers.example_note(found), table)
    return papers.paper(found, say("mgi-data"), [section])
