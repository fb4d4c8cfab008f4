"""Pages on which a mapping is proposed, looked at through the first rows, edited and kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from durna.classifications import codelists
from durna.errors import UserError
from durna.intake import preview
from durna.sources import contract as contracts
from durna.sources import keeping
from durna.sources import mapping as mappings
from durna.sources.contract import Contract
from durna.store.records import Records
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.dataroom import jobs, mapping_actions, mapping_form, uploads, words
from durna.web.dataroom.models import Job, Upload
from durna.web.served import workspace
from durna.web.texts import say

_ROWS = 20


@dataclass
class _Editing:
    """A mapping on its way: the text that it has now, and what is known of its file."""

    upload: Upload
    contract: Contract
    name: str
    text: str
    seen: str
    proposal: Job | None

    @property
    def raw(self) -> dict[str, Any]:
        return mapping_form.read(self.text)

    def columns(self) -> list[str]:
        if self.proposal is not None:
            return [*self.proposal.outcome["columns"], *mapping_form.columns_named(self.raw)]
        try:
            options = keeping.read(workspace(), self.name, self.text).file
            return list(preview.columns(self.upload.path, options))
        except UserError:
            return mapping_form.columns_named(self.raw)


@needs(Permission.MANAGE_DATA)
def of_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the mapping by which a file that waits shall be taken in."""
    upload = get_object_or_404(Upload, pk=pk, is_gone=False)
    try:
        editing, error = _opened(request, upload), None
    except UserError as refused:
        return _page(request, _begun(upload), refused, None)
    shown = None
    if request.method == "POST":
        try:
            editing.text = _sent(request, editing)
            if "preview" in request.POST:
                shown = _preview(request, editing)
            else:
                return _kept(request, editing)
        except UserError as refused:
            error = refused
    return _page(request, editing, error, shown)


@needs(Permission.MANAGE_DATA)
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    upload = get_object_or_404(Upload, pk=pk, is_gone=False)
    sheet = request.POST.get("sheet", "").strip()
    return redirect("job", jobs.begin(request.user.email, "propose", upload.name, upload, sheet=sheet).pk)


@needs(Permission.MANAGE_DATA)
def codes(request: HttpRequest, delivery: str) -> HttpResponse:
    """Codes of a receipt that nobody has mapped: each gets one of the list, and the mapping keeps it."""
    receipt = next((one for one in Records(workspace()).receipts() if one.delivery_id == delivery), None)
    contract = words.contract_of(receipt.source) if receipt else None
    if receipt is None or contract is None or not receipt.unknown_codes:
        raise Http404
    error = None
    if request.method == "POST":
        try:
            _map_codes(request, receipt.mapping, receipt.source, receipt.unknown_codes)
            chosen = "" if receipt.mapping == receipt.source else receipt.mapping
            return redirect(f"/data/deliver/?source={receipt.source}&mapping={chosen}&cut_off={receipt.cut_off or ''}")
        except UserError as refused:
            error = refused
    unknown = [
        (name, words.field(contract, name), [(code, f"{name}={code}", count) for code, count in found.items()],
         _choices(contract, name))
        for name, found in receipt.unknown_codes.items() if name in contract.fields
    ]  # fmt: skip
    seen = keeping.seen(keeping.place(workspace(), receipt.mapping))
    return render(request, "dataroom/codes.html", {
        "receipt": receipt, "unknown": unknown, "error": error, "seen": seen,
    }, status=422 if error else 200)  # fmt: skip


def _map_codes(request: HttpRequest, name: str, source: str, unknown: dict[str, dict[str, int]]) -> None:
    land = workspace()
    target = keeping.place(land, name)
    known = mappings.load(target)
    raw = mapping_form.read(target.read_text(encoding="utf-8"))
    for field, found in unknown.items():
        added = {code: request.POST.get(f"{field}={code}", "").strip() for code in found}
        added = {code: value for code, value in added.items() if value}
        given = raw["fields"].get(field)
        if added and given is not None:
            before = dict(known.fields[field].codes or {})
            spelled = {"column": given} if isinstance(given, str) else dict(given)
            raw["fields"][field] = {**spelled, "codes": {**before, **added}}
    mapping_actions.keep(request.user.email, name, mapping_form.write(raw), source, request.POST.get("seen", ""))


