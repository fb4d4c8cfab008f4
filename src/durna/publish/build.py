"""Build the Profile: every page, chart, table and download, all or nothing, from one material."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from durna.engine.collecting import uncollected
from durna.errors import UserError
from durna.publish import downloads, html, passports, texts, xlsx
from durna.publish.beside import WRITERS, Documents
from durna.publish.context import Context, slug
from durna.publish.document import Document
from durna.publish.drawings import drawn_ahead
from durna.publish.editions import revisions_table
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.notices import Notice
from durna.publish.side_by_side import side_by_side

_WORKBOOKS = "xlsx"  # the site has them already


@dataclass(frozen=True)
class BuildReport:
    folder: Path
    languages: tuple[str, ...]
    pages: int
    tables: int
    charts: int
    passports: int
    figures: int
    notices: tuple[Notice, ...] = ()  # what could not be drawn


@uncollected()
def build(material: Material, out: Path, languages: Sequence[str], formats: Sequence[str] = ()) -> BuildReport:
    """Write the Profile to `out`; what stood there before is replaced only when the new one is complete.

    `formats`: what is written beside the site, of docx, pdf, xlsx and sdmx. Raises UserError for one that there is not,
    for a language without texts, and for a folder that holds anything but an earlier Profile.
    """
    wanted = tuple(dict.fromkeys(languages))
    _refuse_unknown(wanted)
    _refuse_strange(formats)
    _refuse_foreign(out)
    _refuse_shared_slugs(material)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        made = Documents(replace(material, formats=tuple(formats)) if formats else material, wanted)
        documents = list(made.values())
        everywhere = frozenset.intersection(*map(html.slugs, documents))
        others = {name: partial(WRITERS[name], material, made, work) for name in formats if name != _WORKBOOKS}
        with drawn_ahead(made, (html.FORMAT, *formats)):
            notices = side_by_side({html.FORMAT: partial(_site, material, work, documents, everywhere), **others})
        if _WORKBOOKS in formats:
            _copy_workbooks(work, documents)
        _take_place(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return _report(material, out, documents, notices)


def _copy_workbooks(work: Path, documents: Sequence[Document]) -> None:
    """Those of the site under the names that they have beside it."""
    for document in documents:
        own = work if document is documents[0] else work / document.language
        shutil.copyfile(own / "profile.xlsx", work / f"profile-{document.language}.xlsx")


def _site(
    material: Material, work: Path, documents: Sequence[Document], everywhere: frozenset[str]
) -> Sequence[Notice]:  # fmt: skip
    notices: list[Notice] = []
    for document in documents:
        notices += _language(material, work, document, everywhere, is_first=document is documents[0])
    _common(material, work, documents)
    return notices


def _language(
    material: Material, work: Path, document: Document, everywhere: frozenset[str], *, is_first: bool
) -> Sequence[Notice]:  # fmt: skip
    language = material.language(document.language)
    folder = work / document.language
    folder.mkdir()
    site = html.Site(document, language, folder, () if is_first else ("profile.xlsx",), everywhere)
    site.write()
    context = Context(material, language)
    site.write_passports(passports.passport(context, figure) for figure in material.figures)
    xlsx.write((work if is_first else folder) / "profile.xlsx", document, language, material.figures)
    return site.notices


def _common(material: Material, work: Path, documents: Sequence[Document]) -> None:
    """What all languages share: the first page, data, style and fonts."""
    downloads.write_csv(material.figures, work / "figures.csv")
    downloads.write_parquet(material.figures, work / "figures.parquet")
    if material.history.comparison:
        revisions_table.write_csv(material.history.comparison, work / "revisions.csv")
    html.chooser(documents, Language(documents[0].language), work)
    with as_file(files("durna.publish") / "assets") as assets:
        css = (assets / "style.css").read_text(encoding="utf-8")
        (work / "style.css").write_text(html.minified(css), encoding="utf-8")
        shutil.copytree(assets / "fonts", work / "fonts")


def _take_place(work: Path, out: Path) -> None:
    """Rename twice: at no time is there half a Profile under the name of one."""
    work.chmod(0o755)
    if not out.exists():
        work.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    out.rename(old / out.name)
    work.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _refuse_unknown(languages: tuple[str, ...]) -> None:
    missing = [code for code in languages if code not in texts.languages()]
    if missing or not languages:
        raise UserError(
            found=f"There are no texts in '{missing[0]}'." if missing else "No language was named.",
            expected=f"One or more of: {', '.join(texts.languages())}.",
            do="Name them with --languages, for example en,az.",
        )


def _refuse_strange(formats: Sequence[str]) -> None:
    strange = [name for name in formats if name not in WRITERS]
    if strange:
        raise UserError(
            found=f"A Profile cannot be made as '{strange[0]}' beside its site.",
            expected=f"One or more of: {', '.join(WRITERS)}.",
            do="Correct --formats, for example docx,pdf.",
        )


def _refuse_foreign(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir() or (
        any(out.iterdir()) and not ((out / "figures.csv").exists() and (out / "style.css").exists())
    ):
        raise UserError(
            found=f"'{out}' exists and is not an earlier Profile.",
            expected="A folder that does not exist, is empty, or was written by an earlier build.",
            do="Name another folder, or empty this one first.",
        )


def _refuse_shared_slugs(material: Material) -> None:
    """Two figures with one address would share a passport: that is never shown as if it were right."""
    seen: dict[str, str] = {}
    for figure in material.figures:
        other = seen.setdefault(slug(figure.figure_id), figure.figure_id)
        if other != figure.figure_id:
            raise ValueError(f"two figures share a passport: {other} and {figure.figure_id}")


def _report(
    material: Material, out: Path, documents: Sequence[Document], notices: Sequence[Notice]
) -> BuildReport:  # fmt: skip
    return BuildReport(
        folder=out,
        languages=tuple(document.language for document in documents),
        pages=sum(len(html.slugs(document)) + 2 for document in documents) + 1,
        tables=len(documents[0].tables()),
        charts=len(documents[0].charts()),
        passports=len(material.figures),
        figures=len(material.figures),
        notices=tuple(notices),
    )
