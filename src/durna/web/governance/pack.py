"""The evidence pack of a round: its framework, its answers, its documents and every file they rest on, in one archive.

`manifest.json` names each file with its SHA-256; `signature.json` is over the manifest, by the key that signs editions,
where this site has it. Anybody can verify both without this program.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

import durna
from durna.editions import canonical, keys
from durna.errors import UserError
from durna.web import files as stored_files
from durna.web.evidence.models import Attachment, Citation
from durna.web.governance import data, profile, sheet
from durna.web.governance.models import Answer, Round
from durna.web.governance.reading import Reading
from durna.web.papers import content, in_language
from durna.web.served import workspace

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
_LANGUAGES = ("en", "az", "ru")
_PURPOSE = "durna evidence pack"
_LARGEST = 1 << 30  # bytes, unpacked
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Verified:
    """`problem`: a message id, or nothing. `is_trusted`: the key is one of this workspace."""

    problem: str = ""
    file: str = ""
    is_signed: bool = False
    is_trusted: bool = False
    signed_by: str = ""
    signed_at: str = ""
    fingerprint: str = ""
    files: int = 0


def build(found: Round, signer: str) -> bytes:
    """The archive. It is signed where the workspace names a signing key that can be read."""
    held = dict(_files(found))
    manifest = canonical.encode({
        "format": FORMAT, "round": found.pk, "title": found.titles, "framework": found.framework.version,
        "framework_sha256": found.framework.sha256, "program": durna.__version__, "is_example": found.is_example,
        "files": {name: canonical.sha256_of(content) for name, content in sorted(held.items())},
    })  # fmt: skip
    key = signing_key()
    named = {MANIFEST: manifest, **({SIGNATURE: _signature(manifest, key, signer)} if key else {}), **held}
    return _zipped(named)


def signing_key() -> Ed25519PrivateKey | None:
    """None where this site has none: whoever signs may keep the key elsewhere."""
    try:
        return keys.secret(workspace().signing_key_file)
    except UserError:
        return None


def verify(archive: bytes) -> Verified:
    """Whether every file is the one that the manifest names, and who signed it."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as pack:
            return _verify(pack)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, NotImplementedError):
        return Verified(problem="mgi-pack-no-pack")


def _verify(pack: zipfile.ZipFile) -> Verified:
    if sum(each.file_size for each in pack.infolist()) > _LARGEST:
        return Verified(problem="mgi-pack-too-large")
    manifest = pack.read(MANIFEST)
    named: Mapping[str, str] = json.loads(manifest)["files"]
    inside = set(pack.namelist()) - {MANIFEST, SIGNATURE}
    for name in sorted(inside ^ set(named)):
        return Verified(problem="mgi-pack-other-files", file=name)
    for name, digest in named.items():
        if canonical.sha256_of(pack.read(name)) != digest:
            return Verified(problem="mgi-pack-changed", file=name)
    if SIGNATURE not in pack.namelist():
        return Verified(files=len(named))
    return _signed(manifest, json.loads(pack.read(SIGNATURE)), len(named))


def _signed(manifest: bytes, raw: Mapping[str, Any], count: int) -> Verified:
    key = load_pem_public_key(raw["key"].encode())
    made = base64.b64decode(raw["signature"], validate=True)
    if not keys.is_signed_by(key, made, _said(manifest, raw["signed_at"], raw["signed_by"])):
        return Verified(problem="mgi-pack-false-signature")
    known = [keys.fingerprint(each) for each in keys.trusted(workspace())]
    mine = keys.fingerprint(key)
    return Verified(
        is_signed=True, is_trusted=mine in known, signed_by=raw["signed_by"], signed_at=raw["signed_at"],
        fingerprint=mine, files=count,
    )  # fmt: skip


def _signature(manifest: bytes, key: Ed25519PrivateKey, signer: str) -> bytes:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    made = base64.b64encode(key.sign(_said(manifest, at, signer))).decode("ascii")
    return canonical.encode({
        "format": FORMAT, "algorithm": "Ed25519", "purpose": _PURPOSE, "manifest": canonical.sha256_of(manifest),
        "signed_at": at, "signed_by": signer, "key": keys.pem(key.public_key()).decode("ascii"), "signature": made,
    })  # fmt: skip


def _said(manifest: bytes, at: str, signer: str) -> bytes:
    """What the signature is over. The purpose keeps it from standing for an edition."""
    return canonical.line({
        "purpose": _PURPOSE, "manifest": canonical.sha256_of(manifest), "signed_at": at, "signed_by": signer
    })  # fmt: skip


def _files(found: Round) -> Mapping[str, bytes]:
    read = Reading(found)
    citations = read.citations_of(read.every)
    held = {
        "framework.yaml": found.framework.text.encode(),
        "answers.json": canonical.encode([_answer(answer, citations.get(answer.key, [])) for answer in read.every]),
    }
    for code in _LANGUAGES:
        with in_language(code):
            paper = profile.document(read)
            held[f"profile-{code}.docx"] = content(paper, "docx")
            held[f"profile-{code}.pdf"] = content(paper, "pdf")
            held[f"sdg-10-7-2-{code}.docx"] = content(sheet.document(read), "docx")
            held[f"answers-{code}.xlsx"] = content(data.document(read), "xlsx")
    cited = {each.evidence_id for mine in citations.values() for each in mine}
    for each in Attachment.objects.filter(evidence__in=cited).select_related("stored"):
        held[f"evidence/{each.evidence_id}/{each.stored.name}"] = stored_files.path(each.stored).read_bytes()
    return held


def _answer(answer: Answer, citations: list[Citation]) -> dict[str, Any]:
    """In public form: what is internal stays inside."""
    return {
        "question": answer.question, "institution": str(answer.institution) if answer.institution else None,
        "is_agreed": answer.is_agreed, "reason": answer.reason if answer.is_agreed else {}, "value": answer.value,
        "comment": answer.comment, "as_of": answer.as_of.isoformat() if answer.as_of else None, "state": answer.state,
        "sources": [_citation(each) for each in citations],
    }  # fmt: skip


def _citation(citation: Citation) -> dict[str, Any]:
    evidence = citation.evidence
    return {
        "evidence": evidence.pk, "kind": evidence.kind, "titles": evidence.titles, "number": evidence.number,
        "article": evidence.article, "place": citation.place, "address": evidence.address, "edition": evidence.edition,
        "figure": evidence.figure, "value": evidence.value,
        "effective_from": evidence.effective_from.isoformat() if evidence.effective_from else None,
        "effective_until": evidence.effective_until.isoformat() if evidence.effective_until else None,
    }  # fmt: skip


def _zipped(named: Mapping[str, bytes]) -> bytes:
    """The same content has the same bytes: no clock stands in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in named.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), held, zipfile.ZIP_DEFLATED)
    return out.getvalue()
