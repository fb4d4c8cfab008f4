"""Words for what intake and the calendar say in codes: reasons, flags, fields, kinds and states."""

from __future__ import annotations

from durna.classifications import institutions
from durna.sources import contract as contracts
from durna.sources.contract import Contract
from durna.web import texts
from durna.web.texts import say

_ENDINGS = ("missing", "unreadable", "implausible", "after_cut_off", "total")
_WHOLE = ("malformed_row", "key_repeated", "key_missing", "unit_unknown", "value_not_whole")


def contract_of(source: str) -> Contract | None:
    return contracts.load(source) if source in contracts.sources() else None


def field(contract: Contract | None, name: str) -> str:
    """The title of a field or of a stored column of it, in the reader's language."""
    known = contract.fields if contract else {}
    for each, half in ((name, ""), (name.removesuffix("_start"), "start"), (name.removesuffix("_end"), "end")):
        if each in known:
            title = texts.language(texts.code()).of(known[each].title)
            return say(f"field-{half}", field=title) if half else title
    return name


def reason(contract: Contract | None, code: str) -> str:
    """Why a row was rejected, or what is doubtful about it; a code that has no words stands for itself."""
    if code in _WHOLE:
        return say(f"reason-{code.replace('_', '-')}")
    for ending in _ENDINGS:
        name = code.removesuffix(f"_{ending}")
        if name != code and contract is not None and name in contract.fields:
            return say(f"reason-{ending.replace('_', '-')}", field=field(contract, name))
    checks = {each.name: each.title for each in contract.checks} if contract else {}
    return texts.language(texts.code()).of(checks[code]) if code in checks else code


def institution(name: str) -> str:
    return institutions.name(name, texts.code())


def source(name: str) -> str:
    contract = contract_of(name)
    return texts.language(texts.code()).of(contract.title) if contract else name


def sources() -> list[tuple[str, str]]:
    """What can be delivered, as choices, by their titles."""
    return sorted(((name, source(name)) for name in contracts.sources()), key=lambda pair: pair[1].casefold())


def institutions_known() -> list[tuple[str, str]]:
    return sorted(((name, institution(name)) for name in institutions.load()), key=lambda pair: pair[1].casefold())
