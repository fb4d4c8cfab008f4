"""The formats of a Profile besides its site: what writes each, from documents that are put together once for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock

from durna.publish import xlsx
from durna.publish.binding import bound
from durna.publish.document import Document
from durna.publish.material import Material
from durna.publish.notices import Notice
from durna.publish.profile.assemble import document_of


class Documents(Mapping[str, Document]):
    """The document in each language; one that nobody asks for is not made, and none twice."""

    def __init__(self, material: Material, languages: tuple[str, ...]) -> None:
        self._material = material
        self._languages = languages
        self._made: dict[str, Document] = {}
        self._making = Lock()

    def __getitem__(self, code: str) -> Document:
        if code not in self._languages:
            raise KeyError(code)
        with self._making:
            if code not in self._made:
                made = document_of(self._material, self._material.language(code), self._languages)
                self._made[code] = bound(made)
            return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


def _workbooks(material: Material, documents: Documents, folder: Path) -> Sequence[Notice]:
    for code, document in documents.items():
        xlsx.write(folder / f"profile-{code}.xlsx", document, material.language(code), material.figures)
    return ()


def _word(material: Material, documents: Documents, folder: Path) -> Sequence[Notice]:
    from durna.publish.docx.write import write

    notices: list[Notice] = []
    for code, document in documents.items():
        path = folder / f"profile-{code}.docx"
        notices += write(path, document, material.language(code), material.as_of, material.word)
    return notices


def _pdf(material: Material, documents: Documents, folder: Path) -> Sequence[Notice]:
    from durna.publish.pdf.write import write

    notices: list[Notice] = []
    for code, document in documents.items():
        notices += write(folder / f"profile-{code}.pdf", document, material.language(code), material.as_of)
    return notices


def _open_data(material: Material, documents: Documents, folder: Path) -> Sequence[Notice]:
    from durna.publish import opendata, sdmx

    languages = tuple(documents)
    cube = sdmx.write(material, languages, folder / "sdmx")
    opendata.write(material, languages, cube, folder / "data", folder / "sdmx")
    return ()


WRITERS: Mapping[str, Callable[[Material, Documents, Path], Sequence[Notice]]] = {
    "docx": _word, "pdf": _pdf, "xlsx": _workbooks, "sdmx": _open_data,
}  # fmt: skip
