"""Checks and editions as jobs: what `durna check` and `durna edition` do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from durna.checks.explanations import Explanations
from durna.checks.findings import Finding
from durna.editions import comparing, freeze, keys
from durna.editions import known as editions_known
from durna.editions.folder import existing
from durna.indicators.own import known, reading
from durna.publish.editions import checking, correcting, freezing, publishing, revisions_table, signing
from durna.publish.gather import checked
from durna.store.moments import moment
from durna.web.dataroom import jobs
from durna.web.dataroom.models import Job
from durna.web.served import workspace
from durna.workspace import Workspace

Watch = Callable[[float], None]
_MOST_CHANGES = 500


@contextmanager
def _opened() -> Iterator[Workspace]:
    """With the indicators that the workspace adds to the catalogue, as a command has them."""
    found = workspace()
    with known.known(reading.read(found)):
        yield found


@jobs.kind("check")
def check(job: Job, watch: Watch) -> dict[str, Any]:
    with _opened() as land:
        return _told(*checked(land))


@jobs.kind("freeze")
def freeze_edition(job: Job, watch: Watch) -> dict[str, Any]:
    with _opened() as land:
        edition = freezing.freeze_edition(land, job.told["name"], moment(job.told.get("as_of") or None, land.timezone))
    pinned = freeze.read(edition)
    return {"edition": edition.name, "recorded": pinned.recorded, "deliveries": len(pinned.deliveries)}


@jobs.kind("check-edition")
def check_edition(job: Job, watch: Watch) -> dict[str, Any]:
    with _opened() as land:
        found = checking.check(land, existing(land, job.told["name"]))
    told = _told(found.findings, found.explanations)
    return {**told, "edition": job.told["name"], "may_be_signed": found.may_be_signed}


@jobs.kind("publish")
def publish(job: Job, watch: Watch) -> dict[str, Any]:
    notices: list[str] = []
    asked = (job.told.get("languages") or (), job.told.get("formats") or ())
    with _opened() as land:
        done = publishing.publish(land, existing(land, job.told["name"]), *asked, told=lambda n: notices.append(str(n)))
    return {
        "edition": job.told["name"], "languages": list(done.languages), "formats": list(done.formats),
        "notices": notices,
    }  # fmt: skip


@jobs.kind("sign")
def sign(job: Job, watch: Watch) -> dict[str, Any]:
    """With the key that durna.toml names: a secret never passes through a page or the database."""
    with _opened() as land:
        edition = existing(land, job.told["name"])
        secret = keys.secret(land.signing_key_file)
        made = signing.sign(land, edition, secret, job.told["signer"])
    return {"edition": edition.name, "signed_at": made.signed_at, "key": keys.fingerprint(secret.public_key())}


@jobs.kind("correct")
def correct(job: Job, watch: Watch) -> dict[str, Any]:
    told = job.told
    with _opened() as land:
        edition, secret = existing(land, told["name"]), keys.secret(land.signing_key_file)
        notice = correcting.correct(land, edition, told["reason"], told["figures"], secret, told["signer"])
    return {"edition": edition.name, "notice": notice.number}


def _told(findings: Sequence[Finding], explained: Explanations) -> dict[str, Any]:
    return {"findings": [_finding(one, explained) for one in findings]}


def _finding(one: Finding, explained: Explanations) -> dict[str, Any]:
    """Plain JSON: every field of the finding, so that it can be made again to be answered, its id and its answer."""
    given = explained.of(one)
    answer = {"by": given.by, "reason": dict(given.reason), "until": _day(given.until)} if given else None
    fields = {**asdict(one), "text": dict(one.text), "figures": list(one.figures)}
    sample = [{"delivery_id": each.delivery_id, "row_no": each.row_no} for each in one.sample]
    return {**fields, "sample": sample, "id": one.finding_id, "state": explained.state(one), "answer": answer}


def _day(when: Any) -> str | None:
    return when.isoformat() if when else None


@jobs.kind("compare")
def compare(job: Job, watch: Watch) -> dict[str, Any]:
    """What the newer edition shows otherwise; of more changes than a page holds the rest is in the annex as CSV."""
    with _opened() as land:
        before, after = (editions_known.of(existing(land, job.told[name])) for name in ("old", "new"))
        found = comparing.compare(before, after)
    told = revisions_table.as_json(found)
    changed = [one for one in told["revisions"] if one["change"] != "new"]
    counts = {kind: len(found.of(kind)) for kind in comparing.KINDS}
    return {
        "old": found.old, "new": found.new, "unchanged": found.unchanged, "counts": counts,
        "changed": changed[:_MOST_CHANGES], "left_out": max(0, len(changed) - _MOST_CHANGES),
    }  # fmt: skip
