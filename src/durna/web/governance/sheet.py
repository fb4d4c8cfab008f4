"""The sheet of SDG indicator 10.7.2: its thirty items as the round answers them, and what follows by its formula."""

from __future__ import annotations

from collections.abc import Mapping

from durna.frameworks import ten_seven_two
from durna.frameworks.questions import Framework
from durna.frameworks.ten_seven_two import DOMAINS, Result
from durna.frameworks.texts import say as of_framework
from durna.publish.document import Block, Document
from durna.web import texts
from durna.web.governance import frameworks, papers, settled
from durna.web.governance.reading import Reading
from durna.web.papers import build
from durna.web.texts import say


def document(read: Reading) -> Document:
    """In the language that is active."""
    found, answers = read.round, read.settled
    framework = frameworks.parsed(found.framework)
    values = settled.values(answers)
    result = ten_seven_two.of_answers(framework, values)
    cited = read.sources(answers.values())
    sources = {code: "; ".join(cited.get(answer.key, [])) for code, answer in answers.items()}
    items = build.table(
        "items", say("mgi-sdg-items"),
        [say("mgi-sdg-item"), say("mgi-question"), say("mgi-field-value"), say("mgi-sdg-value"), say("mgi-sources")],
        _items(framework, values, result, sources), role="register",
    )  # fmt: skip
    first = build.section("result", say("mgi-sdg-result"), *papers.example_note(found), *summary(framework, values))
    return papers.paper(found, say("mgi-sdg-title"), [first, build.section("list", say("mgi-sdg-items"), items)])


def summary(framework: Framework, values: Mapping[str, str]) -> list[Block]:
    """The value with its band, or what is missing for it; and each domain."""
    result = ten_seven_two.of_answers(framework, values)
    language = texts.language(texts.code())
    blocks: list[Block] = []
    if result.overall is None:
        blocks.append(build.paragraph(say("mgi-sdg-missing", count=len(result.missing)), "caveat"))
    else:
        number = language.number(float(ten_seven_two.rounded(result.overall)), 2)
        blocks.append(build.paragraph(say("mgi-sdg-is", value=number, band=say(f"mgi-band-{result.band}")), "lead"))
    rows = [(say(f"mgi-sdg-domain-{domain}"), _domain(result, domain)) for domain in DOMAINS]
    columns = [say("mgi-domain"), say("mgi-sdg-value")]
    blocks.append(build.table("sdg-domains", say("mgi-sdg-domains"), columns, rows))
    blocks.append(build.paragraph(say("mgi-sdg-formula"), "quiet"))
    return blocks


def _domain(result: Result, domain: str) -> str:
    """Texts and not numbers, because one that is missing has none."""
    value = result.domains.get(domain)
    language = texts.language(texts.code())
    return say("mgi-sdg-open") if value is None else language.number(float(ten_seven_two.rounded(value)), 2)


def _items(
    framework: Framework, values: Mapping[str, str], result: Result, sources: Mapping[str, str]
) -> list[tuple[str, ...]]:
    code = texts.code()
    asked = {each.sdg_10_7_2: each for each in framework.questions if each.sdg_10_7_2}
    rows = []
    for item in ten_seven_two.ITEMS:
        question = asked.get(item)
        if question is None:
            continue
        value = values.get(question.code, "")
        score = result.items.get(item)
        rows.append((
            item, of_framework(question.text, code), framework.value_text(question, value, code) if value else "",
            "" if score is None else texts.language(code).exact(float(score)), sources.get(question.code, ""),
        ))  # fmt: skip
    return rows
