"""Charts in a Word file: the drawing as SVG, and as PNG for programs that cannot read it."""

from __future__ import annotations

import re
import struct
from collections import Counter

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from durna.publish import charts
from durna.publish.charts import ahead
from durna.publish.document import Chart
from durna.publish.docx import looks
from durna.publish.docx.oxml import EMU, Element, clean, name, plain, w

_SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_PICTURE_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_OUTLINED = re.compile(r'<text\b[^>]*\bstroke="(?!none|transparent)[^"]*"[^>]*>[^<]*</text>')
_FONT = re.compile(r'font-family="[^"]*"')
_SCALE = 2.5  # of the PNG: 250 dots an inch at the width of a page


class Pictures:
    """Draws charts into the package of a document. `first`: the id of the first drawing, above a template's."""

    def __init__(self, part: Part, language: str, first: int) -> None:
        self._part = part
        self._language = language
        self._next = first
        # Asked once: the package would look through all its parts for each picture.
        self._taken = {str(each.partname) for each in part.package.iter_parts()}
        self._numbers: Counter[str] = Counter()

    def run(self, chart: Chart, widest: float, highest: float) -> Element:
        """A run with the picture, at most so many points wide and high. Raises ValueError where it cannot be drawn."""
        drawing = without_outlines(charts.svg(chart, self._language))
        image = ahead.made(dots, chart, self._language, is_last=True)
        width, height = _size(image)
        scale = min(widest / width, highest / height, 1.0)
        raster = self._add(image, "png", "image/png")
        vector = self._add(for_office(drawing).encode("utf-8"), "svg", "image/svg+xml")
        own, self._next = self._next, self._next + 1
        shown = round(width * scale * EMU), round(height * scale * EMU)
        return w("r", w("drawing", _inline(chart, own, shown, raster, vector)))

    def _add(self, content: bytes, ending: str, kind: str) -> str:
        part = Part(self._place(ending), kind, content, self._part.package)
        return str(self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))

    def _place(self, ending: str) -> PackURI:
        """The next name that no picture of a template has."""
        while True:
            self._numbers[ending] += 1
            place = f"/word/media/profile{self._numbers[ending]}.{ending}"
            if place not in self._taken:
                return PackURI(place)


def dots(chart: Chart, language: str) -> bytes:
    """The picture for programs that cannot read the drawing."""
    return charts.dots(without_outlines(charts.svg(chart, language)), _SCALE)


def without_outlines(drawing: str) -> str:
    """Letters alone. Office programs draw an outline over the letters before it, or as a grey rim of the picture."""
    return _OUTLINED.sub("", drawing)


def for_office(drawing: str) -> str:
    """In a font that is on the computer: in place of one that is not there, an office program may take any other."""
    return _FONT.sub(f'font-family="{looks.TEXT_FONT}, Carlito, Segoe UI, sans-serif"', drawing)


def _size(image: bytes) -> tuple[float, float]:
    """Of a PNG, in points of the drawing: the drawing's own head may give it in other units."""
    width, height = struct.unpack(">II", image[16:24])
    return width / _SCALE * 0.75, height / _SCALE * 0.75


def _inline(chart: Chart, id: int, size: tuple[int, int], raster: str, vector: str) -> Element:
    width, height = size
    described = clean(chart.description or chart.caption)
    about: dict[str, str | int] = {"id": id, "name": f"Picture {id}", "descr": described, "title": clean(chart.caption)}
    return plain(
        "wp:inline",
        plain("wp:extent", cx=width, cy=height),
        plain("wp:docPr", **about),
        w("wp:cNvGraphicFramePr", plain("a:graphicFrameLocks", noChangeAspect=1)),
        w("a:graphic", plain("a:graphicData", _picture(id, size, raster, vector, described), uri=_PICTURE_SPACE)),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip


def _picture(id: int, size: tuple[int, int], raster: str, vector: str, described: str) -> Element:
    width, height = size
    return w(
        "pic:pic",
        w("pic:nvPicPr", plain("pic:cNvPr", id=id, name=f"Picture {id}", descr=described), w("pic:cNvPicPr")),
        w("pic:blipFill", _blip(raster, vector), w("a:stretch", w("a:fillRect"))),
        w(
            "pic:spPr",
            w("a:xfrm", plain("a:off", x=0, y=0), plain("a:ext", cx=width, cy=height)),
            plain("a:prstGeom", w("a:avLst"), prst="rect"),
        ),
    )


def _blip(raster: str, vector: str) -> Element:
    better = w("a:ext")
    better.set("uri", _SVG_EXTENSION)
    drawn = better.makeelement(f"{{{_SVG_SPACE}}}svgBlip", nsmap={"asvg": _SVG_SPACE})
    drawn.set(name("r:embed"), vector)
    better.append(drawn)
    made = w("a:blip", w("a:extLst", better))
    made.set(name("r:embed"), raster)
    return made