def _choices(contract: Contract, name: str) -> list[tuple[str, str]]:
    known = contract.fields[name].codes
    if known is None:
        return []
    listed = codelists.load(known)
    return [(code, listed.name(code, texts.code())) for code in listed.codes]


def _begun(upload: Upload) -> _Editing:
    contract = contracts.load(upload.source)
    name = upload.mapping or upload.source
    empty = mapping_form.write(mapping_form.begin(upload.source))
    seen = keeping.seen(keeping.place(workspace(), name))
    return _Editing(upload, contract, name, empty, seen, None)


def _opened(request: HttpRequest, upload: Upload) -> _Editing:
    """The newest proposal for the file, else the mapping that there is, else an empty one."""
    editing = _begun(upload)
    name = request.POST.get("name", "").strip() or editing.name
    target = keeping.place(workspace(), name)
    editing.name, editing.seen = name, request.POST.get("seen", editing.seen)
    editing.proposal = Job.objects.filter(upload=upload, kind="propose", state=Job.DONE).first()
    if editing.proposal is not None and not _is_newer(target, editing.proposal):
        editing.text = editing.proposal.outcome["yaml"]
    elif target.exists():
        editing.text = target.read_text(encoding="utf-8")
    return editing


def _is_newer(target: Path, proposal: Job) -> bool:
    """Whether the mapping was kept after it was proposed: what somebody corrected is not undone by a proposal."""
    return target.exists() and target.stat().st_mtime > proposal.ended_at.timestamp()


def _sent(request: HttpRequest, editing: _Editing) -> str:
    base = request.POST.get("text", editing.text).replace("\r\n", "\n")
    if request.POST.get("as") == "text":
        return base
    return mapping_form.write(mapping_form.merged(mapping_form.read(base), editing.contract, request.POST))


def _preview(request: HttpRequest, editing: _Editing) -> preview.Preview:
    made = keeping.read(workspace(), editing.name, editing.text)
    chain.record(request.user.email, "mapping-previewed", editing.upload.name, kind=chain.LOOK, mapping=editing.name)
    with uploads.named(editing.upload) as file:
        return preview.preview(workspace(), file, editing.contract, made, _ROWS)


def _kept(request: HttpRequest, editing: _Editing) -> HttpResponse:
    by, upload = request.user.email, editing.upload
    if editing.name != (upload.mapping or upload.source) and "seen" in request.POST:
        editing.seen = ""  # a name of its own: nothing may stand there yet
    mapping_actions.keep(by, editing.name, editing.text, upload.source, editing.seen)
    mapping_actions.use(by, upload, editing.name)
    if "take" in request.POST:
        return redirect("job", uploads.take_in(by, upload).pk)
    return redirect(f"{request.path}?kept=1")


def _page(
    request: HttpRequest, editing: _Editing, error: UserError | None, shown: preview.Preview | None
) -> HttpResponse:  # fmt: skip
    try:
        raw = editing.raw
    except UserError as refused:
        raw, error = mapping_form.begin(editing.upload.source), error or refused
    is_text = request.GET.get("as") == "text"
    contract = editing.contract
    rows = [] if shown is None else [
        (row.row_no, words.reason(contract, row.reason) if row.reason else
         ", ".join(words.reason(contract, flag) for flag in row.flags), bool(row.reason), list(row.cells.values()))
        for row in shown.rows
    ]  # fmt: skip
    offered = mapping_form.offered(contract, [] if is_text else editing.columns())
    absent = editing.proposal.outcome["absent"] if editing.proposal else ()
    return render(request, "dataroom/mapping.html", {
        "editing": editing, "upload": editing.upload, "error": error, "is_text": is_text,
        "lines": mapping_form.lines(raw, contract), "offered": offered, "shown": shown, "rows": rows,
        "is_kept": "kept" in request.GET, "has_events": "events" in raw,
        "absent": [words.field(contract, name) for name in absent],
        "heads": [] if shown is None else [words.field(contract, name) for name in shown.columns],
        "title": say("mapping-title", file=editing.upload.name),
    }, status=422 if error else 200)  # fmt: skip
