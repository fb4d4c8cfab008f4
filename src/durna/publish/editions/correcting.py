"""Issue a correction notice on a signed edition, beside it."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from durna.editions import kept, keys, notices, register, writing
from durna.editions.folder import Edition
from durna.editions.notices import Notice
from durna.editions.verifying import verify
from durna.errors import Refused, UserError
from durna.publish.editions.signing import refuse_strange
from durna.workspace import Workspace


def correct(
    workspace: Workspace, edition: Edition, reason: str, figures: Sequence[str], key: Ed25519PrivateKey, signer: str
) -> Notice:
    """Raises Refused for an edition that is not signed, and UserError for a figure that it does not have."""
    with writing.writing(workspace):
        if not edition.is_signed:
            raise Refused(
                message="unsigned",
                what=edition.name,
                found=f"Edition '{edition.name}' is not signed.",
                expected="A notice speaks of an edition that can no longer be changed.",
                do=f"Correct what is wrong, discard it with `durna edition discard {edition.name}`, and freeze again.",
            )
        refuse_strange(workspace, key)
        trusted = keys.trusted(workspace)
        verify(edition, trusted, is_at_home=True)
        register.refuse_gone(workspace)
        _refuse_unknown(edition, figures)
        if not reason.strip():
            raise UserError(
                message="empty-notice",
                found="The notice says nothing.",
                expected="What is wrong, in a sentence.",
                do="Write it with --reason.",
            )
        number = len(notices.verified(edition, trusted)) + 1
        notice = notices.issue(edition, reason.strip(), figures, key, signer, number)
        edition.notices.mkdir(exist_ok=True)
        file = notices.file_of(edition, number)
        writing.replace(edition, file, notices.encode(notice))
        file.chmod(0o444)
        register.bring_up_to_date(workspace, key)
    return notice


def _refuse_unknown(edition: Edition, figures: Sequence[str]) -> None:
    known = kept.read(edition.data / kept.FILE).by_id()
    strange = [name for name in figures if name not in known]
    if strange:
        raise UserError(
            message="no-such-figure",
            what=strange[0],
            found=f"Edition '{edition.name}' has no figure '{strange[0]}'.",
            expected="The address of a figure that it published.",
            do="Look it up in its figures.csv.",
        )
