"""Pages of figures: the table of an indicator, its drawing, its files, and one figure with its passport."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from durna.editions.folder import Edition
from durna.errors import UserError
from durna.indicators.figures import Figure
from durna.publish import charts, passports
from durna.publish.context import passport_file, slug
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.explorer import (
    background,
    editions,
    files,
    forms,
    index,
    pictures,
    reading,
    rows,
    sources,
    table,
    vintages,
    vouched,
)  # fmt: skip
from durna.web.explorer.addresses import Addresses
from durna.web.explorer.question import Question, asked
from durna.web.explorer.views import of, site


@dataclass(frozen=True)
class Drawing:
    name: str
    address: str
    described: str
    caption: str
    notes: tuple[str, ...]


@needs(Permission.READ_PUBLISHED)
def figures(request: HttpRequest, name: str, indicator: str) -> HttpResponse:
    other = request.GET.get("edition", name)
    if of(request, other).name != name:
        return redirect(f"{reverse('figures', args=[other, indicator])}?{_kept(request)}")
    found = of(request, name)
    question = _question(request, found, indicator)
    shown = table.shown(question, _page(request))
    language = shown.context.language
    drawn = pictures.drawings(shown, question)
    said = vintages.differing(request.user, found, shown.figures, shown.others)
    ready = filter(index.is_ready, editions.readable(request.user))
    having = [one.name for one in ready if indicator in reading.indicators(one)]
    return render(request, "explorer/figures.html", {
        "edition": found, "indicator": shown.indicator, "title": language.of(shown.indicator.title),
        "definition": language.of(shown.indicator.definition), "caveat": language.of(shown.indicator.caveat),
        "choices": forms.choices(question, shown.context, shown.indicator, having), "table": shown.table,
        "addresses": Addresses.of_edition(found), "page": _pages(shown.pages, request),
        "columns_left_out": shown.columns_left_out, "query": _kept(request),
        "drawings": [_drawing(found, indicator, request, kind, chart) for kind, chart in drawn.items()],
        "others": [(one, rows.row(one.figure, shown.indicator, language)) for one in said], "formats": files.FORMATS,
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def drawing(request: HttpRequest, name: str, indicator: str, drawing: str) -> HttpResponse:
    """An image of its own: a page that forbids styles in itself cannot hold one."""
    question = _question(request, of(request, name), indicator)
    chart = pictures.drawings(table.shown(question, _page(request)), question).get(drawing)
    if chart is None:
        raise Http404
    try:
        drawn = charts.svg(chart, texts.code())
    except charts.UNDRAWABLE:
        raise Http404 from None
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


@needs(Permission.READ_PUBLISHED)
def figures_file(request: HttpRequest, name: str, indicator: str, format: str) -> HttpResponse:
    if format not in files.FORMATS:
        raise Http404
    question = _question(request, of(request, name), indicator)
    try:
        return files.respond(question, format)
    except UserError as error:
        return render(request, "explorer/refused.html", {"error": error, "back": reverse(
            "figures", args=[name, indicator])}, status=422)  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def figure(request: HttpRequest, name: str, figure: str) -> HttpResponse:
    found = of(request, name)
    one = reading.find(found, figure)
    if one is None or one.indicator not in background.of(found).indicators:
        raise Http404
    context = background.context(found, [one], passports={one.figure_id: sources.held(found, one)})
    indicator = context.material.indicators[one.indicator]
    passport = passports.passport(context, one)
    said = vintages.of_figure(request.user, found, one)
    corrected = vouched.corrected(found)
    unheard = context.language("passport-heading-checks")
    return render(request, "explorer/figure.html", {
        "edition": found, "figure": one, "row": rows.row(one, indicator, context.language), "passport": passport,
        "groups": [group for group in passport.groups if group.title != unheard], "anchor": slug(one.figure_id),
        "indicator": indicator, "said": [(each, rows.row(each.figure, indicator, context.language)) for each in said],
        "deliveries": sources.deliveries(found, one), "signed_passport": _signed_passport(found, one),
        "corrected": corrected, "notices": corrected.on(one.figure_id),
        "may_read_receipts": may(request.user, Permission.READ_RECEIPTS),
    })  # fmt: skip


def _signed_passport(edition: Edition, figure: Figure) -> str:
    """The page of the publication, which names the very deliveries; nothing where there are no pages."""
    pages = site(edition)
    path = f"{pages}/passports/{passport_file(figure.figure_id)}"
    if not pages or not (edition.documents / path).is_file():
        return ""
    return f"{reverse('document', args=[edition.name, path])}#{slug(figure.figure_id)}"


def _question(request: HttpRequest, edition: Edition, indicator: str) -> Question:
    if indicator not in background.of(edition).indicators:
        raise Http404
    found = asked(edition, indicator, request.GET, texts.language(texts.code()))
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest) -> int:
    told = request.GET.get("page", "1")
    return int(told) if told.isdecimal() and len(told) < 7 else 1


def _kept(request: HttpRequest) -> str:
    """What was chosen, as part of an address, without the edition and the page."""
    return urlencode([(name, value) for name, value in request.GET.items() if name not in ("edition", "page")])


@dataclass(frozen=True)
class Pages:
    """As templates/_pages.html reads a page of Django's paginator."""

    number: int
    num_pages: int

    @property
    def paginator(self) -> Pages:
        return self

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.num_pages

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def _pages(count: int, request: HttpRequest) -> Pages:
    return Pages(min(max(_page(request), 1), count), count)


def _drawing(edition: Edition, indicator: str, request: HttpRequest, kind: str, chart: object) -> Drawing:
    query = urlencode(list(request.GET.items()))
    where = reverse("figures_drawing", args=[edition.name, indicator, kind])
    return Drawing(kind, f"{where}?{query}" if query else where, chart.description, chart.caption,
                   (chart.unit, *chart.legend.values()))  # fmt: skip
