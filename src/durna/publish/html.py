"""The document as web pages: Jinja templates over the document model, one style sheet, no script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from durna.languages import facts
from durna.publish import charts, paging
from durna.publish.context import passport_file, slug
from durna.publish.document import Chart, Document, Footnote, Link, Number, Reference, Runs, Strong, Table, Words
from durna.publish.language import Language
from durna.publish.notices import Notice
from durna.publish.passports import Passport, pages
from durna.publish.printed import Printed, printed

FORMAT = "html"


class Site:
    """Writes the pages of one language into its folder."""

    def __init__(
        self, document: Document, language: Language, folder: Path, own_files: Sequence[str] = (),
        everywhere: Container[str] | None = None,
    ) -> None:  # fmt: skip
        """`everywhere`: the pages that all languages have; None where there is one language."""
        self.document = document
        self.everywhere = everywhere
        self.own_files = own_files  # downloads that this language has in its own folder
        self.language = language
        self.folder = folder
        self.leaves = paging.leaves(document, lambda place, of: language("part-of", place=str(place), of=str(of)))
        self.anchors = paging.anchors(self.leaves)
        self._chapters = {leaf.slug: leaf.chapter.slug for leaf in self.leaves}
        self.notices: list[Notice] = []
        self.drawings = self._drawn()
        self._notes: dict[str, list[Footnote]] = defaultdict(list)  # of the page that is being written
        self.environment = self._environment()

    def write(self) -> None:
        self._write("index.html", "cover.html.j2", here="index", root="../")
        for place, leaf in enumerate(self.leaves):
            before, after = self.leaves[place - 1] if place else None, next(iter(self.leaves[place + 1 :]), None)
            self._write(
                f"{leaf.slug}.html", "page.html.j2", here=leaf.slug, root="../", leaf=leaf, before=before, after=after
            )
        self._write("print.html", "print.html.j2", here="print", root="../")
        for id, drawing in self.drawings.items():
            (self.folder / "charts").mkdir(exist_ok=True)
            (self.folder / "charts" / f"{id}.svg").write_text(drawing, encoding="utf-8")

    def write_passports(self, passports: Iterable[Passport]) -> None:
        folder = self.folder / "passports"
        folder.mkdir()
        template = self.environment.get_template("passport.html.j2")
        parts = self.environment.get_template("parts.html.j2").make_module()
        contents = parts.contents(self.document, "passport", "../")  # type: ignore[attr-defined]
        shared = {
            "document": self.document, "here": "passport", "root": "../../", "contents_of_passports": contents,
        }  # fmt: skip
        for page in pages(passports):
            (folder / page.file).write_text(template.render(page=page, **shared), encoding="utf-8")

    def _in_all_languages(self, file: str) -> str:
        """The page to choose another language on: a text can be longer there, so that it is parted otherwise."""
        name = file.removesuffix(".html")
        is_part = name in self._chapters and self.everywhere is not None and name not in self.everywhere
        return f"{self._chapters[name]}.html" if is_part else file

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {page.slug: page.section.title for page in self.document.pages}

    def _drawn(self) -> dict[str, str]:
        drawings = {}
        for chart in self.document.charts():
            try:
                drawings[chart.id] = charts.svg(chart, self.language.code)
            except charts.UNDRAWABLE as error:
                label = self.language("chart-number", number=str(chart.number))
                self.notices.append(Notice(FORMAT, self.language.code, label, charts.not_drawn(chart, error)))
        return drawings

    def _write(self, name: str, template: str, **values: Any) -> None:
        text = self.environment.get_template(template).render(document=self.document, **values)
        (self.folder / name).write_text(text, encoding="utf-8")

    def _environment(self) -> Environment:
        made = Environment(
            loader=PackageLoader("durna.publish", "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        made.globals.update(
            t=self.language, runs=self._runs, pairs=self._pairs, href=self._href, drawing=self._drawing,
            direction=lambda code: facts(code).direction,
            chapter_of=self._chapters.get, page_of=self.anchors.get, footnotes_of=self._footnotes_of,
            in_all_languages=self._in_all_languages, parts_of=_parts_of,
        )  # fmt: skip
        return made

    def _drawing(self, chart: Chart) -> Markup:
        if chart.id not in self.drawings:
            return Markup('<p class="quiet">{}</p>').format(chart.description or chart.caption)
        if chart.kind == "map":  # outlines weigh more than the rest of a page
            return Markup('<img src="charts/{}.svg" alt="{}" loading="lazy">').format(chart.id, chart.description)
        return Markup(self.drawings[chart.id])

    def _runs(self, runs: Runs, here: str) -> Markup:
        if len(runs) == 1 and isinstance(runs[0], Words):  # most cells and terms: no need to join
            return escape(runs[0].text)
        return Markup("").join(self._run(run, here) for run in runs)

    def _pairs(self, pairs: Iterable[tuple[str, Runs]], here: str) -> Markup:
        """Terms and what is said of them. Passports have a million of them: a template would take thrice as long."""
        said = (f"<div><dt>{escape(term)}</dt><dd>{self._runs(runs, here)}</dd></div>\n" for term, runs in pairs)
        return Markup("".join(said))

    def _run(self, run: Any, here: str) -> Markup:
        if isinstance(run, Number):
            folder = "" if here == "passport" else "passports/"
            target = f"{folder}{passport_file(run.figure_id)}#{slug(run.figure_id)}"
            return Markup('<a class="n" href="{}">{}</a>').format(target, run.text)
        if isinstance(run, (Link, Reference)) and (not run.target.startswith("#") or run.target[1:] in self.anchors):
            outside = Markup(' rel="external"') if run.target.startswith("http") else Markup("")
            return Markup('<a href="{}"{}>{}</a>').format(self._href(run.target, here), outside, run.text)
        # A link to what this edition does not contain is shown as words.
        if isinstance(run, Strong):
            return Markup("<strong>{}</strong>").format(run.text)
        if isinstance(run, Footnote):
            return self._footnote(run, here)
        return escape(run.text)

    def _footnote(self, note: Footnote, here: str) -> Markup:
        """The mark in the text; what it says follows at the end of the page. No id of the Profile has a dot."""
        self._notes[here].append(note)
        number = len(self._notes[here])
        mark = '<sup class="note"><a id="note.{0}.from" href="#note.{0}" role="doc-noteref">{0}</a></sup>'
        return Markup(mark).format(number)

    def _footnotes_of(self, here: str) -> Sequence[Footnote]:
        """In the order of their marks; the page is told of each once."""
        return self._notes.pop(here, [])

    def _href(self, target: str, here: str) -> str:
        """Where a target lies as seen from a page; on the one page for printing everything is at hand."""
        up = "../" if here == "passport" else ""
        kind, _, name = target.partition(":")
        if kind == "file":
            return up + (name if name in self.own_files else f"../{name}")
        if kind == "page":
            return f"{up}{name}.html"
        if not target.startswith("#"):
            return target
        page = self.anchors.get(target[1:], "index")
        return target if here in ("print", page) else f"{up}{page}.html{target if page != 'index' else ''}"


def _parts_of(table: Table, here: str) -> Iterable[Printed]:
    return printed(table) if here == "print" else [Printed(table)]


def slugs(document: Document) -> frozenset[str]:
    """The pages of a document, by the name of their file."""
    return frozenset(leaf.slug for leaf in paging.leaves(document, lambda place, of: ""))


def chooser(documents: Sequence[Document], language: Language, root: Path) -> None:
    """The first page of the folder: a cover that can be read, and the way into each language."""
    first = documents[0]
    site = Site(Document(first.language, first.cover, first.watermark, ()), language, root)
    choices = [(each.language, Language(each.language)("language-name"), each.cover) for each in documents]
    site._write("index.html", "index.html.j2", here="index", root="", choices=choices)


def minified(css: str) -> str:
    """Comments stay with the source; the published sheet goes without them."""
    return re.sub(r"/\*.*?\*/\n?", "", css, flags=re.DOTALL)
