"""Reading notes: what a part-year is, what marks and signs mean, how figures are compared; and the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from durna.indicators.definition import PART_YEAR_RULES
from durna.publish import document, formats
from durna.publish.context import Context
from durna.publish.document import Block, Bullets, Cell, Paragraph, Row, Section, Terms
from durna.publish.footnotes import FLAG_SIGNS, STATUS_SIGNS
from durna.publish.language import code_list
from durna.publish.profile import registers

SIGNS = ((formats.MISSING, "missing"), ("0", "zero"), (formats.SUPPRESSED, "suppressed"), ("–", "none"))
FILES = ("figures.csv", "figures.parquet", "profile.xlsx")
# The files of each format that people are led to; the others lie beside them.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "docx": ("profile-{language}.docx",),
    "pdf": ("profile-{language}.pdf",),
    "sdmx": ("sdmx/structure.xml", "sdmx/data.xml", "sdmx/data.csv", "data/datapackage.json", "data/catalog.jsonld"),
}
REVISIONS = "revisions.csv"


def section(context: Context) -> Section:
    language = context.language
    return Section(
        "methods",
        language("methods-title"),
        sections=(
            Section("reading-passport", language("methods-passport"), blocks=_paragraphs(context, "passport", 1)),
            Section(
                "reading-units", language("methods-units"), blocks=(*_paragraphs(context, "units", 1), _units(context))
            ),
            Section("reading-part-year", language("methods-part-year"), blocks=_part_year(context)),
            Section("reading-signs", language("methods-signs"), blocks=(_signs(context),)),
            Section("reading-marks", language("methods-marks"), blocks=(_marks(context),)),
            Section("reading-comparison", language("methods-comparison"), blocks=_paragraphs(context, "comparison", 2)),
            Section("reading-charts", language("methods-charts"), blocks=_paragraphs(context, "charts", 1)),
            Section("reading-protection", language("methods-protection"), blocks=_protection(context)),
        ),
    )


def _paragraphs(context: Context, name: str, count: int) -> tuple[Block, ...]:
    texts = [context.language(f"methods-{name}-{place}") for place in range(1, count + 1)]
    return tuple(Paragraph(document.words(text)) for text in texts)


def _protection(context: Context) -> tuple[Block, ...]:
    method = context.material.protection
    if method == "none":
        return _paragraphs(context, "protection", 1)
    return (*_paragraphs(context, f"protected-{method}", 1), *_paragraphs(context, "protected", 1))


def _units(context: Context) -> Block:
    units = code_list("counting_unit")
    names = [units.name(code, context.language.code) for code in units.codes] if units else []
    return Paragraph(document.words(context.language.listed(names) + "."), "quiet")


def _part_year(context: Context) -> tuple[Block, ...]:
    language = context.language
    used = {each.part_year for each in context.material.indicators.values()}
    pairs = tuple(
        (language(f"part-year-{rule.replace('_', '-')}-name"),
         document.words(language(f"part-year-{rule.replace('_', '-')}")))
        for rule in PART_YEAR_RULES if rule in used
    )  # fmt: skip
    return (*_paragraphs(context, "part-year", 2), Terms(pairs))


def _signs(context: Context) -> Block:
    pairs = tuple((sign, document.words(context.sign(name))) for sign, name in SIGNS)
    return Terms(pairs, "signs")


def _marks(context: Context) -> Block:
    """Each letter with what it stands for; two codes may share one letter and one meaning."""
    said: dict[str, str] = {}
    for code, sign in STATUS_SIGNS.items():
        said.setdefault(sign, context.language.of_list("figure_status", code))
    for code, sign in FLAG_SIGNS.items():
        said.setdefault(sign, context.language.of_list("flag", code))
    said["1, 2, 3"] = context.language("mark-number")
    return Terms(tuple((sign, document.words(text)) for sign, text in sorted(said.items())), "signs")


def downloads(context: Context) -> Section:
    language = context.language
    items: list[Block] = [
        Paragraph(document.words(language("downloads-text")), "lead"),
        registers.table(context, "downloads", ("file", "what"), [*_of_the_site(context), *_beside(context)]),
        Paragraph((document.Link(language("downloads-print"), "page:print"),)),
        Bullets((document.words(language("downloads-safe")), document.words(language("downloads-columns")))),
    ]
    return Section("downloads", language("downloads-title"), blocks=tuple(items))


def _of_the_site(context: Context) -> Iterator[Row]:
    for name in (*FILES, *((REVISIONS,) if context.material.history.comparison else ())):
        yield _download(context, name, name, f"download-{name.replace('.', '-')}")


def _beside(context: Context) -> Iterator[Row]:
    """What is written beside the site, where it was asked for: other formats, and data for other programs."""
    material = context.material
    for form in material.formats:
        for name in BESIDE.get(form, ()):
            file = name.format(language=context.language.code)
            message = f"download-{name.replace('{language}', 'file').replace('/', '-').replace('.', '-')}"
            yield _download(context, file.rpartition("/")[2], f"{material.beside}{file}", message)


def _download(context: Context, name: str, target: str, message: str) -> Row:
    return Row(Cell((document.Link(name, f"file:{target}"),)), (registers.text(context.language(message)),))
