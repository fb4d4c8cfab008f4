"""The styles of a document: those of its template where it has them, else as this program draws them."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document
from docx.styles.styles import Styles as WordStyles

from durna.errors import UserError
from durna.publish.docx import looks
from durna.publish.docx.looks import LOOKS, Look
from durna.publish.docx.oxml import TWIPS, Element, name, w
from durna.publish.widths import PADDING

Lines = dict[str, str | int]
_SHOWN = 12  # names of styles that a message lists


class Styles:
    """Which style of the document stands for each key. Adds those that are not there.

    `wanted`: names of the template's own styles by key, as durna.toml gives them. Raises UserError, naming the style
    and the key, where the template has none of that name.
    """

    def __init__(self, document: Document, wanted: Mapping[str, str], is_template: bool, width: int) -> None:
        self._all: WordStyles = document.styles
        self._by_name = {name: each for each in self._all.element.style_lst for name in _names(each)}
        self._has_color = not is_template
        self._width = width
        self.ids: dict[str, str] = {}
        self.added: list[str] = []
        _refuse_unknown(wanted)
        for key, look in LOOKS.items():
            self.ids[key] = self._found(key, wanted[key]) if key in wanted else self._own(key, look)

    def has_numbering(self, key: str) -> bool:
        style = self._element(self.ids[key])
        return style.find(".//" + name("numPr")) is not None

    def has_outline(self, key: str) -> bool:
        """Whether Word takes paragraphs of this style into its contents by itself."""
        style = self._element(self.ids[key])
        return style.find(".//" + name("outlineLvl")) is not None

    def font(self, key: str) -> str:
        """The font of a style, from what it is based on if it names none; nothing where only a theme says it."""
        style_id: str | None = self.ids[key]
        for _ in range(len(self._by_name) + 1):
            style = self._element(style_id) if style_id else None
            if style is None:
                break
            fonts = style.find(f"{name('rPr')}/{name('rFonts')}")
            if fonts is not None and fonts.get(name("ascii")):
                return str(fonts.get(name("ascii")))
            based = style.find(name("basedOn"))
            style_id = None if based is None else based.get(name("val"))
        fonts = self._all.element.find(f"{name('docDefaults')}/{name('rPrDefault')}/{name('rPr')}/{name('rFonts')}")
        return "" if fonts is None else str(fonts.get(name("ascii")) or "")

    def _found(self, key: str, name: str) -> str:
        style = self._by_name.get(name.casefold())
        if style is None or _kind(style) != LOOKS[key].kind:
            kind = f"{LOOKS[key].kind}s"
            have = sorted(str(each.name_val) for each in self._all.element.style_lst if _kind(each) == LOOKS[key].kind)
            raise UserError(
                message="wrong-file",
                what="durna.toml",
                detail=f"[word.styles] {key} = {name}",
                found=f"The Word template has no style of {kind} named '{name}', which [word.styles] gives for {key}.",
                expected=f"One of its styles: {', '.join(have[:_SHOWN])}{' ...' if len(have) > _SHOWN else ''}.",
                do=f"Correct the name, or leave {key} out: Word's own styles (heading 1) are found by themselves.",
            )
        return str(style.styleId)

    def _own(self, key: str, look: Look) -> str:
        present = self._by_name.get(look.name.casefold())
        if present is not None and _kind(present) == look.kind:
            return str(present.styleId)
        made = self._style(key, look)
        self._all.element.append(made)
        self._by_name[look.name.casefold()] = made
        self.added.append(key)
        return str(made.styleId)

    def _element(self, style_id: str) -> Element:
        found: Element = self._all.element.get_by_id(style_id)
        return found

    def _style(self, key: str, look: Look) -> Element:
        taken = {str(each.styleId) for each in self._all.element.style_lst}
        own = _id_of(look.name)
        while own in taken:
            own += "0"
        based = self.ids.get(look.based) if look.based else None
        return w(
            "style",
            w("name", val=look.name),
            w("basedOn", val=based) if based else None,
            w("next", val=self.ids["body"]) if look.outline is not None else None,
            w("qFormat"),
            paragraph_properties(look, self._width, key in looks.RUNNING) if look.kind == "paragraph" else None,
            character_properties(look, self._has_color) if look.kind != "table" else None,
            table_properties() if look.kind == "table" else None,
            type=look.kind, default=True if key == "body" else None,
            customStyle=True if "Profile" in look.name else None, styleId=own,
        )  # fmt: skip


def keys() -> tuple[str, ...]:
    return tuple(LOOKS)


def document_defaults(tag: str, rtl_tag: str) -> Element:
    """What holds where no style says otherwise: font, size and the language of spelling."""
    fonts = w("rFonts", ascii=looks.TEXT_FONT, hAnsi=looks.TEXT_FONT, eastAsia=looks.TEXT_FONT, cs=looks.RTL_FONT)
    size = int(looks.TEXT_SIZE * 2)
    properties = w(
        "rPr",
        fonts,
        w("color", val=looks.INK),
        w("sz", val=size),
        w("szCs", val=size),
        w("lang", val=tag, bidi=rtl_tag),
    )
    return w("docDefaults", w("rPrDefault", properties), w("pPrDefault"))


def paragraph_properties(look: Look, width: int, is_running: bool = True) -> Element:
    """What is not running text takes no first line further in, and no even lines, from what it is based on."""
    return w(
        "pPr",
        w("keepNext") if look.keep_next else None,
        w("keepLines") if look.keep_lines else None,
        w("pageBreakBefore") if look.new_page else None,
        _border(look),
        w("tabs", w("tab", val="right", leader="dot", pos=width)) if look.dotted_tab else None,
        _spacing(look),
        _indent(look, is_running),
        None if is_running else w("jc", val="left"),
        w("outlineLvl", val=look.outline) if look.outline is not None else None,
    )


def character_properties(look: Look, with_color: bool) -> Element:
    """`with_color`: beside a template's letterhead nothing but the quiet grey is ours."""
    color = look.color if with_color or look.color == looks.QUIET else None
    size = None if look.size is None else round(look.size * 2)
    return w(
        "rPr",
        _toggle("b", look.bold), _toggle("bCs", look.bold), _toggle("i", look.italic), _toggle("iCs", look.italic),
        w("color", val=color) if color else None,
        w("sz", val=size) if size else None,
        w("szCs", val=size) if size else None,
        w("vertAlign", val="superscript") if look.superscript else None,
    )  # fmt: skip


