"""A proposal as the YAML file that a person will edit: every line with its reason, what is missing first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from durna.classifications import codelists
from durna.intake.proposing.proposal import Proposal, Proposed
from durna.intake.totals import is_group, is_total
from durna.sources.contract import Field
from durna.sources.mapping import FieldMapping, FileOptions, Unpivot

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_NOT_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"}
_MOST_CHOICES = 40
_WIDTH = 110


def as_yaml(proposal: Proposal) -> str:
    """The text of the mapping file; it loads with `durna.sources.mapping.load`."""
    parts = (_head, _file, _fields, _events, _rest)
    return "".join(f"{line}\n" for part in parts for line in part(proposal))


def scalar(value: object) -> str:
    """A YAML scalar that reads back as the same text. JSON's quoting is YAML's too."""
    text = str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def _head(proposal: Proposal) -> Iterator[str]:
    contract = proposal.contract
    file = _one_line(proposal.file)
    yield f"# Proposed by `durna map` from the columns and values of {file} ({proposal.rows:,} rows)."
    yield "# A first draft: read every line, correct it, delete the comments you no longer need."
    yield "# What each part means: docs/reference/mapping.md."
    required = [target for target in proposal.absent if target.required]
    if required:
        yield f"# NOT FOUND, BUT REQUIRED: {', '.join(target.name for target in required)}. Fill these in first."
    if proposal.remark:
        yield f"# {proposal.remark}"
    yield f"source: {contract.source}"
    yield f"about: {scalar(file)}"
    if not contract.natural_key:
        yield "# Rows of this source have no key: a delivery replaces what was sent for the same period."
        yield "# Where several files are delivered for one period, give each a mapping and a stream of its own."
        yield "# stream: ..."


def _file(proposal: Proposal) -> Iterator[str]:
    found = {key: value for key, value in proposal.found.items() if value not in (None, "", 0)}
    if found:
        yield "# Found out: " + ", ".join(f"{key} {_one_line(str(value))}" for key, value in found.items()) + "."
    unpivot = proposal.spread.unpivot if proposal.spread else None
    lines = [*_options(proposal.options), *(_unpivot(unpivot) if unpivot else ())]
    if lines:
        yield "file:"
        yield from lines


def _options(options: FileOptions) -> Iterator[str]:
    if options.sheet:
        yield f"  sheet: {scalar(options.sheet)}"
    if options.header_rows:
        yield f"  header_rows: [{', '.join(map(str, options.header_rows))}]"
    if options.ends_before:
        yield f"  ends_before: {scalar(options.ends_before)}"
    if options.missing:
        words = ", ".join(map(scalar, options.missing))
        yield f"  missing: [{words}]  # seen in the file; these cells mean: no value"
    if options.fill_down:
        down = ", ".join(map(scalar, options.fill_down))
        yield f"  fill_down: [{down}]  # written once, meant for the rows below too"


def _unpivot(unpivot: Unpivot) -> Iterator[str]:
    yield "  unpivot:  # one row becomes one record for each of these columns"
    if isinstance(unpivot.columns, str):
        yield f"    columns: {scalar(unpivot.columns)}"
    else:
        yield "    columns:"
        yield from (f"      - {scalar(column)}" for column in unpivot.columns)
    yield f"    name: {unpivot.name}"
    yield f"    value: {unpivot.value}"


def _fields(proposal: Proposal) -> Iterator[str]:
    yield "fields:"
    required = [target for target in proposal.absent if target.required]
    if required:
        yield "  # --- Required and not found: a row without them is rejected."
        for target in required:
            yield f"  # {target.name}: ...  # REQUIRED. {_described(target)}"
            yield from _choices(target, "  ")
    if not proposal.fields:
        yield "  {}"
    if proposal.spread:
        yield from (f"  # {remark}" for remark in proposal.spread.remarks)
    for proposed in proposal.fields:
        yield from _field(proposed, is_group(proposal.contract, proposed.field))


def _field(proposed: Proposed, parts_a_whole: bool) -> Iterator[str]:
    target, given = proposed.field, proposed.given
    yield f"  # {target.title['en']}: {proposed.why}." + (" REQUIRED." if target.required else "")
    if target.identifies_person:
        yield "  # Identifies a person: becomes a pseudonym and goes, sealed, to the vault; never reaches the records."
    yield from (f"  # {remark}" for remark in proposed.remarks)
    if proposed.seen:
        yield from _with_codes(proposed, parts_a_whole)
    else:
        yield f"  {target.name}: {inline(given)}"
    if given.special:
        yield "  #   `special`: words that are no dates, and the flag under which each is counted; name it as you like."


def _with_codes(proposed: Proposed, parts_a_whole: bool) -> Iterator[str]:
    target, codes, seen = proposed.field, proposed.codes, proposed.seen
    totals = [text for text in codes.unknown if parts_a_whole and is_total(target, text)]
    unknown = [text for text in codes.unknown if text not in totals]
    if codes.itself:
        itself = f"{len(codes.itself)} of its {len(seen)} values"
        yield f"  # {itself} are codes of the list '{target.codes}' and need no entry."
    yield f"  {target.name}:"
    yield f"    column: {scalar(proposed.given.column)}"
    if codes.mapped:
        yield f"    codes:  # value: code, then how often it stands in the file{_check(proposed)}"
    elif unknown:
        yield "    # codes:  # uncomment with the lines that you fill in"
    for text, code in codes.mapped.items():
        yield f"      {scalar(text)}: {scalar(code)}  # {seen[text]:,}"
    if totals:
        named = ", ".join(f"{scalar(text)} ({seen[text]:,})" for text in totals)
        yield f"      # The row of all together, which needs no entry: {named}."
    if unknown:
        null = "the total" if parts_a_whole else "no value"
        yield f"      # Not recognised: kept and counted as unknown until a code is written here, or null for {null}."
        yield from (f"      # {scalar(text)}: ...  # unknown, {seen[text]:,}" for text in unknown)
        yield from _choices(target, "      ")


def _check(proposed: Proposed) -> str:
    return "; check each" if proposed.field.codes != "country" else ""


def inline(given: FieldMapping) -> str:
    """A field in one line, in the short form where a column says it all."""
    parts: list[str] = []
    for key in ("column", "constant", "template"):
        value = getattr(given, key)
        if value is not None:
            parts.append(f"{key}: {scalar(value)}")
    if given.forms:
        forms = [scalar(form) for form in given.forms]
        parts.append(f"form: {forms[0] if len(forms) == 1 else '[' + ', '.join(forms) + ']'}")
    if given.decimal:
        parts.append(f"decimal: {json.dumps(given.decimal)}")
    if given.power_of_ten:
        parts.append(f"power_of_ten: {scalar(given.power_of_ten)}")
    if given.special:
        parts.append(f"special: {_table(given.special)}")
    if given.codes:
        parts.append(f"codes: {_table(given.codes)}")
    return scalar(given.column) if parts == [f"column: {scalar(given.column)}"] else "{" + ", ".join(parts) + "}"


def _table(entries: Mapping[str, str | None]) -> str:
    said = (f"{scalar(key)}: {'null' if value is None else scalar(value)}" for key, value in entries.items())
    return "{" + ", ".join(said) + "}"


def _events(proposal: Proposal) -> Iterator[str]:
    spread = proposal.spread
    if spread is None or not spread.events:
        return
    yield f"# {spread.why[0].upper()}{spread.why[1:]}: one row becomes several records."
    if spread.left_out:
        yield f"# Left out, so that nothing is counted twice: {', '.join(map(_one_line, spread.left_out))}."
    yield "events:"
    for name, overrides in spread.events.items():
        yield f"  {scalar(name)}: {{{', '.join(f'{field}: {inline(given)}' for field, given in overrides.items())}}}"


def _rest(proposal: Proposal) -> Iterator[str]:
    optional = [target for target in proposal.absent if not target.required]
    if proposal.refused:
        yield "# --- The name fits, the values do not:"
        for fit in proposal.refused:
            yield f"#   {fit.field}: {scalar(fit.column)}  # {fit.refused}"
    if optional:
        yield "# --- Optional and not found (move a line to `fields` to use it):"
        yield from (f"#   {target.name}: ...  # {_described(target)}" for target in optional)
    if proposal.unused:
        yield "# --- Columns of the file that are not used:"
        yield from _wrapped(proposal.unused)


def _described(target: Field) -> str:
    kind = f"code of '{target.codes}'" if target.codes else target.type
    personal = "; identifies a person" if target.identifies_person else ""
    return f"{target.title['en']} ({kind}{personal})"


def _choices(target: Field, indent: str) -> Iterator[str]:
    if target.codes is None or target.codes in ("country", "institution"):
        return
    codes = list(codelists.load(target.codes).codes)
    if len(codes) <= _MOST_CHOICES:
        yield from (f"{indent}#   {line}" for line in _lines(f"Codes of '{target.codes}':", codes))


def _wrapped(names: tuple[str, ...]) -> Iterator[str]:
    yield from (f"#   {line}" for line in _lines("", [_one_line(name) for name in names]))


def _lines(opening: str, words: list[str]) -> Iterator[str]:
    import textwrap

    text = f"{opening} {', '.join(words)}".strip()
    yield from textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
