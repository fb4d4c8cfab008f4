"""The marks at figures and the notes under a table: letters for statuses and flags, numbers for everything else."""

from __future__ import annotations

from durna.indicators.breaks import Break
from durna.indicators.figures import Figure
from durna.publish import document
from durna.publish.context import Context
from durna.publish.house_format import in_house_format

STATUS_SIGNS = {"provisional": "p", "estimated": "e"}
FLAG_SIGNS = {
    "provisional": "p", "estimate": "e", "disputed": "d", "derived": "k", "rounded": "r", "about": "a",
    "carried_forward": "c", "low_coverage": "l", "projected": "j", "revised": "v", "includes_children": "i",
}  # fmt: skip
SAID_ELSEWHERE = ("part_year", "cut_short", "break", "other_unit")  # by the column, the date below, a note, the row


class Footnotes:
    """Notes of one table, in the order in which their marks are met."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._numbered: dict[str, document.Note] = {}
        self._letters: dict[str, document.Note] = {}
        self.has_missing = False
        self.has_suppressed = False
        self.has_part = False

    def marks(self, figure: Figure) -> tuple[str, ...]:
        letters = [self._letter(sign, "figure_status", figure.status)] if (
            sign := STATUS_SIGNS.get(figure.status)) else []  # fmt: skip
        for flag in figure.flags:
            if flag in SAID_ELSEWHERE:
                continue
            sign = FLAG_SIGNS.get(flag)
            letters.append(self._letter(sign, "flag", flag) if sign else self._flag(flag))
        if figure.figure_id in self.context.disputed:
            letters.append(self._disputed())
        if note := self.context.language.of(figure.note) if figure.note else "":
            letters.append(self.numbered(note, document.words(in_house_format(self.context.language, note))))
        return tuple(dict.fromkeys(letters))

    def numbered(self, key: str, runs: document.Runs) -> str:
        if key not in self._numbered:
            self._numbered[key] = document.Note(str(len(self._numbered) + 1), runs)
        return self._numbered[key].mark

    def of_break(self, each: Break) -> str:
        language = self.context.language
        said = language("note-break", day=language.day(each.date), text=language.of(each.text))
        link = document.Link(said, f"#break-{each.id}")
        return self.numbered(f"break {each.id}", (link, document.Words(f" {language.of(each.date_note)}")))

    def all(self) -> tuple[document.Note, ...]:
        signs = []
        if self.has_missing:
            signs.append(document.Note("…", document.words(self.context.sign("missing"))))
        if self.has_suppressed:
            signs.append(document.Note("[c]", document.words(self.context.sign("suppressed"))))
        letters = [self._letters[sign] for sign in sorted(self._letters)]
        return (*self._numbered.values(), *letters, *signs)

    def _letter(self, sign: str, list_name: str, code: str) -> str:
        text = self.context.language.of_list(list_name, code)
        self._letters.setdefault(sign, document.Note(sign, document.words(text)))
        return sign

    def _flag(self, flag: str) -> str:
        text = self.context.language.of_list("flag", flag)
        return self.numbered(f"flag {flag}", document.words(text))

    def _disputed(self) -> str:
        link = document.Link(self.context.language("note-disputed"), "#reconciliation")
        self._letters["d"] = document.Note("d", (link,))
        return "d"