def table_properties() -> Element:
    """Lines between rows, a strong one above; no line stands upright."""
    faint: Lines = {"val": "single", "sz": 4, "space": 0, "color": "D5DCE3"}
    strong: Lines = {"val": "single", "sz": 12, "space": 0, "color": looks.BLUE}
    side = round(PADDING / 2 * TWIPS)
    return w(
        "tblPr",
        w("tblBorders", w("top", **strong), w("bottom", **faint), w("insideH", **faint)),
        w("tblCellMar", w("top", w=40, type="dxa"), w("left", w=side, type="dxa"), w("bottom", w=40, type="dxa"),
          w("right", w=side, type="dxa")),
    )  # fmt: skip


def _toggle(tag: str, is_on: bool | None) -> Element | None:
    return None if is_on is None else w(tag) if is_on else w(tag, val=False)


def _border(look: Look) -> Element | None:
    if look.rule is None:
        return None
    side = "left" if look.rule == "start" else "bottom"
    return w("pBdr", w(side, val="single", sz=18 if side == "left" else 4, space=6, color="B9A46D"))


def _spacing(look: Look) -> Element | None:
    if look.before is look.after is look.line is None:
        return None
    before, after = (None if each is None else round(each * TWIPS) for each in (look.before, look.after))
    line = None if look.line is None else round(look.line * 240)
    return w("spacing", before=before, after=after, line=line, lineRule="auto" if line else None)


def _indent(look: Look, is_running: bool) -> Element | None:
    if is_running and look.indent is None and not look.dotted_tab:
        return None
    hanging = None if look.hanging is None else round(look.hanging * TWIPS)
    # Entries of contents stay clear of the page numbers.
    right = 30 * TWIPS if look.dotted_tab else None
    first = None if is_running or hanging else 0
    return w("ind", left=round((look.indent or 0) * TWIPS), right=right, firstLine=first, hanging=hanging)


def _names(style: Element) -> list[str]:
    aliases = style.find(name("aliases"))
    more = str(aliases.get(name("val")) or "").split(",") if aliases is not None else []
    return [name.strip().casefold() for name in (str(style.name_val or ""), *more) if name.strip()]


def _kind(style: Element) -> str:
    return str(style.get(name("type")) or "paragraph")


def _id_of(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split()).replace("Toc", "TOC")


def _refuse_unknown(wanted: Mapping[str, str]) -> None:
    strange = next((key for key in wanted if key not in LOOKS), None)
    if strange is not None:
        raise UserError(
            message="wrong-file",
            what="durna.toml",
            detail=f"[word.styles] {strange}",
            found=f"[word.styles] in durna.toml names '{strange}', which is no style of the Profile.",
            expected=f"One of: {', '.join(LOOKS)}.",
            do="Correct the key; docs/how-to/word-template.md says what each is for.",
        )
