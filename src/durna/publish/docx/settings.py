"""The settings of a Word document: hyphenation, fields, where notes stand."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from durna.publish.docx.oxml import Element, name, w


def _tags(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# What may come after each, in the order that the schema asks for; only those that programs write are named.
_AFTER_HYPHENATION = _tags(
    "w:consecutiveHyphenLimit w:hyphenationZone w:doNotHyphenateCaps w:showEnvelope w:summaryLength "
    "w:clickAndTypeStyle w:defaultTableStyle w:evenAndOddHeaders w:bookFoldRevPrinting w:bookFoldPrinting "
    "w:bookFoldPrintingSheets w:drawingGridHorizontalSpacing w:drawingGridVerticalSpacing "
    "w:displayHorizontalDrawingGridEvery w:displayVerticalDrawingGridEvery w:doNotUseMarginsForDrawingGridOrigin "
    "w:drawingGridHorizontalOrigin w:drawingGridVerticalOrigin w:doNotShadeFormData w:noPunctuationKerning "
    "w:characterSpacingControl w:printTwoOnOne w:strictFirstAndLastChars w:noLineBreaksAfter w:noLineBreaksBefore "
    "w:savePreviewPicture w:doNotValidateAgainstSchema w:saveInvalidXml w:ignoreMixedContent "
    "w:alwaysShowPlaceholderText w:doNotDemarcateInvalidXml w:saveXmlDataOnly w:useXSLTWhenSaving "
    "w:saveThroughXslt w:showXMLTags w:alwaysMergeEmptyNamespace"
)
_AFTER_NOTES = _tags(
    "w:endnotePr w:compat w:docVars w:rsids m:mathPr w:attachedSchema w:themeFontLang w:clrSchemeMapping "
    "w:doNotIncludeSubdocsInStats w:doNotAutoCompressPictures w:forceUpgrade w:captions w:readModeInkLockDown "
    "w:smartTagType w:shapeDefaults w:doNotEmbedSmartTags w:decimalSymbol w:listSeparator"
)
_AFTER_FIELDS = ("w:hdrShapeDefaults", "w:footnotePr", *_AFTER_NOTES)


def make_own(document: Document) -> None:
    """Nothing of what the library's empty document brings along."""
    root = _root(document)
    for child in list(root):
        root.remove(child)
    word = "http://schemas.microsoft.com/office/word"
    mode = w("compatSetting", name="compatibilityMode", uri=word, val=15)
    root.extend(
        [w("zoom", percent=100), w("defaultTabStop", val=720), w("characterSpacingControl", val="doNotCompress")]
    )
    root.extend([w("compat", mode), w("decimalSymbol", val="."), w("listSeparator", val=",")])


def forget_origin(document: Document) -> None:
    """A file of a template names the folder that it was made in: that is nobody's business."""
    root = _root(document)
    part = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for child in root.findall(name("attachedTemplate")):
        root.remove(child)
    for id, relation in list(part.rels.items()):
        if relation.reltype.endswith("/attachedTemplate"):
            del part.rels[id]


def hyphenate(document: Document, is_wanted: bool) -> None:
    root = _root(document)
    for child in root.findall(name("autoHyphenation")):
        root.remove(child)
    if is_wanted:
        root.insert_element_before(w("autoHyphenation"), *_AFTER_HYPHENATION, "w:updateFields", *_AFTER_FIELDS)


def compute_fields(document: Document) -> None:
    """Word computes page numbers in the contents when it opens the file; it asks once."""
    root = _root(document)
    for child in root.findall(name("updateFields")):
        root.remove(child)
    root.insert_element_before(w("updateFields", val=True), *_AFTER_FIELDS)


def name_separators(document: Document, separator: int, continuation: int) -> None:
    """The lines above footnotes, which their part holds as notes of their own."""
    root = _root(document)
    if root.find(name("footnotePr")) is None:
        marks = w("footnotePr", w("footnote", id=separator), w("footnote", id=continuation))
        root.insert_element_before(marks, *_AFTER_NOTES)


def _root(document: Document) -> Element:
    root: Element = document.settings.element
    return root
