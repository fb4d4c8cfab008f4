"""The shipped arrangement is that of the published Migration Profile, and has all of the catalogue."""

from durna.indicators.definition import catalogue, chapters
from durna.publish.context import Context
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.profile import arranged, two_series
from durna.publish.profile import chapters as kinds
from durna.publish.profile.assemble import document_of
from durna.publish.template import arrangement
from durna.publish.template.reading import shipped


def test_its_pages_are_the_chapters_of_the_publication_between_findings_and_annexes() -> None:
    assert [(page.id, page.group, page.chapter) for page in shipped().pages] == [
        ("findings", "front", ""),
        ("a1", "chapter", "A.1"), ("a2", "chapter", "A.2"), ("a3", "chapter", "A.3"), ("a4", "chapter", "A.4"),
        ("ax", "chapter", "A.x"), ("b", "chapter", "B"), ("c", "chapter", "C"), ("d", "chapter", "D"),
        ("reconciliation", "annex", ""), ("gaps", "annex", ""), ("breaks", "annex", ""), ("quality", "annex", ""),
        ("revisions", "annex", ""), ("editions", "annex", ""), ("references", "annex", ""), ("methods", "annex", ""),
        ("glossary", "annex", ""),
        ("downloads", "annex", ""),
    ]  # fmt: skip


def test_every_chapter_of_the_catalogue_is_a_part_in_the_catalogue_order_and_shows_its_own_indicators() -> None:
    parts = [part for part in shipped().every_part() if part.chapter]
    assert [part.chapter for part in parts] == [chapter.id for chapter in chapters()]
    assert all(arrangement.Block("chapter", part.chapter) in part.contents for part in parts)


def test_every_indicator_of_the_catalogue_is_named_once(material: Material) -> None:
    context = Context(material, Language("en"))
    named = [each.id for each in arranged.indicators(context, shipped().every_block())]
    assert sorted(named) == sorted(material.indicators)
    assert {each.chapter for each in catalogue().values()} <= {part.chapter for part in shipped().every_part()}


def test_every_kind_of_block_that_a_file_may_name_is_made_by_the_profile() -> None:
    assert set(arrangement.WHOLE) == set(kinds.WHOLE)
    assert set(arrangement.PAIRS) == {pair.name for pair in two_series.PAIRS}


def test_the_example_reads_as_it_did_before_arrangements_were_files(material: Material) -> None:
    """Chapters of the material alone, each with its number; in a section first series, then what is short or absent."""
    made = document_of(material, Language("en"), ("en",))
    assert [(page.slug, page.section.number) for page in made.pages] == [
        ("findings", ""), ("a1", "A.1"), ("a2", "A.2"), ("a4", "A.4"), ("c", "C"), ("d", "D"),
        ("reconciliation", ""), ("gaps", ""), ("breaks", ""), ("quality", ""), ("references", ""), ("methods", ""),
        ("glossary", ""),
        ("downloads", ""),
    ]  # fmt: skip
    titles = [page.section.title for page in made.pages if page.group == "chapter"]
    assert titles == ["Mobility", "Immigration", "Irregular migration", "Governance", "Outlook"]
    violations = next(page.section for page in made.pages if page.slug == "a4").sections[0]
    assert [part.id for part in violations.sections] == ["decisions", "a4-2-further", "a4-2-absent"]
    governance = next(page.section for page in made.pages if page.slug == "c")
    assert [part.id for part in governance.sections] == [
        "policies", "global-compact", "assessment", "projects", "training",
    ]  # fmt: skip
    assert governance.arrangement
    findings = made.pages[0].section
    assert {part.number for part in findings.sections} <= {"A.1", "A.2", "A.4", "C", "D"}
